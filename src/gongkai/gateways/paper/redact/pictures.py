"""Pictures without what they say about themselves: pixels only, and of those only what is shown."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO

from PIL import Image

from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.kinds import kind_of_any
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable

Crop = tuple[float, float, float, float]
"""Shares of the width and height cut off at left, top, right and bottom, 0 to 1."""

WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)
_HUGE = "图片大得不合常理，不予处理；请缩小后再提交。"
_BROKEN = (OSError, ValueError, SyntaxError, TypeError, struct.error, OverflowError, zlib.error)
_JPEG_KEPT = frozenset({*range(0xC0, 0xE0), 0xE0, 0xEE})
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_METAFILES = ("emf", "wmf")


def bare_picture(data: bytes, limits: Limits, crop: Crop = WHOLE) -> tuple[bytes, str] | None:
    """The picture made anew and the ending of its name; None for what is no picture.

    JPEG keeps its pixels as they are coded; other kinds become PNG. Metafiles come along unchanged: they are drawings
    whose words the leak check reads. Unreadable where the picture is damaged or too large.
    """
    kind = kind_of_any(data, "")
    if kind in _METAFILES:
        return data, kind
    if kind == "jpeg" and not any(crop):
        return bare_jpeg(data), "jpeg"
    if kind not in ("png", "jpeg", "gif", "bmp", "tiff", "webp"):
        return None
    picture = _opened(data, limits)
    try:
        picture.load()
        if any(crop):
            picture = _cropped(picture, crop)
        return _coded(picture, kind)
    except _BROKEN as error:
        raise Unreadable(DAMAGED) from error


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG with nothing but what is needed to draw it; what follows its end is left out."""
    made, at = [b"\xff\xd8", _JFIF], 2
    # The end takes two bytes only, and may be the last thing in the file.
    while at + 2 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            return b"".join([*made, b"\xff\xd9"])
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + length]
        if marker == 0xDA:
            end = _scan_end(data, at + 2 + length)
            made.append(data[at:end])
            at = end
            continue
        if marker in _JPEG_KEPT and marker != 0xE0:
            made.append(segment)
        at += 2 + length
    raise Unreadable(DAMAGED)


def _scan_end(data: bytes, at: int) -> int:
    """Where coded pixels end: at the first marker that is neither a stuffed byte nor a restart."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    raise Unreadable(DAMAGED)


def _opened(data: bytes, limits: Limits) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Unreadable(_HUGE) from error
    except _BROKEN as error:
        raise Unreadable(DAMAGED) from error


def _cropped(picture: Image.Image, crop: Crop) -> Image.Image:
    width, height = picture.size
    left, top = max(0.0, crop[0]) * width, max(0.0, crop[1]) * height
    right, bottom = (1 - max(0.0, crop[2])) * width, (1 - max(0.0, crop[3])) * height
    box = (int(left), int(top), max(int(left) + 1, round(right)), max(int(top) + 1, round(bottom)))
    return picture.crop(box)


def _coded(picture: Image.Image, kind: str) -> tuple[bytes, str]:
    made = BytesIO()
    dots = picture.info.get("dpi")
    size = {"dpi": dots} if isinstance(dots, tuple) and len(dots) == 2 else {}
    image = _only_pixels(picture)
    if kind == "jpeg":
        image.save(made, "JPEG", quality=95, **size)
        return made.getvalue(), "jpeg"
    image.save(made, "PNG", **size)
    return made.getvalue(), "png"


def _only_pixels(picture: Image.Image) -> Image.Image:
    """A picture without the notes that came with it; a palette keeps its transparency."""
    if picture.mode not in ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK"):
        picture = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    if picture.mode == "P" and "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if picture.mode == "CMYK":
        picture = picture.convert("RGB")
    bare = Image.new(picture.mode, picture.size)
    if picture.mode == "P":
        bare.putpalette(picture.getpalette() or [])
    bare.paste(picture)
    return bare
