"""One OFD page: its objects in the order they are painted, texts told apart by whether they can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.ofd_shape import is_inside
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.lines import Line
from gongkai.gateways.paper.ofd import coded_pieces, rows_of
from gongkai.gateways.paper.text import gaps_closed, radicals_undone

Box = tuple[float, float, float, float]
_TINY_MM = 0.6
_ALIKE = 20
_NO_BOX: Box = (0.0, 0.0, 0.0, 0.0)


def _opaque(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Thing:
    """An object as it is painted: its box on the page in millimetres, and whether it is set to be shown."""

    element: Element
    box: Box
    visible: bool


class OfdPage:
    """A page or the appearance of a note; `paper` is the document's PhysicalBox where the page has none.

    `clear` tells by its id whether one sees through a picture, as through a seal.
    """

    def __init__(self, root: Element, paper: str, clear: Callable[[str], bool] = _opaque) -> None:
        own = next((one.text or "" for one in root.iter() if local(one) == "PhysicalBox"), "")
        self.paper = box_of(own or paper)
        self.things = list(_things(root, (0.0, 0.0), True))
        self.covers = [
            (at, one) for at, one in enumerate(self.things) if one.visible and _covers(one.element)
        ]
        self._clear = clear

    def all_text(self) -> list[str]:
        """Every painted text, hidden or not, in lines."""
        return _shown([line for _, line, _ in self.texts(PartKind.BODY)])

    def gather(self, name: str, base: PartKind, gathering: Gathering) -> None:
        """Adds the texts in sight as `base` under `name`, the others under what hides them."""
        for kind, lines in self.lines(base).items():
            gathering.add(name if kind is base else f"{name}!{kind.title}", kind, lines)

    def lines(self, base: PartKind) -> dict[PartKind, list[str]]:
        """The texts in lines: those in sight as `base`, the others by what hides them."""
        by_kind: dict[PartKind, list[Line]] = {}
        for _, line, kind in self.texts(base):
            by_kind.setdefault(kind, []).append(line)
        return {kind: _shown(lines) for kind, lines in by_kind.items()}

    def texts(self, base: PartKind) -> Iterator[tuple[Element, Line, PartKind]]:
        """Each TextCode that says something, its line on the page, and `base` or what hides it."""
        for at, thing in enumerate(self.things):
            if local(thing.element) == "TextObject":
                own = box_of(attribute(thing.element, "Boundary"))
                left, top = thing.box[0] - own[0], thing.box[1] - own[1]
                for code, one in coded_pieces(thing.element, 0):
                    line = Line(
                        one.page, one.text, one.left + left, one.right + left, one.top + top, one.size
                    )
                    yield code, line, self._kind(at, thing, line, base)

    def _kind(self, at: int, thing: Thing, line: Line, base: PartKind) -> PartKind:
        x, y = (line.left + line.right) / 2, line.top + line.size / 2
        left, top, width, height = self.paper
        if width > 0 and not (left <= x <= left + width and top <= y <= top + height):
            return PartKind.OUTSIDE_PAGE
        unseen = _is_clear(thing.element) or line.size < _TINY_MM
        if (
            not thing.visible
            or unseen
            or (attribute(thing.element, "Fill") == "false" and not self._outlined(thing))
        ):
            return PartKind.HIDDEN_TEXT
        if any(order > at and self._is_over(other, x, y) for order, other in self.covers):
            return PartKind.COVERED_TEXT
        ground = (255.0, 255.0, 255.0)
        for order, other in self.covers:
            if order < at and _holds(other, x, y):
                if local(other.element) == "ImageObject":
                    return base
                ground = colour_of(other.element)
        same = all(abs(one - two) < _ALIKE for one, two in zip(colour_of(thing.element), ground, strict=True))
        return PartKind.HIDDEN_TEXT if same else base

    def _is_over(self, cover: Thing, x: float, y: float) -> bool:
        if not _holds(cover, x, y):
            return False
        return local(cover.element) != "ImageObject" or not self.sees_through(cover)

    def sees_through(self, picture: Thing) -> bool:
        """Whether what lies under a picture is seen."""
        return self._clear(attribute(picture.element, "ResourceID"))

    def _outlined(self, thing: Thing) -> bool:
        return attribute(thing.element, "Stroke") == "true"


def _things(element: Element, origin: tuple[float, float], visible: bool) -> Iterator[Thing]:
    """Objects in the order of painting; blocks and notes move and hide what is in them."""
    visible = visible and attribute(element, "Visible").lower() != "false"
    name = local(element)
    if name in ("TextObject", "PathObject", "ImageObject"):
        left, top, width, height = box_of(attribute(element, "Boundary"))
        yield Thing(element, (left + origin[0], top + origin[1], width, height), visible)
        return
    if name in ("Appearance", "CompositeObject"):
        left, top, _, _ = box_of(attribute(element, "Boundary"))
        origin = (origin[0] + left, origin[1] + top)
    for child in element:
        yield from _things(child, origin, visible)


def _covers(element: Element) -> bool:
    if attribute(element, "Visible").lower() == "false" or _is_clear(element):
        return False
    if local(element) == "ImageObject":
        # A picture that is mixed with what is under it, or shown through a mask, covers nothing for certain.
        return attribute(element, "BlendMode") in ("", "Normal") and attribute(element, "ImageMask") == ""
    if local(element) != "PathObject" or attribute(element, "Fill").lower() != "true":
        return False
    alpha = attribute(element, "Alpha")
    light = sum(colour_of(element)) > 3 * 128
    return not (alpha.isdigit() and int(alpha) < 255 and light)


def _is_clear(element: Element) -> bool:
    """Whether the object itself or the colour it is filled with lets everything through."""
    filled = (attribute(one, "Alpha") for one in element if local(one) == "FillColor")
    return attribute(element, "Alpha") == "0" or "0" in filled


def colour_of(element: Element) -> tuple[float, float, float]:
    """The fill colour as red, green, blue; black where nothing is said."""
    for child in element:
        if local(child) == "FillColor":
            words = attribute(child, "Value").split()
            values = [float(word) for word in words if word.replace(".", "", 1).isdigit()]
            if len(values) == 1:
                return values[0], values[0], values[0]
            if len(values) == 3:
                return values[0], values[1], values[2]
            if len(values) == 4:
                cyan, magenta, yellow, black = (min(one, 255.0) / 255 for one in values)
                return tuple(255 * (1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))  # type: ignore[return-value] # three inks
    return 0.0, 0.0, 0.0


def _holds(thing: Thing, x: float, y: float) -> bool:
    left, top, width, height = thing.box
    if not (left <= x <= left + width and top <= y <= top + height and width > 1 and height > 1):
        return False
    return local(thing.element) != "PathObject" or is_inside(thing.element, x - left, y - top)


def box_of(written: str) -> Box:
    """Left, top, width, height of what is written; all nought where it is no box."""
    words = written.split()
    if len(words) != 4:
        return _NO_BOX
    try:
        left, top, width, height = (float(word) for word in words)
    except ValueError:
        return _NO_BOX
    return (
        (left, top, width, height) if all(abs(one) < 1e6 for one in (left, top, width, height)) else _NO_BOX
    )


def _shown(lines: list[Line]) -> list[str]:
    return [gaps_closed(radicals_undone(row.text)).strip(" ") for row in rows_of(iter(lines))]
