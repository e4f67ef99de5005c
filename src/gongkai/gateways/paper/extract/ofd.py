"""OFD (GB/T 33190) read whole: pages with what is hidden or covered, notes, files, properties, earlier versions."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import cache
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.box import Box
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.ofd_page import OfdPage
from gongkai.gateways.paper.extract.ofd_places import (
    DRAWN,
    is_seen_through,
    picture_files,
    place_of,
    resource_files,
)
from gongkai.gateways.paper.extract.runs import runs
from gongkai.gateways.paper.extract.xmltext import attribute, attributes, local, named_texts, texts
from gongkai.gateways.paper.paper import Unreadable

_FONT = (".ttf", ".otf", ".ttc", ".cff")
_SEALS = (".esl", ".dat", ".asn1", ".p7b")
_MEASURES = frozenset(
    {
        "Boundary",
        "CTM",
        "DeltaX",
        "DeltaY",
        "Points",
        "DashPattern",
        "Value",
        "PhysicalBox",
        "AbbreviatedData",
    }
    | {"StartPoint", "EndPoint", "Matrix", "ID", "Size", "LineWidth", "X", "Y"}
)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04")


def read_ofd(data: bytes, name: str, gathering: Gathering) -> str:
    """Gathers all parts of an OFD. Unreadable when its package, a document or a page cannot be read."""
    box = Box(data, gathering)
    root = box.xml("OFD.xml")
    bodies = [one for one in root.iter() if local(one) == "DocBody"]
    if not bodies:
        raise Unreadable(DAMAGED)
    gathering.add("OFD.xml", PartKind.METADATA, [*named_texts(root), *attributes(root)])
    pages = 0
    for body in bodies:
        place = next(
            ((one.text or "").strip().lstrip("/") for one in body.iter() if local(one) == "DocRoot"), ""
        )
        place = box.named(place)
        pages = _read_document(box, place, pages, gathering)
    if pages == 0:
        raise Unreadable(DAMAGED)
    for entry in tuple(box.left()):
        try:
            _read_other(box, entry, gathering)
        except Unreadable as error:
            gathering.cannot(entry, error.sentence)
    return "ofd"


def _read_document(box: Box, place: str, pages: int, gathering: Gathering) -> int:
    root, folder = box.xml(place), posixpath.dirname(place)
    paper = next(((one.text or "") for one in root.iter() if local(one) == "PhysicalBox"), "")
    shared = [box.named(one) for one in resource_files(root, folder)]
    templates = {
        attribute(one, "ID"): box.named(place_of(folder, attribute(one, "BaseLoc")))
        for one in root.iter()
        if local(one) == "TemplatePage"
    }
    for number, template in enumerate(templates.values(), 1):
        if template in box:
            content = box.xml(template)
            own = [box.named(one) for one in resource_files(content, posixpath.dirname(template))]
            OfdPage(content, paper, _clear(box, [*shared, *own])).gather(
                f"模板页 {number}", PartKind.BODY, gathering
            )
            _read_drawings(box, own, gathering)
    for holder in (one for one in root if local(one) == "Pages"):
        for page in (one for one in holder if local(one) == "Page"):
            pages += 1
            if pages > gathering.limits.pages:
                raise Unreadable(f"文件超过 {gathering.limits.pages} 页的上限；请分册后再提交。")
            location = box.named(place_of(folder, attribute(page, "BaseLoc")))
            content = box.xml(location)
            own = [box.named(one) for one in resource_files(content, posixpath.dirname(location))]
            OfdPage(content, paper, _clear(box, [*shared, *own])).gather(
                f"第 {pages} 页", PartKind.BODY, gathering
            )
            _other_words(content, f"第 {pages} 页!其他", gathering)
            _read_drawings(box, own, gathering)
    _other_words(root, place, gathering)
    _read_drawings(box, shared, gathering)
    _read_listed(box, root, folder, gathering)
    return pages


def _clear(box: Box, files: list[str]) -> Callable[[str], bool]:
    """Which pictures one sees through, by their ids; looked at when one lies over a text."""

    @cache
    def look(picture: str) -> bool:
        for file in reversed(files):
            if file in box and (found := picture_files(box.peek(file), file).get(picture)):
                return box.named(found) in box and is_seen_through(box.glance(box.named(found)))
        return False

    return look


def _read_drawings(box: Box, files: list[str], gathering: Gathering) -> None:
    """Drawings that pages take from a file of resources: what is written in them is seen like the rest of the page."""
    for file in files:
        if file not in box or file not in box.left():
            continue
        root = box.xml(file)
        by_kind: dict[PartKind, list[str]] = {}
        for drawing in (one for one in root.iter() if local(one) == "CompositeGraphicUnit"):
            for kind, lines in OfdPage(drawing, "").lines(PartKind.BODY).items():
                by_kind.setdefault(kind, []).extend(lines)
        for kind, lines in by_kind.items():
            shown = f"{file}!{DRAWN}"
            gathering.add(shown if kind is PartKind.BODY else f"{shown}!{kind.title}", kind, lines)
        _other_words(root, file, gathering)


def _read_listed(box: Box, root: Element, folder: str, gathering: Gathering) -> None:
    """Notes and files, which the document names in lists of their own."""
    for holder in (one for one in root if local(one) in ("Annotations", "Attachments")):
        listing = box.named(place_of(folder, (holder.text or "").strip()))
        if listing not in box:
            continue
        held = box.xml(listing)
        _other_words(held, listing, gathering)
        for element in held.iter():
            target = (element.text or "").strip()
            found = [
                one
                for one in map(
                    box.named, (place_of(posixpath.dirname(listing), target), place_of(folder, target))
                )
                if one in box
            ]
            if local(element) == "FileLoc" and found:
                if local(holder) == "Annotations":
                    _read_notes(box.xml(found[0]), found[0], gathering)
                else:
                    gathering.inner(found[0], box.read(found[0]), PartKind.ATTACHMENT)


def _read_notes(root: Element, name: str, gathering: Gathering) -> None:
    page = OfdPage(root, "")
    gathering.add(name, PartKind.ANNOTATION, [*page.all_text(), *_said(root), *attributes(root, _is_measure)])


def _said(root: Element) -> list[str]:
    """Remarks and parameters of notes: texts that are not painted."""
    painted = {one for one in root.iter() if local(one) == "TextCode"}
    return [line for line in texts(root, painted) if not _is_numbers(line)]


def _other_words(root: Element, name: str, gathering: Gathering) -> None:
    painted = {one for one in root.iter() if local(one) == "TextCode"}
    lines = [line for line in texts(root, painted) if not _is_numbers(line) and "/" not in line[:60]]
    gathering.add(name, PartKind.CUSTOM_XML, [*lines, *attributes(root, _is_measure)])


def _read_other(box: Box, entry: str, gathering: Gathering) -> None:
    lower = entry.lower()
    if lower.endswith(".xml"):
        root = box.xml(entry)
        earlier = "/versions/" in f"/{lower}" or "version" in posixpath.basename(lower)
        kind = PartKind.EARLIER_REVISION if earlier else PartKind.CUSTOM_XML
        if "annot" in lower and any(local(one) == "Annot" for one in root.iter()):
            _read_notes(root, entry, gathering)
            return
        # A page that no document lists any more is still in the file with all its text.
        page = OfdPage(root, "")
        gathering.add(f"{entry}!页面文字", PartKind.EARLIER_REVISION, page.all_text())
        lines = [line for line in _said(root) if "/" not in line[:60] or not line.isascii()]
        gathering.add(entry, kind, [*lines, *attributes(root, _is_measure)])
    elif lower.endswith(_FONT):
        box.read(entry)
    elif lower.endswith(_SEALS):
        _read_seal(box.read(entry), entry, gathering)
    else:
        drawn = "/res/" in f"/{lower}" or "/image" in lower
        gathering.inner(entry, box.read(entry), None if drawn else PartKind.EMBEDDED, named=not drawn)


def _read_seal(content: bytes, entry: str, gathering: Gathering) -> None:
    """A seal or signature: whose it is stands in its bytes, its picture lies in them whole."""
    gathering.add(entry, PartKind.METADATA, runs(content))
    for magic in _PICTURES:
        at = content.find(magic)
        if at >= 0:
            gathering.inner(f"{entry}!印章图形", content[at:], PartKind.METADATA, named=False)


def _is_measure(_: Element, key: str) -> bool:
    return key in _MEASURES or key.endswith("Loc")


def _is_numbers(line: str) -> bool:
    return all(
        word.replace(".", "").replace("-", "").isdigit() or len(word) == 1 for word in line.split()[:50]
    ) and (len(line.split()) > 1 or len(line) < 7)
