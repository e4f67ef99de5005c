"""The strings in the objects of a PDF, sorted by what they belong to: notes, forms, properties, everything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.runs import any_text, runs

Number = tuple[int, int]
_DEEPEST = 60
_FORM_KEYS = frozenset({"/T", "/TU", "/TM", "/V", "/DV", "/Opt", "/RV", "/CA", "/RC", "/AC"})
_MACHINE = frozenset({"/ID", "/O", "/U", "/OE", "/UE", "/Perms", "/CheckSum", "/ByteRange", "/Registry", "/Ordering",
                      "/Panose", "/CharSet", "/Lang", "/DigestValue", "/Cert"})  # fmt: skip
_MOMENT = re.compile(r"D:\d{4,14}[Z+-]?(?:\d\d)?'?(?:\d\d)?'?\Z")
_OPERATORS = re.compile(r"(?:/\S+ [\d.]+ Tf|[\d. ]+ (?:g|rg|k|G|RG|K)|\s)+\Z")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")


@dataclass(slots=True)
class Objects:
    """What the objects say and where streams are used. `roles`: stream → the keys under which others point to it."""

    strings: dict[PartKind, dict[str, None]] = field(default_factory=dict)
    roles: dict[Number, set[str]] = field(default_factory=dict)
    names: dict[Number, str] = field(default_factory=dict)
    streams: list[Any] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)
    odd: int = 0

    def say(self, kind: PartKind, text: str) -> None:
        self.strings.setdefault(kind, {})[text] = None


def objects_of(pdf: pikepdf.Pdf) -> Objects:
    """Every object of the file, used or not; those that cannot be read are counted in `odd`."""
    found = Objects()
    information = _number(pdf.trailer.get("/Info"))
    try:
        _walk(pdf.trailer, found, (PartKind.METADATA, ""), 0, top=True)
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError, AttributeError):
        found.odd += 1
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Object):
            continue
        try:
            number = one.objgen
            if isinstance(one, pikepdf.Stream):
                found.streams.append(one)
            kind = PartKind.METADATA if number == information else _kind(one)
            _walk(one, found, (kind, ""), 0, top=True)
        except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError, AttributeError):
            found.odd += 1
    return found


def _walk(one: Any, found: Objects, where: tuple[PartKind, str], depth: int, *, top: bool = False) -> None:
    kind, key = where
    if depth > _DEEPEST:
        found.odd += 1
        return
    if not isinstance(one, pikepdf.Object):
        return
    if one.is_indirect and not top:
        # What stands under a number of its own is met on its own; here only its use is noted.
        found.roles.setdefault(one.objgen, set()).add(key)
        return
    if isinstance(one, pikepdf.String):
        for text in _texts(one, key):
            found.say(_finer(kind, key), text)
    elif isinstance(one, pikepdf.Name):
        _name(name_text(one), found)
    elif isinstance(one, pikepdf.Array):
        first = name_text(one[0]) if len(one) and isinstance(one[0], pikepdf.Name) else key
        for item in one:
            _walk(item, found, (kind, first), depth + 1)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        _walk_dictionary(one, found, kind if top else _kind(one, kind), depth)


def _walk_dictionary(one: Any, found: Objects, kind: PartKind, depth: int) -> None:
    if "/Rect" in one and "/Subtype" in one:
        found.annotations.append(one)
    if "/EF" in one and isinstance(one["/EF"], pikepdf.Dictionary):
        label = next((str(one[key]) for key in ("/UF", "/F") if isinstance(one.get(key), pikepdf.String)), "")
        for file in one["/EF"].values():
            if isinstance(file, pikepdf.Stream):
                found.names[file.objgen] = label
    for key, value in one.items():
        _name(key, found)
        signed = key == "/Contents" and "/ByteRange" in one
        _walk(value, found, (kind, "/Cert" if signed else key), depth + 1)


def _kind(one: Any, otherwise: PartKind = PartKind.METADATA) -> PartKind:
    if not isinstance(one, pikepdf.Dictionary):
        return otherwise
    if "/FT" in one or one.get("/Subtype") == "/Widget" or ("/T" in one and "/Kids" in one):
        return PartKind.FORM_VALUE
    return PartKind.ANNOTATION if "/Rect" in one and "/Subtype" in one else otherwise


def _finer(kind: PartKind, key: str) -> PartKind:
    return (
        PartKind.METADATA if kind is PartKind.FORM_VALUE and key not in _FORM_KEYS and key == "/NM" else kind
    )


def _texts(string: pikepdf.String, key: str) -> Iterator[str]:
    raw = bytes(string)
    if not raw:
        return
    if key in _MACHINE:
        if key == "/Cert":
            yield from runs(raw)
        return
    text = str(string)
    if _CONTROL.search(text.replace("\x1b", "")):
        # Not text as the format knows it: colour tables, hashes, or UTF-8 and GB18030 without a mark.
        yield from runs(raw)
        return
    if not raw.startswith((b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf")) and any(byte > 127 for byte in raw):
        yield from runs(raw)
    if text.strip() and not _MOMENT.match(text) and not _OPERATORS.match(text):
        yield text


def name_text(name: Any) -> str:
    """A name as text: Chinese programs write names of fonts in GB18030, which the format does not know."""
    return any_text(bytes(name)) if isinstance(name, pikepdf.Name) else str(name)


def _name(name: str, found: Objects) -> None:
    if not name.isascii() or sum(char.isdigit() for char in name) > 7:
        found.say(PartKind.METADATA, name.removeprefix("/"))


def _number(one: Any) -> Number | None:
    return one.objgen if isinstance(one, pikepdf.Object) and one.is_indirect else None
