"""A story of WordprocessingML (body, header, notes, comments …) read in every way it can be read.

Each `Reading` keeps the element that every piece of its text came from, so that what was found can also be cut out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.word_looks import Look, Looks, look_of
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.text import clean

_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PROPERTIES = frozenset({"pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr"})
_TEXT = frozenset({"t", "delText"})
_CODE = frozenset({"instrText", "delInstrText"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Text from one element; `element` is None for what the reader put in between (a tab, a line end)."""

    text: str
    element: Element | None = None
    deleted: bool = False
    inserted: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Reading:
    """A part of a story: `name` within the file, its kind, and the pieces whose texts in a row are its text."""

    name: str
    kind: PartKind
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _State:
    deleted: bool = False
    inserted: bool = False
    look: Look = field(default_factory=Look)
    in_cell: bool = False


@dataclass(slots=True)
class _Place:
    """Where lines go: the story itself, a table, a text box. A table's lines are rows of cells of paragraphs."""

    name: str
    kind: PartKind
    lines: list[list[Piece]] = field(default_factory=list)
    line: list[Piece] = field(default_factory=list)

    def end_line(self) -> None:
        self.lines.append(self.line)
        self.line = []


class Story:
    """Reads one story. `readings` are the parts; `read` are the elements whose text is in one of them."""

    def __init__(self, root: Element, name: str, kind: PartKind, looks: Looks) -> None:
        self._name, self._looks = name, looks
        self._places = [_Place(name, kind)]
        self._done: list[_Place] = []
        self._counts: dict[PartKind, int] = {}
        self._codes: list[Piece] = []
        self._paragraphs: list[list[Piece]] = []
        self._paragraph: list[Piece] = []
        self.read: set[Element] = set()
        self._walk(root, _State(look=looks.default))
        self._done.append(self._places[0])
        self.readings = [reading for reading in self._readings() if reading.text.strip()]

    def _walk(self, element: Element, state: _State) -> None:
        name = local(element)
        if name in _PROPERTIES:
            return
        if name == "p" and "drawingml" not in element.tag:
            self._in_paragraph(element, state)
        elif name in ("tbl", "txbxContent"):
            self._in_place(element, state)
        elif name in ("tr", "tc"):
            self._in_table(element, state)
        elif name in _TEXT:
            deleted = state.deleted or name == "delText"
            self._put(element.text or "", element, replace(state, deleted=deleted))
        elif name in _CODE:
            self._codes.append(Piece(clean(element.text or ""), element))
            self.read.add(element)
        elif name in _BREAKS:
            self._put(" " if state.in_cell and name != "noBreakHyphen" else _BREAKS[name], None, state)
        elif name == "sym":
            self._put(_symbol(attribute(element, "char")), None, state)
        else:
            if name == "fldSimple":
                self._codes.append(Piece(clean(attribute(element, "instr")), None))
            if name in ("fldChar", "fldSimple"):
                self._codes.append(Piece("\n"))
            inner = self._changed(element, name, state)
            for child in element:
                self._walk(child, inner)

    def _changed(self, element: Element, name: str, state: _State) -> _State:
        """The state inside an element: struck out, put in, or set in type that cannot be seen."""
        if name in ("ins", "moveTo"):
            return replace(state, inserted=True)
        if name in ("del", "moveFrom"):
            return replace(state, deleted=True)
        if name == "r":
            return replace(state, look=self._look(element, "rPr", "rStyle", state.look))
        return state

    def _in_paragraph(self, element: Element, state: _State) -> None:
        outer, self._paragraph = self._paragraph, []
        inner = replace(state, look=self._look(element, "pPr", "pStyle", state.look))
        for child in element:
            self._walk(child, inner)
        if self._paragraph:
            self._paragraphs.append(self._paragraph)
        self._paragraph = outer
        if state.in_cell:
            self._places[-1].line.append(Piece(" "))
        else:
            self._places[-1].end_line()

    def _in_place(self, element: Element, state: _State) -> None:
        table = local(element) == "tbl"
        kind = PartKind.TABLE if table else PartKind.TEXT_BOX
        base = self._places[0].kind
        # A table in a header or in a comment is header and comment before it is a table.
        shown = kind if base is PartKind.BODY else base
        self._counts[kind] = self._counts.get(kind, 0) + 1
        self._places.append(_Place(f"{self._name}!{kind.title}{self._counts[kind]}", shown))
        look = self._look(element, "tblPr", "tblStyle", state.look) if table else self._looks.default
        for child in element:
            self._walk(child, replace(state, look=look, in_cell=False))
        place = self._places.pop()
        if place.line:
            place.end_line()
        self._done.append(place)

    def _in_table(self, element: Element, state: _State) -> None:
        place = self._places[-1]
        if local(element) == "tc":
            inner = replace(state, in_cell=True, look=self._look(element, "tcPr", "", state.look))
            inner = _row_changes(element, "tcPr", inner)
        else:
            inner = _row_changes(element, "trPr", state)
        for child in element:
            self._walk(child, inner)
        if local(element) == "tc":
            while place.line and place.line[-1] == Piece(" "):
                place.line.pop()
            place.line.append(Piece("\t"))
        else:
            while place.line and place.line[-1] == Piece("\t"):
                place.line.pop()
            place.end_line()

    def _put(self, text: str, element: Element | None, state: _State) -> None:
        piece = Piece(clean(text), element, state.deleted, state.inserted, state.look.hidden)
        if element is not None:
            self.read.add(element)
        if piece.text:
            self._places[-1].line.append(piece)
            self._paragraph.append(piece)

    def _look(self, element: Element, properties: str, style: str, look: Look) -> Look:
        for child in element:
            if local(child) == properties:
                for named in child:
                    if style and local(named) == style:
                        look = look.under(self._looks.of_style(attribute(named, "val")))
                # The properties of a paragraph hold those of its mark (rPr), which are not those of its text.
                look = look.under(look_of(child))
        return look

    def _readings(self) -> Iterator[Reading]:
        for place in sorted(self._done, key=lambda one: one is not self._places[0]):
            seen = (
                [piece for piece in line if not piece.deleted and not piece.hidden] for line in place.lines
            )
            yield Reading(place.name, place.kind, _lined(seen))
        inserted = ([one for one in line if one.inserted] for line in self._paragraphs)
        yield Reading(f"{self._name}!修订插入", PartKind.INSERTION, _lined(inserted))
        before = (
            [one for one in line if not one.inserted or one.deleted]
            for line in self._paragraphs
            if any(one.deleted for one in line)
        )
        yield Reading(f"{self._name}!修订删除", PartKind.DELETION, _lined(before))
        hidden = (
            [one for one in line if not one.deleted]
            for line in self._paragraphs
            if any(one.hidden and not one.deleted for one in line)
        )
        yield Reading(f"{self._name}!隐藏文字", PartKind.HIDDEN_TEXT, _lined(hidden))
        yield Reading(f"{self._name}!域代码", PartKind.HIDDEN_TEXT, self._codes)


def _lined(lines: Iterator[list[Piece]]) -> list[Piece]:
    pieces: list[Piece] = []
    for line in lines:
        if any(piece.element is not None or piece.text.strip() for piece in line):
            pieces += [*line, Piece("\n")]
    return pieces[:-1]


def _row_changes(element: Element, properties: str, state: _State) -> _State:
    """Rows and cells that were put in or struck out as a whole say so in their properties."""
    for child in element:
        if local(child) == properties:
            names = {local(one) for one in child}
            if names & {"del", "cellDel"}:
                state = replace(state, deleted=True)
            if names & {"ins", "cellIns"}:
                state = replace(state, inserted=True)
            if "hidden" in names:
                state = replace(state, look=state.look.under(Look(vanishes=True)))
    return state


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    # Symbol fonts keep their signs in a private area, at the place of the letter typed.
    value = value - 0xF000 if 0xF020 <= value <= 0xF0FF else value
    return chr(value) if 32 <= value < 0xD800 or 0xE000 <= value < 0x110000 else ""
