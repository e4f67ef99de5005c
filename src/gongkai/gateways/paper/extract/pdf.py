"""PDF: pages as seen and as hidden, notes, forms, files, properties, leftovers, and what it was before."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.pdf_page import read_page
from gongkai.gateways.paper.extract.pdf_painting import Wall, as_painted, painted_by_pages
from gongkai.gateways.paper.extract.pdf_streams import StreamReader, loose_strings
from gongkai.gateways.paper.extract.pdf_strings import Objects, objects_of
from gongkai.gateways.paper.extract.runs import runs
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.text import radicals_undone

_LOCKED = "PDF 加了密码，读不出内容；请取消密码后再提交。"
_FAILS = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, IndexError)
_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF[ \t]*\r?\n?")
_STREAM = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+obj\b(.{0,4000}?)\bstream\r?\n", re.DOTALL)
_NOTES = {PartKind.ANNOTATION: "注释", PartKind.FORM_VALUE: "表单", PartKind.METADATA: "元数据"}
_LEFT = 16


def read_pdf(data: bytes, name: str, gathering: Gathering) -> str:
    """Gathers everything in a PDF. Unreadable: damaged beyond opening, locked, too many pages."""
    start = data.find(b"%PDF-")
    known = _read_version(data, gathering)
    _read_earlier(data, gathering)
    if known is not None:
        _read_loose(data, known, gathering)
    if data[:start].strip():
        gathering.inner("文件开头夹带的数据", data[:start], PartKind.EMBEDDED, named=False)
    after = data.rfind(b"%%EOF")
    if after >= 0 and len(data[after + 5 :].strip(b"\x00 \r\n\t")) > _LEFT:
        gathering.inner("文件末尾夹带的数据", data[after + 5 :], PartKind.EMBEDDED, named=False)
    return "pdf"


def _read_version(data: bytes, gathering: Gathering) -> set[bytes] | None:
    """One version of the file as it stands; digests of its streams as stored, None where they are encrypted."""
    document, pdf = _open(data)
    pages = len(document)
    if pages > gathering.limits.pages:
        raise Unreadable(f"文件有 {pages} 页，超过 {gathering.limits.pages} 页的上限；请分册后再提交。")
    layers = hidden_layers(pdf)
    shown = [
        read_page(document, number, f"第 {number + 1} 页", gathering, hidden_layers=layers)
        for number in range(pages)
    ]
    document.close()
    objects = objects_of(pdf)
    if objects.odd:
        gathering.cannot("文件结构", f"有 {objects.odd} 个对象损坏，没有读。")
    for kind, strings in objects.strings.items():
        gathering.add(_NOTES.get(kind, kind.title), kind, strings)
    _read_streams(pdf, objects, shown, gathering)
    return None if pdf.is_encrypted else {_digest(one) for one in objects.streams}


def _open(data: bytes) -> tuple[pdfium.PdfDocument, pikepdf.Pdf]:
    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
        return pdfium.PdfDocument(as_painted(data) or data), pdf
    except pikepdf.PasswordError as error:
        raise Unreadable(_LOCKED) from error
    except pdfium.PdfiumError as error:
        raise Unreadable(_LOCKED if "password" in str(error).lower() else DAMAGED) from error
    except _FAILS as error:
        raise Unreadable(DAMAGED) from error


def _read_streams(pdf: pikepdf.Pdf, objects: Objects, shown: list[str], gathering: Gathering) -> None:
    try:
        painted = painted_by_pages(pdf)
    except _FAILS as error:
        raise Unreadable(DAMAGED) from error
    appearances = {
        one.objgen for one in objects.streams if objects.roles.get(one.objgen, set()) & {"/N", "/R", "/D"}
    }
    faces = set(_faces(objects)) | appearances
    seen = "".join("".join(radicals_undone(text).split()) for text in shown) + gathering.seen()
    wall, reader = Wall(pdf), StreamReader(objects, painted, seen, gathering)
    for stream in objects.streams:
        try:
            how = reader.read(stream)
        except Unreadable as error:
            gathering.cannot(f"对象 {stream.objgen[0]}", error.sentence)
            continue
        except _FAILS:
            gathering.cannot(f"对象 {stream.objgen[0]}", DAMAGED)
            continue
        if how:
            face = stream.objgen in faces
            label = f"对象 {stream.objgen[0]}" + ("!注释外观" if face else "!不在页面上")
            kind = PartKind.ANNOTATION if face else PartKind.METADATA
            wall.hang(stream, label, kind, gathering, as_content=how == "content")
    wall.read(gathering)


def _faces(objects: Objects) -> Iterator[tuple[int, int]]:
    """The streams that show notes and fields: appearances, with one dictionary in between for several states."""
    for note in objects.annotations:
        looks = note.get("/AP")
        for look in looks.values() if isinstance(looks, pikepdf.Dictionary) else ():
            if isinstance(look, pikepdf.Stream):
                yield look.objgen
            elif isinstance(look, pikepdf.Dictionary):
                yield from (one.objgen for one in look.values() if isinstance(one, pikepdf.Stream))


def hidden_layers(pdf: pikepdf.Pdf) -> frozenset[str]:
    """The names of the layers that are off when the file is opened."""
    try:
        layers: Any = pdf.Root.get("/OCProperties")
        usual = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
        if not isinstance(usual, pikepdf.Dictionary):
            return frozenset()
        off = list(usual.get("/OFF", []))
        if usual.get("/BaseState") == "/OFF":
            on = {one.objgen for one in usual.get("/ON", [])}
            off += [one for one in layers.get("/OCGs", []) if one.objgen not in on]
        return frozenset(str(one.get("/Name", "")) for one in off)
    except _FAILS:
        return frozenset()


def _read_earlier(data: bytes, gathering: Gathering) -> None:
    """Files saved on top of themselves: each earlier state is cut out, read, and what is no longer said is kept."""
    ends = list(_END.finditer(data))
    if len(ends) - 1 > gathering.limits.revisions:
        gathering.cannot("先前的修订", "文件保存的次数多得不合常理，先前的内容没有读完。")
        ends = ends[-gathering.limits.revisions - 1 :]
    for number, end in enumerate(ends[:-1], 1):
        offset = int(end[1])
        # A file arranged for the web has an end near its beginning that points nowhere; so may an attached PDF.
        if offset == 0 or not re.match(rb"\s*(?:xref|\d+\s+\d+\s+obj)", data[offset : offset + 40]):
            continue
        apart = gathering.apart()
        try:
            _read_version(data[: end.end()], apart)
        except Unreadable as error:
            gathering.cannot(f"修订 {number}", error.sentence)
            continue
        gathering.take_new(apart, f"修订 {number}!")


def _read_loose(data: bytes, known: set[bytes], gathering: Gathering) -> None:
    """Streams that lie in the file although its table of objects no longer knows them."""
    seen = gathering.seen()
    for match in _STREAM.finditer(data):
        end = data.find(b"endstream", match.end())
        raw = data[match.end() : end] if end >= 0 else data[match.end() : match.end() + 1_000_000]
        whole = raw.rstrip(b"\r\n")
        if not whole or {hashlib.sha256(one).digest() for one in (raw, whole, raw[:-1], raw[:-2])} & known:
            continue
        content = whole
        if b"FlateDecode" in match[2]:
            try:
                content = zlib.decompressobj().decompress(whole, 20_000_000)
            except zlib.error:
                continue
            gathering.unpacks(len(content))
        if b"/XRef" in match[2] or b"FontFile" in match[2]:
            continue
        lines = dict.fromkeys([*loose_strings(content), *runs(content)])
        fresh = [line for line in lines if "".join(line.split()) not in seen]
        gathering.add(f"残留对象 {int(match[1])}", PartKind.EARLIER_REVISION, fresh)


def _digest(stream: Any) -> bytes:
    try:
        return hashlib.sha256(bytes(stream.read_raw_bytes())).digest()
    except _FAILS:
        return b""
