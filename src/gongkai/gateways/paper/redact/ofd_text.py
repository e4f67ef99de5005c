"""Cutting in the texts of an OFD: what is withheld goes out letter by letter, a mark stands in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.core.screening.plan import Place
from gongkai.gateways.paper.extract.ofd_page import OfdPage
from gongkai.gateways.paper.lines import Line
from gongkai.gateways.paper.ofd import is_wide, parted
from gongkai.gateways.paper.redact.ofd_marks import Marks, Spot
from gongkai.gateways.paper.redact.scribe import Scribe
from gongkai.gateways.paper.text import radicals_undone

_ROUNDS = 50


@dataclass(slots=True)
class Content:
    """A page, template or drawing, which is read by itself; `part` is its name in an extraction."""

    part: str
    root: Element
    paper: str = ""
    legends: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    content: Content
    code: Element
    owner: Element
    line: Line


class Cutter:
    """Cuts what a scribe finds out of contents; marks are laid out by `marks`."""

    def __init__(self, contents: Sequence[Content], scribe: Scribe, marks: Marks) -> None:
        self._contents, self._scribe, self._marks = contents, scribe, marks

    def cut_here(self) -> None:
        """Cuts what is withheld at one place only, in the texts as extraction read them."""
        for content in self._contents:
            reading = list(_rows([content], in_sight=True))
            places = self._scribe.places_here(_text(reading), content.part)
            self._apply(reading, places)

    def cut_everywhere(self) -> None:
        """Cuts the rest, in every order in which somebody may read: line by line as it stands, and as it is written."""
        for _ in range(_ROUNDS):
            reading = list(_rows(self._contents, in_sight=False))
            places = self._scribe.places(_text(reading))
            if not places:
                reading = list(_written(self._contents))
                places = self._scribe.places(_text(reading))
            if not places:
                return
            self._apply(reading, places)

    def _apply(self, reading: list[tuple[str, _Piece | None]], places: Sequence[Place]) -> None:
        if not places:
            return
        spots: dict[Element, tuple[_Piece, list[Spot]]] = {}
        starts = _starts(reading)
        for place in places:
            hit = [
                (piece, max(place.start, start) - start, min(place.end, start + len(text)) - start)
                for (text, piece), start in zip(reading, starts, strict=True)
                if piece is not None and start < place.end and place.start < start + len(text)
            ]
            for number, (piece, first, last) in enumerate(hit):
                room = hit[number + 1 :] if number == 0 else []
                follows = [(one.line, end / max(len(one.line.text), 1)) for one, _, end in room]
                spot = Spot(
                    piece.code, first, last, place.mark if number == 0 else "", _reach(piece, follows)
                )
                spots.setdefault(piece.owner, (piece, []))[1].append(spot)
        for owner, (piece, found) in spots.items():
            self._marks.put(owner, found, piece.content.root, piece.content.legends)


def _reach(piece: _Piece, follows: Sequence[tuple[Line, float]]) -> float:
    """How far to the right, in millimetres from the left edge of the piece, what is cut goes on on its line."""
    line, reach = piece.line, 0.0
    edge = line.right
    for other, share in follows:
        level = abs(other.top + other.size - line.top - line.size) < line.size * 0.4
        if not level or other.left < line.left or other.page != line.page or is_wide(edge, other):
            break
        edge = other.right
        reach = other.left + (other.right - other.left) * share - line.left
    return reach


def _rows(contents: Sequence[Content], *, in_sight: bool) -> Iterator[tuple[str, _Piece | None]]:
    """Texts line by line as they stand on their page."""
    for content in contents:
        known: dict[int, _Piece] = {}
        lines: list[Line] = []
        owners = _owners(content.root)
        for code, line, kind in OfdPage(content.root, content.paper).texts(PartKind.BODY):
            if kind is PartKind.BODY or not in_sight:
                known[id(line)] = _Piece(content, code, owners[code], line)
                lines.append(line)
        for row in parted(lines):
            right = row[0].left
            for line in row:
                if line is not row[0] and is_wide(right, line):
                    yield "\t", None
                right = max(right, line.right)
                yield _undone(line.text), known[id(line)]
            yield "\n", None


def _written(contents: Sequence[Content]) -> Iterator[tuple[str, _Piece | None]]:
    """Texts in the order in which they are written in the file."""
    for content in contents:
        owners = _owners(content.root)
        for code, line, _ in OfdPage(content.root, content.paper).texts(PartKind.BODY):
            yield _undone(line.text), _Piece(content, code, owners[code], line)
        yield "\n", None


def _owners(root: Element) -> dict[Element, Element]:
    return {child: parent for parent in root.iter() for child in parent}


def _starts(reading: Sequence[tuple[str, _Piece | None]]) -> list[int]:
    starts, at = [], 0
    for text, _ in reading:
        starts.append(at)
        at += len(text)
    return starts


def _text(reading: Sequence[tuple[str, _Piece | None]]) -> str:
    return "".join(text for text, _ in reading)


def _undone(text: str) -> str:
    """Radicals as the letters they look like, where that moves no place in the text."""
    made = radicals_undone(text)
    return made if len(made) == len(text) else text
