"""One part's text as the rules see it: whole, in windows around what the engine found, and as tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gongkai.core.screening.normalise import plain
from gongkai.core.screening.signs import BREAKS, DIGITS, GAPS, LETTERS, SPACES, UNSEEN, members

REACH = 256
"""Characters looked at on each side of what the engine found."""
MARGIN = 96
"""A find this near to the edge of a window may lack its surroundings; the window of its own hit has them."""

GAP = "[ \\t\\r\\n\\x0b\\x0c\u200b-]"
"""What may stand between two digits of one number, in plain form."""
_CHAIN = re.compile(f"[0-9](?:{GAP}{{0,4}}[0-9])+")
_GROUP = re.compile("[0-9]+")
_HEADER_ROWS = 3
_FIGURES = re.compile(r"[0-9]{4,}")


_NUMBERLIKE = members(DIGITS + GAPS + LETTERS)
_BLANK = members(SPACES + UNSEEN + BREAKS)
_STEP = 4096


@dataclass(frozen=True, slots=True)
class Chain:
    """Digit groups over gaps: each group's place in the form, and all digits in one string."""

    groups: tuple[tuple[int, int], ...]
    digits: str
    offsets: dict[int, int]
    """Offset in `digits` → number of the group that begins there; the end counts as one more group."""


def _chain(form: str, start: int, end: int) -> Chain:
    groups = tuple((group.start(), group.end()) for group in _GROUP.finditer(form, start, end))
    offsets: dict[int, int] = {}
    total = 0
    for number, (first, last) in enumerate(groups):
        offsets[total] = number
        total += last - first
    offsets[total] = len(groups)
    return Chain(groups, "".join(form[first:last] for first, last in groups), offsets)


@dataclass(frozen=True)
class Window:
    """A stretch of a page: its plain form, and where it begins in the page."""

    page: Page
    start: int
    end: int

    @cached_property
    def form(self) -> str:
        """The stretch in plain form, character for character."""
        return plain(self.page.text[self.start : self.end])

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """The digit groups that follow one another over gaps only."""
        return tuple(_chain(self.form, match.start(), match.end()) for match in _CHAIN.finditer(self.form))

    def holds(self, start: int, end: int) -> bool:
        """Whether a find at `start` to `end` of the form has its surroundings inside this window."""
        return (start >= MARGIN or self.start == 0) and (
            end <= len(self.form) - MARGIN or self.end == len(self.page.text)
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table with the place of its text in the page."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the page."""
        return self.start + len(self.text)

    @property
    def stripped(self) -> Cell:
        """The cell without blanks round its text."""
        return Cell(self.text.strip(), self.start + len(self.text) - len(self.text.lstrip()))


@dataclass(frozen=True)
class Table:
    """Lines with tabs that follow one another."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]

    @cached_property
    def headers(self) -> tuple[str, ...]:
        """What stands over each column: the cells of the first rows without long figures, joined."""
        columns: list[str] = []
        for row in self.rows[:_HEADER_ROWS]:
            if any(_FIGURES.search(cell.text) for cell in row):
                break
            columns += [""] * (len(row) - len(columns))
            for number, cell in enumerate(row):
                columns[number] += re.sub(r"\s", "", cell.text)
        return tuple(columns)

    def under(self, header: re.Pattern[str]) -> Iterator[Cell]:
        """The cells below a header, blanks round them taken off; empty ones left out."""
        for number, row in enumerate(self.rows[:_HEADER_ROWS]):
            columns = [
                column for column, cell in enumerate(row) if header.search(re.sub(r"\s", "", cell.text))
            ]
            if not columns:
                continue
            for below in self.rows[number + 1 :]:
                yield from (
                    below[column].stripped
                    for column in columns
                    if column < len(below) and below[column].text.strip()
                )
            return


@dataclass(frozen=True)
class Page:
    """The text of one part."""

    text: str

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the text, in order."""
        return tuple(_table(self.text, start, end) for start, end in _table_places(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [table.start for table in self.tables]

    def table_at(self, place: int) -> Table | None:
        """The table a place belongs to."""
        found = bisect_right(self._starts, place) - 1
        return self.tables[found] if found >= 0 and place < self.tables[found].end else None

    def header_at(self, place: int) -> str:
        """What stands over the column a place belongs to, "" outside tables."""
        table = self.table_at(place)
        if table is None:
            return ""
        line = self.text.rfind("\n", 0, place) + 1
        column = self.text.count("\t", line, place)
        return table.headers[column] if column < len(table.headers) else ""

    def windows(self, hits: list[tuple[int, int]]) -> Iterator[Window]:
        """Stretches around the hits, in order, apart from each other; no cut goes through a number."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(hits):
            if merged and start <= merged[-1][1]:
                # Also what lies within the last window, but near its end, needs its surroundings. Within a long run
                # of figures the window reaches beyond the run, so that the run is gone over once only.
                if end + REACH > merged[-1][1]:
                    merged[-1] = (merged[-1][0], self._onward(end))
                continue
            merged.append((self._back(start), self._onward(end)))
        last: tuple[int, int] | None = None
        for start, end in sorted(merged):
            if last is not None and start <= last[1]:
                last = (last[0], max(last[1], end))
                continue
            if last is not None:
                yield Window(self, *last)
            last = (start, end)
        if last is not None:
            yield Window(self, *last)

    def _back(self, place: int) -> int:
        place = self._over_run_back(place)
        return max(0, place - REACH)

    def _onward(self, place: int) -> int:
        place = self._over_run(place)
        return min(len(self.text), place + REACH)

    def _over_run_back(self, place: int) -> int:
        while place > 0:
            piece = self.text[max(0, place - _STEP) : place]
            rest = piece.rstrip(_NUMBERLIKE)
            place -= len(piece) - len(rest)
            if rest:
                break
        return place

    def _over_run(self, place: int) -> int:
        while place < len(self.text):
            piece = self.text[place : place + _STEP]
            rest = piece.lstrip(_NUMBERLIKE)
            place += len(piece) - len(rest)
            if rest:
                break
        return place


def _table_places(text: str) -> Iterator[tuple[int, int]]:
    """Where lines with tabs stand that follow one another; text without tabs costs one search."""
    tab = text.find("\t")
    while tab >= 0:
        start = text.rfind("\n", 0, tab) + 1
        end = start
        while tab >= 0:
            close = text.find("\n", tab)
            end = close + 1 if close >= 0 else len(text)
            following = text.find("\n", end)
            tab = text.find("\t", end, following if following >= 0 else len(text))
        yield start, end
        tab = text.find("\t", end)


def _table(text: str, start: int, end: int) -> Table:
    rows: list[tuple[Cell, ...]] = []
    place = start
    for line in text[start:end].split("\n"):
        if line.strip(_BLANK):
            cells: list[Cell] = []
            at = place
            for cell in line.split("\t"):
                cells.append(Cell(cell, at))
                at += len(cell) + 1
            rows.append(tuple(cells))
        place += len(line) + 1
    return Table(start, end, tuple(rows))
