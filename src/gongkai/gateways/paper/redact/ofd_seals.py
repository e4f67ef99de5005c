"""Seals on an OFD: stamps among its notes, and the pictures in its electronic signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element

from PIL import Image, ImageChops

from gongkai.gateways.paper.extract.ofd_places import place_of
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.package import Source
from gongkai.gateways.paper.redact.pictures import bare_picture

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM")
_DRAWN = b"PK\x03\x04"
_LARGEST = 20_000_000
_WHITE = 235
_STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal of a signature: on which page (its old id), in which box, which part of it is shown; its picture, or the
    OFD in which it is drawn; both empty where it cannot be made out."""

    page: str
    box: tuple[float, float, float, float]
    clip: tuple[float, float, float, float] | None
    picture: bytes = b""
    drawing: bytes = b""


def stamps(source: Source, root: Element, folder: str) -> Iterator[tuple[str, Element]]:
    """The notes of a document that are stamps in sight: the old id of the page, and the element that draws it."""
    for page, listing in _listed(source, root, folder):
        for note in listing.iter():
            if local(note) == "Annot" and _is_stamp(note):
                for drawn in note:
                    if local(drawn) == "Appearance":
                        yield page, drawn


def has_other_notes(source: Source, root: Element, folder: str) -> bool:
    """Whether there are notes that are no stamps: they stay behind."""
    return any(
        local(note) == "Annot" and not _is_stamp(note)
        for _, listing in _listed(source, root, folder)
        for note in listing.iter()
    )


def signatures(source: Source, body: Element) -> Iterator[tuple[str, Element]]:
    """The signatures of a document that can be found: the folder of each, and its tree."""
    for holder in (one for one in body if local(one) == "Signatures"):
        place = place_of("", (holder.text or "").strip())
        if place not in source:
            continue
        folder = place.rpartition("/")[0]
        for one in source.xml(place).iter():
            if local(one) == "Signature":
                for where in (
                    place_of(folder, attribute(one, "BaseLoc")),
                    place_of("", attribute(one, "BaseLoc")),
                ):
                    if where in source:
                        yield where.rpartition("/")[0], source.xml(where)
                        break


def seals(source: Source, body: Element) -> Iterator[Seal]:
    """Where the signatures of a document show a seal, and what it looks like."""
    for folder, signature in signatures(source, body):
        drawn = _look(source, folder, signature)
        for stamp in (one for one in signature.iter() if local(one) == "StampAnnot"):
            box = _box(attribute(stamp, "Boundary"))
            if box is not None:
                clip = _box(attribute(stamp, "Clip"))
                is_picture = drawn.startswith(_PICTURES)
                yield Seal(
                    attribute(stamp, "PageRef"),
                    box,
                    clip,
                    drawn if is_picture else b"",
                    drawn if drawn.startswith(_DRAWN) else b"",
                )


def bare_seal(picture: bytes, limits: Limits) -> bytes | None:
    """The picture of a seal as PNG, its white ground made clear; None where it cannot be drawn."""
    try:
        made = bare_picture(picture, limits)
    except Unreadable:
        return None
    if made is None:
        return None
    with Image.open(BytesIO(made[0]), formats=("PNG", "JPEG")) as source:
        image = source.convert("RGBA")
    if image.getchannel("A").getextrema()[0] == 255:
        red, green, blue, _ = image.split()
        darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
        image.putalpha(darkest.point([0 if value >= _WHITE else 255 for value in range(256)]))
    held = BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def _listed(source: Source, root: Element, folder: str) -> Iterator[tuple[str, Element]]:
    for holder in (one for one in root if local(one) == "Annotations"):
        place = place_of(folder, (holder.text or "").strip())
        if place not in source:
            continue
        for page in (one for one in source.xml(place) if local(one) == "Page"):
            for said in ((one.text or "").strip() for one in page if local(one) == "FileLoc"):
                for where in (place_of(place.rpartition("/")[0], said), place_of(folder, said)):
                    if said and where in source:
                        yield attribute(page, "PageID"), source.xml(where)
                        break


def _is_stamp(note: Element) -> bool:
    hidden = attribute(note, "Visible").lower() == "false"
    return attribute(note, "Type").lower() == _STAMP and not hidden


def _look(source: Source, folder: str, signature: Element) -> bytes:
    """The picture in the seal of a signature, or in the signed value, which holds the seal once more."""
    said = [one for one in signature.iter() if local(one) in ("BaseLoc", "SignedValue", "SignedValueLoc")]
    for one in sorted(said, key=lambda one: local(one) != "BaseLoc"):
        for where in (place_of(folder, (one.text or "").strip()), place_of("", (one.text or "").strip())):
            if where in source:
                found = picture_in(source.read(where))
                if found:
                    return found
    return b""


def picture_in(seal: bytes) -> bytes:
    """The picture (or OFD) in the bytes of a seal (GB/T 38540): an octet string that begins like one; else nothing.

    >>> picture_in(b"\\x30\\x0c\\x16\\x03PNG" + b"\\x04\\x09" + b"\\x89PNG\\r\\n\\x1a\\n!" + b"rest")
    b'\\x89PNG\\r\\n\\x1a\\n!'
    """
    for magic in (*_PICTURES, _DRAWN):
        at = seal.find(magic)
        while at >= 0:
            for digits in (0, 1, 2, 3):
                size = _length(seal, at, digits)
                if size is not None and len(magic) < size <= min(_LARGEST, len(seal) - at):
                    return seal[at : at + size]
            at = seal.find(magic, at + 1)
    return b""


def _length(seal: bytes, at: int, digits: int) -> int | None:
    """The length that stands before an octet string in that many bytes (0: in the first byte itself)."""
    if digits == 0:
        return seal[at - 1] if at >= 2 and seal[at - 2] == 4 and seal[at - 1] < 128 else None
    head = at - digits - 2
    if head < 0 or seal[head] != 4 or seal[head + 1] != 128 + digits:
        return None
    return int.from_bytes(seal[at - digits : at], "big")


def _box(written: str) -> tuple[float, float, float, float] | None:
    words = written.split()
    try:
        values = [float(word) for word in words]
    except ValueError:
        return None
    if len(values) != 4 or any(not abs(one) < 1e6 for one in values) or values[2] <= 0 or values[3] <= 0:
        return None
    return values[0], values[1], values[2], values[3]
