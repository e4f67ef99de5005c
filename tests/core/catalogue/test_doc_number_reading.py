from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.catalogue.doc_number import DocNumber, read_doc_number

ORGANS = st.text(st.sampled_from("国办发函呼统字奈住建政教财税规明电"), min_size=1, max_size=8).filter(
    lambda organ: not organ.endswith(("令", "字号"))
)
NUMBERS = st.builds(DocNumber, ORGANS, st.integers(1949, 2099), st.integers(1, 999_999))
ORDERS = st.builds(lambda organ, serial: DocNumber(f"{organ}令", None, serial), ORGANS, st.integers(1, 9_999))
ANNOUNCEMENTS = st.builds(
    lambda organ, year, serial: DocNumber(f"{organ}公告", year, serial, dated=True),
    ORGANS,
    st.integers(1949, 2099),
    st.integers(1, 999),
)
BRACKETS = st.sampled_from(["〔〕", "[]", "()", "【】", "（）", "［］", "〈〉", "《》", "﹝﹞", "〔)", "[】"])
GAPS = st.text(st.sampled_from(" \u3000\t\n\xa0\u200b"), max_size=2)
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


@given(st.one_of(NUMBERS, ORDERS, ANNOUNCEMENTS))
def test_every_written_number_reads_back_to_itself(number: DocNumber) -> None:
    assert read_doc_number(number.text) == number


@given(
    number=NUMBERS,
    brackets=BRACKETS,
    gaps=st.tuples(GAPS, GAPS, GAPS, GAPS, GAPS),
    label=st.sampled_from(["", "发文字号：", "文号:", "文 号：", "发文字号 ", "文件编号："]),
    before=st.sampled_from(["", "第"]),
    after=st.sampled_from(["号", "号文", "号文件", "号。", ""]),
    zeros=st.sampled_from(["", "0"]),
    digits=st.sampled_from([{}, FULL_WIDTH]),
)
def test_a_decorated_number_reads_as_the_plain_one(
    *,
    number: DocNumber,
    brackets: str,
    gaps: tuple[str, ...],
    label: str,
    before: str,
    after: str,
    zeros: str,
    digits: dict[int, int],
) -> None:
    year, serial = f"{number.year}".translate(digits), f"{zeros}{number.serial}"[-6:].translate(digits)
    if int(f"{zeros}{number.serial}"[-6:]) != number.serial:
        serial = f"{number.serial}"
    typed = f"{label}{gaps[0]}{number.organ}{gaps[1]}{brackets[0]}{gaps[2]}{year}{brackets[1]}{gaps[3]}{before}{serial}{gaps[4]}{after}"
    assert read_doc_number(typed) == number


@given(NUMBERS)
def test_a_number_in_chinese_figures_reads_as_the_same(number: DocNumber) -> None:
    typed = f"{number.organ}〔{number.year}〕{number.serial}号".translate(CHINESE)
    assert read_doc_number(typed) == number


@given(st.text(max_size=60))
def test_whatever_is_read_is_written_in_a_form_that_reads_back(text: str) -> None:
    number = read_doc_number(text)
    assert number is None or read_doc_number(number.text) == number


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("国发〔2018〕43号", "国发〔2018〕43号"),
        ("国 发 〔 2 0 1 8 〕 4 3 号", "国发〔2018〕43号"),
        ("国发〔2018年〕第43号", "国发〔2018〕43号"),
        ("国发〔二○一八〕四十三号", "国发〔2018〕43号"),
        ("国发2018〕43号", "国发〔2018〕43号"),
        ("（国办发明电〔2008〕8号）", "国办发明电〔2008〕8号"),
        ("国令第706号", "国令第706号"),
        ("中华人民共和国国务院令\n第706号", "国务院令第706号"),
        ("国务院令第七百一十一号", "国务院令第711号"),
        ("国家税务总局公告2018年第60号", "国家税务总局公告2018年第60号"),
        ("国家税务总局公告（2018年第60号）", "国家税务总局公告2018年第60号"),
        ("国家发展改革委令2021年第47号", "国家发展改革委令2021年第47号"),
    ],
)
def test_forms_met_in_the_wild(typed: str, written: str) -> None:
    number = read_doc_number(typed)
    assert number is not None
    assert number.text == written


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "国发〔18〕43号",
        "国发〔1899〕43号",
        "国发〔2018〕0号",
        "国发〔2018〕号",
        "〔2018〕43号",
        "2018年第5号",
        "第706号",
        "国发〔2018〕43号、44号",
        "国发〔2018〕43号关于印发方案的通知",
        "国发" * 300,
    ],
)
def test_what_is_no_number_is_not_guessed_at(typed: str) -> None:
    assert read_doc_number(typed) is None


def test_the_kinds_and_the_json() -> None:
    texts = ["国发〔2018〕43号", "国令第706号", "国家统计局公告2020年第1号"]
    numbers = [number for text in texts if (number := read_doc_number(text))]
    assert [number.kind for number in numbers] == ["document", "order", "announcement"]
    assert numbers[1].as_json() == {"organ": "国令", "year": None, "serial": 706, "text": "国令第706号"}


def test_the_state_councils_orders_have_two_names_for_one_number() -> None:
    assert DocNumber("国令", None, 706).same_as(DocNumber("国务院令", None, 706))
    assert not DocNumber("国令", None, 706).same_as(DocNumber("国务院令", None, 711))
    assert not DocNumber("国发", 2018, 1).same_as(DocNumber("国办发", 2018, 1))
