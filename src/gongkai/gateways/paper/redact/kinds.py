"""Which files can be made anew, and what to do about those that cannot."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from gongkai.gateways.paper.extract.kinds import PICTURES, kind_of_any
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.work import Work

_HERE = "gongkai.gateways.paper.redact"
_MAKERS = {
    "docx": "work:make_word",
    "xlsx": "work:make_excel",
    "pdf": "pdf:make_pdf",
    "ofd": "ofd:make_ofd",
    "html": "work:make_webpage",
    "txt": "work:make_text",
    "csv": "work:make_table",
    "png": "work:make_picture",
    "jpeg": "work:make_picture",
}
_ENDINGS = {"docx": (".docx",), "xlsx": (".xlsx",), "pdf": (".pdf",), "ofd": (".ofd",), "html": (".html", ".htm"),
            "txt": (".txt",), "csv": (".csv", ".tsv"), "png": (".png",), "jpeg": (".jpg", ".jpeg"),
            "zip": (".zip",)}  # fmt: skip
_REFUSED = {
    "ole": "旧版 Office 文件（.doc、.xls、.wps）不能直接处理；请用 Word 或 WPS 另存为 .docx 或 .xlsx 后再做。",
    "rtf": "RTF 文件不能直接处理；请用 Word 或 WPS 另存为 .docx 后再做。",
    "zip": "压缩包里的文字不能直接隐去；请解开，逐件隐去后重新打包。",
    "json": "JSON 文件不能直接处理；请另存为文本（.txt）或表格（.csv）后再做。",
    "xml": "XML 文件不能直接处理；请另存为文本（.txt）或网页（.html）后再做。",
}
IN_PICTURES = "图片里的文字不能由本软件隐去；请在原图上涂去后重新导出，或者改成文字重新制作。"
_NO_OTHERS = "这种图片不能处理；请另存为 PNG 或 JPEG 后再做。"


class Maker(Protocol):
    """Makes the file anew: the bytes."""

    def __call__(self, data: bytes, work: Work) -> bytes: ...


def maker_for(data: bytes, name: str, cutting: bool) -> tuple[str, Maker]:
    """The kind of a file and what makes it anew; Unreadable, with what to do instead, where nothing does."""
    kind = kind_of_any(data, name)
    if kind in _REFUSED:
        raise refused(kind)
    if kind in PICTURES and cutting:
        raise Unreadable(IN_PICTURES)
    if kind not in _MAKERS:
        raise Unreadable(_NO_OTHERS)
    module, _, function = _MAKERS[kind].partition(":")
    return kind, cast(Maker, getattr(import_module(f"{_HERE}.{module}"), function))


def refused(kind: str) -> Unreadable:
    """Why files of a kind are not made anew, and what to do instead."""
    return Unreadable(_REFUSED.get(kind, _NO_OTHERS))


def fit_name(name: str, kind: str) -> str:
    """The name with an ending that goes with what the file now is: macros do not come along, so `.docm` is wrong.

    >>> fit_name("通知.docm", "docx")
    '通知.docx'
    """
    stem, dot, ending = name.rpartition(".")
    if f".{ending.lower()}" in _ENDINGS[kind]:
        return name
    stem = stem if dot and len(ending) <= 5 and ending.isalnum() and ending.isascii() else name
    return f"{stem or '文件'}{_ENDINGS[kind][0]}"
