"""Pictures: what they say about themselves, and the picture itself for text recognition."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import ExifTags, Image

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.runs import any_text, runs
from gongkai.gateways.paper.paper import Unreadable

HUGE = "图片大得不合常理，不予打开；请缩小后再提交。"
_SMALLEST_SIDE = 8
_LONGEST_SIDE = 3_600
_LARGEST_TEXT = 5_000_000
_AFTER_PIXELS = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PNG_PIXELS = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD",
                         b"hIST", b"sBIT", b"acTL", b"fcTL", b"fdAT"})  # fmt: skip


def read_picture(data: bytes, name: str, gathering: Gathering) -> str:
    """A picture file: metadata, everything put behind its end, and each frame handed on for text recognition."""
    picture = opened(data, gathering)
    kind = (picture.format or "").lower()
    if kind == "png":
        words, end = _png_words(data)
    elif kind in ("jpeg", "mpo"):
        words, end = _jpeg_words(data)
    else:
        words, end = [line for line in runs(data) if len(line) > 8], len(data)
    gathering.add("元数据", PartKind.METADATA, dict.fromkeys([*_exif(picture), *_said(picture), *words]))
    if data[end:].strip(b"\x00 \r\n"):
        gathering.inner("图片末尾夹带的数据", data[end:].lstrip(b"\x00"), PartKind.EMBEDDED, named=False)
    thumbnail = _thumbnail(data)
    if thumbnail:
        gathering.inner("缩略图", thumbnail, PartKind.METADATA, named=False)
    for number, frame in enumerate(_frames(picture, gathering.limits.pictures + 1), 1):
        hand_on(frame, "图片" if number == 1 else f"图片第 {number} 幅", gathering)
    return "jpeg" if kind == "mpo" else kind


def _frames(picture: Image.Image, most: int) -> Iterator[Image.Image]:
    """The pictures of a file that holds several: pages of a fax, steps of an animation."""
    for number in range(most):
        try:
            picture.seek(number)
        except EOFError:
            return
        except Exception as error:  # noqa: BLE001 - as for opening
            raise Unreadable(DAMAGED) from error
        yield picture


def opened(data: bytes, gathering: Gathering) -> Image.Image:
    """The picture, its size checked before a pixel is unpacked."""
    Image.MAX_IMAGE_PIXELS = gathering.limits.pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Unreadable(HUGE) from error
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - readers of pictures fail in countless ways; the answer is the same
        raise Unreadable(DAMAGED) from error
    if picture.width * picture.height > gathering.limits.pixels:
        raise Unreadable(HUGE)
    return picture


def hand_on(
    picture: Image.Image, name: str, gathering: Gathering, kind: PartKind = PartKind.PICTURE_TEXT
) -> None:
    """Gives the picture to text recognition: grey, on white, not too fine; nothing can be written on a dot."""
    if min(picture.size) < _SMALLEST_SIDE:
        return
    gathering.unpacks(picture.width * picture.height)
    try:
        # Transparent ground would turn black under black type.
        if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
            over = picture.convert("RGBA")
            ground = Image.new("RGBA", over.size, "white")
            image = Image.alpha_composite(ground, over).convert("L")
        else:
            image = picture.convert("L")
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - as above: half a picture is no picture
        raise Unreadable(DAMAGED) from error
    if image.getextrema()[0] == image.getextrema()[1]:
        return
    longest = max(image.size)
    if longest > _LONGEST_SIDE:
        # Recognition is made for type of 20 to 60 dots; finer scans are read worse, not better.
        share = _LONGEST_SIDE / longest
        image = image.resize(
            (max(1, int(image.width * share)), max(1, int(image.height * share))), Image.Resampling.LANCZOS
        )
    held = BytesIO()
    image.save(held, "PNG", compress_level=1)
    gathering.picture(name, kind, held.getvalue())


def _said(picture: Image.Image) -> Iterator[str]:
    for key, value in picture.info.items():
        if isinstance(value, str):
            yield f"{key}：{value}"
        elif isinstance(value, bytes) and key not in ("exif", "icc_profile"):
            yield from runs(value)


def _exif(picture: Image.Image) -> Iterator[str]:
    """Every tag of every directory (camera, place), those of Windows in UTF-16."""
    try:
        exif = picture.getexif()
        tables = [dict(exif)] + [dict(exif.get_ifd(place)) for place in (0x8769, 0x8825, 0xA005)]
    except Exception as error:  # noqa: BLE001 - damaged metadata is what it says it is not; the bytes are looked at too
        raise Unreadable(DAMAGED) from error
    for table in tables:
        for tag, value in table.items():
            label = ExifTags.TAGS.get(tag) or ExifTags.GPSTAGS.get(tag) or str(tag)
            if isinstance(value, bytes):
                text = value.decode("utf-16-le", "ignore") if label.startswith("XP") else "".join(runs(value))
            else:
                text = str(value)
            if text.strip("\x00 "):
                yield f"{label}：{text.strip(chr(0))}"


def _png_words(data: bytes) -> tuple[list[str], int]:
    """The text chunks and any unknown ones; where the picture ends."""
    words: list[str] = []
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I", data, at)[0], data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            words.append(_chunk_text(kind, content))
        elif kind == b"IEND":
            break
        elif kind not in _PNG_PIXELS:
            words += runs(content)
    return words, min(at, len(data))


def _chunk_text(kind: bytes, content: bytes) -> str:
    key, _, rest = content.partition(b"\x00")
    packed = rest[1:] if kind == b"zTXt" else b""
    if kind == b"iTXt" and len(rest) > 2:
        zipped, rest = rest[0] == 1, rest[2:]
        _, _, rest = rest.partition(b"\x00")
        _, _, rest = rest.partition(b"\x00")
        packed = rest if zipped else b""
    if packed:
        try:
            rest = zlib.decompressobj().decompress(packed, _LARGEST_TEXT)
        except zlib.error as error:
            raise Unreadable(DAMAGED) from error
    return f"{any_text(key)}：{any_text(rest)}"


def _jpeg_words(data: bytes) -> tuple[list[str], int]:
    """Comments and application segments; the end is behind the last marker of the main picture."""
    words: list[str] = []
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if marker == 0xD9:
            return words, at + 2
        content = data[at + 4 : at + 2 + length]
        if marker == 0xFE:
            words.append(any_text(content))
        elif 0xE1 <= marker <= 0xEF:
            words += runs(content)
        at += 2 + length
        if marker == 0xDA:
            # Pixels run to the next marker that is neither a stuffed byte nor a restart.
            following = _AFTER_PIXELS.search(data, at)
            at = following.start() if following else len(data)
    return words, at + 2 if data[at : at + 2] == b"\xff\xd9" else len(data)


def _thumbnail(data: bytes) -> bytes:
    """The small picture kept in the metadata of a photograph: often what it was before it was cut."""
    at = data.find(b"Exif\x00\x00", 0, 70_000)
    start = data.find(b"\xff\xd8\xff", at) if at >= 0 else -1
    if start < 0 or start > at + 65_536:
        return b""
    end = data.find(b"\xff\xd9", start)
    return data[start : end + 2] if end >= 0 else b""
