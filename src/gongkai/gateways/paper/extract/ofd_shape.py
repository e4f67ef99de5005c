"""The shape of a path in OFD: whether a point lies in what it fills."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from gongkai.gateways.paper.extract.xmltext import attribute, local

Point = tuple[float, float]
_TAKEN = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_LONGEST = 200_000


def is_inside(path: Element, x: float, y: float) -> bool:
    """Whether a filled PathObject covers a point, counted from the corner of its box in millimetres.

    Curves are taken as straight between their ends. In doubt it does: a path that cannot be made out, or with arcs.
    """
    polygons = outlines(path)
    if not polygons:
        return True
    inside = _undone(attribute(path, "CTM"), x, y)
    if inside is None:
        return True
    crossings = sum(_crossings(polygon, *inside) for polygon in polygons)
    turns = sum(_turns(polygon, *inside) for polygon in polygons)
    return crossings % 2 == 1 if attribute(path, "Rule") == "Even-Odd" else turns != 0


def outlines(path: Element) -> list[list[Point]]:
    """The corners of each stretch of a path, in its own measure; none where the path cannot be made out."""
    data = next((one.text or "" for one in path if local(one) == "AbbreviatedData"), "")
    if not data.strip() or len(data) > _LONGEST:
        return []
    try:
        return [polygon for polygon in _polygons(data.split()) if len(polygon) > 2]
    except (ValueError, IndexError):
        return []


def rectangle_of(path: Element) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of a path that is one upright rectangle, from the corner of its box; else None."""
    polygons = outlines(path)
    matrix = numbers(attribute(path, "CTM"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    if len(polygons) != 1 or matrix[1] or matrix[2]:
        return None
    corners = polygons[0][:-1] if polygons[0][0] == polygons[0][-1] else polygons[0]
    across, down = sorted({x for x, _ in corners}), sorted({y for _, y in corners})
    if len(corners) != 4 or len(across) != 2 or len(down) != 2 or len(set(corners)) != 4:
        return None
    a, _, _, d, e, f = matrix
    xs, ys = sorted(a * x + e for x in across), sorted(d * y + f for y in down)
    return xs[0], ys[0], xs[1], ys[1]


def numbers(written: str, count: int) -> tuple[float, ...] | None:
    """That many numbers; None where something else is written."""
    words = written.split()
    if len(words) != count:
        return None
    try:
        found = tuple(float(word) for word in words)
    except ValueError:
        return None
    return found if all(abs(one) < 1e6 for one in found) else None


def _polygons(words: list[str]) -> Iterator[list[Point]]:
    current: list[Point] = []
    at = 0
    while at < len(words):
        command = words[at]
        taken = _TAKEN.get(command)
        if taken is None or command == "A":
            raise ValueError(command)
        values = [float(word) for word in words[at + 1 : at + 1 + taken]]
        if len(values) < taken:
            raise IndexError(at)
        at += 1 + taken
        if command in ("S", "M"):
            yield current
            current = []
        if taken:
            current.append((values[-2], values[-1]))
    yield current


def _undone(written: str, x: float, y: float) -> Point | None:
    """The point before the matrix was applied."""
    matrix = numbers(written, 6)
    if matrix is None:
        return None if written.strip() else (x, y)
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    if abs(area) < 1e-9:
        return None
    return (d * (x - e) - c * (y - f)) / area, (a * (y - f) - b * (x - e)) / area


def _sides(polygon: list[Point]) -> Iterator[tuple[Point, Point]]:
    return pairwise([*polygon, polygon[0]])


def _crossings(polygon: list[Point], x: float, y: float) -> int:
    return sum(1 for _ in _crossed(polygon, x, y))


def _turns(polygon: list[Point], x: float, y: float) -> int:
    return sum(_crossed(polygon, x, y))


def _crossed(polygon: list[Point], x: float, y: float) -> Iterator[int]:
    """+1 or -1 for each side that a line from the point to the right crosses, by the way the side goes."""
    for (x1, y1), (x2, y2) in _sides(polygon):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            yield 1 if y2 > y1 else -1
