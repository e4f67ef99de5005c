"""Copying the objects of an OFD page as a reader sees them: what is hidden, covered or off the page stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.ofd_page import OfdPage, Thing
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.ofd_markup import (
    CHILDREN,
    OBJECTS,
    REFERENCES,
    drawn_attributes,
    drawn_text,
    new,
)
from gongkai.gateways.paper.redact.ofd_shown import Shown, shown_pictures
from gongkai.gateways.paper.redact.ofd_stock import Scope, Stock

_IN_PATTERNS = "OFD 里有用来填充或者裁剪的文字，不能处理；请导出为 PDF，或者用原稿（.docx）重新做。"
_LAYER_TYPES = ("Body", "Background", "Foreground", "Custom")


@dataclass(slots=True)
class _Unseen:
    """Texts and objects of one part that no reader sees, and what of its pictures is seen."""

    codes: set[Element] = field(default_factory=set)
    things: set[Element] = field(default_factory=set)
    pictures: dict[Element, Shown] = field(default_factory=dict)


class Copier:
    """Copies what one page, template, drawing or seal paints; `scope` is where its references lead."""

    def __init__(self, root: Element, paper: str, scope: Scope, stock: Stock) -> None:
        self._scope, self._stock = scope, stock
        self._unseen = _unseen(OfdPage(root, paper, scope.is_clear))

    def layers(self, content: Element) -> Iterator[Element]:
        """The layers of a page anew; those that are left with nothing are left out."""
        for layer in content:
            if local(layer) == "Layer" and not _is_hidden(layer):
                made = new("Layer", ID=self._stock.number())
                kind = attribute(layer, "Type")
                if kind in _LAYER_TYPES:
                    made.set("Type", kind)
                self._refer(layer, made)
                made.extend(list(self.objects(layer)))
                if len(made):
                    yield made

    def objects(self, parent: Element) -> Iterator[Element]:
        """What becomes of the objects and blocks in an element."""
        for child in parent:
            name = local(child)
            if _is_hidden(child) or child in self._unseen.things:
                continue
            if name == "PageBlock":
                block = new("PageBlock", ID=self._stock.number())
                block.extend(list(self.objects(child)))
                if len(block):
                    yield block
            elif name in OBJECTS:
                made = self._object(child, name)
                if made is not None:
                    yield made

    def _object(self, element: Element, name: str) -> Element | None:
        made = new(name, ID=self._stock.number(), **drawn_attributes(element))
        if len(made.get("Boundary", "").split()) != 4:
            return None
        if name == "ImageObject":
            shown = self._unseen.pictures.get(element)
            picture = self._stock.picture(self._scope, attribute(element, "ResourceID"), shown)
            if picture is None:
                return None
            made.set("ResourceID", picture)
            if shown is not None and shown.matrix:
                made.set("CTM", shown.matrix)
        elif name == "CompositeObject":
            drawing = self._drawing(attribute(element, "ResourceID"))
            if drawing is None:
                return None
            made.set("ResourceID", drawing)
        self._refer(element, made)
        self._fill(element, made)
        return self._text(element, made) if name == "TextObject" else made

    def _text(self, element: Element, made: Element) -> Element | None:
        codes = [one for one in made if local(one) == "TextCode"]
        gone = any(one in self._unseen.codes for one in element)
        font = made.get("Font") or self._stock.common_font()
        made.set("Font", font)
        if gone:
            self._stock.taint(font, cut=False)
        if not any((one.text or "").strip() for one in codes):
            return None
        if gone:
            # The places that a CGTransform counts are no longer the same.
            for one in [one for one in made if local(one) == "CGTransform"]:
                made.remove(one)
        return made

    def _drawing(self, old: str) -> str | None:
        """The new id of a drawing kept as a resource; None where it is missing or holds itself."""
        found = self._scope.find(old, "CompositeGraphicUnit")
        if found is None:
            return None
        unit = found.element

        def draw(made: Element) -> None:
            copier = Copier(unit, "", self._scope, self._stock)
            for content in (one for one in unit if local(one) == "Content"):
                inside = new("Content")
                inside.extend(list(copier.objects(content)))
                made.append(inside)

        return self._stock.drawing(unit, drawn_attributes(unit), draw)

    def _refer(self, element: Element, made: Element) -> None:
        for key, kind in REFERENCES.items():
            old = attribute(element, key)
            kept = self._stock.take(self._scope, old, kind) if old else None
            if kept is not None:
                made.set(key, kept)

    def _fill(self, element: Element, made: Element) -> None:
        """Copies what an element holds, as far as it is known."""
        for child in element:
            name = local(child)
            if local(element) == "Area" and name == "Text":
                raise Unreadable(_IN_PATTERNS)
            if name not in CHILDREN.get(local(element), ()) or child in self._unseen.codes:
                continue
            inside = new(name, **drawn_attributes(child))
            text = drawn_text(child)
            inside.text = text or None
            if name == "Pattern":
                self._pattern(child, inside)
            else:
                self._refer(child, inside)
                self._fill(child, inside)
            made.append(inside)

    def _pattern(self, element: Element, made: Element) -> None:
        if any(local(one) == "TextCode" for one in element.iter()):
            raise Unreadable(_IN_PATTERNS)
        for cell in (one for one in element if local(one) == "CellContent"):
            inside = new("CellContent")
            inside.extend(list(self.objects(cell)))
            made.append(inside)


def moved(element: Element, left: float, top: float) -> Element:
    """An object or block shifted on its page by so many millimetres."""
    if local(element) == "PageBlock":
        for child in element:
            moved(child, left, top)
        return element
    x, y, width, height = (float(one) for one in element.get("Boundary", "0 0 0 0").split())
    element.set("Boundary", f"{x + left:g} {y + top:g} {width:g} {height:g}")
    return element


def _unseen(page: OfdPage) -> _Unseen:
    found = _Unseen()
    for code, _, kind in page.texts(PartKind.BODY):
        if kind is not PartKind.BODY:
            found.codes.add(code)
    pictures = shown_pictures(page)
    for thing in page.things:
        shown = pictures.get(thing.element)
        if not thing.visible or _is_off(thing, page) or (shown is not None and shown.nothing):
            found.things.add(thing.element)
        elif shown is not None:
            found.pictures[thing.element] = shown
    return found


def _is_off(thing: Thing, page: OfdPage) -> bool:
    """Whether a picture or path lies wholly outside the page; texts are judged one by one."""
    if local(thing.element) == "TextObject" or page.paper[2] <= 0:
        return False
    left, top, width, height = thing.box
    own_left, own_top, own_width, own_height = page.paper
    return (
        left > own_left + own_width
        or top > own_top + own_height
        or left + width < own_left
        or top + height < own_top
    )


def _is_hidden(element: Element) -> bool:
    return attribute(element, "Visible").lower() == "false"
