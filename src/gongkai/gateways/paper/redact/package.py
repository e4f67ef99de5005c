"""An Office package made anew: only parts that are reached from the document and are known come along, renamed."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement, tostring

from gongkai.gateways.paper.archive import Archive
from gongkai.gateways.paper.extract.xmltext import attribute, tree
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.pictures import WHOLE, Crop, bare_picture
from gongkai.gateways.paper.redact.scribe import Scribe, without_signs

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_PICTURE_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "emf": "image/x-emf", "wmf": "image/x-wmf"}
_WEB = re.compile(r"(?:https?|mailto):[^\s]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says about another: `kind` is the last word of its type, `target` a part or an address outside."""

    kind: str
    type: str
    target: str
    outside: bool


@dataclass(slots=True)
class Leaf:
    """A part of the new package: its content and what it relates to, by new id."""

    name: str
    type: str
    content: bytes = b""
    relations: dict[str, tuple[str, str, bool]] = field(default_factory=dict)


class Source:
    """The package that was handed in."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        self._archive = Archive(data, limits)
        self._names = {name.lower(): name for name in self._archive.names}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """The content of a part; Unreadable where it is missing. Names differ in case between programs."""
        return self._archive.read(self._names.get(name.lower(), name))

    def xml(self, name: str) -> Element:
        """The tree of a part; comments, instructions and characters that stand for marks here are left behind."""
        root = tree(self.read(name), self.limits)[0]
        for element in root.iter():
            if element.text and not element.text.isascii():
                element.text = without_signs(element.text)
            for key, value in element.attrib.items():
                if not value.isascii():
                    element.set(key, without_signs(value))
        return root

    def relations(self, name: str) -> dict[str, Relation]:
        """The relations of a part ("" for the package itself), by id."""
        folder, _, file = name.rpartition("/")
        place = posixpath.join(folder, "_rels", f"{file}.rels")
        if place not in self:
            return {}
        found = {}
        for one in self.xml(place):
            target, outside = attribute(one, "Target"), attribute(one, "TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attribute(one, "Type")
            found[attribute(one, "Id")] = Relation(kind.rpartition("/")[2], kind, target, outside)
        return found


class Made:
    """The new package. Its parts have names of our own making."""

    def __init__(self, source: Source, scribe: Scribe) -> None:
        self.source, self.scribe = source, scribe
        self.leaves: list[Leaf] = []
        self.charts_without_figures = 0
        self._numbers: dict[str, int] = {}
        self._pictures: dict[tuple[str, Crop], str | None] = {}

    def leaf(self, stem: str, ending: str, content_type: str) -> Leaf:
        """A new part `stem` + number + `.ending`; a stem that ends in `!` is a name by itself."""
        if stem.endswith("!"):
            name = f"{stem[:-1]}.{ending}"
        else:
            self._numbers[stem] = self._numbers.get(stem, 0) + 1
            name = f"{stem}{self._numbers[stem]}.{ending}"
        made = Leaf(name, content_type)
        self.leaves.append(made)
        return made

    def relate(self, leaf: Leaf, kind: str, target: str, outside: bool = False) -> str:
        """The id of a new relation of the part."""
        for known, relation in leaf.relations.items():
            if relation == (kind, target, outside):
                return known
        new = f"rId{len(leaf.relations) + 1}"
        leaf.relations[new] = (kind, target, outside)
        return new

    def picture(self, place: str, folder: str, crop: Crop = WHOLE) -> str | None:
        """The new name of a picture; None where it is missing or no picture."""
        if (place, crop) not in self._pictures:
            self._pictures[place, crop] = self._draw(place, folder, crop)
        return self._pictures[place, crop]

    def address(self, target: str) -> str | None:
        """An address outside that may stay: one of the web that says nothing withheld; no way into somebody's disk."""
        return target if _WEB.match(target) and not self.scribe.holds(target) else None

    def packed(self, today: date) -> bytes:
        """The package as a ZIP; the same parts and day give the same bytes."""
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            put_entry(archive, "[Content_Types].xml", self._content_types(), today)
            for leaf in self.leaves:
                if leaf.name:
                    put_entry(archive, leaf.name, leaf.content, today)
                if leaf.relations:
                    folder, _, file = leaf.name.rpartition("/")
                    place = posixpath.join(folder, "_rels", f"{file}.rels")
                    put_entry(archive, place, _relations(leaf.relations), today)
        return made.getvalue()

    def _draw(self, place: str, folder: str, crop: Crop) -> str | None:
        if place not in self.source:
            return None
        made = bare_picture(self.source.read(place), self.source.limits, crop)
        if made is None:
            return None
        leaf = self.leaf(f"{folder}/image", made[1], _PICTURE_TYPES[made[1]])
        leaf.content = made[0]
        return leaf.name

    def _content_types(self) -> bytes:
        root = Element(f"{{{_TYPES}}}Types")
        SubElement(root, f"{{{_TYPES}}}Default", Extension="rels", ContentType=_RELATIONS_TYPE)
        SubElement(root, f"{{{_TYPES}}}Default", Extension="xml", ContentType="application/xml")
        for leaf in self.leaves:
            if leaf.name:
                SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{leaf.name}", ContentType=leaf.type)
        return _plain(root, _TYPES)


