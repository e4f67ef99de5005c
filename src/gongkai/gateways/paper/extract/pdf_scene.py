"""What is painted on a PDF page, in the order it is painted: texts, filled shapes and pictures, by their places."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2.raw as pdfium_c

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST_FORM = 20
_MOST_OBJECTS = 200_000
_THIN = 2.0
_STRIP = 12.0
_DARK = 0.5
_FAINT = 0.3


@dataclass(frozen=True, slots=True)
class Painted:
    """One object: `order` of painting, its box in the page's space, colour as red, green, blue, alpha from 0 to 1."""

    kind: int
    order: int
    box: Box
    colour: tuple[float, float, float, float]
    see_through: bool
    handle: Any
    mode: int = 0
    size: float = 0.0
    layer: str = ""

    def holds(self, x: float, y: float) -> bool:
        left, bottom, right, top = self.box
        return left <= x <= right and bottom <= y <= top

    @property
    def lightness(self) -> float:
        red, green, blue, _ = self.colour
        return 0.3 * red + 0.59 * green + 0.11 * blue


@dataclass(slots=True)
class Scene:
    """All objects of a page. `at` finds a text object by its address; grounds and covers are found by height."""

    objects: list[Painted] = field(default_factory=list)
    at: dict[int, Painted] = field(default_factory=dict)
    _strips: dict[int, list[Painted]] = field(default_factory=dict)
    truncated: bool = False

    def add(self, one: Painted) -> None:
        self.objects.append(one)
        if one.kind == TEXT:
            self.at[ctypes.addressof(one.handle.contents)] = one
        elif _can_cover(one):
            low, high = int(one.box[1] // _STRIP), int(one.box[3] // _STRIP)
            # A box without end lies over every strip; the page is not taller than this.
            for strip in range(max(low, -200), min(high, 1500) + 1):
                self._strips.setdefault(strip, []).append(one)

    def cover_over(self, text: Painted, x: float, y: float) -> Painted | None:
        """What was painted over the place later than the text, unless one sees through it."""
        for one in reversed(self._strips.get(int(y // _STRIP), ())):
            if one.order <= text.order:
                return None
            if one.holds(x, y) and _covers(one):
                return one
        return None

    def ground_under(self, text: Painted, x: float, y: float) -> Painted | None:
        """What was painted at the place before the text; None for bare paper."""
        for one in reversed(self._strips.get(int(y // _STRIP), ())):
            if one.order < text.order and one.holds(x, y) and one.colour[3] > _FAINT:
                return one
        return None

    def of_kind(self, kind: int) -> list[Painted]:
        return [one for one in self.objects if one.kind == kind]


def scene_of(page: Any) -> Scene:
    """The scene of an open page, forms within forms unfolded."""
    scene = Scene()
    count = pdfium_c.FPDFPage_CountObjects(page.raw)
    handles = (pdfium_c.FPDFPage_GetObject(page.raw, at) for at in range(count))
    for handle, matrix in _unfolded(handles, _IDENTITY, 0):
        if len(scene.objects) >= _MOST_OBJECTS:
            scene.truncated = True
            break
        scene.add(_painted(handle, matrix, len(scene.objects)))
    return scene


def _unfolded(handles: Iterator[Any], matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    for handle in handles:
        if not handle:
            continue
        if pdfium_c.FPDFPageObj_GetType(handle) == FORM and depth < _DEEPEST_FORM:
            count = pdfium_c.FPDFFormObj_CountObjects(handle)
            inner = (
                pdfium_c.FPDFFormObj_GetObject(handle, at)
                for at in range(count if 0 < count < 1 << 24 else 0)
            )
            yield from _unfolded(inner, _product(_matrix(handle), matrix), depth + 1)
        else:
            yield handle, matrix


def _painted(handle: Any, matrix: Matrix, order: int) -> Painted:
    kind = pdfium_c.FPDFPageObj_GetType(handle)
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium_c.FPDFPageObj_GetBounds(handle, *edges)
    box = _moved((edges[0].value, edges[1].value, edges[2].value, edges[3].value), matrix)
    see_through = bool(pdfium_c.FPDFPageObj_HasTransparency(handle))
    if kind == TEXT:
        size = ctypes.c_float()
        pdfium_c.FPDFTextObj_GetFontSize(handle, size)
        scale = max(abs(one) for one in _product(_matrix(handle), matrix)[:4])
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle)
        return Painted(
            kind,
            order,
            box,
            _fill(handle),
            see_through,
            handle,
            mode,
            abs(size.value) * scale,
            _layer(handle),
        )
    mode = _fill_mode(handle) if kind == PATH else 1
    return Painted(kind, order, box, _fill(handle), see_through, handle, mode)


def _can_cover(one: Painted) -> bool:
    left, bottom, right, top = one.box
    filled = one.kind in (IMAGE, SHADING) or (one.kind == PATH and one.mode != 0)
    return filled and right - left >= _THIN and top - bottom >= _THIN


def _covers(one: Painted) -> bool:
    """A marker pen is light and lets one see through; a black bar is neither, whatever its blending says."""
    alpha = one.colour[3]
    if one.kind == PATH and (one.see_through or alpha < 1.0):
        return one.lightness < _DARK and alpha > 0.6
    return True


def _fill(handle: Any) -> tuple[float, float, float, float]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetFillColor(handle, *parts):
        return 0.0, 0.0, 0.0, 1.0
    red, green, blue, alpha = (min(one.value, 255) / 255 for one in parts)
    return red, green, blue, alpha


def _fill_mode(handle: Any) -> int:
    mode, stroke = ctypes.c_int(), pdfium_c.FPDF_BOOL()
    return mode.value if pdfium_c.FPDFPath_GetDrawMode(handle, mode, stroke) else 0


def _layer(handle: Any) -> str:
    """The name of the layer (optional content) that the object is marked as belonging to."""
    for at in range(min(pdfium_c.FPDFPageObj_CountMarks(handle), 20)):
        mark = pdfium_c.FPDFPageObj_GetMark(handle, at)
        held = ctypes.create_string_buffer(512)
        size = ctypes.c_ulong()
        words = ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort))
        if (
            pdfium_c.FPDFPageObjMark_GetName(mark, words, 512, size)
            and held.raw[: size.value].decode("utf-16-le", "ignore").rstrip("\0") == "OC"
            and pdfium_c.FPDFPageObjMark_GetParamBlobValue(
                mark, b"Name", ctypes.cast(held, ctypes.POINTER(ctypes.c_ubyte)), 512, size
            )
        ):
            return str(pikepdf.String(held.raw[: size.value]))
    return ""


def _matrix(handle: Any) -> Matrix:
    held = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(handle, held):
        return _IDENTITY
    return held.a, held.b, held.c, held.d, held.e, held.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(box: Box, matrix: Matrix) -> Box:
    if matrix == _IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)
