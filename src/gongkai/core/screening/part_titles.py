"""What a part of a file is called when people are told of it: never by the path it has inside the package."""

from __future__ import annotations

import re

from gongkai.core.screening.parts import PartKind

_WITHIN_PACKAGE = re.compile(
    r"(?:word|xl|ppt|docProps|customXml|_rels|Doc_[0-9]+|META-INF)/|OFD\.xml\Z|\[Content_Types\]"
)
_FILE_WITHIN = re.compile(r"(?:.*/)?(?:embeddings|Attachs)/([^/]+(?:/.+)?)\Z")
_BY_PATH = (
    ("threadedComments/", PartKind.CELL_COMMENT),
    ("xl/comments", PartKind.CELL_COMMENT),
    ("word/comments", PartKind.COMMENT),
    ("customXml/", PartKind.CUSTOM_XML),
    ("docProps/", PartKind.PROPERTIES),
    ("pivotCache/", PartKind.PIVOT_CACHE),
    ("revisions/", PartKind.EARLIER_REVISION),
    ("embeddings/", PartKind.EMBEDDED),
    ("externalLinks/", PartKind.EMBEDDED),
    ("Attachs/", PartKind.ATTACHMENT),
    ("Annots/", PartKind.ANNOTATION),
    ("word/document", PartKind.BODY),
    ("Pages/", PartKind.BODY),
    ("xl/worksheets/", PartKind.TABLE),
    ("xl/sharedStrings", PartKind.TABLE),
    ("drawings/", PartKind.TEXT_BOX),
    ("charts/", PartKind.TEXT_BOX),
    ("settings", PartKind.PROPERTIES),
    ("media/", PartKind.PICTURE_TEXT),
    ("Res/", PartKind.PICTURE_TEXT),
    ("header", PartKind.HEADER),
    ("footer", PartKind.FOOTER),
    ("footnotes", PartKind.NOTE),
    ("endnotes", PartKind.NOTE),
)
_OWN_WORDS = frozenset({"属性", "注释", "其他", "其他文字", "名称", "正文"})
"""Words at the end of an id that say less than the kind of the part does."""
_RAW = re.compile(r"(?:数据流|对象|残留对象) ")
_PAGE = re.compile(r"(第|模板页|修订) ?([0-9]+)( ?页)?")
_SHEETS = (PartKind.TABLE, PartKind.HIDDEN_ROWS, PartKind.HIDDEN_SHEET)
_NOT_SHEETS = re.compile(r"(?:表格|正文)[0-9]*(?:（[0-9]+）)?\Z")
_HELD = (PartKind.EMBEDDED, PartKind.ATTACHMENT)


def part_title(part_id: str, kind: PartKind | None = None) -> str:
    """The part as people call it, with its sheet or page, and the file within the file where it is in one.

    `kind` is None where nothing but the place is known: of what could not be read, and of a leak.

    >>> part_title("word/document.xml!隐藏文字", PartKind.HIDDEN_TEXT)
    '隐藏文字'
    >>> part_title("xl/comments1.xml", PartKind.CELL_COMMENT), part_title("customXml/item1.xml")
    ('单元格批注', '自定义数据')
    >>> part_title("Sheet1!隐藏的行列", PartKind.HIDDEN_ROWS), part_title("底表", PartKind.HIDDEN_SHEET)
    ('工作表“Sheet1”的隐藏的行列', '隐藏的工作表“底表”')
    >>> part_title("第 2 页!图片1", PartKind.PICTURE_TEXT), part_title("第 2 页", PartKind.BODY)
    ('第2页的图片1', '第2页')
    >>> part_title("第 1 页 至 第 2 页")
    '第1页至第2页'
    >>> part_title("附件.zip/名单.xlsx:Sheet1", PartKind.TABLE)
    '“附件.zip/名单.xlsx”里的工作表“Sheet1”'
    >>> part_title("word/embeddings/名单.docx:word/document.xml", PartKind.EMBEDDED)
    '嵌入的文件“名单.docx”'
    """
    first, across, last = part_id.partition(" 至 ")
    if across and kind is None:
        return f"{part_title(first)}至{part_title(last)}"
    outer, colon, own = part_id.rpartition(":")
    if not colon:
        return _own_title(part_id, kind)
    held = _FILE_WITHIN.match(outer)
    file = f"“{held[1] if held else outer}”"
    if kind in _HELD:
        return f"{kind.title}{file}"
    if kind is PartKind.FILE_NAME:
        return f"{file}的文件名"
    return f"{file}里的{_own_title(own, kind)}"


def _own_title(own: str, kind: PartKind | None) -> str:
    head, _, tail = own.rpartition("!")
    place = head or tail
    if _WITHIN_PACKAGE.match(place):
        return tail if head and tail not in _OWN_WORDS else _of_path(place, kind)
    if _RAW.match(place):
        return kind.title if kind else "文件内部的数据"
    if not head:
        return _whole_part(own, kind)
    said = kind.title if kind and tail in _OWN_WORDS and tail != "名称" else _page(tail)
    return f"{_place(head)}的{said}"


def _whole_part(own: str, kind: PartKind | None) -> str:
    if _page(own) != own or kind not in _SHEETS or _NOT_SHEETS.match(own):
        return _page(own)
    return f"{kind.title if kind is PartKind.HIDDEN_SHEET else '工作表'}“{own}”"


def _place(head: str) -> str:
    shown = _page(head)
    return shown if shown != head else f"工作表“{head}”"


def _page(text: str) -> str:
    return _PAGE.sub(lambda found: f"{found[1]}{found[2]}{(found[3] or '').strip()}", text)


def _of_path(path: str, kind: PartKind | None) -> str:
    if kind is not None:
        return kind.title
    held = _FILE_WITHIN.match(path)
    for sign, known in _BY_PATH:
        if sign in path:
            named = f"“{held[1]}”" if held else ""
            return ("图片" if known is PartKind.PICTURE_TEXT else known.title) + named
    return "文件内部的数据"
