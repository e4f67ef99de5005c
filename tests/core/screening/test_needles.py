"""A withheld string is met however it is written, and a short figure only by itself."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.screening.needles import Haystack, Needle, fold


def met(needle: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Needle(needle).find(Haystack(text))]


@pytest.mark.parametrize(
    "written",
    [
        "13847512346", "138 4751 2346", "138-4751-2346", "138\n4751\n2346", "138\t4751\t2346", "１３８４７５１２３４６",
        "一三八四七五一二三四六", "壹叁捌肆柒伍壹贰叁肆陆", "138\u200b4751\u00ad2346", "138.4751.2346", "𝟏𝟑𝟖𝟒𝟕𝟓𝟏𝟐𝟑𝟒𝟔",
        "①③⑧④⑦⑤①②③④⑥", "138\u3000４７５１—2346", "᠑᠓᠘᠔᠗᠕᠑᠒᠓᠔᠖", "❶❸❽❹❼❺❶❷❸❹❻", "138\U000e01004751\u28002346",
        "138~4751~2346", "138＋4751＋2346", "138#4751#2346", "138……4751…2346", "138*4751＊2346", "138 ~ 4751\ufe0f~2346",
    ],
)  # fmt: skip
def test_a_number_is_met_in_any_dress(written: str) -> None:
    assert met("13847512346", f"电话：{written}，请保密") == [written]


@pytest.mark.parametrize(
    ("needle", "written"),
    [
        ("张三", "张 三"), ("张三", "张\n三"), ("zhangsan@example.com", "ZhangSan@Example.COM"), ("蒙G8K271", "蒙Ｇ·８Ｋ２７１"),
        ("11010519491231002X", "11010519491231002x"), ("幸福小区7号楼", "幸福小区７号楼"), ("一心", "⼀心"),
    ],
)  # fmt: skip
def test_words_are_met_in_any_dress(needle: str, written: str) -> None:
    assert met(needle, f"其中{written}一人") == [written]


@pytest.mark.parametrize(
    ("needle", "text", "found"),
    [
        ("12", "3120、1 2、1\t2、A12", []), ("12", "共12户，12", ["12", "12"]), ("12", "共１２户", ["１２"]), ("12.5", "112.5 12.5", ["12.5"]),
        ("ab", "table ab", ["ab"]), ("A座", "在a座", ["a座"]),
    ],
)  # fmt: skip
def test_a_short_figure_must_stand_by_itself(needle: str, text: str, found: list[str]) -> None:
    assert met(needle, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三一产值2331万元，第31号，一共31家", ["三一"]), ("三 一\u3000叁壹 三\ufe0f一", ["三 一", "叁壹", "三\ufe0f一"]),
        ("二〇三一年、三一二、2031、三\t一、③①", []), ("三一2024年产值", ["三一"]),
    ],
)  # fmt: skip
def test_a_few_chinese_numerals_must_stand_by_themselves(text: str, found: list[str]) -> None:
    assert met("三一", text) == found


def test_a_single_numeral_is_no_piece_of_a_number() -> None:
    assert met("三", "十三、三十、三万、13、第三号") == ["三"]


@pytest.mark.parametrize(
    "sign", "\ufe0f\u034f\u061c\u180b\u3164\u115f\uffa0\u2800\U000e0020\U000e0100\ufff9\ufffc"
)
def test_what_nobody_sees_hides_nothing(sign: str) -> None:
    assert met("呼和敖其尔", f"给{sign.join('呼和敖其尔')}补助") == [sign.join("呼和敖其尔")]


@pytest.mark.parametrize("sign", "\ufe0f\u034f\u061c\u180b\u115f\u200b\U000e0020\U000e0100\ufff9")
def test_nor_a_short_figure(sign: str) -> None:
    assert met("12.5", f"共1{sign}2.{sign}5亩{sign}") == [f"1{sign}2.{sign}5"]


def test_second_forms_and_digits_of_the_whole_of_unicode_are_folded() -> None:
    missed = []
    for code in range(0x80, sys.maxunicode + 1):
        char = chr(code)
        form = unicodedata.normalize("NFKC", char)
        if len(form) == 1 and form != char and fold(form) != fold(char):
            missed.append(char)
        if unicodedata.digit(char, None) is not None and fold(char) != str(unicodedata.digit(char)):
            missed.append(char)
    assert missed == []


@pytest.mark.parametrize(
    ("needle", "text", "found"),
    [
        ("1382346", "138****2346", []), ("~13847512346~", "5~13847512346~", ["~13847512346~"]), ("+8613847512346", "0+8613847512346", ["+8613847512346"]),
        ("甲#乙", "甲乙", []),
    ],
)  # fmt: skip
def test_signs_go_from_between_digits_only(needle: str, text: str, found: list[str]) -> None:
    assert met(needle, text) == found


def test_brackets_given_with_it_are_taken_with_it() -> None:
    assert met("（张三）", "有（张三）和（张 三、李四）") == ["（张三）", "（张 三"]


def test_what_has_nothing_to_look_for_meets_nothing() -> None:
    assert [Needle(text).key for text in ("", " ", "。", "（）-")] == ["", "", "", ""]
    assert met("。", "一。二。") == []


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.integers(0, 50), st.integers(1, 12))
def test_every_piece_of_a_text_is_met_in_it(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    if Needle(piece).key and not Needle(piece).alone:
        assert Needle(piece).trace in Haystack(text).folded
        assert any(fold(one) == fold(piece) for one in met(piece, text))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_places_lead_back_to_the_text(text: str) -> None:
    haystack = Haystack(text)
    assert fold(haystack.folded) == haystack.folded
    for at in range(len(haystack.folded)):
        start, end = haystack.place(at, at + 1)
        assert fold(text[start:end]) == haystack.folded[at]
