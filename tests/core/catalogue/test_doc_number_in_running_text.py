from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.catalogue.doc_number import find_doc_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("你省《关于有关问题的请示》（鄂政文〔2004〕15号）收悉。", ["鄂政文〔2004〕15号"]),
        ("根据国发[2018]43号和国办发〔2016〕 82 号文件要求", ["国发〔2018〕43号", "国办发〔2016〕82号"]),
        (
            "依照国务院令第\n711号和国家统计局公告2020年第1号",
            ["国务院令第711号", "国家统计局公告2020年第1号"],
        ),
        ("（1991年3月4日中华人民共和国国务院令第76号发布）", ["国务院令第76号"]),
        ("全国政协十届三次会议第2741号提案，国务院第54次常务会议，2018年第5期", []),
        ("国发〔2018〕43号发布后，国发〔2018〕43号自印发之日起施行", ["国发〔2018〕43号"]),
        ("见国发〔2018〕43", []),
        ("", []),
    ],
)
def test_numbers_are_found_where_they_stand(text: str, found: list[str]) -> None:
    assert [number.text for number in find_doc_numbers(text)] == found


@given(st.text(st.sampled_from("国发令公告第年号〔〕[]()0123456789二〇一八 \n的和"), max_size=200))
def test_any_text_can_be_searched_and_what_is_found_reads_back(text: str) -> None:
    for number in find_doc_numbers(text):
        assert find_doc_numbers(f"（{number.text}）")[0].serial == number.serial
