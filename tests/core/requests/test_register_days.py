"""Days as registers write them: many spellings, one day; nonsense is no day."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.requests.register_days import read_day

FIFTH = date(2024, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月5日",
        "2024年03月05日",
        "2024 年 3 月 5 日",
        "2024年3月5号",
        "2024-3-5",
        "2024-03-05",
        "2024.3.5",
        "2024.03.05",
        "2024/3/5",
        "20240305",
        "２０２４年３月５日",
        "２０２４－０３－０５",
        "二〇二四年三月五日",
        "二零二四年三月五日",
        "2024-03-05 00:00:00",
        "2024-03-05T08:30",
        " 2024-03-05 ",
        "45356",
        "45356.5",
    ],
)
def test_a_spelling_of_the_fifth_of_march(text: str) -> None:
    assert read_day(text) == FIFTH


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二四年十二月三十一日", date(2024, 12, 31)),
        ("二〇一九年五月十五日", date(2019, 5, 15)),
        ("二〇二〇年十月二十日", date(2020, 10, 20)),
        ("39569", date(2008, 5, 1)),
        ("2024年2月29日", date(2024, 2, 29)),
    ],
)
def test_other_days(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昨天",
        "2024年",
        "2024年3月",
        "2024-13-01",
        "2024-02-30",
        "2023年2月29日",
        "24.3.5",
        "2024-3.5",
        "2024年3-5",
        "5/3/2024",
        "=TODAY()",
        "12345678",
        "99999",
        "二〇二四年十十月五日",
        "2024年3月5日前后",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert read_day(text) is None
