"""The letters of a PDF's pages: where each stands, whether it is seen, and which of them are withheld."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.core.screening.parts import PartKind
from gongkai.core.screening.plan import Place
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.pdf_page import PageReader
from gongkai.gateways.paper.extract.pdf_scene import scene_of
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.scribe import Scribe
from gongkai.gateways.paper.text import radicals_undone

_SEEN_ANNOTATIONS = frozenset({pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_STAMP})
_UNFIT = ("\x00", "\ufffe", "\uffff")
_LINE_SHARE = 0.6

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Letter:
    """One letter, or a gap pdfium puts between letters (`box` None). Places are points from the page's lower left.

    `size` is that of the type in points, `angle` radians against the page as kept; a `patch` begins at its letter.
    """

    char: str
    page: int
    box: Box | None = None
    origin: tuple[float, float] = (0.0, 0.0)
    size: float = 0.0
    angle: float = 0.0
    seen: bool = True
    withheld: bool = False
    patch: Patch | None = None


@dataclass(slots=True)
class Patch:
    """A stretch of one page to be painted over, with the mark to stand there (sign; "" where it stands on another)."""

    page: int
    box: Box
    sign: str


@dataclass(slots=True)
class Pages:
    """All letters of a document in the order they are written, and what is painted over."""

    letters: list[Letter] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)


def prepare(page: Any) -> None:
    """Takes notes off a page and makes what forms and seals show part of it; the page has to be loaded anew."""
    for at in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw) - 1, -1, -1):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, at)
        kind = pdfium_c.FPDFAnnot_GetSubtype(note)
        pdfium_c.FPDFPage_CloseAnnot(note)
        if kind not in _SEEN_ANNOTATIONS:
            pdfium_c.FPDFPage_RemoveAnnot(page.raw, at)
    pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)


def letters_of(document: pdfium.PdfDocument, layers: frozenset[str], limits: Limits) -> Pages:
    """The letters of every page. Unreadable for damage and for more text than is let in."""
    pages = Pages()
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except pdfium.PdfiumError as error:
            raise Unreadable(DAMAGED) from error
        reader = PageReader(page, text_page, scene_of(page), layers)
        pages.letters += _letters(text_page, reader, number)
        if len(pages.letters) > limits.characters:
            raise Unreadable(f"文件里的文字超过 {limits.characters // 10_000} 万字，请分册后再做。")
        pages.letters.append(Letter("\n", number))
        text_page.close()
        page.close()
    return pages


def withhold(pages: Pages, scribe: Scribe) -> None:
    """Marks the letters that are withheld, in every order in which somebody may read them, and where to paint.

    As they are written, the seen ones alone, and line by line as they stand on the page: all three must say nothing.
    """
    known = scribe.count
    _withhold_here(pages, scribe)
    seen = [letter for letter in pages.letters if letter.seen]
    for order in (pages.letters, seen, list(_by_lines(pages.letters))):
        text = "".join(radicals_undone(letter.char) for letter in order)
        _mark(order, scribe.places(text), pages)
    # The readings find the same places: each counts once.
    scribe.count = known + sum(1 for patch in pages.patches if patch.sign)


def _withhold_here(pages: Pages, scribe: Scribe) -> None:
    numbers = sorted({letter.page for letter in pages.letters})
    for number in numbers:
        order = [letter for letter in pages.letters if letter.page == number and letter.seen]
        text = "".join(radicals_undone(letter.char) for letter in order)
        _mark(order, scribe.places_here(text, f"第 {number + 1} 页"), pages)


def _mark(order: list[Letter], places: tuple[Place, ...], pages: Pages) -> None:
    for place in places:
        inside = order[place.start : place.end]
        fresh = [letter for letter in inside if not letter.withheld]
        if not any(letter.box for letter in fresh):
            continue
        for letter in inside:
            letter.withheld = True
        boxes = list(_boxes(inside))
        widest = max(range(len(boxes)), key=lambda at: boxes[at][1][2] - boxes[at][1][0])
        for at, (page, box) in enumerate(boxes):
            pages.patches.append(Patch(page, box, place.mark if at == widest else ""))
            if at == widest:
                first = next(
                    one for one in inside if one.box and one.page == page and _around(box, one.box) == box
                )
                first.patch = pages.patches[-1]


def _boxes(letters: list[Letter]) -> Iterator[tuple[int, Box]]:
    """One box for each stretch of letters that stand beside each other on a line."""
    current: tuple[int, Box] | None = None
    for letter in letters:
        if letter.box is None:
            continue
        if current is not None and current[0] == letter.page and _beside(current[1], letter.box):
            current = (letter.page, _around(current[1], letter.box))
            continue
        if current is not None:
            yield current
        current = (letter.page, letter.box)
    if current is not None:
        yield current


def _beside(box: Box, other: Box) -> bool:
    height = max(box[3] - box[1], other[3] - other[1], 1.0)
    width = max(box[2] - box[0], other[2] - other[0], 1.0)
    shared_rows = min(box[3], other[3]) - max(box[1], other[1])
    shared_columns = min(box[2], other[2]) - max(box[0], other[0])
    level = shared_rows > 0.4 * min(box[3] - box[1], other[3] - other[1]) and shared_columns > -2.5 * height
    upright = shared_columns > 0.4 * min(box[2] - box[0], other[2] - other[0]) and -shared_rows < 0.8 * width
    return level or (upright and other[2] - other[0] < 2 * height)


def _around(box: Box, other: Box) -> Box:
    return min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])


def _letters(text_page: Any, reader: PageReader, number: int) -> Iterator[Letter]:
    raw = text_page.raw
    for at in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(raw, at)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if char in _UNFIT or char == "\r":
            continue
        if char == "\n" or pdfium_c.FPDFText_IsGenerated(raw, at) == 1:
            yield Letter(char, number)
            continue
        box = text_page.get_charbox(at, loose=True)
        tight = text_page.get_charbox(at)
        box = _around(box, tight) if tight[2] > tight[0] and tight[3] > tight[1] else box
        yield Letter(
            char,
            number,
            box,
            _origin(raw, at, box),
            _size(raw, at, box),
            max(0.0, pdfium_c.FPDFText_GetCharAngle(raw, at)),
            reader.kind_at(at) is PartKind.BODY,
        )


def _origin(raw: Any, at: int, box: Box) -> tuple[float, float]:
    x, y = pdfium_c.c_double(), pdfium_c.c_double()
    if pdfium_c.FPDFText_GetCharOrigin(raw, at, x, y):
        return x.value, y.value
    return box[0], box[1]


def _size(raw: Any, at: int, box: Box) -> float:
    matrix = pdfium_c.FS_MATRIX()
    size = float(pdfium_c.FPDFText_GetFontSize(raw, at))
    if pdfium_c.FPDFText_GetMatrix(raw, at, matrix):
        size *= math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
    return size if 0.5 <= size <= 400 else max(1.0, min(box[3] - box[1], 400.0))


def _by_lines(letters: list[Letter]) -> Iterator[Letter]:
    """The letters as they stand on the page: lines from the top, each from the left."""
    pages: dict[int, list[Letter]] = {}
    for letter in letters:
        if letter.box is not None:
            pages.setdefault(letter.page, []).append(letter)
    for number in sorted(pages):
        line: list[Letter] = []
        edge = 0.0
        for letter in sorted(pages[number], key=lambda one: -_middle(one)):
            height = letter.box[3] - letter.box[1] if letter.box else 1.0
            if line and edge - _middle(letter) > max(height, 1.0) * _LINE_SHARE:
                yield from _from_left(line)
                yield Letter("\n", number)
                line = []
            if not line:
                edge = _middle(letter)
            line.append(letter)
        yield from _from_left(line)
        yield Letter("\n", number)


def _from_left(line: list[Letter]) -> list[Letter]:
    return sorted(line, key=lambda one: one.box[0] if one.box else 0.0)


def _middle(letter: Letter) -> float:
    return (letter.box[1] + letter.box[3]) / 2 if letter.box else 0.0
