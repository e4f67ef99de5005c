"""Windows metafiles (EMF, WMF): the texts they draw. Pictures inside them cannot be read and make them unread."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.runs import any_text, runs
from gongkai.gateways.paper.paper import Unreadable

_PICTURE_INSIDE = "图里套着位图，读不出其中的文字。"
_TEXT_NARROW, _TEXT_WIDE, _TEXT_SMALL = 83, 84, 108
_COMMENT = 70
_BITMAPS = frozenset({76, 77, 78, 79, 80, 81, 114, 115, 116})
_OLD_TEXT, _OLD_TEXT_BOXED = 0x0521, 0x0A32
_OLD_BITMAPS = frozenset({0x0922, 0x0940, 0x0B23, 0x0B41, 0x0D33, 0x0F43})
_MOST = 500_000


def read_emf(data: bytes, name: str, gathering: Gathering) -> str:
    """Text records in the order drawn; comments (EMF+ and others) by what can be read in them."""
    drawn: list[str] = []
    other: list[str] = []
    bitmaps = False
    for kind, record in _records(data):
        if kind in (_TEXT_NARROW, _TEXT_WIDE):
            drawn.append(_text(record, wide=kind == _TEXT_WIDE))
        elif kind == _TEXT_SMALL:
            other += runs(record)
        elif kind == _COMMENT:
            other += runs(record[12:])
        bitmaps = bitmaps or kind in _BITMAPS
    gathering.add("图中文字", PartKind.PICTURE_TEXT, [line for line in drawn if line.strip()])
    gathering.add("其他数据", PartKind.METADATA, [*runs(data[:2048]), *other])
    if bitmaps:
        gathering.cannot("图中位图", _PICTURE_INSIDE)
    return "emf"


def read_wmf(data: bytes, name: str, gathering: Gathering) -> str:
    """As for EMF, of the older form."""
    at = (22 if data.startswith(b"\xd7\xcd\xc6\x9a") else 0) + 18
    drawn: list[str] = []
    bitmaps = False
    for _ in range(_MOST):
        if at + 6 > len(data):
            break
        words, kind = struct.unpack_from("<IH", data, at)
        if words < 3:
            break
        record = data[at + 6 : at + words * 2]
        if kind == _OLD_TEXT and len(record) >= 2:
            drawn.append(any_text(record[2 : 2 + struct.unpack_from("<H", record)[0]]))
        elif kind == _OLD_TEXT_BOXED and len(record) >= 8:
            length, options = struct.unpack_from("<HH", record, 4)
            start = 16 if options & 6 else 8
            drawn.append(any_text(record[start : start + length]))
        bitmaps = bitmaps or kind in _OLD_BITMAPS
        at += words * 2
    gathering.add("图中文字", PartKind.PICTURE_TEXT, [line for line in drawn if line.strip()])
    gathering.add("其他数据", PartKind.METADATA, runs(data))
    if bitmaps:
        gathering.cannot("图中位图", _PICTURE_INSIDE)
    return "wmf"


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    for _ in range(_MOST):
        if at + 8 > len(data):
            return
        kind, size = struct.unpack_from("<II", data, at)
        if size < 8 or at + size > len(data):
            raise Unreadable(DAMAGED)
        yield kind, data[at : at + size]
        at += size


def _text(record: bytes, wide: bool) -> str:
    """The string of a text record: its length and place stand behind bounds, mode, scale and reference point."""
    if len(record) < 52:
        return ""
    length, offset = struct.unpack_from("<II", record, 44)
    piece = record[offset : offset + length * (2 if wide else 1)]
    return piece.decode("utf-16-le", "ignore") if wide else any_text(piece)
