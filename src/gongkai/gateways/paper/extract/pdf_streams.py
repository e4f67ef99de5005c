"""The streams of a PDF that no page shows: forms of notes, leftovers, files, XML, character tables of fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.pdf_strings import Number, Objects, name_text
from gongkai.gateways.paper.extract.runs import runs
from gongkai.gateways.paper.extract.xmltext import attributes, texts, tree
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.text import radicals_undone

_FONT_ROLES = frozenset(
    {"/FontFile", "/FontFile2", "/FontFile3", "/CIDSet", "/CIDToGIDMap", "/CIDSystemInfo"}
)
_MACHINE_ROLES = frozenset(
    {
        "/JBIG2Globals",
        "/Function",
        "/Functions",
        "/TR",
        "/TR2",
        "/BG",
        "/UCR",
        "/HT",
        "/Encoding",
        "/ICCBased",
    }
    | {"/DestOutputProfile", "/UseCMap", "/Shading"}
)
_MACHINE_KEYS = frozenset({"/FunctionType", "/ShadingType", "/HalftoneType"})
_REMARK = re.compile(rb"(?m)^[ \t]*%(.{4,2000})$")
_SPOKEN = re.compile(
    rb"/(?:ActualText|Alt|E|T|Contents)\s*(<[0-9A-Fa-f\s]{2,8000}>|\((?:[^()\\]|\\.){1,4000}\))", re.DOTALL
)
_CODED = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_RANGES = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_SHOWN = re.compile(rb"\bBT\b.*?\bET\b", re.DOTALL)
_MOST_MAPPED = 70_000
_LOOSE_STRING = re.compile(rb"\((?:[^()\\]|\\.){1,4000}\)|<[0-9A-Fa-f\s]{4,8000}>", re.DOTALL)


class StreamReader:
    """Gathers what streams say. `painted` are those that pages show; `seen` is what was read so far, unspaced."""

    def __init__(self, objects: Objects, painted: set[Number], seen: str, gathering: Gathering) -> None:
        self._objects, self._painted = objects, painted
        self._seen, self._gathering = seen, gathering

    def read(self, stream: Any) -> str:
        """'form' or 'content' where the stream has to be painted to be read, '' where it has been read."""
        number = stream.objgen
        roles = self._objects.roles.get(number, set())
        kind, subtype = name_text(stream.get("/Type", "")), name_text(stream.get("/Subtype", ""))
        label = f"对象 {number[0]}"
        if number in self._objects.names or kind == "/EmbeddedFile" or "/EF" in roles:
            name = self._objects.names.get(number) or label
            self._gathering.inner(name, self._content(stream), PartKind.ATTACHMENT)
            return ""
        if subtype == "/Image" or "/PatternType" in stream:
            return "" if number in self._painted else "form"
        if number in self._painted:
            self._unpainted_words(self._content(stream), label)
            return ""
        if subtype == "/Form":
            return "form"
        if roles & _FONT_ROLES or kind == "/XRef":
            return ""
        return self._read_other(stream, roles, label)

    def _read_other(self, stream: Any, roles: set[str], label: str) -> str:
        content = self._content(stream)
        kind = PartKind.FORM_VALUE if "/XFA" in roles or "/template" in roles else PartKind.METADATA
        known = roles & _MACHINE_ROLES or stream.keys() & _MACHINE_KEYS
        how = ""
        if b"begincmap" in content:
            self._gathering.add(f"{label}!字符表", kind, leftover_characters(content, self._seen))
        elif name_text(stream.get("/Type", "")) == "/ObjStm":
            self._gathering.add(f"{label}!残留", kind, self._fresh(loose_strings(content)))
        elif content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            self._gathering.add(label, kind, _xml_words(content, self._gathering))
        elif _SHOWN.search(content):
            how = "content"
        elif known or _is_text(content):
            self._gathering.add(label, kind, self._fresh(runs(content)))
        elif content.strip(b"\x00 \r\n"):
            self._gathering.inner(label, content, PartKind.EMBEDDED, named=False)
        return how

    def _unpainted_words(self, content: bytes, label: str) -> None:
        """What stands in the code of a page without being painted: remarks, and texts meant for reading aloud."""
        words = [line for remark in _REMARK.findall(content) for line in runs(remark)]
        words += [text for spoken in _SPOKEN.findall(content) for text in loose_strings(spoken)]
        self._gathering.add(f"{label}!不显示的文字", PartKind.METADATA, self._fresh(words))

    def _content(self, stream: Any) -> bytes:
        try:
            content = bytes(stream.read_bytes())
        except (pikepdf.PdfError, RuntimeError, ValueError) as error:
            raise Unreadable("数据解不开，没有读。") from error
        self._gathering.unpacks(len(content))
        return content

    def _fresh(self, lines: Iterable[str]) -> list[str]:
        return [line for line in dict.fromkeys(lines) if "".join(line.split()) not in self._seen]


def leftover_characters(content: bytes, seen: str) -> str:
    """Characters that a font's table knows and the file never shows, in the order of the table.

    A text taken off a page often stays there: fonts are cut down to the characters that were used.
    """
    characters: dict[str, None] = {}
    for match in _RANGES.finditer(content):
        codes = [bytes(code) for code in _CODED.findall(match[2])]
        step = 2 if match[1] == b"bfchar" else 3
        for at in range(0, len(codes) - step + 1, step):
            first = _decoded(codes[at + step - 1])
            times = 1 if step == 2 else min(max(_value(codes[at + 1]) - _value(codes[at]) + 1, 1), 256)
            for more in range(times):
                shifted = first[:-1] + chr(min(ord(first[-1]) + more, 0x10FFFF)) if first else ""
                characters.update(dict.fromkeys(radicals_undone(shifted)))
            if len(characters) > _MOST_MAPPED:
                raise Unreadable("字体的字符表大得不合常理，没有读。")
    known = set(seen)
    return " ".join(char for char in characters if char not in known and not char.isspace())


def loose_strings(content: bytes) -> Iterator[str]:
    """Strings as PDF writes them, found anywhere in bytes, read in every way they may be meant."""
    for match in _LOOSE_STRING.finditer(content):
        written = match.group()
        if written.startswith(b"<"):
            digits = re.sub(rb"\s", b"", written[1:-1])
            raw = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
            yield raw.removeprefix(b"\xfe\xff").decode("utf-16-be", "ignore")
        else:
            raw = re.sub(rb"\\([()\\])", rb"\1", written[1:-1])
            if raw.startswith(b"\xfe\xff"):
                yield raw[2:].decode("utf-16-be", "ignore")
        yield from runs(raw)


def _xml_words(content: bytes, gathering: Gathering) -> list[str]:
    try:
        root, notes = tree(content.strip(b"\x00 \r\n\t"), gathering.limits)
    except Unreadable:
        return list(runs(content))
    return [*texts(root), *attributes(root), *(note for note in notes if not note.startswith("xpacket"))]


def _is_text(content: bytes) -> bool:
    head = content[:4096]
    odd = sum(1 for byte in head if byte < 9 or 13 < byte < 32)
    return odd * 50 <= len(head)


def _value(code: bytes) -> int:
    digits = b"".join(code.split())[:16]
    return int(digits, 16) if digits else 0


def _decoded(code: bytes) -> str:
    digits = b"".join(code.split())
    raw = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    return raw.decode("utf-16-be", "ignore") if len(raw) > 1 else raw.decode("latin-1")
