"""A template and the facts of a case make a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.core.letters.checking import check, reading_of
from gongkai.core.letters.kinds import LETTER_KINDS, LetterKind
from gongkai.core.letters.letter import (
    Annex,
    Block,
    DayRow,
    DayTable,
    Heading,
    Letter,
    Listing,
    Paragraph,
    Table,
)
from gongkai.core.letters.notation import Line, Mark, Piece, Pieces
from gongkai.core.letters.places import DATE, NUMBER, ORGAN, Place
from gongkai.core.terms import Refusal

Value = str | Sequence[str] | Sequence[Sequence[str]]
"""A text, lines, or rows of cells; line ends inside a text part it into lines."""


@dataclass(frozen=True, slots=True)
class Template:
    """The wording of one kind of letter, as gongkai.core.letters.notation describes it."""

    kind: str
    text: str


def fill(template: Template, values: Mapping[str, Value]) -> Letter | Refusal:
    """The letter of these facts, by place id; facts the kind has no place for are left aside.

    Refused with the first mistake `check` finds in the template, or with `missing_place` where a place that
    the letter needs, or that the template shows, is empty: a letter never goes out with a hole in it.
    """
    if mistakes := check(template.text, template.kind):
        return mistakes[0]
    kind = LETTER_KINDS[template.kind]
    given = {place.id: kept for place in kind.places if (kept := _rows_of(values.get(place.id, "")))}
    shown = [shorter for line in reading_of(template.text, kind).lines if (shorter := _shown(line, given))]
    if missing := _missing(kind, shown, given):
        names = "、".join(f"「{place.title}」" for place in missing)
        reason = f"《{kind.short}》缺少{names}，不能制作。"
        return Refusal("missing_place", reason, kind.clause, f"请补上{names}，再制作这份文书。")
    writer = _Writer(given)
    for line in shown:
        writer.write(line)
    writer.flush()
    return Letter(
        kind=kind.id,
        title=writer.title,
        organ=_sentence(given[ORGAN]),
        number=_sentence(given[NUMBER]),
        date=_sentence(given[DATE]),
        salutation=writer.salutation,
        body=tuple(writer.body),
        remedies=tuple(writer.remedies),
        annexes=tuple(Annex(title, tuple(blocks)) for title, blocks in writer.annexes if blocks),
    )


Rows = tuple[tuple[str, ...], ...]
"""Every value in one shape: a text is one row of one cell, lines are rows of one cell."""


def _rows_of(value: Value) -> Rows:
    if isinstance(value, str):
        return tuple((line,) for line in _clean_lines(value))
    rows: list[tuple[str, ...]] = []
    for each in value:
        if isinstance(each, str):
            rows += [(line,) for line in _clean_lines(each)]
        else:
            cells = tuple("".join(_clean_lines(cell)) for cell in each)
            rows += [cells] if any(cells) else []
    return tuple(rows)


# Control characters, and the marks that turn the direction of writing: they could make a letter read otherwise.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


def _clean_lines(text: str) -> list[str]:
    lines = re.split(r"\r\n|[\n\r\u2028\u2029]", text)
    return [clean for line in lines if (clean := _UNSEEN.sub("", line.replace("\t", " ")).strip())]


_ENDS = "。；，！？：.;,!?"
_CLOSE = tuple("。；，）”")


def _sentence(rows: Rows) -> str:
    """A value inside a sentence: its lines one after the other."""
    text = ""
    for cells in rows:
        line = "　".join(cell for cell in cells if cell)
        text += line if not text or text[-1] in _ENDS else f"；{line}"
    return text


def _shown(line: Line, given: Mapping[str, Rows]) -> Line | None:
    """The line without what belongs to empty places; None where nothing of it is left."""
    if line.mark in (Mark.BLANK, Mark.RULE):
        return line
    before = [*line.all_pieces]
    pieces, cells = _visible(line.pieces, given), tuple(_visible(cell, given) for cell in line.cells)
    if before and not pieces and not any(cells):
        return None
    return Line(line.number, line.mark, pieces, cells)


def _visible(pieces: Pieces, given: Mapping[str, Rows]) -> Pieces:
    return tuple(piece for piece in pieces if all(name in given for name in piece.under))


def _missing(kind: LetterKind, shown: Iterable[Line], given: Mapping[str, Rows]) -> list[Place]:
    asked = set(kind.required)
    asked |= {piece.place.id for line in shown for piece in line.all_pieces if piece.place}
    return [place for place in kind.places if place.id in asked and place.id not in given]


@dataclass(slots=True)
class _Writer:
    """Takes the shown lines one by one; what belongs together waits until something else comes."""

    given: Mapping[str, Rows]
    title: str = ""
    salutation: str = ""
    body: list[Block] = field(default_factory=list)
    remedies: list[Block] = field(default_factory=list)
    annexes: list[tuple[str, list[Block]]] = field(default_factory=list)
    _part: list[Block] = field(default_factory=list)
    _words: str = ""
    _points: list[str] = field(default_factory=list)
    _rows: list[tuple[str, ...]] = field(default_factory=list)
    _header: bool = False

    def __post_init__(self) -> None:
        self._part = self.body

    def write(self, line: Line) -> None:
        place = line.alone
        if line.mark is Mark.POINT:
            self._flush_but("points")
            self._points += (
                [_sentence((row,)) for row in self.given[place.id]] if place else [self._say(line.pieces)]
            )
        elif line.mark in (Mark.ROW, Mark.RULE) or (place and place.shape == "rows"):
            self._flush_but("rows")
            self._table_line(line, place)
        elif line.mark is Mark.TEXT and place is None:
            self._flush_but("words")
            self._words = _joined(self._words, self._say(line.pieces))
        else:
            self.flush()
            self._part_line(line, place)

    def flush(self) -> None:
        self._flush_but("")

    def _part_line(self, line: Line, place: Place | None) -> None:
        """A line that stands for itself: a directive, a heading, the title, or a place alone."""
        words = self._say(line.pieces)
        match line.mark:
            case Mark.TITLE:
                self.title = words
            case Mark.SALUTATION:
                self.salutation = words
            case Mark.HEADING:
                self._part.append(Heading(words))
            case Mark.REMEDIES:
                self._part, self._words = self.remedies, words
            case Mark.ANNEX:
                self.annexes.append((words, []))
                self._part = self.annexes[-1][1]
            case Mark.TEXT if place and place.shape == "days":
                self._part.append(DayTable(tuple(_day(row) for row in self.given[place.id])))
            case Mark.TEXT if place:
                self._part += [Paragraph(_sentence((row,))) for row in self.given[place.id]]

    def _table_line(self, line: Line, place: Place | None) -> None:
        if line.mark is Mark.RULE:
            self._header = True
        elif place:
            self._rows += self.given[place.id]
        else:
            self._rows.append(tuple(self._say(cell) for cell in line.cells))

    def _flush_but(self, kept: str) -> None:
        if self._words and kept != "words":
            self._part.append(Paragraph(self._words))
            self._words = ""
        if self._points and kept != "points":
            self._part.append(Listing(tuple(self._points)))
            self._points = []
        if self._rows and kept != "rows":
            width = max(len(row) for row in self._rows)
            full = tuple((*row, *[""] * (width - len(row))) for row in self._rows)
            self._part.append(Table(full, self._header))
            self._rows, self._header = [], False

    def _say(self, pieces: Pieces) -> str:
        text = ""
        for piece in pieces:
            words = self._words_of(piece)
            # A value that ends its own sentence, before the template ends it too.
            text = text.rstrip(_ENDS) if words[:1] in _CLOSE else text
            text += words
        return text.strip()

    def _words_of(self, piece: Piece) -> str:
        return _sentence(self.given[piece.place.id]) if piece.place else piece.words


def _joined(before: str, after: str) -> str:
    """Lines of one paragraph follow each other without a space, unless two Latin words would run together."""
    latin = before[-1:].isascii() and after[:1].isascii()
    return f"{before} {after}" if before and after and latin else before + after


def _day(row: tuple[str, ...]) -> DayRow:
    return DayRow(*(*row, "", "")[:3])
