"""What nobody sees hides nothing from the screen, and digits of every script are digits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.identifiers import mobiles, resident_ids
from tests.support.screened import fast_scan, screened

from gongkai.core.screening.finding import FindingKind
from gongkai.core.screening.normalise import plain, sound
from gongkai.core.screening.signs import IGNORABLE, SPACES, members

# Default_Ignorable_Code_Point (DerivedCoreProperties.txt), which Python's unicodedata does not tell.
DEFAULT_IGNORABLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
SOME = "\u00ad\u034f\u061c\u115f\u1160\u180b\u180e\u180f\u200b\u202e\u2800\u3164\ufe0f\uffa0\ufff9\ufffc\U000e0020\U000e0100\U000e01ef\x01"
IGNORED = frozenset(members(IGNORABLE))
MONGOLIAN = str.maketrans("0123456789", "᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙")


def test_all_that_unicode_calls_ignorable_or_format_is_ignored() -> None:
    ignored = set(members(IGNORABLE + SPACES))
    codes = {chr(code) for first, last in DEFAULT_IGNORABLE for code in range(first, last + 1)}
    formats = {
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in ("Cf", "Zs") and code != 0x20
    }
    assert (codes | formats) - ignored == set()


@pytest.mark.clause("secrecy.6.1")
@pytest.mark.parametrize("sign", SOME, ids=lambda sign: f"{ord(sign):04X}")
def test_a_mark_and_numbers_with_such_a_sign_inside(sign: str) -> None:
    words = [f"机{sign}密★1{sign}0年", f"138{sign}4751{sign}2346", f"11010519{sign}491231{sign}002X"]
    text = f"{words[0]}\n联系手{sign}机{words[1]}。身份证号{words[2]}。"
    found = screened(text)
    assert [(one.kind, one.text) for one in found] == [
        (FindingKind.SECRECY_MARK, words[0]),
        (FindingKind.MOBILE, words[1]),
        (FindingKind.RESIDENT_ID, words[2]),
    ]
    assert [text[one.start : one.end] for one in found] == words
    assert screened(text, scan=fast_scan()) == found


@pytest.mark.parametrize("count", [1, 5, 400])
def test_however_many_of_them(count: int) -> None:
    mark = "绝" + "\ufe0f" * count + "密" + "\U000e0100" * count + "★30年"
    number = ("\u034f" * count).join("13847512346")
    assert [one.text for one in screened(f"{mark}\n手机{number}")] == [mark, number]


def test_two_numbers_side_by_side_stay_two() -> None:
    assert [one.text for one in screened("13847512346\u200b13847512347")] == ["13847512346", "13847512347"]


@pytest.mark.clause("secrecy.6.2", "3.7.4")
@given(mobiles(), resident_ids())
def test_mongolian_digits(mobile: str, resident_id: str) -> None:
    words = [mobile.translate(MONGOLIAN), resident_id.translate(MONGOLIAN)]
    text = f"手机：{words[0]}，身份证号{words[1]}。"
    assert [one.text for one in screened(text)] == words
    assert screened(text, scan=fast_scan()) == screened(text)


def test_every_decimal_digit_is_read() -> None:
    digits = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Nd"]
    assert [plain(digit) for digit in digits] == [str(unicodedata.decimal(digit)) for digit in digits]
    by_value = [[digit for digit in digits if unicodedata.decimal(digit) == value] for value in range(10)]
    for script in zip(*by_value, strict=True):
        number = "13847512346".translate(dict(zip(map(ord, "0123456789"), script, strict=True)))
        assert [one.text for one in screened(f"手机{number}。")] == [number]


@given(st.text(st.sampled_from("机密★10年ab \n" + SOME), max_size=40))
def test_places_of_the_sound_form_lead_back(text: str) -> None:
    read = sound(text)
    for at, char in enumerate(read.text):
        start, end = read.place(at, at + 1)
        assert (end - start, char) in ((1, text[start]), (1, "\u200b"))
    assert [char for char in read.text if char != "\u200b"] == [char for char in text if char not in IGNORED]
