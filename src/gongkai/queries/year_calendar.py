"""A year on one page: days off, working weekends, the notices, and what is due on each day."""

from __future__ import annotations

import calendar as months_of
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.organs import Standing
from gongkai.core.workdays import Calendar, OutsideCalendar
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.request_work import due_in_year
from gongkai.queries.work import WorkLine, overdue_publications


@dataclass(frozen=True, slots=True)
class Day:
    """One day: `kind` is work, weekend, holiday or worked (a working weekend); `sign` is the word under it."""

    date: date
    kind: str
    sign: str
    why: str
    due: tuple[WorkLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday; None outside the month."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year; unless `announced`, only the days fixed by law are known and every date in it is provisional."""

    number: int
    announced: bool
    notices: tuple[str, ...]
    months: tuple[Month, ...]
    working_days: int
    earlier: int | None
    later: int | None


def year_page(who: Standing, number: int, today: date) -> Year:
    """The year with what is due in it; OutsideCalendar for a year the calendar does not know."""
    calendar = calendar_in_use()
    years = {year.year: year for year in calendar.years}
    if number not in years:
        raise OutsideCalendar(f"{number}年不在日历之内")
    due: dict[date, list[WorkLine]] = {}
    for line in (*overdue_publications(who, today), *due_in_year(who, number, today)):
        if line.due and line.due.year == number:
            due.setdefault(line.due, []).append(line)
    found = years[number]
    months = tuple(_month(calendar, number, month, due) for month in range(1, 13))
    days = [day for month in months for week in month.weeks for day in week if day]
    return Year(
        number=number,
        announced=found.announced,
        notices=found.notices,
        months=months,
        working_days=sum(day.kind in ("work", "worked") for day in days),
        earlier=number - 1 if number - 1 in years else None,
        later=number + 1 if number + 1 in years else None,
    )


def _month(calendar: Calendar, year: int, month: int, due: Mapping[date, list[WorkLine]]) -> Month:
    weeks = months_of.Calendar().monthdatescalendar(year, month)
    return Month(
        month,
        tuple(
            tuple(_day(calendar, day, due) if day.month == month else None for day in week) for week in weeks
        ),
    )


def _day(calendar: Calendar, day: date, due: Mapping[date, list[WorkLine]]) -> Day:
    info = calendar.day(day)
    weekend = day.weekday() >= 5
    if info.working:
        kind, sign = ("worked", "班") if weekend else ("work", "")
    else:
        # A holiday that falls on a weekend is a holiday all the same.
        kind, sign = ("holiday", "休") if info.why.endswith("放假") else ("weekend", "")
    return Day(day, kind, sign, info.why, tuple(due.get(day, ())))
