"""Pictures for tests: digits or Chinese drawn on white, and what pictures say about themselves."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from gongkai.core.screening.parts import PartKind

_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
)


def drawn(text: str, size: int = 44) -> Image.Image:
    """The text in black on white; ASCII needs no font of the machine."""
    found = next((path for path in _FONTS if Path(path).exists()), None)
    font = ImageFont.truetype(found, size) if found else ImageFont.load_default(size)
    picture = Image.new("L", (80 + len(text) * size, size * 3), "white")
    ImageDraw.Draw(picture).text((40, size), text, fill="black", font=font)
    return picture


def plain(width: int = 40, height: int = 30) -> Image.Image:
    """A small picture with two colours and nothing to read."""
    picture = Image.new("L", (width, height), "white")
    ImageDraw.Draw(picture).rectangle((2, 2, width // 2, height // 2), fill="gray")
    return picture


def png(picture: Image.Image) -> bytes:
    held = BytesIO()
    picture.save(held, "PNG")
    return held.getvalue()


def png_with_text(secret: str, packed: bool = False) -> bytes:
    held, said = BytesIO(), PngImagePlugin.PngInfo()
    said.add_itxt("Comment", secret, zip=packed)
    plain().save(held, "PNG", pnginfo=said)
    return held.getvalue()


def jpeg(picture: Image.Image) -> bytes:
    held = BytesIO()
    picture.save(held, "JPEG", quality=92)
    return held.getvalue()


def jpeg_with_exif(secret: str) -> bytes:
    held, exif = BytesIO(), Image.Exif()
    exif[0x9C9B] = secret.encode("utf-16-le") + b"\x00\x00"
    plain().save(held, "JPEG", exif=exif)
    return held.getvalue()


def jpeg_with_comment(secret: str) -> bytes:
    held = BytesIO()
    plain().save(held, "JPEG", comment=secret.encode("utf-8"))
    return held.getvalue()


PNG = {
    PartKind.PICTURE_TEXT: {"drawn": lambda s: png(drawn(s))},
    PartKind.METADATA: {
        "text chunk": png_with_text,
        "packed text chunk": lambda s: png_with_text(s, packed=True),
    },
    PartKind.EMBEDDED: {"behind the end": lambda s: png(plain()) + f"名单：{s}".encode()},
}
JPEG = {
    PartKind.PICTURE_TEXT: {"drawn": lambda s: jpeg(drawn(s))},
    PartKind.METADATA: {"exif": jpeg_with_exif, "comment": jpeg_with_comment},
    PartKind.EMBEDDED: {"behind the end": lambda s: jpeg(plain()) + f"名单：{s}".encode()},
}
