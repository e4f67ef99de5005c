"""Which of several limits binds: the one that ends first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.workdays.calendar import Calendar
from gongkai.core.workdays.course import Span, advance, months_later, working_days_in
from gongkai.core.workdays.limits import CitedLimit
from gongkai.core.workdays.rules import ClockRule


@dataclass(frozen=True, slots=True)
class Bound:
    """The binding limit, where it ends alone (`base`) and with the extension (`due`).

    Both are None where a pause without a known end comes first.
    """

    cited: CitedLimit
    base: date | None
    due: date | None


def bind(rule: ClockRule, counted_from: date, extra: int, spans: Sequence[Span], calendar: Calendar) -> Bound:
    """The earliest of the rule's limits, lengthened by `extra` working days; the first listed of equals."""
    if len(rule.limits) == 1:
        return _end_of(rule.limits[0], counted_from, extra, spans, calendar)
    bounds = [_end_of(cited, counted_from, extra, spans, calendar) for cited in rule.limits]
    # A limit swallowed by an open pause ends later than any that is not; among swallowed ones that binds
    # which would end first without the pause.
    return min(bounds, key=lambda bound: _rank(bound, counted_from, calendar))


def _rank(bound: Bound, counted_from: date, calendar: Calendar) -> tuple[bool, date]:
    if bound.due is not None:
        return False, bound.due
    return True, _end_of(bound.cited, counted_from, 0, (), calendar).base or date.max


def _end_of(
    cited: CitedLimit, counted_from: date, extra: int, spans: Sequence[Span], calendar: Calendar
) -> Bound:
    limit = cited.limit
    if limit.by is not None:
        base = date(counted_from.year + 1, *limit.by)
        return Bound(cited, base, advance(calendar, base, extra, spans) if extra else base)
    count = working_days_in(limit, counted_from, calendar)
    base_end = advance(calendar, counted_from, count, spans)
    due = advance(calendar, counted_from, count + extra, spans) if extra else base_end
    return Bound(cited, base_end, due)


def cap_end(cap: CitedLimit, base: date, calendar: Calendar) -> date:
    """The last due date an extension from `base` may give under the cap; ValueError for a fixed date."""
    if cap.limit.months is not None:
        return calendar.first_working_from(months_later(base, cap.limit.months))
    return calendar.add(base, working_days_in(cap.limit, base, calendar)).date
