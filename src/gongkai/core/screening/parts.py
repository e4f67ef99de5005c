"""The parts of a file as extraction hands them over, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.core.terms.titled import TitledEnum


class PartKind(TitledEnum):
    """Where in a file a text stands; everything but BODY and TABLE is easily forgotten."""

    BODY = "body", "正文"
    TABLE = "table", "表格"
    HEADER = "header", "页眉"
    FOOTER = "footer", "页脚"
    NOTE = "note", "脚注尾注"
    TEXT_BOX = "text_box", "文本框"
    COMMENT = "comment", "批注"
    INSERTION = "insertion", "修订插入"
    DELETION = "deletion", "修订删除"
    HIDDEN_TEXT = "hidden_text", "隐藏文字"
    HIDDEN_ROWS = "hidden_rows", "隐藏的行列"
    HIDDEN_SHEET = "hidden_sheet", "隐藏的工作表"
    CELL_COMMENT = "cell_comment", "单元格批注"
    PIVOT_CACHE = "pivot_cache", "透视表缓存"
    PROPERTIES = "properties", "文档属性"
    CUSTOM_XML = "custom_xml", "自定义数据"
    EMBEDDED = "embedded", "嵌入的文件"
    ANNOTATION = "annotation", "批注和注释"
    FORM_VALUE = "form_value", "表单内容"
    METADATA = "metadata", "元数据"
    ATTACHMENT = "attachment", "附带的文件"
    EARLIER_REVISION = "earlier_revision", "先前的修订"
    COVERED_TEXT = "covered_text", "被遮盖的文字"
    OUTSIDE_PAGE = "outside_page", "页面以外的文字"
    PICTURE_TEXT = "picture_text", "图片中的文字"
    FILE_NAME = "file_name", "文件名"

    @property
    def in_sight(self) -> bool:
        """Whether a reader of the page sees it without looking for it."""
        return self in (PartKind.BODY, PartKind.TABLE, PartKind.HEADER, PartKind.FOOTER, PartKind.NOTE,
                        PartKind.TEXT_BOX, PartKind.PICTURE_TEXT, PartKind.FILE_NAME)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of text of a file.

    `id` names it within the file (`word/document.xml`, `Sheet1!隐藏行`, `page 3`, `附件.zip/表.xlsx:Sheet1`) and stays
    the same for the same file. Cells of a table row are parted by a tab, rows and paragraphs by a line end.
    """

    id: str
    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A part that could not be read; a file with one cannot pass."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything a file says, and what of it stayed unread. `kind` is the real kind (`docx`), not the name's ending."""

    kind: str
    parts: tuple[Part, ...]
    unread: tuple[Unread, ...] = field(default=())
