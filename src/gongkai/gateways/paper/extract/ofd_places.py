"""Where the parts of an OFD lie, and which of its pictures one sees through."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element

from gongkai.gateways.paper.extract.xmltext import attribute, local

DRAWN = "图形里的文字"
"""What the texts of drawings kept as resources are called."""
_LARGEST_SEAL = 8 * 1024 * 1024
_MOST_PIXELS = 30_000_000
_CLEAR_SHARE = 0.2


def place_of(folder: str, target: str) -> str:
    """The entry that a location names, seen from the folder of the part that says so.

    >>> place_of("Doc_0/Pages", "../Res/a.png"), place_of("Doc_0", "/OFD.xml")
    ('Doc_0/Res/a.png', 'OFD.xml')
    """
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def resource_files(root: Element, folder: str) -> Iterator[str]:
    """The files of resources that a document or a page names."""
    for element in root.iter():
        if local(element) in ("PublicRes", "DocumentRes", "PageRes") and (element.text or "").strip():
            yield place_of(folder, (element.text or "").strip())


def base_of(root: Element, place: str) -> str:
    """The folder in which a file of resources keeps its pictures and fonts."""
    return place_of(posixpath.dirname(place), attribute(root, "BaseLoc") or ".")


def picture_files(root: Element, place: str) -> dict[str, str]:
    """The pictures of a file of resources: id → entry."""
    found = {}
    for element in root.iter():
        if local(element) == "MultiMedia":
            file = next(((one.text or "").strip() for one in element if local(one) == "MediaFile"), "")
            found[attribute(element, "ID")] = place_of(base_of(root, place), file)
    return found


def is_seen_through(data: bytes) -> bool:
    """Whether a good part of a picture lets through what is under it; not where that cannot be found out."""
    if not data.startswith((b"\x89PNG", b"GIF8")) or len(data) > _LARGEST_SEAL:
        return False
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "GIF")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return False
            if "A" not in picture.getbands() and "transparency" not in picture.info:
                return False
            counted = picture.convert("RGBA").getchannel("A").histogram()
    except Exception:  # noqa: BLE001 - readers of pictures fail in countless ways; such a picture hides what it lies on
        return False
    return sum(counted[:128]) >= _CLEAR_SHARE * sum(counted)
