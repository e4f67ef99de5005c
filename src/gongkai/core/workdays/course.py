"""The course of a clock: the legs it ran, the spans it stood still, and counting across them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.terms import Citation
from gongkai.core.workdays.calendar import Calendar
from gongkai.core.workdays.limits import Limit
from gongkai.core.workdays.rules import PauseRule, RestartRule


@dataclass(frozen=True, slots=True)
class Span:
    """A pause that happened: days d with start < d ≤ end do not count; `end` None: nobody knows yet.

    `cut_by` is the clause of the pause's own limit where that ended it, or will.
    """

    start: date
    end: date | None
    rule: PauseRule
    cut_by: Citation | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One run of the clock, from its start to the day it was stopped.

    `stopped` is None for the leg that runs to the due date. `restart` is the rule that ended the leg and
    `resumed` the day on which the next leg began (None: still waiting).
    """

    start: date
    stopped: date | None = None
    restart: RestartRule | None = None
    resumed: date | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """Everything an explanation needs beside the calendar.

    `base` is where the limit alone would end and `due` where the extension ends; both None while the
    clock stands still with no known end. `counts` is False for a limit that is a fixed date.
    """

    legs: tuple[Leg, ...]
    spans: tuple[Span, ...]
    last_event: date
    base: date | None
    due: date | None
    counts: bool
    limit_clause: Citation
    extension_clause: Citation | None


def in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans by start, none overlapping: where two run at once the first keeps the common days."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        last = result[-1] if result else None
        if last is None or (last.end is not None and span.start >= last.end):
            result.append(span)
        elif last.end is not None and (span.end is None or span.end > last.end):
            result.append(Span(last.end, span.end, span.rule, span.cut_by))
    return tuple(result)


def advance(calendar: Calendar, start: date, count: int, spans: Sequence[Span] = ()) -> date | None:
    """The end of `count` working days of `start`, leaving out the days inside `spans` (see `in_order`).

    None where a span without an end comes first. OutsideCalendar beyond the calendar.
    """
    floor = calendar.position(start)
    target = floor + count
    for span in spans:
        opened = max(calendar.position(span.start), floor)
        if target <= opened:
            break
        if span.end is None:
            return None
        target += max(0, calendar.position(span.end) - opened)
    return calendar.at(target)


def months_later(start: date, months: int) -> date:
    """The same day `months` calendar months later, the last day of the month where there is none.

    >>> months_later(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    index = start.month - 1 + months
    year, month = start.year + index // 12, index % 12 + 1
    for day in (start.day, 30, 29):
        try:
            return date(year, month, min(day, start.day))
        except ValueError:
            continue
    return date(year, month, 28)


def working_days_in(limit: Limit, start: date, calendar: Calendar) -> int:
    """How many working days the limit gives from `start`; a limit in months ends on a working day."""
    if limit.working_days is not None:
        return limit.working_days
    if limit.months is not None:
        end = calendar.first_working_from(months_later(start, limit.months))
        return calendar.between(start, end)
    raise ValueError(f"“{limit.title}”是固定日期，不能折算成工作日")
