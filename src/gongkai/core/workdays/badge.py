"""The due badge: how much time is left, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.workdays.calendar import Calendar
from gongkai.core.workdays.dates import zh_day
from gongkai.core.workdays.reading import ClockReading


class BadgeKind(StrEnum):
    LEFT = "left"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class DueBadge:
    """`text` says everything in words; `kind` is for the sign and colour beside it."""

    text: str
    kind: BadgeKind
    provisional: bool = False


SOON_WORKING_DAYS = 3


def due_badge(reading: ClockReading, today: date, calendar: Calendar) -> DueBadge:
    """The badge of an open case on the day, e.g. `还剩 3 个工作日 · 10月23日`.

    A clock that stands still says why instead; a provisional date says so.
    """
    due = reading.due
    if due is None or (reading.stands_still(today) and today <= due):
        return DueBadge(f"暂停计时（{reading.paused_for}）", BadgeKind.PAUSED, reading.provisional)
    return date_badge(due, today, calendar, provisional=reading.provisional)


def date_badge(due: date, today: date, calendar: Calendar, *, provisional: bool = False) -> DueBadge:
    """The badge of a date that stands by itself, without a clock that could pause."""
    note = "（暂定日期）" if provisional else ""
    if today == due:
        return DueBadge(f"今天到期{note}", BadgeKind.TODAY, provisional)
    left = calendar.between(today, due)
    if today > due:
        text = f"已逾期 {-left} 个工作日" if left else "已逾期，不足 1 个工作日"
        return DueBadge(text + note, BadgeKind.OVERDUE, provisional)
    kind = BadgeKind.SOON if left <= SOON_WORKING_DAYS else BadgeKind.LEFT
    return DueBadge(f"还剩 {left} 个工作日 · {zh_day(due, today)}{note}", kind, provisional)
