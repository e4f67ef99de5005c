"""One sheet of a workbook: what is seen, what is folded away, what is written in formulas, hints and heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.excel_styles import Styles
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.xmltext import attribute, attributes, local, texts
from gongkai.gateways.paper.text import clean

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
_HEADS = {"Header": PartKind.HEADER, "Footer": PartKind.FOOTER}
_READ = frozenset({"v", "f", "t", "formula1", "formula2"})
_FALSE = ("", "0", "false")


@dataclass(slots=True)
class Book:
    """What all sheets share: the shared strings, which of them were met, and the styles."""

    strings: list[str]
    met: set[int]
    styles: Styles
    since_1904: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: row and column from 1, its text, its formula."""

    row: int
    column: int
    text: str
    formula: str
    seen: bool


class Sheet:
    """A sheet as read; `state` is visible, hidden or veryHidden."""

    def __init__(self, root: Element, book: Book) -> None:
        self.cells: list[Cell] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        for element in root.iter():
            name = local(element)
            if name == "col" and (attribute(element, "hidden") not in _FALSE or _is_nil(element, "width")):
                self.hidden_columns.append((_int(attribute(element, "min")), _int(attribute(element, "max"))))
            elif name == "sheetData":
                self._read_rows(element, book)

    def _read_rows(self, data: Element, book: Book) -> None:
        row = 0
        for line in data:
            row = _int(attribute(line, "r")) or row + 1
            if attribute(line, "hidden") not in _FALSE or _is_nil(line, "ht"):
                self.hidden_rows.add(row)
            column = 0
            for cell in line:
                placed = _PLACE.match(attribute(cell, "r"))
                column = _column(placed[1]) if placed else column + 1
                text, formula = _content(cell, book)
                if text or formula:
                    seen = book.styles.shows(attribute(cell, "s"))
                    self.cells.append(Cell(row, column, text, formula, seen))

    def is_hidden(self, cell: Cell) -> bool:
        return cell.row in self.hidden_rows or any(a <= cell.column <= b for a, b in self.hidden_columns)

    def in_sight(self) -> Iterator[str]:
        """The visible cells, a row to a line, all rows with the same columns."""
        return _lines([cell for cell in self.cells if cell.seen and not self.is_hidden(cell)])

    def folded(self) -> Iterator[str]:
        """What stands in hidden rows and columns."""
        return _lines([cell for cell in self.cells if self.is_hidden(cell)])

    def unseen(self) -> Iterator[str]:
        """Cells formatted to show nothing, or white on white."""
        return _lines([cell for cell in self.cells if not cell.seen and not self.is_hidden(cell)])


def read_sheet(root: Element, name: str, state: str, book: Book, gathering: Gathering) -> None:
    """Gathers one sheet under its name."""
    sheet = Sheet(root, book)
    hidden = state in ("hidden", "veryHidden")
    gathering.add(name, PartKind.HIDDEN_SHEET if hidden else PartKind.TABLE, sheet.in_sight())
    gathering.add(
        f"{name}!隐藏的行列", PartKind.HIDDEN_SHEET if hidden else PartKind.HIDDEN_ROWS, sheet.folded()
    )
    gathering.add(f"{name}!不显示的单元格", PartKind.HIDDEN_TEXT, sheet.unseen())
    formulas = dict.fromkeys(cell.formula for cell in sheet.cells if cell.formula)
    gathering.add(f"{name}!公式", PartKind.PROPERTIES, formulas)
    for word, kind in _HEADS.items():
        heads = [one.text for one in root.iter() if local(one).endswith(word) and one.text]
        gathering.add(f"{name}!{kind.title}", kind, heads)
    gathering.add(f"{name}!数据验证", PartKind.HIDDEN_TEXT, dict.fromkeys(_validations(root)))
    read = {one for one in root.iter() if local(one) in _READ or local(one).endswith(tuple(_HEADS))}
    gathering.add(f"{name}!其他", PartKind.PROPERTIES, [*texts(root, read), *attributes(root, _is_place)])


def string_of(element: Element) -> str:
    """A shared or inline string: its runs joined, phonetic guides left out."""
    found: list[str] = []
    for child in element:
        if local(child) == "t":
            found.append(child.text or "")
        elif local(child) == "r":
            found += [one.text or "" for one in child if local(one) == "t"]
    return clean("".join(found))


def _content(cell: Element, book: Book) -> tuple[str, str]:
    kind, style = attribute(cell, "t"), attribute(cell, "s")
    text = formula = ""
    for child in cell:
        if local(child) == "f":
            formula = clean(child.text or "")
        elif local(child) == "is":
            text = string_of(child)
        elif local(child) == "v" and kind == "s":
            at = _int(child.text or "")
            book.met.add(at)
            text = book.strings[at] if 0 <= at < len(book.strings) else ""
        elif local(child) == "v":
            text = clean(child.text or "")
            if kind in ("", "n"):
                text = book.styles.shown(style, text, book.since_1904)
    return " ".join(text.split("\n")).replace("\t", " "), formula


def _lines(cells: list[Cell]) -> Iterator[str]:
    columns = {column: at for at, column in enumerate(sorted({cell.column for cell in cells}))}
    rows: dict[int, dict[int, str]] = {}
    for cell in cells:
        rows.setdefault(cell.row, {})[columns[cell.column]] = cell.text
    for row in sorted(rows):
        filled = rows[row]
        yield "\t".join(filled.get(at, "") for at in range(max(filled) + 1))


def _validations(root: Element) -> Iterator[str]:
    keys = ("promptTitle", "prompt", "errorTitle", "error")
    for element in root.iter():
        if local(element) == "dataValidation":
            yield from (value for key in keys if (value := attribute(element, key)).strip())
            yield from (one.text for one in element.iter() if one is not element and one.text)
        elif local(element) in ("formula", "formula1", "formula2") and element.text:
            yield element.text


def _is_place(element: Element, key: str) -> bool:
    return local(element) in ("c", "row", "col", "mergeCell", "dataValidation") or key in (
        "sqref",
        "ref",
        "spans",
    )


def _is_nil(element: Element, key: str) -> bool:
    try:
        return float(attribute(element, key) or "1") < 0.1
    except ValueError:
        return False


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _int(written: str) -> int:
    written = written.strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
