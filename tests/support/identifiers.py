"""Made-up but valid identifiers, and the ways in which people and programs write them apart."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from gongkai.core.screening.checks import checked_id, credit_code

FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
GAPS = (" ", "  ", "-", "－", "\t", "\n", "\n　　", "\r\n", "\u00a0", "\u200b", "—", " - ")


@st.composite
def resident_ids(draw: st.DrawFn) -> str:
    """18 characters with the right check character, born between 1930 and 2020."""
    province = draw(st.sampled_from(("11", "15", "21", "31", "44", "52", "65")))
    day = draw(st.dates(min_value=date(1930, 1, 1), max_value=date(2020, 1, 1)))
    seventeen = f"{province}{draw(st.integers(100, 9999)):04d}{day:%Y%m%d}{draw(st.integers(1, 999)):03d}"
    return next(seventeen + last for last in "0123456789X" if checked_id(seventeen + last))


@st.composite
def bank_cards(draw: st.DrawFn) -> str:
    """16 or 19 digits from 62 on with a Luhn digit."""
    length = draw(st.sampled_from((16, 19)))
    body = "62" + "".join(
        draw(st.lists(st.sampled_from("0123456789"), min_size=length - 3, max_size=length - 3))
    )
    return body + _luhn(body)


@st.composite
def mobiles(draw: st.DrawFn) -> str:
    """Eleven digits from 13 to 19."""
    return f"1{draw(st.integers(3, 9))}{draw(st.integers(0, 999_999_999)):09d}"


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    """A company's code with its check character; at least one letter before it, so that it is nobody's identity."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = "M" + "".join(draw(st.lists(st.sampled_from(letters), min_size=7, max_size=7)))
    ends = (own + last for own in "0123456789X" for last in letters)
    code = f"91{draw(st.integers(110000, 659999))}{body}"
    return next(code + end for end in ends if credit_code(code + end))


@st.composite
def apart(draw: st.DrawFn, number: str) -> str:
    """The number with gaps anywhere."""
    places = draw(st.sets(st.integers(1, len(number) - 1), max_size=5))
    return "".join(
        (draw(st.sampled_from(GAPS)) if i in places else "") + sign for i, sign in enumerate(number)
    )


@st.composite
def in_boxes(draw: st.DrawFn, number: str) -> str:
    """One character to a cell, or spread out with spaces."""
    return draw(st.sampled_from(("\t", " ", "　", "\n"))).join(number)


@st.composite
def in_any_width(draw: st.DrawFn, number: str) -> str:
    """Half-width, full-width or in Chinese numerals."""
    return number.translate(draw(st.sampled_from(({}, FULL_WIDTH, CHINESE))))


@st.composite
def embedded(draw: st.DrawFn, number: str) -> str:
    """Between other words, in a sentence or a row of a roster."""
    before = draw(
        st.sampled_from(("", "张三，", "经查,", "1\t张三\t", "（", "\n", "号码：", "关于补贴的公示\n"))
    )
    after = draw(st.sampled_from(("", "。", "，男", "\t大沁他拉镇\t五保", "）", "\n", "等人")))
    return before + number + after


@st.composite
def masked(draw: st.DrawFn, number: str) -> str:
    """The number with a stretch of it hidden."""
    start = draw(st.integers(0, len(number) - 4))
    length = draw(st.integers(4, max(4, len(number) - start)))
    sign = draw(st.sampled_from("*＊×●○□X"))
    return number[:start] + sign * length + number[start + length :]


def _luhn(body: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
