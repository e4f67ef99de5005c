"""OLE compound files (.doc, .wps, embedded objects): their streams by name, and the file a stream wraps."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.runs import any_text, runs
from gongkai.gateways.paper.paper import Unreadable

_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_LAST_SECTOR = 0xFFFFFFF9
_STREAM, _ROOT = 2, 5
_WRAPPED = ("Package", "CONTENTS", "Contents")
_LOCKED = ("EncryptedPackage", "EncryptionInfo")
_OLD_SHEETS = ("Workbook", "Book")
_PROPERTIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
_HARMLESS = frozenset(
    {"\x01CompObj", "\x01Ole", "\x03ObjInfo", "\x03LinkInfo", "\x02OlePres000", "\x03EPRINT"}
)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Compound:
    """The streams of a compound file. Chains that circle or lead outside make it Unreadable."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise Unreadable(DAMAGED)
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise Unreadable(DAMAGED)
        self._sector, self._small = 1 << shift, 1 << small_shift
        self._table = self._sector_table()
        directory = self._chain(struct.unpack_from("<I", data, 48)[0])
        entries = [self._entry(directory[at : at + 128]) for at in range(0, len(directory) - 127, 128)]
        self._cutoff = struct.unpack_from("<I", data, 56)[0]
        small = self._chain(struct.unpack_from("<I", data, 60)[0])
        self._small_table = struct.unpack(f"<{len(small) // 4}I", small[: len(small) // 4 * 4])
        root = next((one for one in entries if one.kind == _ROOT), None)
        self._small_data = self._chain(root.start) if root else b""
        self._streams = [one for one in entries if one.kind == _STREAM]
        self.names = [one.name for one in self._streams]

    def read(self, name: str) -> bytes:
        """The first stream of that name."""
        entry = next(one for one in self._streams if one.name == name)
        return self._content(entry)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        for entry in self._streams:
            yield entry.name, self._content(entry)

    def _content(self, entry: _Entry) -> bytes:
        if entry.size < self._cutoff:
            return self._follow(entry.start, self._small_table, self._small_data, self._small)[: entry.size]
        return self._chain(entry.start)[: entry.size]

    def _sector_table(self) -> tuple[int, ...]:
        sectors = [one for one in struct.unpack_from("<109I", self._data, 76) if one <= _LAST_SECTOR]
        further = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while further <= _LAST_SECTOR and further not in seen:
            seen.add(further)
            block = self._at(further)
            numbers = struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])
            sectors += [one for one in numbers[:-1] if one <= _LAST_SECTOR]
            further = numbers[-1] if numbers else _END
        if len(sectors) > len(self._data) // self._sector + 1:
            raise Unreadable(DAMAGED)
        table = b"".join(self._at(one) for one in sectors)
        return struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        if start > len(self._data):
            raise Unreadable(DAMAGED)
        return self._data[start : start + self._sector]

    def _chain(self, start: int) -> bytes:
        return self._follow(start, self._table, self._data[self._sector :], self._sector)

    def _follow(self, start: int, table: tuple[int, ...], data: bytes, size: int) -> bytes:
        found: list[bytes] = []
        seen: set[int] = set()
        while start not in (_END, _FREE):
            if start in seen or start >= len(table):
                raise Unreadable(DAMAGED)
            seen.add(start)
            found.append(data[start * size : (start + 1) * size])
            start = table[start]
        return b"".join(found)

    def _entry(self, raw: bytes) -> _Entry:
        length = min(struct.unpack_from("<H", raw, 64)[0], 64)
        name = raw[: max(length - 2, 0)].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<I", raw, 116)[0], struct.unpack_from("<I", raw, 120)[0]
        return _Entry(name, raw[66], start, size)


def read_ole(data: bytes, name: str, gathering: Gathering) -> str:
    """An old Word file goes on to LibreOffice; a wrapper gives the file inside; anything else is Unreadable."""
    compound = Compound(data)
    names = set(compound.names)
    if names & set(_LOCKED):
        raise Unreadable("文档加了密码，读不出内容；请取消密码后再提交。")
    if "WordDocument" in names:
        _read_word(compound, data, gathering)
        return "doc"
    if names & set(_OLD_SHEETS):
        raise Unreadable("这是旧版 Excel 表格（.xls），请另存为 .xlsx 后再提交。")
    if "PowerPoint Document" in names:
        raise Unreadable("这是旧版幻灯片（.ppt），读不了；请导出为 PDF 后再提交。")
    if not _read_wrapped(compound, name, gathering):
        raise Unreadable("认不出是什么对象，读不了；请删去后再提交。")
    return "ole"


def _read_word(compound: Compound, data: bytes, gathering: Gathering) -> None:
    """The text by way of LibreOffice; beside it whatever words still lie in the bytes (fast saves keep old text)."""
    if any(name.startswith(("_VBA", "VBA", "dir", "PROJECT")) for name in compound.names):
        gathering.cannot("宏", "文件里有宏，读不了；请删去后再提交。")
    gathering.convert("正文", "doc", data)
    for name, content in compound.contents():
        plain = name in _PROPERTIES or name in _HARMLESS
        kind = PartKind.PROPERTIES if plain else PartKind.EARLIER_REVISION
        if name == "\x01Ole10Native":
            _read_native(content, gathering)
        elif name in _WRAPPED:
            gathering.inner(f"嵌入的{name}", content, PartKind.EMBEDDED, named=False)
        else:
            gathering.add(f"数据流 {name}", kind, runs(content))


def _read_wrapped(compound: Compound, name: str, gathering: Gathering) -> bool:
    found = False
    for stream, content in compound.contents():
        if stream == "\x01Ole10Native":
            _read_native(content, gathering)
            found = True
        elif stream in _WRAPPED:
            gathering.inner(stream, content, PartKind.EMBEDDED, named=False)
            found = True
        elif stream in _HARMLESS or stream in _PROPERTIES or stream == "Equation Native":
            gathering.add(f"数据流 {stream}", PartKind.PROPERTIES, runs(content))
            found = found or stream == "Equation Native"
        else:
            gathering.cannot(f"数据流 {stream}", "认不出是什么数据，没有读。")
    return found


def _read_native(content: bytes, gathering: Gathering) -> None:
    """The packager's stream: label, path and temporary path of a file, then the file itself."""
    try:
        at = 6
        label_end = content.index(b"\x00", at)
        path_end = content.index(b"\x00", label_end + 1)
        size = struct.unpack_from("<I", content, path_end + 5)[0]
        temporary = content[path_end + 9 : path_end + 9 + size]
        at = path_end + 9 + size
        length = struct.unpack_from("<I", content, at)[0]
        data = content[at + 4 : at + 4 + length]
    except (ValueError, struct.error) as error:
        raise Unreadable(DAMAGED) from error
    label = any_text(content[6:label_end])
    places = [any_text(content[label_end + 1 : path_end]), any_text(temporary.rstrip(b"\x00"))]
    gathering.add("来源路径", PartKind.PROPERTIES, [label, *places])
    gathering.add("登记的其他文字", PartKind.PROPERTIES, runs(content[at + 4 + length :]))
    gathering.inner(label or "未命名", data, PartKind.EMBEDDED)
