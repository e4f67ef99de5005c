"""The page of an item, its data file, and its attachments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from gongkai.core.terms import sm3_hex
from gongkai.queries.portal.frame import Frame
from gongkai.queries.portal.items import PublicFile, PublicItem
from gongkai.queries.portal.lines import Line
from gongkai.queries.portal.months import Month
from gongkai.web.portal.document import document_html
from gongkai.web.portal.pages import Baked, Gone, Page, StoredFile
from gongkai.web.portal.rendering import cn_day, html, json_bytes, moment_text
from gongkai.web.templatetags.gongkai import size as size_text

_KINDS = {
    "pdf": "PDF 文档", "ofd": "OFD 版式文件", "doc": "Word 文档", "docx": "Word 文档", "wps": "WPS 文档",
    "xls": "Excel 表格", "xlsx": "Excel 表格", "et": "WPS 表格", "csv": "CSV 数据", "ppt": "演示文稿",
    "pptx": "演示文稿", "txt": "文本", "json": "JSON 数据", "zip": "压缩包", "png": "图片", "jpg": "图片",
    "jpeg": "图片", "gif": "图片",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileLink:
    name: str
    kind: str
    size: str
    address: str


def item_pages(frame: Frame, item: PublicItem) -> Iterator[Baked]:
    """Page, data file and attachments of an item; once withdrawn, the notice and nothing of the text."""
    folder = f"{frame.slug}/items/{item.item_id}"
    data = json_bytes(item_data(frame, item))
    yield Page(f"{folder}.json", data)
    yield Page(f"{folder}/index.html", _html(frame, item, sm3_hex(data)))
    stored = {_stored_name(file): file.digest for file in (item.text.files if item.text else ())}
    for name, digest in sorted(stored.items()):
        yield StoredFile(f"{folder}/files/{name}", digest)
    yield Gone(f"{folder}/files", frozenset(f"{folder}/files/{name}" for name in stored))


def item_data(frame: Frame, item: PublicItem) -> dict[str, object]:
    """The data file: everything the page says, in the order of the page."""
    line, text, shelf = item.last, item.text, frame.shelf(item.last.category)
    data: dict[str, object] = {
        "id": item.item_id,
        "organ": {"id": frame.slug, "name": frame.name},
        "state": "public" if text else ("withdrawn" if line.status == "withdrawn" else "closed"),
        "register_number": line.number,
        "fingerprint": line.fingerprint,
        "index_number": item.index_number,
        "title": line.title,
        "doc_number": line.doc_number,
        "category": {"id": shelf.slug, "title": shelf.title},
        "formed_on": line.formed_on.isoformat(),
        "published_at": moment_text(line.published_at),
    }
    if text:
        data |= {
            "issuer": text.issuer,
            "subject": text.subject,
            "changed_on": text.changed_on.isoformat() if text.changed_on else None,
            "validity": text.validity,
            "summary": text.summary,
            "body_html": str(document_html(text.body_html, text.body_text)),
            "body_text": text.body_text,
            "attachments": [
                {"name": file.name, "size": file.size, "sm3": file.digest, "url": _address(frame, item, file)}
                for file in text.files
            ],
        }
    elif line.ended_at:
        data |= {"ended_at": moment_text(line.ended_at), "reason": line.withdrawal_reason or None}
    data["earlier"] = [_earlier(each) for each in item.earlier]
    return data


def _earlier(line: Line) -> dict[str, object]:
    return {
        "register_number": line.number,
        "fingerprint": line.fingerprint,
        "published_at": moment_text(line.published_at),
        "ended_at": moment_text(line.ended_at) if line.ended_at else None,
        "ended_how": line.ended_how,
    }


def _html(frame: Frame, item: PublicItem, json_digest: str) -> bytes:
    line, text, shelf = item.last, item.text, frame.shelf(item.last.category)
    files = [
        FileLink(file.name, _kind(file), size_text(file.size), _address(frame, item, file))
        for file in (text.files if text else ())
    ]
    return html(
        "item",
        frame,
        line.title,
        "catalogue",
        crumbs=_crumbs(frame, shelf.title, shelf.slug),
        item=item,
        line=line,
        text=text,
        head=_head(item),
        body=document_html(text.body_html, text.body_text) if text else "",
        files=files,
        notice=None if text else _notice(line),
        earlier=item.earlier,
        shelf=shelf,
        month=Month.of(line.published_on),
        published=moment_text(line.published_at)[:16].replace("T", " "),
        json_digest=json_digest,
    )


def _crumbs(frame: Frame, title: str, slug: str) -> list[tuple[str, str]]:
    return [
        (frame.short_name, f"/{frame.slug}/"),
        ("法定主动公开内容", f"/{frame.slug}/catalogue/"),
        (title, f"/{frame.slug}/catalogue/{slug}/"),
    ]


def _head(item: PublicItem) -> list[tuple[str, str, bool]]:
    """The document head: label, value, whether it takes the whole width."""
    line, text = item.last, item.text
    rows = [
        ("索引号", item.index_number, False),
        ("主题分类", text.subject if text else "", False),
        ("发文机关", text.issuer if text else "", False),
        ("成文日期", line.formed_on.isoformat(), False),
        ("标题", line.title, True),
        ("发文字号", line.doc_number, False),
        ("发布日期", line.published_on.isoformat(), False),
        ("有效性", text.validity if text else "", False),
    ]
    if text and text.changed_on:
        rows.append(("变更日期", text.changed_on.isoformat(), False))
    if text and text.summary:
        rows.append(("内容概述", text.summary, True))
    # Of a text taken back, what belonged to it is left out; what a published text lacks is said.
    return _filled([(label, value or "—", wide) for label, value, wide in rows if value or text])


def _filled(rows: list[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    """A row of the head with one cell in it is that cell, in its whole width."""
    filled: list[tuple[str, str, bool]] = []
    column = 0
    for place, (label, value, wide) in enumerate(rows):
        alone = column == 0 and (place + 1 == len(rows) or rows[place + 1][2])
        filled.append((label, value, wide or alone))
        column = 0 if wide or alone else 1 - column
    return filled


def _notice(line: Line) -> dict[str, str]:
    """What stands in place of the text, dated."""
    day = cn_day(line.ended_at) if line.ended_at else ""
    if line.status == "withdrawn":
        sentence = f"本机关于{day}撤回本信息，正文和附件不再公开。"
        return {"title": "本信息已撤回", "sentence": sentence, "reason": line.withdrawal_reason}
    return {"title": "本信息不再公开", "sentence": f"本信息自{day}起不再向社会公开。", "reason": ""}


def _stored_name(file: PublicFile) -> str:
    """The name in the site: by content. A kind that a browser would run is kept from it by its name."""
    ending = _ending(file)
    return f"{file.digest[:32]}.{ending if ending in _KINDS else 'bin'}"


def _address(frame: Frame, item: PublicItem, file: PublicFile) -> str:
    return f"/{frame.slug}/items/{item.item_id}/files/{_stored_name(file)}"


def _kind(file: PublicFile) -> str:
    return _KINDS.get(_ending(file), "文件")


def _ending(file: PublicFile) -> str:
    return PurePosixPath(file.name).suffix.lstrip(".").lower()
