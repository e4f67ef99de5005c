"""RTF: its text by way of LibreOffice; beside it, words in the file that LibreOffice passes over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.paper import Unreadable

_OBJECT = re.compile(rb"\\objdata\b([0-9A-Fa-f\s]+)")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTES = re.compile(r"(?:\\'[0-9a-fA-F]{2}[\r\n]?)+")
_UNICODE = re.compile(r"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?")
_LINE = re.compile(r"\\(?:par|line|row|sect|page)\b ?|[{}]")
_WORD = re.compile(r"\\\*|\\[A-Za-z]+-?\d* ?|\\[^A-Za-z]")
_HEX = re.compile(r"[0-9a-fA-F\s]{40,}\Z")
_MOST = 20_000_000


def read_rtf(data: bytes, name: str, gathering: Gathering) -> str:
    """Hands the file on for conversion. Unreadable when it says it runs on without end."""
    if len(data) > _MOST:
        raise Unreadable("RTF 文件太大，读不了；请另存为 .docx 后再提交。")
    gathering.convert("正文", "rtf", data)
    gathering.add("数据流 RTF", PartKind.EARLIER_REVISION, dict.fromkeys(_lines(data)))
    for number, found in enumerate(_OBJECT.finditer(data), 1):
        digits = b"".join(found[1].split())
        content = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        at = content.find(_OLE)
        if at >= 0:
            gathering.inner(f"嵌入的对象{number}", content[at:], PartKind.EMBEDDED, named=False)
        else:
            gathering.cannot(f"嵌入的对象{number}")
    return "rtf"


def _lines(data: bytes) -> Iterator[str]:
    """The words between the commands, wherever they stand: what no program shows is still in the file."""
    text = _BYTES.sub(lambda found: _narrow(found[0]), data.decode("latin-1"))
    text = _UNICODE.sub(lambda found: _wide(int(found[1])), text)
    for line in _LINE.split(text.replace("\r", "").replace("\n", "")):
        shown = _WORD.sub("", line).strip()
        if shown and not _HEX.match(shown):
            yield shown


def _narrow(codes: str) -> str:
    return bytes.fromhex(re.sub(r"[\\'\r\n]", "", codes)).decode("gb18030", "replace")


def _wide(code: int) -> str:
    value = code % 65536
    return "" if 0xD800 <= value < 0xE000 else chr(value)
