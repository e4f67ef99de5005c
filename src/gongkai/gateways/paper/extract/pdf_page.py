"""One PDF page read: each character in sight, hidden, covered or off the page; pictures handed on."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.pdf_pictures import Pictures
from gongkai.gateways.paper.extract.pdf_scene import IMAGE, Painted, Scene, scene_of
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.text import gaps_closed, radicals_undone

_INVISIBLE_MODES = (3, 7)
_TINY = 1.6
_ALIKE = 0.08
_UNMAPPED = 0.02


@dataclass(slots=True)
class PageText:
    """The characters of a page by where they stand, lines parted by line ends; `unmapped` have no known meaning."""

    by_kind: dict[PartKind, str] = field(default_factory=dict)
    unmapped: int = 0
    characters: int = 0


def read_page(
    document: pdfium.PdfDocument,
    number: int,
    name: str,
    gathering: Gathering,
    *,
    hidden_layers: frozenset[str] = frozenset(),
    base: PartKind = PartKind.BODY,
) -> str:
    """Gathers one page under `name`, what is in sight as `base`; its whole text comes back."""
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise Unreadable(DAMAGED) from error
    scene = scene_of(page)
    if scene.truncated:
        gathering.cannot(name, "这一页上的对象多得不合常理，没有读完。")
    found = PageReader(page, text_page, scene, hidden_layers).read()
    for kind, text in found.by_kind.items():
        shown = base if kind is PartKind.BODY else kind
        label = name if shown is base else f"{name}!{kind.title}"
        lines = (gaps_closed(radicals_undone(line)).strip(" ") for line in text.split("\n"))
        gathering.add(label, shown, [line for line in lines if line.strip()])
    text_page.close()
    picture_kind = PartKind.PICTURE_TEXT if base is PartKind.BODY else base
    doubtful = found.unmapped > 2 and found.unmapped > found.characters * _UNMAPPED
    Pictures(page, scene, gathering, name=name, kind=picture_kind).hand_on(
        without_text=not found.by_kind.get(PartKind.BODY, "").strip(), doubtful=doubtful
    )
    page.close()
    return "\n".join(found.by_kind.values())


def _end_line(line: list[tuple[PartKind, str]], held: dict[PartKind, list[str]]) -> None:
    """A line of which a part is hidden is also kept whole under what hides it: half a number is found by nobody."""
    kinds = dict.fromkeys(kind for kind, _ in line)
    for kind in kinds:
        chars = (char for its, char in line if kind is not PartKind.BODY or its is kind)
        held.setdefault(kind, []).append("".join(chars))


class PageReader:
    """Tells the characters of a page apart by whether they are seen."""

    def __init__(self, page: Any, text_page: Any, scene: Scene, hidden_layers: frozenset[str]) -> None:
        self._text = text_page
        self._scene = scene
        self._layers = hidden_layers
        self._crop = page.get_bbox()
        self._masks: dict[int, _Mask] = {}
        self._page, self._document = page, page.pdf
        # Once in a page: whether any text object calls for a look at each of its characters.
        self._plain = not scene._strips

    def read(self) -> PageText:
        found = PageText()
        held: dict[PartKind, list[str]] = {}
        line: list[tuple[PartKind, str]] = []
        last = PartKind.BODY
        count = self._text.count_chars()
        for at in range(count):
            code = pdfium_c.FPDFText_GetUnicode(self._text.raw, at)
            char = chr(code) if 0 < code < 0x110000 else ""
            if char in ("\r", "\x00", "\ufffe", "\uffff"):
                continue
            if char == "\n":
                _end_line(line, held)
                line = []
                continue
            if pdfium_c.FPDFText_IsGenerated(self._text.raw, at) == 1:
                line.append((last, self._space(at, count) if char == " " else char))
                continue
            found.characters += 1
            if pdfium_c.FPDFText_HasUnicodeMapError(self._text.raw, at) == 1 or "\ue000" <= char <= "\uf8ff":
                found.unmapped += 1
            last = self.kind_at(at)
            line.append((last, char))
        _end_line(line, held)
        found.by_kind = {kind: "\n".join(lines) for kind, lines in held.items()}
        return found

    def _space(self, at: int, count: int) -> str:
        """A gap wider than a character parts cells of a table, not words of a sentence."""
        if not 0 < at < count - 1:
            return " "
        before, after = self._text.get_charbox(at - 1), self._text.get_charbox(at + 1)
        height = max(before[3] - before[1], after[3] - after[1], 1.0)
        return "\t" if after[0] - before[2] > height * 1.2 else " "

    def kind_at(self, at: int) -> PartKind:
        """Whether a character of the page is in sight (BODY), hidden, covered or off the page."""
        handle = pdfium_c.FPDFText_GetTextObject(self._text.raw, at)
        text = self._scene.at.get(ctypes.addressof(handle.contents)) if handle else None
        left, bottom, right, top = self._text.get_charbox(at)
        x, y = (left + right) / 2, (bottom + top) / 2
        crop = self._crop
        if not (crop[0] <= x <= crop[2] and crop[1] <= y <= crop[3]):
            return PartKind.OUTSIDE_PAGE
        if text is None:
            return PartKind.BODY
        if text.mode in _INVISIBLE_MODES or text.size < _TINY or text.colour[3] < 0.05:
            return PartKind.HIDDEN_TEXT
        if text.layer and text.layer in self._layers:
            return PartKind.HIDDEN_TEXT
        if not self._plain:
            cover = self._scene.cover_over(text, x, y)
            if cover is not None and self._opaque(cover, x, y):
                return PartKind.COVERED_TEXT
        return PartKind.HIDDEN_TEXT if self._like_ground(text, x, y) else PartKind.BODY

    def _like_ground(self, text: Painted, x: float, y: float) -> bool:
        """Whether the type has the colour of what lies under it: white on paper, black on black."""
        if text.mode in (1, 2, 5, 6):
            return False
        ground = None if self._plain else self._scene.ground_under(text, x, y)
        if ground is not None and ground.kind == IMAGE:
            return False
        under = ground.colour if ground is not None else (1.0, 1.0, 1.0, 1.0)
        return all(abs(one - other) < _ALIKE for one, other in zip(text.colour[:3], under[:3], strict=True))

    def _opaque(self, cover: Painted, x: float, y: float) -> bool:
        """A seal is a picture one sees through: what counts is the picture's alpha at the place."""
        if cover.kind != IMAGE:
            return True
        if cover.order not in self._masks:
            self._masks[cover.order] = _Mask.of(self._document, self._page, cover)
        return self._masks[cover.order].opaque_at(x, y)


