"""The calendar: which days are worked, and counting over them.

Every day the calendar knows is laid out once with how many working days lie on or before it; adding and
counting are then look-ups, however many holidays lie between.
"""

from __future__ import annotations

import hashlib
from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from gongkai.core.workdays.dates import zh_day

_WEEKEND_NAMES = {5: "周六", 6: "周日"}


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that a notice or the law takes out of the ordinary week: off, or a weekend worked."""

    on: date
    name: str
    off: bool


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year's special days and the addresses of the notices they come from.

    `announced` is False where the year's schedule is not out yet: then `days` holds only what is fixed by
    law, and every date that leans on the year is provisional.
    """

    year: int
    announced: bool
    days: tuple[SpecialDay, ...]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DayInfo:
    """What a day is: worked or not, in an announced year or not, and why."""

    working: bool
    announced: bool
    why: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found by counting; `provisional` where the count leaned on a year not announced."""

    date: date
    provisional: bool


class OutsideCalendar(ValueError):  # noqa: N818 - named for what happened
    """A date before the first or after the last year the calendar knows."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """`worked` and `unknown` hold, for each day from the ordinal `first` on, how many working days and how
    many days of years not announced lie on or before it."""

    first: int
    last: int
    working: tuple[date, ...]
    worked: tuple[int, ...]
    unknown: tuple[int, ...]
    special: dict[int, SpecialDay]
    announced: frozenset[int]


@dataclass(frozen=True)
class Calendar:
    """An immutable calendar of consecutive years; ValueError where a year is missing or twice.

    Two calendars are equal when their years are.

    >>> year = CalendarYear(2025, True, (SpecialDay(date(2025, 1, 1), "元旦", True),))
    >>> Calendar((year,)).add(date(2025, 1, 3), 1)
    Dated(date=datetime.date(2025, 1, 6), provisional=False)
    >>> Calendar((year,)).between(date(2025, 1, 1), date(2025, 1, 6))
    3
    """

    years: tuple[CalendarYear, ...]
    version: str = field(init=False, compare=False)
    _layout: _Layout = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        numbers = [year.year for year in self.years]
        if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            raise ValueError(f"日历的年份必须连续且不重复，收到的是{numbers}")
        object.__setattr__(self, "version", _digest(self.years))
        object.__setattr__(self, "_layout", _lay_out(self.years))

    def __hash__(self) -> int:
        return hash(self.version)

    @property
    def first_day(self) -> date:
        return date.fromordinal(self._layout.first)

    @property
    def last_day(self) -> date:
        return date.fromordinal(self._layout.last)

    def announced(self, year: int) -> bool:
        return year in self._layout.announced

    def leans_on_unannounced(self, start: date, end: date) -> bool:
        """Whether a day d with start < d ≤ end lies in a year not announced."""
        layout = self._layout
        if not layout.first <= start.toordinal() <= end.toordinal() <= layout.last:
            return start < end
        return (
            layout.unknown[end.toordinal() - layout.first] > layout.unknown[start.toordinal() - layout.first]
        )

    def is_working(self, day: date) -> bool:
        """Whether the day is worked; OutsideCalendar where the calendar does not reach."""
        position = self.position(day)
        return position > 0 and self._layout.working[position - 1] == day

    def day(self, day: date) -> DayInfo:
        """What the day is and why; OutsideCalendar where the calendar does not reach."""
        working = self.is_working(day)
        special = self._layout.special.get(day.toordinal())
        weekend = _WEEKEND_NAMES.get(day.weekday())
        if special and special.off:
            why = f"{special.name}放假"
        elif working:
            why = "调休上班" if weekend else "工作日"
        else:
            why = weekend or ""
        return DayInfo(working, self.announced(day.year), why)

    def position(self, day: date) -> int:
        """How many working days of the calendar lie on or before the day."""
        layout = self._layout
        ordinal = day.toordinal()
        if not layout.first <= ordinal <= layout.last:
            raise self._outside(day)
        return layout.worked[ordinal - layout.first]

    def at(self, position: int) -> date:
        """The working day at a position, counted from 1 as `position` does."""
        working = self._layout.working
        if not 1 <= position <= len(working):
            raise OutsideCalendar(f"算出的日期超出日历，日历{self._reach()}")
        return working[position - 1]

    def add(self, start: date, count: int) -> Dated:
        """The end of `count` working days of `start` (facts: the day itself is not counted).

        `count` 0 gives `start` itself; a negative count goes back. OutsideCalendar beyond the calendar.
        """
        if count == 0:
            self.position(start)
            return Dated(start, not self.announced(start.year))
        if count > 0:
            end = self.at(self.position(start) + count)
            return Dated(end, self.leans_on_unannounced(start, end))
        before = self.position(start) - (1 if self.is_working(start) else 0)
        end = self.at(before + count + 1)
        return Dated(end, self.leans_on_unannounced(end - timedelta(days=1), start - timedelta(days=1)))

    def between(self, start: date, end: date) -> int:
        """How many working days d with start < d ≤ end; negative where the end comes first."""
        return self.position(end) - self.position(start)

    def first_working_from(self, day: date) -> date:
        """The day itself where it is worked, else the next working day."""
        return day if self.is_working(day) else self.at(self.position(day) + 1)

    def _reach(self) -> str:
        return f"从{zh_day(self.first_day)}到{zh_day(self.last_day)}"

    def _outside(self, day: date) -> OutsideCalendar:
        return OutsideCalendar(f"{zh_day(day)}不在日历之内，日历{self._reach()}")


def _lay_out(years: tuple[CalendarYear, ...]) -> _Layout:
    special: dict[int, SpecialDay] = {}
    for day in (day for year in years for day in year.days):
        # A notice may name days of the year before (2023's names 2022-12-31): the later notice speaks last.
        special[day.on.toordinal()] = day
    first = date(years[0].year, 1, 1).toordinal()
    last = date(years[-1].year, 12, 31).toordinal()
    works = [_works(ordinal, special) for ordinal in range(first, last + 1)]
    unknown = [not y.announced for y in years for _ in range(365 + isleap(y.year))]
    return _Layout(
        first=first,
        last=last,
        working=tuple(date.fromordinal(first + n) for n, worked in enumerate(works) if worked),
        worked=tuple(accumulate(works)),
        unknown=tuple(accumulate(unknown)),
        special=special,
        announced=frozenset(year.year for year in years if year.announced),
    )


def _works(ordinal: int, special: dict[int, SpecialDay]) -> bool:
    day = special.get(ordinal)
    # Ordinal 1 is a Monday, so Saturday and Sunday are the remainders 6 and 0.
    return not day.off if day else ordinal % 7 not in (6, 0)


def _digest(years: Iterable[CalendarYear]) -> str:
    digest = hashlib.sha256()
    for year in years:
        digest.update(f"{year.year} {int(year.announced)}\n".encode())
        for day in sorted(year.days, key=lambda day: day.on):
            digest.update(f"{day.on} {int(day.off)}\n".encode())
    return digest.hexdigest()
