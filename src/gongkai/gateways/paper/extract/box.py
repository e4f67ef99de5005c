"""A ZIP from outside opened to the last byte: entries twice named, left out of the directory, or put in between."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import Archive
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.xmltext import tree
from gongkai.gateways.paper.paper import Unreadable

_UTF8 = 0x800
_LOOSE = 64
"""Bytes between entries that tools leave: data descriptors and alignment."""


class Box:
    """A ZIP whose reading counts against the whole. Entries are known by the names they show."""

    def __init__(self, data: bytes, gathering: Gathering) -> None:
        self._archive = Archive(data, gathering.limits)
        self._gathering = gathering
        self._by_name: dict[str, list[zipfile.ZipInfo]] = {}
        for entry in self._archive.entries:
            self._by_name.setdefault(shown_name(entry), []).append(entry)
        self.names = tuple(self._by_name)
        self._by_lower = {name.lower(): name for name in self.names}
        self._read: set[str] = set()
        gathering.add("压缩包说明", PartKind.METADATA, self._remarks())
        for start, end in _between(data, self._archive.entries):
            if end - start > _LOOSE and data[start:end].strip(b"\x00"):
                gathering.cannot(
                    f"压缩包内 {start}–{end} 字节", "压缩包里夹带了没有登记的数据，认不出是什么。"
                )
        for name, entries in self._by_name.items():
            for entry in entries[:-1]:
                if not _is_folder(entry):
                    gathering.inner(f"重名的{name}", self._content(entry), PartKind.EARLIER_REVISION)

    def read(self, name: str) -> bytes:
        """The content of an entry; Unreadable when it is missing or damaged."""
        if name not in self._by_name:
            raise Unreadable("文件损坏：缺少应有的部件。请重新导出或重新下载后再提交。")
        self._read.add(name)
        return self._content(self._by_name[name][-1])

    def peek(self, name: str) -> Element:
        """The tree of an XML entry that still has to be read."""
        return tree(self._content(self._by_name[name][-1]), self._gathering.limits)[0]

    def named(self, place: str) -> str:
        """The entry at a place as it is written in the archive: programs do not agree on capitals."""
        if place in self._by_name:
            return place
        return self._by_lower.get(place.lower(), place)

    def glance(self, name: str) -> bytes:
        """The content of an entry that still has to be read."""
        return self._content(self._by_name[name][-1])

    def xml(self, name: str) -> Element:
        """The tree of an XML entry; what its comments say is gathered on the way."""
        root, notes = tree(self.read(name), self._gathering.limits)
        self._gathering.add(f"{name}!注释", PartKind.CUSTOM_XML, [note for note in notes if note])
        return root

    def left(self) -> Iterator[str]:
        """The entries nobody has read yet, folders left out."""
        for name, entries in self._by_name.items():
            if name not in self._read and not _is_folder(entries[-1]):
                yield name

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def _content(self, entry: zipfile.ZipInfo) -> bytes:
        content = self._archive.read(entry)
        self._gathering.unpacks(len(content))
        return content

    def _remarks(self) -> list[str]:
        from gongkai.gateways.paper.extract.runs import any_text

        comments = [self._archive.comment, *(entry.comment for entry in self._archive.entries)]
        return [any_text(comment) for comment in comments if comment]


def shown_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry as its author saw it: Windows packs names in GB18030 without saying so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    # ZipInfo.is_dir() throws on an entry without a name.
    return entry.filename.endswith("/")


def _between(data: bytes, entries: tuple[zipfile.ZipInfo, ...]) -> Iterator[tuple[int, int]]:
    """The stretches of a ZIP before its directory that belong to no entry."""
    directory = _directory_at(data)
    at = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        start = entry.header_offset
        yield at, start
        lengths = data[start + 26 : start + 30]
        name, extra = struct.unpack("<HH", lengths) if len(lengths) == 4 else (0, 0)
        at = max(at, start + 30 + name + extra + entry.compress_size)
    if directory is not None:
        yield at, directory


def _directory_at(data: bytes) -> int | None:
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) < end + 20:
        return None
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    return end - size if 0 <= size <= end else None
