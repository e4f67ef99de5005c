"""Old Word files and RTF, which have to become DOCX before they can be made anew; LibreOffice does it, in its cage."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.kinds import refused
from gongkai.gateways.paper.tools import as_docx, office

CONVERTED = "原件不是 DOCX，已由 LibreOffice 转换成 DOCX；版面可能略有变化，请核对。"
_FAILED = "文件没有转换成 DOCX；请用 Word 或 WPS 另存为 .docx 后再做。"
_SUFFIXES = {"ole": "doc", "rtf": "rtf"}
# The name of the stream that an old Word file keeps its text in, as its directory writes it.
_WORD = "WordDocument".encode("utf-16-le")


def is_older(kind: str) -> bool:
    """Whether files of the kind are converted first."""
    return kind in _SUFFIXES


def as_modern(source: bytes, kind: str, limits: Limits) -> bytes:
    """The same document as DOCX. Unreadable, with what to do instead, where nothing here can convert it."""
    if office() is None or (kind == "ole" and _WORD not in source):
        raise refused(kind)
    with tempfile.TemporaryDirectory(prefix="gongkai-convert-") as held:
        folder, name = Path(held), f"a.{_SUFFIXES[kind]}"
        (folder / name).write_bytes(source)
        made = as_docx(name, folder, limits, time.monotonic() + limits.tool_seconds)
    if made is None:
        raise Unreadable(_FAILED)
    return made
