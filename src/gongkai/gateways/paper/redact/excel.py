"""XLSX → XLSX: the sheets in sight with the values they show; what lies behind and beside them stays behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from xml.etree.ElementTree import Element, SubElement

from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.excel_sheet import Book, string_of
from gongkai.gateways.paper.extract.excel_styles import Styles
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.drawing import copy_part, drawing_parts
from gongkai.gateways.paper.redact.excel_cells import Grid, Strings, copied_rows, seen_grid
from gongkai.gateways.paper.redact.excel_tables import copied_table
from gongkai.gateways.paper.redact.markup import Copyist, write
from gongkai.gateways.paper.redact.package import Leaf, Made, Relation, Source, relater
from gongkai.gateways.paper.redact.scribe import Scribe

_NOTHING_SEEN = "工作簿里没有一张看得见的工作表，没有可以公开的内容。"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml"
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_KEPT = frozenset(
    {
        "sheetPr", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "conditionalFormatting",
        "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
        "rowBreaks", "colBreaks", "drawing", "tableParts",
    }
)  # fmt: skip
_BARE_RULES = frozenset(
    {"colorScale", "dataBar", "iconSet", "top10", "aboveAverage", "duplicateValues", "uniqueValues"}
)
_PRINT = ("_xlnm.Print_Area", "_xlnm.Print_Titles")
_CELLS = r"\$?[A-Z]{0,3}\$?[0-9]{0,7}"
_PLAIN_AREA = re.compile(rf"(?:(?:'(?:[^'\[\]]|'')+'|[^'!,:()\[\]\" ]+)!{_CELLS}(?::{_CELLS})?(?:,|\Z))+\Z")
"""Places of sheets, and nothing that is worked out."""
_FIGURE = re.compile(r"-?[0-9.]*(?:E[+-]?[0-9]+)?\Z", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


class _SheetCopyist(Copyist):
    drop = frozenset({"rPh", "phoneticPr", "customProperties", "mruColors", "cellWatches"})

    def copy(self, element: Element) -> list[Element]:
        if local(element) == "cfRule" and not _is_bare(element):
            return []
        return super().copy(element)

    def attribute(self, element: Element, key: str, value: str) -> str | None:
        if key in ("display", "tooltip", "tabSelected", "uid") or key.endswith("}uid"):
            return None
        if key == "formatCode" and self.scribe.holds(value):
            return "General"
        return super().attribute(element, key, value)


class _Workbook:
    """One XLSX on its way from the old package into the new."""

    def __init__(self, source: Source, scribe: Scribe) -> None:
        self._source, self._scribe = source, scribe
        self._unsaved: dict[str, int] = {}
        self._rules_left = 0
        self._made = Made(source, scribe)
        found = [
            one for one in source.relations("").values() if one.kind == "officeDocument" and not one.outside
        ]
        self._place = found[0].target if found else "xl/workbook.xml"
        if self._place not in source:
            raise Unreadable(DAMAGED)
        self._root = source.xml(self._place)
        self._space = self._root.tag.rpartition("}")[0] + "}"
        self._relations = source.relations(self._place)
        self._strings = Strings(self._space)
        self._items = self._old_strings()
        styles = self._related("styles")
        self._book = Book(
            [string_of(item) for item in self._items],
            set(),
            Styles(source.xml(styles.target) if styles else None),
            self._is_1904,
        )
        self._tables = 0

    def packed(self, today: date) -> bytes:
        top = self._made.leaf("!", "", "")
        top.name = ""
        leaf = self._made.leaf("xl/workbook!", "xml", f"{_SHEET}.sheet.main+xml")
        self._made.relate(top, f"{_OFFICE}/officeDocument", leaf.name)
        root = Element(self._root.tag)
        SubElement(root, f"{self._space}workbookPr", {"date1904": "1"} if self._is_1904 else {})
        SubElement(SubElement(root, f"{self._space}bookViews"), f"{self._space}workbookView", activeTab="0")
        self._copy_sheets(root, leaf)
        self._copy_others(leaf)
        leaf.content = write(root, self._scribe)
        return self._made.packed(today)

    @property
    def _is_1904(self) -> bool:
        said = (attribute(one, "date1904") for one in self._root.iter() if local(one) == "workbookPr")
        return any(one in ("1", "true") for one in said)

    def _related(self, kind: str) -> Relation | None:
        found = (one for one in self._relations.values() if one.kind == kind and not one.outside)
        return next((one for one in found if one.target in self._source), None)

    def _old_strings(self) -> list[Element]:
        found = self._related("sharedStrings")
        return [one for one in self._source.xml(found.target) if local(one) == "si"] if found else []

    def _copy_sheets(self, root: Element, leaf: Leaf) -> None:
        listed = SubElement(root, f"{self._space}sheets")
        numbers: dict[int, int] = {}
        for old, sheet in enumerate(one for one in self._root.iter() if local(one) == "sheet"):
            relation = self._relations.get(attribute(sheet, "id"))
            hidden = attribute(sheet, "state") in ("hidden", "veryHidden")
            if hidden or relation is None or relation.kind not in ("worksheet", "chartsheet"):
                continue
            title = attribute(sheet, "name")
            made = self._sheet(relation, title, first=not numbers)
            numbers[old] = len(numbers)
            key = next((key for key in sheet.attrib if key.endswith("}id")), f"{{{_OFFICE}}}id")
            SubElement(
                listed,
                sheet.tag,
                {
                    "name": self._title(title),
                    "sheetId": str(len(numbers)),
                    key: self._made.relate(leaf, relation.type, f"/{made}"),
                },
            )
        if not numbers:
            raise Unreadable(_NOTHING_SEEN)
        self._copy_names(root, numbers)

    def _title(self, title: str) -> str:
        cut = self._scribe.whole(title)
        # Marks are written out later; 31 characters is all that a name may have.
        return title if cut == title else _NOT_IN_NAMES.sub("", self._scribe.finish(cut))[:31]

    def _copy_names(self, root: Element, numbers: dict[int, int]) -> None:
        """Print areas and titles of the sheets that stay; other names say more than they show."""
        kept = []
        for one in self._root.iter():
            local_to = attribute(one, "localSheetId")
            if local(one) == "definedName" and attribute(one, "name") in _PRINT and local_to.isdigit():
                text = one.text or ""
                if int(local_to) in numbers and not self._scribe.holds(text) and _PLAIN_AREA.match(text):
                    made = Element(
                        one.tag, {"name": attribute(one, "name"), "localSheetId": str(numbers[int(local_to)])}
                    )
                    made.text = text
                    kept.append(made)
        if kept:
            SubElement(root, f"{self._space}definedNames").extend(kept)

    def _sheet(self, relation: Relation, title: str, first: bool) -> str:
        worksheet = relation.kind == "worksheet"
        folder, kind = ("worksheets", "worksheet") if worksheet else ("chartsheets", "chartsheet")
        leaf = self._made.leaf(f"xl/{folder}/sheet", "xml", f"{_SHEET}.{kind}+xml")
        root = self._source.xml(relation.target)
        grid = seen_grid(root, self._book, title, self._scribe)
        if grid.unsaved:
            shown = self._scribe.finish(self._title(title))
            self._unsaved[shown] = self._unsaved.get(shown, 0) + len(grid.unsaved)
        self._rules_left += sum(local(one) == "cfRule" and not _is_bare(one) for one in root.iter())
        keep: dict[str, Callable[[str], str | None]] = {
            "drawing": self._drawing,
            "table": lambda place: self._table(place, grid),
        }
        copyist = _SheetCopyist(relater(self._made, leaf, relation.target, keep), self._scribe)
        made = Element(root.tag)
        for child in root:
            if local(child) == "sheetData":
                made.append(copied_rows(child, grid, self._book, self._items, self._strings))
            elif local(child) in _KEPT:
                made.extend(one for one in copyist.copy(child) if not _is_empty(one))
        for one in made.iter():
            if local(one) == "sheetView" and first:
                one.set("tabSelected", "1")
            if one.text and one.text.strip() and local(one) not in ("v", "t"):
                one.text = self._scribe.whole(one.text)
        leaf.content = write(made, self._scribe)
        return leaf.name

    def notes(self) -> Iterator[str]:
        """What readers will miss in the new workbook."""
        if self._unsaved:
            sheets = "、".join(f"“{name}”{count}个" for name, count in self._unsaved.items())
            yield (
                f"{sum(self._unsaved.values())}个公式没有保存结果，已留空；请用表格软件打开保存一次再上传。"
                f"所在的工作表：{sheets}。"
            )
        if self._made.charts_without_figures:
            yield (
                f"{self._made.charts_without_figures}个图表没有保存数据，图里是空的；请用表格软件打开保存一次再上传。"
            )
        if self._rules_left:
            yield f"{self._rules_left}条按公式设置的条件格式没有带过来，单元格不再按它变色。"

    def _drawing(self, place: str) -> str | None:
        if place not in self._source:
            return None
        leaf = self._made.leaf("xl/drawings/drawing", "xml", _DRAWING)
        copy_part(self._made, leaf, place, Copyist, drawing_parts(self._made, "xl"))
        return leaf.name

    def _table(self, place: str, grid: Grid) -> str | None:
        if place not in self._source:
            return None
        made = copied_table(self._source.xml(place), grid, self._tables + 1, self._scribe)
        if made is None:
            return None
        self._tables += 1
        leaf = self._made.leaf("xl/tables/table", "xml", f"{_SHEET}.table+xml")
        leaf.content = write(made, self._scribe)
        return leaf.name

    def _copy_others(self, leaf: Leaf) -> None:
        for kind, stem, content_type in (
            ("theme", "xl/theme/theme", _THEME),
            ("styles", "xl/styles!", f"{_SHEET}.styles+xml"),
        ):
            found = self._related(kind)
            if found is not None:
                part = self._made.leaf(stem, "xml", content_type)
                copyist = _SheetCopyist(relater(self._made, part, found.target, {}), self._scribe)
                part.content = write(copyist.root(self._source.xml(found.target)), self._scribe)
                self._made.relate(leaf, found.type, f"/{part.name}")
        part = self._made.leaf("xl/sharedStrings!", "xml", f"{_SHEET}.sharedStrings+xml")
        part.content = write(self._strings.root(), self._scribe)
        self._made.relate(leaf, f"{_OFFICE}/sharedStrings", f"/{part.name}")


def redact_excel(data: bytes, scribe: Scribe, limits: Limits, today: date, notes: list[str]) -> bytes:
    """The workbook anew, cut by the scribe and without a single formula; what its readers will miss goes into `notes`.

    Unreadable where it is damaged or has nothing in sight.
    """
    book = _Workbook(Source(data, limits), scribe)
    made = book.packed(today)
    notes += book.notes()
    return made


def _is_bare(rule: Element) -> bool:
    """Whether a rule of colouring goes by the figures of its cells alone, without any formula."""
    if attribute(rule, "type") not in _BARE_RULES:
        return False
    return not any(
        local(one) == "formula"
        or (local(one) == "cfvo" and attribute(one, "type") == "formula")
        # The ends of a scale may be given as a reference to a cell, whatever type they are said to have.
        or (local(one) == "cfvo" and not _FIGURE.match(attribute(one, "val")))
        for one in rule.iter()
    )


def _is_empty(element: Element) -> bool:
    """A list whose entries were all left behind, and a drawing that did not come along: both would be damage."""
    name = local(element)
    if name in ("mergeCells", "conditionalFormatting", "rowBreaks", "colBreaks", "cols"):
        return len(element) == 0
    if name in ("hyperlinks", "tableParts"):
        for child in list(element):
            if not any(key.endswith("}id") or key == "location" for key in child.attrib):
                element.remove(child)
        return len(element) == 0
    return name == "drawing" and not any(key.endswith("}id") for key in element.attrib)
