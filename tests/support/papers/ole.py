"""OLE compound files for tests: one stream in a file of the old form."""

from __future__ import annotations

import struct

_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with the streams given, each long enough to need no small sectors."""
    padded = {name: content + bytes(max(0, 4096 - len(content))) for name, content in streams.items()}
    blocks = [content + bytes(-len(content) % 512) for content in padded.values()]
    directory_sectors = (len(padded) + 1 + 3) // 4
    table: list[int] = [_TABLE] + _chain(1, directory_sectors)
    starts = []
    for block in blocks:
        starts.append(len(table))
        table += _chain(len(table), len(block) // 512)
    if len(table) > 128:
        raise ValueError("one table sector holds 128 sectors")
    table += [_FREE] * (128 - len(table))
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for at, (name, content) in enumerate(padded.items()):
        entries.append(
            _entry(name, 2, starts[at], len(content), right=at + 2 if at + 1 < len(padded) else _FREE)
        )
    entries += [bytes(128)] * (directory_sectors * 4 - len(entries))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    header += struct.pack("<I", _FREE) * 108
    return header + struct.pack("<128I", *table) + b"".join(entries) + b"".join(blocks)


def packaged(label: str, content: bytes) -> bytes:
    """The stream in which the packager keeps a file."""
    name = label.encode("gb18030") + b"\x00"
    body = b"\x02\x00" + name + b"C:\\" + name + b"\x00\x00\x03\x00"
    body += struct.pack("<I", len(name)) + name + struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(body)) + body


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END]


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    written = name.encode("utf-16-le") + b"\x00\x00"
    return (
        written.ljust(64, b"\x00")
        + struct.pack("<HBB", len(written), kind, 1)
        + struct.pack("<III", _FREE, right, child)
        + bytes(36)
        + struct.pack("<II4x", start, size)
    )
