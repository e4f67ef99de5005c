"""XLSX: sheets seen and hidden, comments, caches, names, and whatever else the package holds."""

from __future__ import annotations

import posixpath
import re
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.box import Box
from gongkai.gateways.paper.extract.excel_sheet import Book, read_sheet, string_of
from gongkai.gateways.paper.extract.excel_styles import Styles
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.package import read_common
from gongkai.gateways.paper.extract.xmltext import attribute, attributes, local, texts
from gongkai.gateways.paper.paper import Unreadable

_BOOK = "xl/workbook.xml"
_OTHERS = (
    (re.compile(r"xl/(?:comments\d*|threadedComments/.+|.*/comments?\d*)\.xml"), PartKind.CELL_COMMENT),
    (re.compile(r"xl/pivotCache/.+\.xml"), PartKind.PIVOT_CACHE),
    (re.compile(r"xl/pivotTables/.+\.xml"), PartKind.PIVOT_CACHE),
    (re.compile(r"xl/externalLinks/[^/]+\.xml"), PartKind.EMBEDDED),
    (re.compile(r"xl/revisions/.+\.xml"), PartKind.EARLIER_REVISION),
)


def read_excel(data: bytes, name: str, gathering: Gathering) -> str:
    """Gathers all parts of an XLSX. Unreadable when its workbook or one of its sheets cannot be read."""
    box = Box(data, gathering)
    if _BOOK not in box:
        why = "这是二进制工作簿（.xlsb），请另存为 .xlsx 后再提交。" if "xl/workbook.bin" in box else DAMAGED
        raise Unreadable(why)
    root = box.xml(_BOOK)
    strings = _strings(box)
    styles = Styles(box.peek("xl/styles.xml") if "xl/styles.xml" in box else None)
    since_1904 = any(
        attribute(one, "date1904") in ("1", "true") for one in root.iter() if local(one) == "workbookPr"
    )
    book = Book(strings, set(), styles, since_1904)
    targets = _targets(box)
    for sheet in (one for one in root.iter() if local(one) == "sheet"):
        # Only `r:id` ends in id after a namespace; `sheetId` is another thing.
        part = targets.get(attribute(sheet, "id"), "")
        title = attribute(sheet, "name")
        gathering.add(f"{title}!名称", _title_kind(sheet), title)
        if part not in box:
            gathering.cannot(title, "工作簿里缺少这张工作表的内容。")
        elif part.startswith(("xl/worksheets/", "xl/macrosheets/")):
            read_sheet(box.xml(part), title, attribute(sheet, "state"), book, gathering)
    _read_book(root, gathering)
    unmet = [text for at, text in enumerate(strings) if at not in book.met]
    gathering.add("xl/sharedStrings.xml!不再使用", PartKind.HIDDEN_TEXT, unmet)
    _read_orphans(box, book, gathering)
    _read_others(box, gathering)
    read_common(box, gathering)
    return "xlsx"


def _title_kind(sheet: Element) -> PartKind:
    return PartKind.HIDDEN_SHEET if attribute(sheet, "state") in ("hidden", "veryHidden") else PartKind.TABLE


def _read_book(root: Element, gathering: Gathering) -> None:
    names = [
        f"{attribute(one, 'name')}：{one.text or ''}{attribute(one, 'comment')}"
        for one in root.iter()
        if local(one) == "definedName"
    ]
    gathering.add(f"{_BOOK}!名称", PartKind.PROPERTIES, names)
    read = {one for one in root.iter() if local(one) == "definedName"}
    others = attributes(root, lambda element, _: local(element) in ("sheet", "definedName"))
    gathering.add(f"{_BOOK}!属性", PartKind.PROPERTIES, [*texts(root, read), *others])


def _strings(box: Box) -> list[str]:
    if "xl/sharedStrings.xml" not in box:
        return []
    # Read once more with the rest of the package would repeat every cell; phonetic guides are all it would add.
    root = box.xml("xl/sharedStrings.xml")
    guides = [
        one.text or ""
        for entry in root
        for guide in entry
        if local(guide) == "rPh"
        for one in guide
        if local(one) == "t"
    ]
    return [string_of(entry) for entry in root if local(entry) == "si"] + [text for text in guides if text]


def _targets(box: Box) -> dict[str, str]:
    name = "xl/_rels/workbook.xml.rels"
    if name not in box:
        return {}
    found = {}
    for relation in box.peek(name):
        target = attribute(relation, "Target")
        found[attribute(relation, "Id")] = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        )
    return found


def _read_orphans(box: Box, book: Book, gathering: Gathering) -> None:
    """Sheets that the workbook no longer lists, and those of dialogs and macros."""
    for name in tuple(box.left()):
        if re.fullmatch(r"xl/(?:work|dialog|chart|macro)sheets/[^/]+\.xml", name):
            read_sheet(box.xml(name), name, "hidden", book, gathering)


def _read_others(box: Box, gathering: Gathering) -> None:
    for name in tuple(box.left()):
        kind = next((kind for pattern, kind in _OTHERS if pattern.fullmatch(name)), None)
        if kind is None:
            continue
        try:
            root = box.xml(name)
        except Unreadable as error:
            gathering.cannot(name, error.sentence)
            continue
        if kind is PartKind.PIVOT_CACHE:
            words = [attribute(one, "v") for one in root.iter() if attribute(one, "v")]
            lines = [
                *dict.fromkeys(words),
                *texts(root),
                *attributes(root, lambda _, key: key in ("v", "ref")),
            ]
        elif kind is PartKind.CELL_COMMENT:
            lines = [*_comments(root), *attributes(root, lambda _, key: key in ("ref", "id", "personId"))]
        else:
            lines = [*texts(root), *attributes(root)]
        gathering.add(name, kind, lines)


def _comments(root: Element) -> list[str]:
    """Each comment as one line; who wrote them, on lines of their own."""
    lines = [
        "".join(one.itertext()).strip() for one in root.iter() if local(one) in ("comment", "threadedComment")
    ]
    authors = [(one.text or "").strip() for one in root.iter() if local(one) == "author"]
    return [line for line in (*lines, *authors) if line]
