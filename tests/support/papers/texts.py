"""HTML, TXT, CSV, JSON and ZIP files for tests with a secret in any one of the places where text can be."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from html import escape

from tests.support.papers import sheets, word
from tests.support.papers.zips import zipped

from gongkai.core.screening.parts import PartKind

Maker = Callable[[str], bytes]
_KIND = PartKind


def html(body: str = "", head: str = "") -> bytes:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body><h1>通知</h1>{body}<p>请执行。</p></body></html>'
    ).encode()


def _in_csv(secret: str, encoding: str = "utf-8-sig") -> bytes:
    return f'姓名,备注\r\n某某,"{secret}"\r\n'.encode(encoding)


HTML: dict[PartKind, dict[str, Maker]] = {
    _KIND.BODY: {
        "paragraph": lambda s: html(f"<p>联系：{escape(s)}</p>"),
        "split by tags": lambda s: html(f"<p>{escape(s[:3])}<b>{escape(s[3:6])}</b>{escape(s[6:])}</p>"),
        "numeric entities": lambda s: html("<p>" + "".join(f"&#{ord(char)};" for char in s) + "</p>"),
        "GB18030": lambda s: (
            html(f"<p>{escape(s)}</p>").decode().replace("utf-8", "gb2312").encode("gb18030")
        ),
    },
    _KIND.TABLE: {"cell": lambda s: html(f"<table><tr><td>电话<td>{escape(s)}</table>")},
    _KIND.COMMENT: {"comment": lambda s: html(f"<!-- {escape(s)} -->")},
    _KIND.HIDDEN_TEXT: {
        "display none": lambda s: html(f'<div style="display: none"><p>{escape(s)}</p></div>'),
        "hidden": lambda s: html(f"<p hidden>{escape(s)}</p>"),
        "by a style sheet": lambda s: html(
            f'<p class="no">{escape(s)}</p>', "<style>.no{visibility:hidden}</style>"
        ),
        "white": lambda s: html(f'<span style="color:#fff">{escape(s)}</span>'),
        "template": lambda s: html(f"<template><p>{escape(s)}</p></template>"),
        "alternative text": lambda s: html(f'<img src="a.png" alt="{escape(s)}">'),
        "title": lambda s: html(f'<p title="{escape(s)}">某</p>'),
    },
    _KIND.METADATA: {
        "meta": lambda s: html(head=f'<meta name="author" content="{escape(s)}">'),
        "title": lambda s: html(head=f"<title>{escape(s)}</title>"),
    },
    _KIND.CUSTOM_XML: {
        "script": lambda s: html(f'<script>var x = "{s}";</script>'),
        "data attribute": lambda s: html(f'<p data-owner="{escape(s)}">某</p>'),
    },
    _KIND.FORM_VALUE: {
        "hidden input": lambda s: html(f'<input type="hidden" value="{escape(s)}">'),
        "text area": lambda s: html(f"<textarea>{escape(s)}</textarea>"),
    },
    _KIND.PROPERTIES: {"link": lambda s: html(f'<a href="/query?who={escape(s)}">查</a>')},
    _KIND.EMBEDDED: {
        "data address": lambda s: html(
            f'<a href="data:text/plain;base64,{base64.b64encode(("名单：" + s).encode()).decode()}">附件</a>'
        )
    },
}
TXT: dict[PartKind, dict[str, Maker]] = {
    _KIND.BODY: {
        "UTF-8": lambda s: f"通知\n联系：{s}\n".encode(),
        "GB18030": lambda s: f"通知\n联系：{s}\n".encode("gb18030"),
        "UTF-16": lambda s: f"通知\n联系：{s}\n".encode("utf-16"),
    }
}
CSV: dict[PartKind, dict[str, Maker]] = {
    _KIND.TABLE: {"UTF-8": _in_csv, "GB18030": lambda s: _in_csv(s, "gb18030")}
}
JSON: dict[PartKind, dict[str, Maker]] = {
    _KIND.BODY: {"escaped": lambda s: json.dumps({"body": f"联系：{s}"}).encode()},
    _KIND.ATTACHMENT: {
        "base64": lambda s: json.dumps(
            {
                "body": "通知",
                "attachments": [
                    {"name": "名单.docx", "base64": base64.b64encode(word.docx(word.p(word.t(s)))).decode()}
                ],
            }
        ).encode()
    },
}
ZIP: dict[PartKind, dict[str, Maker]] = {
    _KIND.BODY: {
        "document": lambda s: zipped({"通知.docx": word.docx(word.p(word.t(s)))}),
        "archive in an archive": lambda s: zipped({"附件.zip": zipped({"名单.txt": f"名单\n{s}".encode()})}),
    },
    _KIND.TABLE: {"workbook": lambda s: zipped({"附件/名单.xlsx": sheets.xlsx(sheets.row(2, s))})},
    _KIND.FILE_NAME: {"name": lambda s: zipped({f"{s.replace('/', '')}.txt": "通知".encode()})},
    _KIND.HIDDEN_TEXT: {
        "in a document": lambda s: zipped({"通知.docx": word.docx(word.p(word.t(s, "<w:vanish/>")))})
    },
}
