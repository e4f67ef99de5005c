"""Which of two values for the same matter is the stricter one."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gongkai.core.regime.values_requests import Clock
from gongkai.core.regime.values_review import Count
from gongkai.core.workdays.limits import Limit

_WORKING_DAYS_OF_A_MONTH = Fraction(87, 4)
"""21.75: only to put a month beside a number of working days when no date is known. A due date is never
computed from it; a clock holds both limits and lets the calendar say which ends first."""


def nominal_days(limit: Limit) -> Fraction:
    """A length for comparing; a fixed day of the next year is put at its place in that year.

    >>> nominal_days(Limit(months=1)) > nominal_days(Limit(working_days=20))
    True
    """
    if limit.working_days is not None:
        return Fraction(limit.working_days)
    if limit.months is not None:
        return limit.months * _WORKING_DAYS_OF_A_MONTH
    month, day = limit.by or (0, 0)
    return (month - 1 + Fraction(day, 31)) * _WORKING_DAYS_OF_A_MONTH


def compare(one: Any, other: Any) -> int:
    """1 where `one` is stricter, -1 where `other` is, 0 where neither (or where no order exists)."""
    if isinstance(one, Clock) and isinstance(other, Clock):
        return _shorter(one.within, other.within)
    if isinstance(one, Limit) and isinstance(other, Limit):
        return _shorter(one, other)
    if isinstance(one, Count) and isinstance(other, Count):
        return (one.count > other.count) - (one.count < other.count)
    return 0


def _shorter(one: Limit, other: Limit) -> int:
    here, there = nominal_days(one), nominal_days(other)
    return (here < there) - (here > there)
