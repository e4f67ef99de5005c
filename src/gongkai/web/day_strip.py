"""The day strip (日期条): the picture of a clock, one small square a day, and its twin in words.

Drawn with attributes only, no style element: the pages' content policy would drop one, and a letter's annex
has no stylesheet. Every meaning has a form of its own (filled, hollow, hatched, dashed, a word), so that it
reads in black and white; the class names are there for a theme to colour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from gongkai.core.terms import Citation
from gongkai.core.workdays import ClockReading, DayKind, DayLine
from gongkai.core.workdays.narrative import narrate
from gongkai.web.day_square import CELL, Square

PITCH = 25
COLUMNS = 14
LEFT = 5
WIDTH = 2 * LEFT + COLUMNS * PITCH - (PITCH - CELL)
"""357 px: two weeks a row fit a phone of 390 px with its margins."""

_MONTH_LINE, _NOTE_LINE, _ROW_GAP, _HEADER = 13, 13, 6, 13
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class DayStrip:
    """`svg` is a whole svg element, safe to put into a page; `description` is the same in sentences."""

    svg: str
    description: tuple[str, ...]


def day_strip(reading: ClockReading, today: date | None, cite: Callable[[Citation], str] = str) -> DayStrip:
    """The strip of a clock as of `today` (None: on paper, where no day is today)."""
    description = narrate(reading, cite)
    days = reading.days_until(today)
    rows = list(_rows(days))
    parts: list[str] = [_header()]
    top = _HEADER
    for row in rows:
        drawn, height = _row(row, reading, today, top, first=row is rows[0])
        parts.append(drawn)
        top += height
    label = escape(f"{reading.title}日期条：{description[-1]}", quote=True)
    svg = (
        f'<svg class="day-strip" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" '
        f'width="{WIDTH}" height="{top}" viewBox="0 0 {WIDTH} {top}" '
        f'font-family="inherit" font-size="10">{"".join(parts)}</svg>'
    )
    return DayStrip(svg, description)


def _rows(days: Sequence[DayLine]) -> Iterator[list[DayLine]]:
    """The days in rows of two weeks, each row beginning on a Monday."""
    monday = days[0].date - timedelta(days=days[0].date.weekday())
    row: list[DayLine] = []
    number = 0
    for line in days:
        if (line.date - monday).days // COLUMNS != number:
            yield row
            row, number = [], (line.date - monday).days // COLUMNS
        row.append(line)
    yield row


def _header() -> str:
    """The days of the week over the columns."""
    return "".join(
        f'<text class="ds-week" x="{_x(column) + CELL / 2:g}" y="9" text-anchor="middle" font-size="9" '
        f'fill="currentColor" fill-opacity=".75">{_WEEKDAYS[column % 7]}</text>'
        for column in range(COLUMNS)
    )


def _row(
    row: list[DayLine], reading: ClockReading, today: date | None, top: int, *, first: bool
) -> tuple[str, int]:
    # Every row but the first begins on a Monday.
    columns = range(row[0].date.weekday(), row[0].date.weekday() + len(row))
    months = list(_months(row, columns, first))
    notes = list(_notes(row, columns, reading, today))
    flagged = any(line.date == reading.due for line in row)
    y = top + (_MONTH_LINE if months or flagged else 0)
    parts = [_text(x, top + 10, words, "ds-month") for x, words in months]
    parts += [
        Square(line, _x(column), y, due=line.date == reading.due, today=line.date == today).svg()
        for line, column in zip(row, columns, strict=True)
    ]
    placed, lines = _place(notes)
    below = y + CELL + 3
    parts += [_text(x, below + 10 + level * _NOTE_LINE, words, "ds-note") for x, level, words in placed]
    return "".join(parts), below + lines * _NOTE_LINE + _ROW_GAP - 3 - top + (3 if lines else 0)


def _months(row: list[DayLine], columns: range, first: bool) -> Iterator[tuple[float, str]]:
    for line, column in zip(row, columns, strict=True):
        begins = first and line is row[0]
        if begins or line.date.day == 1:
            year = f"{line.date.year}年" if begins or line.date.month == 1 else ""
            yield _x(column), f"{year}{line.date.month}月"


def _notes(
    row: list[DayLine], columns: range, reading: ClockReading, today: date | None
) -> Iterator[tuple[float, str]]:
    """Words below the squares: why days stand still, where it begins anew, today, due."""
    before = ""
    for line, column in zip(row, columns, strict=True):
        words = []
        if line.kind in (DayKind.PAUSED, DayKind.WAITING) and line.why != before:
            words.append(line.why.removesuffix("，不计入"))
        if line.kind is DayKind.RESTART:
            words.append("次日重新计算")
        if line.kind is DayKind.EXTENSION and line.date == _first_extension_day(reading):
            words.append("延长")
        if line.date == today:
            words.append("今天")
        if line.date == reading.due:
            doubt = "（暂定）" if reading.provisional else ""
            words.append(f"{line.date.month}月{line.date.day}日到期{doubt}")
        if words:
            yield _x(column), " ".join(words)
        before = line.why


def _first_extension_day(reading: ClockReading) -> date | None:
    return next((line.date for line in reading.days if line.kind is DayKind.EXTENSION), None)


def _place(notes: list[tuple[float, str]]) -> tuple[list[tuple[float, int, str]], int]:
    """Each note on the first line where it does not run into another; kept inside the right edge."""
    ends: list[float] = []
    placed = []
    for x, words in notes:
        width = sum(10 if ord(letter) > 0x2E80 else 6 for letter in words)
        left = max(LEFT, min(x, WIDTH - LEFT - width))
        level = next((number for number, end in enumerate(ends) if end + 6 <= left), len(ends))
        if level == len(ends):
            ends.append(0)
        ends[level] = left + width
        placed.append((left, level, words))
    return placed, len(ends)


def _text(x: float, y: float, words: str, css: str) -> str:
    return f'<text class="{css}" x="{x:g}" y="{y:g}" fill="currentColor">{escape(words)}</text>'


def _x(column: int) -> float:
    return LEFT + column * PITCH
