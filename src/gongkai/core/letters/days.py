"""The annex that tells how a due date was counted."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.letters.letter import DayRow
from gongkai.core.workdays.dates import zh_day
from gongkai.core.workdays.explain import DayLine

_WEEK = "一二三四五六日"


def day_rows(lines: Iterable[DayLine]) -> tuple[DayRow, ...]:
    """Rows for the place `due_days`, one a day; a day of a year not yet announced says so."""
    return tuple(_row(line) for line in lines)


def _row(line: DayLine) -> DayRow:
    number = "" if line.number is None else str(line.number)
    unsure = "（当年放假安排尚未公布，暂按法律规定计算）" if line.provisional else ""
    return DayRow(f"{zh_day(line.date)} 星期{_WEEK[line.date.weekday()]}", number, f"{line.why}{unsure}")
