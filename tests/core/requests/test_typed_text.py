"""What people type is cleaned of what cannot be seen, and keeps every character that can."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.requests.typed import clean_line, clean_text, half_width


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("", ""),
        (" \u3000\n", ""),
        ("第一行\r\n第二行\r第三行\u2028第四行  \n", "第一行\n第二行\n第三行\n第四行"),
        ("一\n\n二", "一\n\n二"),
        ("名\x00称\x07\x1b[31m", "名称[31m"),
        ("附件\u202egnp.exe", "附件gnp.exe"),
        ("\u2066公\u200b开\ufeff\u2060\u00ad\u200e", "公开"),
        ("\ud800坏\udfff字\ufffe\ufdd0", "坏字"),
        ("\u3164\u115f", ""),
        ("e\u0301", "\u00e9"),
        ("𠮷野家 㐱 𰻞 \U000313af", "𠮷野家 㐱 𰻞 \U000313af"),
        ("好😀👍🏽 👨‍👩‍👧 ❤️‍🔥", "好😀👍🏽 👨‍👩‍👧 ❤️‍🔥"),
        ("葛\U000e0100城", "葛\U000e0100城"),
        ("张\u200d三", "张三"),
        ("ᠮᠣᠩᠭᠤᠯ\u180eᠠ ᠤᠯᠤᠰ\u202fᠤᠨ ᠠ\u200d", "ᠮᠣᠩᠭᠤᠯ\u180eᠠ ᠤᠯᠤᠰ\u202fᠤᠨ ᠠ\u200d"),
    ],
)
def test_text_is_cleaned(typed: str, clean: str) -> None:
    assert clean_text(typed) == clean


def test_a_line_is_one_line() -> None:
    assert clean_line(" 张\t三\n\u3000李  四\u00a0") == "张 三 李 四"
    assert clean_line("ᠤᠯᠤᠰ\u202fᠤᠨ") == "ᠤᠯᠤᠰ\u202fᠤᠨ"


def test_a_number_is_narrow_and_without_blanks() -> None:
    assert half_width(" １５２３０１　１９８００１０１ １２３ｘ\u200b") == "15230119800101123X"


@given(st.text(st.characters(codec=None)))
def test_clean_text_is_clean_for_good(typed: str) -> None:
    clean = clean_text(typed)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not {unicodedata.category(letter) for letter in clean.replace("\n", "")} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(clean) & set(
        "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    )
    assert "\n" not in clean_line(typed)
    clean.encode()


@given(st.text(st.characters(categories=["Lo"], min_codepoint=0x20000, max_codepoint=0x2A6DF)))
def test_rare_characters_stay(typed: str) -> None:
    assert clean_line(typed) == typed
