"""Adding and counting on the calendar, against the notices and against counting on one's fingers."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.slow_count import works

from gongkai.core.workdays import Calendar, CalendarYear, Dated, DayInfo, OutsideCalendar, SpecialDay
from gongkai.gateways.calendars import built_in_calendar

ONE_DAY = timedelta(days=1)
days = st.dates(date(2008, 1, 1), date(2026, 12, 31))


def test_every_day_from_2007_to_2026_is_as_chinesecalendar_has_it() -> None:
    """An independent table of the same notices."""
    calendar = built_in_calendar()
    day, wrong = date(2007, 1, 1), []
    while day <= date(2026, 12, 31):
        if calendar.is_working(day) != chinese_calendar.is_workday(day):
            wrong.append(day)
        day += ONE_DAY
    assert wrong == []


@given(days, days)
def test_between_counts_the_days_after_the_first_up_to_the_second(a: date, b: date) -> None:
    start, end = sorted((a, b))
    counted = sum(works(start + ONE_DAY * n) for n in range(1, (end - start).days + 1))
    assert built_in_calendar().between(start, end) == counted


@given(days, st.integers(1, 60))
def test_add_is_the_first_day_with_that_many_working_days_behind_it(start: date, count: int) -> None:
    calendar = built_in_calendar()
    end = calendar.add(start, count).date
    assert calendar.between(start, end) == count
    assert calendar.is_working(end)


@given(days, st.integers(1, 60))
def test_adding_backwards_undoes_adding_from_a_working_day(start: date, count: int) -> None:
    calendar = built_in_calendar()
    worked = calendar.first_working_from(start)
    assert calendar.add(calendar.add(worked, count).date, -count).date == worked


@pytest.mark.parametrize(
    ("day", "info"),
    [
        ("2024-09-29", DayInfo(True, True, "调休上班")),
        ("2024-10-01", DayInfo(False, True, "国庆节放假")),
        ("2024-10-05", DayInfo(False, True, "国庆节放假")),
        ("2024-10-09", DayInfo(True, True, "工作日")),
        ("2024-10-19", DayInfo(False, True, "周六")),
        ("2022-12-31", DayInfo(False, True, "元旦放假")),
        ("2020-02-03", DayInfo(True, True, "工作日")),
        ("2027-02-08", DayInfo(False, False, "春节放假")),
        ("2027-02-09", DayInfo(True, False, "工作日")),
    ],
)
def test_a_day_tells_whether_it_is_worked_and_why(day: str, info: DayInfo) -> None:
    assert built_in_calendar().day(date.fromisoformat(day)) == info


def test_a_count_into_a_year_not_announced_is_provisional() -> None:
    calendar = built_in_calendar()
    assert calendar.add(date(2026, 12, 20), 9) == Dated(date(2026, 12, 31), False)
    assert calendar.add(date(2026, 12, 20), 10) == Dated(date(2027, 1, 4), True)
    assert calendar.add(date(2026, 12, 31), 1) == Dated(date(2027, 1, 4), True)


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(2006, 12, 31), date(2047, 1, 1), date.max])
def test_a_day_outside_the_calendar_is_told_with_its_reach(day: date) -> None:
    with pytest.raises(OutsideCalendar, match="不在日历之内，日历从2007年1月1日到2046年12月31日"):
        built_in_calendar().add(day, 1)


def test_a_count_that_leaves_the_calendar_is_told() -> None:
    with pytest.raises(OutsideCalendar, match="算出的日期超出日历"):
        built_in_calendar().add(date(2046, 12, 1), 40)


def test_years_must_follow_each_other() -> None:
    with pytest.raises(ValueError, match="年份必须连续且不重复"):
        Calendar((CalendarYear(2024, True, ()), CalendarYear(2026, True, ())))


def test_the_version_changes_with_a_day_and_with_the_announcement() -> None:
    off = SpecialDay(date(2027, 1, 1), "元旦", True)
    versions = {
        Calendar((CalendarYear(2027, True, ()),)).version,
        Calendar((CalendarYear(2027, False, ()),)).version,
        Calendar((CalendarYear(2027, True, (off,)),)).version,
    }
    assert len(versions) == 3
