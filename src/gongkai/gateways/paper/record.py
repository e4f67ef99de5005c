"""JSON: one document with its header fields, as government sites and archives hand them on."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date

from gongkai.core.catalogue.dates import plausible_date, read_date
from gongkai.gateways.paper.kind import decoded
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.text import clean

TEXT_FIELDS = {
    "title": "标题",
    "doc_number": "发文字号",
    "issuer": "发文机关",
    "subject": "主题分类",
    "index_number": "索引号",
    "url": "网址",
}
DATE_FIELDS = {"formed_on": "成文日期", "published_on": "发布日期"}
_LONGEST_FIELD = 10_000


@dataclass(frozen=True, slots=True)
class Record:
    """What the object holds: fields that are missing or null are '' or None, unknown ones are passed over."""

    text: dict[str, str]
    dates: dict[str, date | None]
    body: str
    attachments: tuple[tuple[str, bytes], ...]


def read_record(data: bytes, today: date | None) -> Record:
    """Unreadable for anything but one object with a text `body`, and for dates that cannot be."""
    try:
        said = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        where = f"（第 {error.lineno} 行）" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"JSON 写得不对{where}，读不出内容；请检查括号、引号和逗号。") from error
    if not isinstance(said, dict):
        raise Unreadable("JSON 里应当是一个对象（一份文件），不能是列表或单个值。")
    body = said.get("body")
    if not isinstance(body, str) or not body.strip():
        found = "没有写" if body is None else "是空的" if isinstance(body, str) else "不是文字"
        raise Unreadable(f"JSON 里的正文（body）{found}；body 应当是一段文字，每个自然段一行。")
    return Record(
        text={name: _text(said, name, title) for name, title in TEXT_FIELDS.items()},
        dates={name: _date(said, name, title, today) for name, title in DATE_FIELDS.items()},
        body=clean(body),
        attachments=tuple(_attachments(said.get("attachments"))),
    )


def _text(said: dict[str, object], name: str, title: str) -> str:
    value = said.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST_FIELD:
        raise Unreadable(f"JSON 里的{title}（{name}）应当是一行文字。")
    return " ".join(clean(value).split())


def _date(said: dict[str, object], name: str, title: str, today: date | None) -> date | None:
    value = said.get(name)
    if value is None or value == "":
        return None
    found = read_date(value) if isinstance(value, str) and len(value) < 100 else None
    if found is None:
        shown = str(value)[:30]
        raise Unreadable(f"JSON 里的{title}（{name}）写的是“{shown}”，不是日期；应当写成 2024-03-05 这样。")
    refusal = plausible_date(found, today, title)
    if refusal:
        raise Unreadable(f"{refusal.reason}{refusal.remedy}")
    return found


def _attachments(said: object) -> list[tuple[str, bytes]]:
    """`[{"name": "附件.xlsx", "base64": "…"}]`"""
    if said is None:
        return []
    wrong = Unreadable("JSON 里的附件（attachments）应当是列表，每件写明 name（文件名）和 base64（内容）。")
    if not isinstance(said, list):
        raise wrong
    found = []
    for one in said:
        name, content = (one.get("name"), one.get("base64")) if isinstance(one, dict) else (None, None)
        if not isinstance(name, str) or not name.strip() or not isinstance(content, str):
            raise wrong
        try:
            found.append((clean(name).replace("\n", " ").strip(), base64.b64decode(content, validate=True)))
        except (binascii.Error, ValueError) as error:
            raise wrong from error
    return found
