"""A page as a picture: rendered, painted over where something is withheld, marks set in, coded as small as it goes."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageDraw

from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.labels import SHORT, legend_of
from gongkai.gateways.paper.redact.pdf_letters import Box, Patch

DOTS_PER_INCH = 200
_COARSEST = 72
_HUGE = "有一页大得不合常理，不予处理；请按常用纸张重新导出。"
_PAPER, _EDGE = (255, 255, 255), (96, 96, 96)
_LEAST_POINTS = 5.0
_ALIKE_COLOURS = 2_000
_QUALITY = 88
_NEARLY_WHITE = 250
_MOSTLY = 0.5
_FOOT, _FOOT_LEFT, _FOOT_POINTS = 14.0, 40.0, 8.5


@dataclass(slots=True)
class Labels:
    """The marks set in type; pictures of them are made when they are wanted."""

    data: bytes
    marks: list[str]
    _pages: dict[int, Image.Image] = field(default_factory=dict)

    def fitting(self, mark: str, width: int, height: int, dots: float) -> tuple[Image.Image | None, bool]:
        """The mark as a picture that fits into a box of pixels; False: only the short one was large enough."""
        shown = " ".join(mark.split())
        for name in [shown, SHORT] if legend_of(shown) else [shown]:
            picture = self.picture(name)
            if picture is None:
                continue
            scale = min(width / picture.width, height * 0.9 / picture.height)
            if name != shown or not legend_of(shown) or picture.height * scale / dots * 72 >= _LEAST_POINTS:
                size = (max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))
                return picture.resize(size, Image.Resampling.LANCZOS), name == shown
        return None, False

    def picture(self, name: str) -> Image.Image | None:
        """A line set in type, in six times its size; None where there are no fonts."""
        return self._picture(self.marks.index(name)) if self.data and name in self.marks else None

    def _picture(self, number: int) -> Image.Image | None:
        if number not in self._pages:
            document = pdfium.PdfDocument(self.data)
            if number >= len(document):
                return None
            self._pages[number] = document[number].render(scale=6).to_pil().convert("RGB")
            document.close()
        return self._pages[number]


class Canvas:
    """One page in pixels. Boxes come in points of the page as it is kept, turned by what the page itself says."""

    def __init__(self, page: Any, limits: Limits) -> None:
        self.width, self.height = page.get_size()
        scale = DOTS_PER_INCH / 72
        if (
            self.width < 1
            or self.height < 1
            or self.width * self.height * (_COARSEST / 72) ** 2 > limits.pixels
        ):
            raise Unreadable(_HUGE)
        scale = min(scale, (limits.pixels / (self.width * self.height)) ** 0.5)
        self.scale = scale
        self._page = page
        self.picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page as it is kept stands on the page as it is seen, in points from the lower left."""
        across, down = pdfium_c.c_int(), pdfium_c.c_int()
        fine = 20
        pdfium_c.FPDF_PageToDevice(
            self._page.raw, 0, 0, round(self.width * fine), round(self.height * fine), 0, x, y, across, down
        )
        return across.value / fine, self.height - down.value / fine

    def paint(self, patch: Patch, mark: str, labels: Labels) -> bool:
        """Paints a patch over with paper, edges it, sets its mark in; False: the mark lacks its ground."""
        left, top, right, bottom = self._pixels(patch.box)
        if right - left < 2 or bottom - top < 2:
            return True
        draw = ImageDraw.Draw(self.picture)
        draw.rectangle(
            (left, top, right - 1, bottom - 1),
            fill=_PAPER,
            outline=_EDGE,
            width=max(1, round(self.scale / 3)),
        )
        if not mark:
            return True
        upright = bottom - top > 2 * (right - left)
        room = (bottom - top, right - left) if upright else (right - left, bottom - top)
        label, whole = labels.fitting(mark, max(1, room[0] - 4), max(1, room[1] - 2), self.scale * 72)
        if label is not None:
            label = label.rotate(-90, expand=True) if upright else label
            self.picture.paste(label, ((left + right - label.width) // 2, (top + bottom - label.height) // 2))
        return whole

    def explain(self, marks: list[str], labels: Labels) -> None:
        """Lines at the foot of the page, as far as it is empty there, on the grounds of marks that had to be short."""
        low = _FOOT
        for line in dict.fromkeys(legend_of(" ".join(mark.split())) for mark in marks):
            picture = labels.picture(line) if line else None
            if picture is None:
                continue
            height = int(_FOOT_POINTS * self.scale)
            width = int(picture.width * height / picture.height)
            left, top = int(_FOOT_LEFT * self.scale), self.picture.height - int(low * self.scale) - height
            box = (left, top, left + width, top + height)
            if (
                top < 0
                or box[2] > self.picture.width
                or self.picture.crop(box).convert("L").getextrema()[0] < 200
            ):
                continue
            self.picture.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (left, top))
            low += _FOOT_POINTS * 1.3

    def has_ink(self, box: Box) -> bool:
        """Whether anything is to be seen at a place: where all is one colour, nothing can be read."""
        left, top, right, bottom = self._pixels(box)
        if right <= left or bottom <= top:
            return False
        region = self.picture.crop((left, top, right, bottom)).convert("L")
        low, high = region.getextrema()
        return isinstance(low, int | float) and isinstance(high, int | float) and high - low > 24

    def stream(self, pdf: pikepdf.Pdf) -> pikepdf.Stream:
        """The picture as an object of a PDF."""
        data, form = _coded(self.picture)
        held = pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, **form)
        held.Width, held.Height = self.picture.size
        stream = pikepdf.Stream(pdf, data)
        stream.stream_dict = held
        return stream

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        first, last = self.place(box[0], box[1]), self.place(box[2], box[3])
        left, right = sorted((first[0] * self.scale, last[0] * self.scale))
        top, bottom = sorted(((self.height - first[1]) * self.scale, (self.height - last[1]) * self.scale))
        width, height = self.picture.size
        return (
            min(max(0, int(left) - 1), width),
            min(max(0, int(top) - 1), height),
            min(max(0, int(right) + 2), width),
            min(max(0, int(bottom) + 2), height),
        )