def relater(made: Made, leaf: Leaf, place: str, keep: Mapping[str, Callable[[str], str | None]]) -> Callable[
    [str, Element], str | None
]:  # fmt: skip
    """How the part at `place` of the source, copied into `leaf`, takes its relations along.

    `keep`: the last word of a relation's type → what makes the new part out of the old one's name (None: it stays
    behind). Addresses outside come along for hyperlinks only.
    """
    known = made.source.relations(place)

    def take(old: str, element: Element) -> str | None:
        relation = known.get(old)
        if relation is None:
            return None
        if relation.outside:
            address = made.address(relation.target) if relation.kind == "hyperlink" else None
            return made.relate(leaf, relation.type, address, outside=True) if address else None
        if relation.kind == "image":
            name = made.picture(relation.target, _media(leaf.name), crop_of(element))
        else:
            name = keep[relation.kind](relation.target) if relation.kind in keep else None
        return made.relate(leaf, relation.type, f"/{name}") if name else None

    return take


def crop_of(blip: Element) -> Crop:
    """How much of its picture a drawing cuts off; noted on the element by `note_crops`."""
    noted = blip.attrib.get("crop", "")
    if not noted:
        return WHOLE
    left, top, right, bottom = (float(one) for one in noted.split())
    return left, top, right, bottom


def note_crops(root: Element) -> None:
    """Moves every crop of a picture to the element that names the picture: what is cut off must not come along."""
    for fill in root.iter():
        if fill.tag.endswith("}blipFill"):
            blips = [one for one in fill if one.tag.endswith("}blip")]
            for cut in [one for one in fill if one.tag.endswith("}srcRect")]:
                shares = [_share(cut, side) for side in ("l", "t", "r", "b")]
                if blips and any(one > 0 for one in shares) and min(shares) >= 0 and sum(shares[::2]) < 1:
                    blips[0].set("crop", " ".join(map(str, shares)))
                    fill.remove(cut)


def _share(element: Element, side: str) -> float:
    written = attribute(element, side)
    try:
        return float(written.rstrip("%")) / (100 if written.endswith("%") else 100_000) if written else 0.0
    except ValueError as error:
        raise Unreadable("图片的裁剪写得不对，没有处理；请用 Word 或 WPS 另存后再提交。") from error


def _media(name: str) -> str:
    return f"{name.partition('/')[0]}/media"


def _relations(relations: Mapping[str, tuple[str, str, bool]]) -> bytes:
    root = Element(f"{{{_RELATIONS}}}Relationships")
    for new, (kind, target, outside) in relations.items():
        mode = {"TargetMode": "External"} if outside else {}
        SubElement(root, f"{{{_RELATIONS}}}Relationship", {"Id": new, "Type": kind, "Target": target, **mode})
    return _plain(root, _RELATIONS)


def _plain(root: Element, space: str) -> bytes:
    """Written with the namespace as the default one: some readers of packages know nothing else."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    root.set("xmlns", space)
    made: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def put_entry(archive: zipfile.ZipFile, name: str, content: bytes, today: date) -> None:
    entry = zipfile.ZipInfo(name, (max(1980, min(today.year, 2107)), today.month, today.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content)
