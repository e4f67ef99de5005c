"""Copying Office markup by what is known to be seen: the rest (changes, hints, ids, extensions) stays behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, register_namespace, tostring

from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.redact.scribe import Scribe

_OFFICE = "http://schemas.openxmlformats.org"
_PREFIXES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main",
    "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "m": f"{_OFFICE}/officeDocument/2006/math",
    "a": f"{_OFFICE}/drawingml/2006/main",
    "pic": f"{_OFFICE}/drawingml/2006/picture",
    "c": f"{_OFFICE}/drawingml/2006/chart",
    "cdr": f"{_OFFICE}/drawingml/2006/chartDrawing",
    "dgm": f"{_OFFICE}/drawingml/2006/diagram",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing",
    "xdr": f"{_OFFICE}/drawingml/2006/spreadsheetDrawing",
    "mc": f"{_OFFICE}/markup-compatibility/2006",
    "s": f"{_OFFICE}/spreadsheetml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "dsp": "http://schemas.microsoft.com/office/drawing/2008/diagram",
}
for _prefix, _address in _PREFIXES.items():
    register_namespace(_prefix, _address)

SHAPES = ("wps", "wpg", "wpc")
_SHAPES_BY_ADDRESS = {_PREFIXES[name]: name for name in SHAPES}
_KNOWN = re.compile(
    r"http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org/ooxml)/|urn:schemas-microsoft-com:|http://www\.w3\.org/XML/"
)
_EXTRA = frozenset({*_SHAPES_BY_ADDRESS, _PREFIXES["dsp"]})
_DROPPED = frozenset({"extLst", "hlinkHover", "custDataLst", "contentPart"})
_HINTS = frozenset(
    {
        "descr", "title", "alt", "tooltip", "screenTip", "gfxdata", "spid", "Ignorable", "ProcessContent",
        "MustUnderstand", "PreserveElements", "codeName", "macro", "textlink", "fLocksText", "fPublished", "actionId",
        "endSnd", "invalidUrl",
    }
)  # fmt: skip
_NAMED = frozenset({"docPr", "cNvPr"})
_UNSEEN = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none", re.IGNORECASE)

Relate = Callable[[str, Element], str | None]
"""The new id for a relation of the part, for the element that names it; None: it does not come along."""


def write(root: Element, scribe: Scribe) -> bytes:
    """The part as bytes, the marks written out."""
    for element in root.iter():
        if element.text:
            element.text = scribe.finish(element.text)
        for key, value in element.attrib.items():
            if not value.isascii():
                element.set(key, scribe.finish(value))
    made: bytes = tostring(root, encoding="UTF-8", xml_declaration=True, short_empty_elements=True)
    return made


def space_of(name: str) -> str:
    """The namespace of a tag or attribute, "" for none."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


class Copyist:
    """Copies a part. What a subclass does not know goes by the common rules: seen things stay, said things go."""

    drop: frozenset[str] = frozenset()
    """Local names left out together with what is in them."""
    unwrap: frozenset[str] = frozenset()
    """Local names left out; what is in them stays."""

    def __init__(self, relate: Relate, scribe: Scribe) -> None:
        self.relate = relate
        self.scribe = scribe
        self._count = 0

    def root(self, element: Element) -> Element:
        """A copy of the whole part."""
        return self.plain(element)

    def copy(self, element: Element) -> list[Element]:
        """What becomes of one element."""
        name, space = local(element), space_of(element.tag)
        if (
            (space and not _KNOWN.match(space) and space not in _EXTRA)
            or name in _DROPPED
            or name in self.drop
        ):
            return []
        if name in self.unwrap:
            return self.children(element)
        if name == "AlternateContent":
            return self._alternatives(element)
        if _is_hidden(element):
            return []
        return [self.plain(element)]

    def children(self, element: Element) -> list[Element]:
        """What becomes of everything in an element."""
        return [made for child in element for made in self.copy(child)]

    def plain(self, element: Element) -> Element:
        """The element itself with what becomes of its attributes and of what is in it."""
        made = Element(element.tag)
        for key, value in element.attrib.items():
            kept = self.attribute(element, key, value)
            if kept is not None:
                made.set(key, kept)
        if element.text and (element.text.strip() or len(element) == 0):
            made.text = element.text
        made.extend(self.children(element))
        return made

    def attribute(self, element: Element, key: str, value: str) -> str | None:
        """What becomes of an attribute; None: it is left out."""
        name, space = key.rpartition("}")[2], space_of(key)
        if space.endswith("/relationships"):
            return self.relate(value, element)
        if space and not _KNOWN.match(space):
            return None
        if name in _HINTS or name.startswith("rsid") or key == "crop":
            return None
        if name == "name" and local(element) in _NAMED:
            self._count += 1
            return f"对象{self._count}"
        if "vml" in element.tag and name == "id" and local(element) != "shapetype":
            self._count += 1
            return f"s{self._count}"
        return self.scribe.whole(value) if len(value) > 1 else value

    def _alternatives(self, element: Element) -> list[Element]:
        """One of the ways in which the same thing is given: two would say withheld words twice."""
        for choice in element:
            if local(choice) != "Choice":
                continue
            inside = {space_of(one.tag) for one in choice.iter()}
            shapes = [name for address, name in _SHAPES_BY_ADDRESS.items() if address in inside]
            foreign = [one for one in inside if one and not _KNOWN.match(one) and one not in _EXTRA]
            if shapes and len(foreign) == len([one for one in foreign if "/2010/" in one]):
                made = Element(element.tag)
                kept = Element(choice.tag, {"Requires": " ".join(shapes)})
                kept.extend(self.children(choice))
                made.append(kept)
                return [made]
        fallback = [child for child in element if local(child) == "Fallback"]
        return [made for child in fallback for made in self.children(child)]


def _is_hidden(element: Element) -> bool:
    """A drawing or shape that is set not to be shown."""
    name = local(element)
    if name in ("drawing", "anchor", "inline", "sp", "pic", "graphicFrame", "grpSp", "cxnSp", "wsp", "wgp"):
        return any(
            local(one) in _NAMED and attribute(one, "hidden") in ("1", "true")
            for level in (element, *element)
            for one in level
        )
    return "vml" in element.tag and bool(_UNSEEN.search(attribute(element, "style")))