def _coded(picture: Image.Image) -> tuple[bytes, dict[str, Any]]:
    """The pixels, and what has to be said of them: grey pages in 16 shades, pages of few colours with a palette."""
    red, green, blue = picture.split()
    name = pikepdf.Name
    flate = {"Filter": name.FlateDecode}
    if red.tobytes() == green.tobytes() == blue.tobytes():
        if sum(red.histogram()[_NEARLY_WHITE:]) > _MOSTLY * red.width * red.height:
            return _halved(red), {"ColorSpace": name.DeviceGray, "BitsPerComponent": 4, **flate}
        return _smaller(red, {"ColorSpace": name.DeviceGray, "BitsPerComponent": 8})
    if picture.getcolors(_ALIKE_COLOURS) is None:
        return _smaller(picture, {"ColorSpace": name.DeviceRGB, "BitsPerComponent": 8})
    few = picture.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    known = bytes(255 if one >= _NEARLY_WHITE else one for one in few.getpalette() or [])
    space = pikepdf.Array([name.Indexed, name.DeviceRGB, len(known) // 3 - 1, pikepdf.String(known)])
    return zlib.compress(few.tobytes(), 9), {"ColorSpace": space, "BitsPerComponent": 8, **flate}


def _halved(grey: Image.Image) -> bytes:
    """Two pixels to a byte, rows ending on whole bytes."""
    shades = grey.point([(one + 8) // 17 for one in range(256)])
    if shades.width % 2:
        wider = Image.new("L", (shades.width + 1, shades.height), 15)
        wider.paste(shades)
        shades = wider
    pixels = shades.tobytes()
    low, high = int.from_bytes(pixels[1::2], "big"), int.from_bytes(pixels[::2], "big")
    return zlib.compress((high << 4 | low).to_bytes(len(pixels) // 2, "big"), 9)


def _smaller(image: Image.Image, form: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """As JPEG or packed, whichever is smaller."""
    held = BytesIO()
    image.save(held, "JPEG", quality=_QUALITY, optimize=True)
    packed = zlib.compress(image.tobytes(), 6)
    if len(held.getvalue()) < len(packed):
        return held.getvalue(), {**form, "Filter": pikepdf.Name.DCTDecode}
    return packed, {**form, "Filter": pikepdf.Name.FlateDecode}
