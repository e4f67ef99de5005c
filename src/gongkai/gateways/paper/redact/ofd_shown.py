"""What of the pictures on an OFD page is seen: what is cut off or lies under a bar must not come along in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element

from PIL import Image, ImageDraw

from gongkai.gateways.paper.extract.ofd_page import OfdPage, Thing, colour_of
from gongkai.gateways.paper.extract.ofd_shape import numbers, rectangle_of
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.redact.ofd_markup import number_text
from gongkai.gateways.paper.redact.pictures import WHOLE, Crop

Edges = tuple[float, float, float, float]
"""Left, top, right, bottom: millimetres on the page, or shares of a picture."""
Patch = tuple[Edges, tuple[int, int, int]]
"""A stretch of a picture that is painted over, in shares of it, and in what colour."""

_LEAST_SHARE = 0.02
_LEAST_MM = 0.5
_ALL = 0.99
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Shown:
    """`crop`: what is cut off; `patches`: what lies under bars, after the crop; `matrix`: where it then stands ("":
    where it stood); `nothing`: no reader sees any of it."""

    crop: Crop = WHOLE
    patches: tuple[Patch, ...] = ()
    matrix: str = ""
    nothing: bool = False


def shown_pictures(page: OfdPage) -> dict[Element, Shown]:
    """For each upright picture of a page what is seen of it; pictures that lie aslant are seen whole."""
    found: dict[Element, Shown] = {}
    for at, thing in enumerate(page.things):
        whole = _edges(thing)
        if whole is None or not thing.visible:
            continue
        seen = _met(whole, _corners(thing.box))
        if page.paper[2] > 0:
            seen = _met(seen, _corners(page.paper))
        if seen[2] <= seen[0] or seen[3] <= seen[1]:
            found[thing.element] = Shown(nothing=True)
            continue
        crop = _shares(whole, seen)
        patches = tuple(_patches(page, at, seen))
        if any(_area(edges) >= _ALL for edges, _ in patches):
            found[thing.element] = Shown(nothing=True)
        elif max(crop) > _LEAST_SHARE:
            found[thing.element] = Shown(crop, patches, _matrix(seen, thing))
        elif patches:
            found[thing.element] = Shown(WHOLE, patches)
    return found


def painted(data: bytes, patches: tuple[Patch, ...]) -> tuple[bytes, str]:
    """The picture with the patches painted into it, and the ending of its name."""
    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as source:
        kind = source.format or "PNG"
        image = source.convert("RGBA" if "A" in source.getbands() or "transparency" in source.info else "RGB")
    brush = ImageDraw.Draw(image)
    for (left, top, right, bottom), colour in patches:
        box = (
            int(left * image.width),
            int(top * image.height),
            max(int(left * image.width), round(right * image.width)),
            max(int(top * image.height), round(bottom * image.height)),
        )
        brush.rectangle(box, fill=(*colour, 255) if image.mode == "RGBA" else colour)
    held = BytesIO()
    if kind == "JPEG" and image.mode == "RGB":
        image.save(held, "JPEG", quality=95)
        return held.getvalue(), "jpeg"
    image.save(held, "PNG")
    return held.getvalue(), "png"


def _patches(page: OfdPage, at: int, seen: Edges) -> Iterator[Patch]:
    for order, cover in page.covers:
        if order <= at:
            continue
        if local(cover.element) == "ImageObject":
            over, colour = _edges(cover), _WHITE
            if over is None or page.sees_through(cover):
                continue
            over = _met(over, _corners(cover.box))
        else:
            corners = rectangle_of(cover.element) if _is_solid(cover.element) else None
            if corners is None:
                continue
            left, top = cover.box[:2]
            over = (corners[0] + left, corners[1] + top, corners[2] + left, corners[3] + top)
            over = _met(over, _corners(cover.box))
            red, green, blue = colour_of(cover.element)
            colour = (int(red) & 255, int(green) & 255, int(blue) & 255)
        common = _met(seen, over)
        if common[2] - common[0] >= _LEAST_MM and common[3] - common[1] >= _LEAST_MM:
            yield _within(seen, common), colour


def _is_solid(path: Element) -> bool:
    """Whether a path is filled with one colour that lets nothing through."""
    for one in path:
        if local(one) == "FillColor" and (len(one) or attribute(one, "Alpha") not in ("", "255")):
            return False
    return attribute(path, "Alpha") in ("", "255")


def _edges(thing: Thing) -> Edges | None:
    """Where an upright picture stands on the page."""
    if local(thing.element) != "ImageObject" or attribute(thing.element, "ImageMask"):
        return None
    matrix = numbers(attribute(thing.element, "CTM"), 6)
    if matrix is None or matrix[1] or matrix[2] or matrix[0] <= 0 or matrix[3] <= 0:
        return None
    left, top = thing.box[0] + matrix[4], thing.box[1] + matrix[5]
    return left, top, left + matrix[0], top + matrix[3]


def _corners(box: tuple[float, float, float, float]) -> Edges:
    return box[0], box[1], box[0] + box[2], box[1] + box[3]


def _met(one: Edges, other: Edges) -> Edges:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _area(edges: Edges) -> float:
    return (edges[2] - edges[0]) * (edges[3] - edges[1])


def _shares(whole: Edges, seen: Edges) -> Crop:
    width, height = whole[2] - whole[0], whole[3] - whole[1]
    return (
        (seen[0] - whole[0]) / width,
        (seen[1] - whole[1]) / height,
        (whole[2] - seen[2]) / width,
        (whole[3] - seen[3]) / height,
    )


def _within(seen: Edges, common: Edges) -> Edges:
    width, height = seen[2] - seen[0], seen[3] - seen[1]
    return (
        (common[0] - seen[0]) / width,
        (common[1] - seen[1]) / height,
        (common[2] - seen[0]) / width,
        (common[3] - seen[1]) / height,
    )


def _matrix(seen: Edges, thing: Thing) -> str:
    left, top = thing.box[:2]
    measures = (seen[2] - seen[0], 0.0, 0.0, seen[3] - seen[1], seen[0] - left, seen[1] - top)
    return " ".join(map(number_text, measures))
