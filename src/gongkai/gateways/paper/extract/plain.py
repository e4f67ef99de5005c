"""Texts as they are: TXT, CSV, JSON, XML."""

from __future__ import annotations

import base64
import binascii
import csv
import json
import re
from collections.abc import Iterator
from io import StringIO

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.xmltext import attributes, texts, tree
from gongkai.gateways.paper.kind import decoded
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.text import clean

_BASE64 = re.compile(r"[A-Za-z0-9+/\r\n]{80,}={0,2}\Z")
_DEEPEST = 200
_WIDEST = 10_000_000


def read_text(data: bytes, name: str, gathering: Gathering) -> str:
    """UTF-8, UTF-16 with its mark, or GB18030; the text as typed."""
    gathering.add("正文", PartKind.BODY, decoded(data))
    return "txt"


def read_csv(data: bytes, name: str, gathering: Gathering) -> str:
    """Rows as lines, cells parted by tabs, whichever of comma, semicolon, tab or bar parts them in the file."""
    text = clean(decoded(data))
    head = text[:4096]
    mark = max(",;\t|", key=head.count)
    csv.field_size_limit(_WIDEST)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise Unreadable("CSV 写得不对，读不出内容；请检查引号和分隔符。") from error
    gathering.add(
        "表格",
        PartKind.TABLE,
        ["\t".join(" ".join(cell.replace("\t", " ").split("\n")) for cell in row) for row in rows],
    )
    return "csv"


def read_json(data: bytes, name: str, gathering: Gathering) -> str:
    """Every name and value, whatever escapes they were written in; files kept as base64 are read as files."""
    try:
        said = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        raise Unreadable("JSON 写得不对，读不出内容；请检查括号、引号和逗号。") from error
    files: list[tuple[str, bytes]] = []
    gathering.add("正文", PartKind.BODY, _values(said, files, 0))
    for label, content in files:
        gathering.inner(label, content, PartKind.ATTACHMENT)
    return "json"


def _values(said: object, files: list[tuple[str, bytes]], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise Unreadable("文件内部结构嵌套过深（疑似恶意文件），不予打开。")
    if isinstance(said, dict):
        label = next(
            (said[key] for key in ("name", "filename", "title") if isinstance(said.get(key), str)), ""
        )
        for key, value in said.items():
            content = _file(value)
            if content is not None:
                files.append((label or key, content))
            elif isinstance(value, dict | list):
                yield key
                yield from _values(value, files, depth + 1)
            else:
                yield f"{key}：{'' if value is None else value}"
    elif isinstance(said, list):
        for value in said:
            yield from _values(value, files, depth + 1)
    elif said is not None:
        yield str(said)


def _file(value: object) -> bytes | None:
    if not isinstance(value, str) or not _BASE64.match(value):
        return None
    try:
        return base64.b64decode(value, validate=False) or None
    except (binascii.Error, ValueError):
        return None


def read_xml(data: bytes, name: str, gathering: Gathering) -> str:
    """An XML file of any vocabulary: texts as body, attributes and comments as custom data."""
    root, notes = tree(data, gathering.limits)
    gathering.add("正文", PartKind.BODY, texts(root))
    gathering.add("属性和注释", PartKind.CUSTOM_XML, [*attributes(root), *notes])
    return "xml"