@dataclass(frozen=True, slots=True)
class _Mask:
    box: tuple[float, float, float, float]
    width: int = 0
    height: int = 0
    stride: int = 0
    alpha: bytes = b""

    @classmethod
    def of(cls, document: Any, page: Any, cover: Painted) -> _Mask:
        bitmap = pdfium_c.FPDFImageObj_GetRenderedBitmap(document.raw, page.raw, cover.handle)
        if not bitmap:
            return cls(cover.box)
        try:
            if pdfium_c.FPDFBitmap_GetFormat(bitmap) not in (4, 5):
                return cls(cover.box)
            width, height = pdfium_c.FPDFBitmap_GetWidth(bitmap), pdfium_c.FPDFBitmap_GetHeight(bitmap)
            stride = pdfium_c.FPDFBitmap_GetStride(bitmap)
            start = pdfium_c.FPDFBitmap_GetBuffer(bitmap)
            known = pdfium_c.FPDFBitmap_GetFormat(bitmap) == 4
            pixels = ctypes.string_at(start, stride * height) if start and known else b""
            return cls(cover.box, width, height, stride, pixels)
        finally:
            pdfium_c.FPDFBitmap_Destroy(bitmap)

    def opaque_at(self, x: float, y: float) -> bool:
        if not self.alpha:
            return True
        left, bottom, right, top = self.box
        across = min(int((x - left) / max(right - left, 0.01) * self.width), self.width - 1)
        down = min(int((top - y) / max(top - bottom, 0.01) * self.height), self.height - 1)
        place = max(down, 0) * self.stride + max(across, 0) * 4 + 3
        return place >= len(self.alpha) or self.alpha[place] > 128
