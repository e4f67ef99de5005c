from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.catalogue.dates import EARLIEST, chinese_date, find_dates, plausible_date, read_date
from gongkai.core.terms import Refusal

DATES = st.dates(EARLIEST, date(2099, 12, 31))
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("" if tens == 1 else "〇一二三"[tens]) + "十"
    return head + ("〇一二三四五六七八九"[ones] if ones else "")


@given(DATES)
def test_every_date_is_read_in_every_way_of_writing_it(day: date) -> None:
    written = [
        chinese_date(day),
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.year}".translate(CHINESE) + f"年{in_chinese(day.month)}月{in_chinese(day.day)}日",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.isoformat()} 09:30:00",
    ]
    assert [read_date(text) for text in written] == [day] * 6


@pytest.mark.parametrize(
    "text", ["2019年2月29日", "2019-13-01", "二〇一九年十三月一日", "明天", "", "2019年3月", "12月7日"]
)
def test_a_day_that_never_was_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_dates_are_found_in_a_sentence() -> None:
    text = "2018年9月6日通过，二○一九年三月一日施行，2019年2月30日无效"
    assert [found[0] for found in find_dates(text)] == [date(2018, 9, 6), date(2019, 3, 1)]


def test_a_date_before_the_peoples_republic_is_refused_in_a_sentence() -> None:
    assert plausible_date(date(1899, 5, 4)) == Refusal(
        "date_too_early",
        "成文日期写的是1899年5月4日，早于1949年10月1日，不可能是本系统中机关的文件。",
        remedy="请核对成文日期的年份后重新填写。",
    )
    assert plausible_date(EARLIEST) is None


def test_the_future_is_held_against_the_day_that_is_passed_in() -> None:
    today = date(2024, 9, 2)
    assert plausible_date(date(2024, 9, 3), today, "发布日期") == Refusal(
        "date_in_future",
        "发布日期写的是2024年9月3日，晚于今天（2024年9月2日）。",
        remedy="请核对发布日期；发布日期不能晚于今天。",
    )
    assert plausible_date(today, today) is None
    assert plausible_date(date(2024, 9, 3)) is None
