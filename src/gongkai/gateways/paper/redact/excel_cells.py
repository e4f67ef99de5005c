"""Cells of a sheet on their way into a new workbook: values without formulas, strings gathered anew, text cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from gongkai.gateways.paper.extract.excel_sheet import Book, Cell, Sheet
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.redact.scribe import Scribe, cut_pieces
from gongkai.gateways.paper.text import clean

_ROW_KEPT = (
    "r",
    "ht",
    "customHeight",
    "s",
    "customFormat",
    "hidden",
    "outlineLevel",
    "collapsed",
    "thickTop",
    "thickBot",
)
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})\Z")
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
Spot = tuple[int, int]


class Strings:
    """The strings of the new workbook, each once; `count` is how many cells use one."""

    def __init__(self, space: str) -> None:
        self._space = space
        self._places: dict[bytes, int] = {}
        self._items: list[Element] = []
        self.count = 0

    def place(self, item: Element) -> int:
        """The number of a string item."""
        self.count += 1
        written = tostring(item)
        if written not in self._places:
            self._places[written] = len(self._items)
            self._items.append(item)
        return self._places[written]

    def root(self) -> Element:
        """All of them as a part."""
        made = Element(f"{self._space}sst", {"count": str(self.count), "uniqueCount": str(len(self._items))})
        made.extend(self._items)
        return made


@dataclass(slots=True)
class Grid:
    """The cells of one sheet that are seen: place → what the cell says; `unsaved`: formulas that have no result."""

    texts: dict[Spot, str]
    cut: dict[Spot, str]
    unsaved: frozenset[Spot] = frozenset()

    def text(self, spot: Spot) -> str:
        """What a cell says in the new workbook, signs for marks included."""
        return self.cut.get(spot, self.texts.get(spot, ""))


def seen_grid(root: Element, book: Book, title: str, scribe: Scribe) -> Grid:
    """The visible cells of a sheet with what is withheld cut out of them, be it spread over several."""
    sheet = Sheet(root, book)
    covered = set(_covered(root))
    cells = [cell for cell in sheet.cells if cell.seen and not sheet.is_hidden(cell)]
    # The extractor's text of the sheet holds what merged cells cover: a place in that text counts those too.
    grid = Grid({(cell.row, cell.column): cell.text for cell in cells}, {})
    _cut(grid, cells, scribe, title)
    for spot in covered:
        grid.texts.pop(spot, None)
        grid.cut.pop(spot, None)
    _cut(grid, [cell for cell in cells if (cell.row, cell.column) not in covered], scribe, "")
    grid.unsaved = frozenset(_unsaved(root, book, sheet)) - covered
    return grid


def copied_rows(data: Element, grid: Grid, book: Book, items: list[Element], strings: Strings) -> Element:
    """sheetData anew. `items` are the shared strings of the old workbook."""
    space = data.tag.rpartition("}")[0] + "}"
    made = Element(data.tag)
    for number, line in _rows(data):
        row = SubElement(
            made, line.tag, {key: value for key, value in line.attrib.items() if key in _ROW_KEPT}
        )
        row.set("r", str(number))
        met: set[int] = set()
        for column, cell in _cells(line):
            if column in met:
                continue
            met.add(column)
            copied = Element(cell.tag, {"r": f"{letters(column)}{number}"})
            if attribute(cell, "s"):
                copied.set("s", attribute(cell, "s"))
            spot = (number, column)
            if spot in grid.texts and spot not in grid.unsaved and grid.cut.get(spot) != "":
                _fill(copied, cell, spot, grid, items=items, strings=strings, space=space)
            if len(copied) or attribute(cell, "s"):
                row.append(copied)
    return made


def letters(column: int) -> str:
    """The letters of a column counted from 1.

    >>> letters(28)
    'AB'
    """
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def span(reference: str) -> tuple[Spot, Spot] | None:
    """First and last cell of `A1:C3` as row and column."""
    found = _RANGE.match(reference)
    if found is None:
        return None
    return (int(found[2]), _column(found[1])), (int(found[4]), _column(found[3]))


def _cut(grid: Grid, cells: list[Cell], scribe: Scribe, title: str) -> None:
    spots, pieces = _laid_out(grid, cells)
    text = "".join(piece for piece, _ in pieces)
    places = scribe.places_here(text, title) if title else scribe.places(text)
    if not places:
        return
    for spot, (old, _), new in zip(spots, pieces, cut_pieces(pieces, places), strict=True):
        if spot is not None and new != old:
            grid.cut[spot] = new


def _laid_out(grid: Grid, cells: list[Cell]) -> tuple[list[Spot | None], list[tuple[str, bool]]]:
    """The cells as the extractor sets them out: rows as lines, all rows with the same columns."""
    columns = {column: at for at, column in enumerate(sorted({cell.column for cell in cells}))}
    rows: dict[int, dict[int, Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[columns[cell.column]] = cell
    spots: list[Spot | None] = []
    pieces: list[tuple[str, bool]] = []

    def put(text: str, spot: Spot | None) -> None:
        spots.append(spot)
        pieces.append((text, spot is not None))

    for row in sorted(rows):
        if pieces:
            put("\n", None)
        for at in range(max(rows[row]) + 1):
            if at:
                put("\t", None)
            if at in rows[row]:
                spot = (row, rows[row][at].column)
                put(grid.text(spot), spot)
    return spots, pieces


def _fill(
    made: Element,
    cell: Element,
    spot: Spot,
    grid: Grid,
    *,
    items: list[Element],
    strings: Strings,
    space: str,
) -> None:
    kind = attribute(cell, "t")
    value = next((one.text or "" for one in cell if local(one) == "v"), "")
    if spot in grid.cut or kind in ("s", "str", "inlineStr"):
        item = _item(cell, kind, value, items)
        made.set("t", "s")
        SubElement(made, f"{space}v").text = str(strings.place(_string(item, grid.text(spot), space)))
        return
    if kind in ("b", "e", "d", "n"):
        made.set("t", kind)
    if value:
        SubElement(made, f"{space}v").text = value


def _item(cell: Element, kind: str, value: str, items: list[Element]) -> Element | None:
    if kind == "inlineStr":
        return next((one for one in cell if local(one) == "is"), None)
    if kind == "s" and value.strip().isdigit() and int(value) < len(items):
        return items[int(value)]
    return None


def _string(item: Element | None, text: str, space: str) -> Element:
    """The string anew; its runs keep their looks as long as their words are what they were."""
    made = Element(f"{space}si")
    runs = [one for one in item if local(one) == "r"] if item is not None else []
    words = [clean("".join(one.text or "" for one in run if local(one) == "t")) for run in runs]
    shown = [" ".join(one.split("\n")).replace("\t", " ") for one in words]
    if not runs or "".join(shown) != text:
        whole = _whole(item)
        _say(made, whole if " ".join(whole.split("\n")).replace("\t", " ") == text else text, space)
        return made
    for run, word in zip(runs, words, strict=True):
        copied = SubElement(made, run.tag)
        copied.extend(_looks(one) for one in run if local(one) == "rPr")
        _say(copied, word, space)
    return made


def _whole(item: Element | None) -> str:
    return clean("".join(one.text or "" for one in item if local(one) == "t")) if item is not None else ""


def _say(made: Element, text: str, space: str) -> None:
    said = SubElement(made, f"{space}t", {_PRESERVE: "preserve"})
    said.text = text


def _looks(properties: Element) -> Element:
    made = Element(properties.tag)
    for one in properties:
        SubElement(made, one.tag, dict(one.attrib))
    return made


def _unsaved(root: Element, book: Book, sheet: Sheet) -> Iterator[Spot]:
    """Cells in sight with a formula (its own, a shared one, of a data table) whose result nobody saved."""
    for data in (one for one in root if local(one) == "sheetData"):
        for number, line in _rows(data):
            for column, cell in _cells(line):
                place = Cell(number, column, "", "", book.styles.shows(attribute(cell, "s")))
                if _lacks_result(cell) and place.seen and not sheet.is_hidden(place):
                    yield number, column


def _lacks_result(cell: Element) -> bool:
    if not any(local(one) == "f" for one in cell):
        return False
    results = [one for one in cell if local(one) in ("v", "is")]
    # A formula whose result is a text without letters has an empty value of that kind.
    empty_text = attribute(cell, "t") == "str" and bool(results)
    return not empty_text and not any(text.strip() for one in results for text in one.itertext())


def _covered(root: Element) -> Iterator[Spot]:
    """Cells under a merged one: they may hold values that nobody sees."""
    for element in root.iter():
        ends = span(attribute(element, "ref")) if local(element) == "mergeCell" else None
        if ends is not None:
            (top, left), (bottom, right) = ends
            for row in range(top, min(bottom, top + 20_000) + 1):
                for column in range(left, min(right, left + 500) + 1):
                    if (row, column) != (top, left):
                        yield row, column


def _rows(data: Element) -> Iterator[tuple[int, Element]]:
    number = 0
    for line in data:
        written = attribute(line, "r")
        number = int(written) if written.isdigit() and len(written) < 8 else number + 1
        yield number, line


def _cells(line: Element) -> Iterator[tuple[int, Element]]:
    column = 0
    for cell in line:
        placed = _PLACE.match(attribute(cell, "r"))
        column = _column(placed[1]) if placed else column + 1
        yield column, cell


def _column(written: str) -> int:
    number = 0
    for letter in written:
        number = number * 26 + ord(letter) - 64
    return number
