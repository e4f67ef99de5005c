"""A PDF from which nothing is withheld, kept as it is drawn: pages with the fonts and pictures they use, nothing else.

Letters stay letters and lines stay lines. Where the extractor, looking at the result afresh, finds anything that is not
in sight, the pages have to become pictures after all.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Dictionary, Name

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.cage import take_apart
from gongkai.gateways.paper.extract.pdf_scene import IMAGE, PATH, SHADING, Painted, scene_of
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.pdf_used import NotKept, Resources
from gongkai.gateways.paper.redact.pictures import bare_jpeg

_FAILS = (
    pikepdf.PdfError,
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    NotKept,
    Unreadable,
)
_IMAGE_KEYS = frozenset(
    {
        "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Decode", "/DecodeParms",
        "/Filter",
        "/ImageMask", "/Mask", "/SMask", "/Interpolate", "/Intent", "/Matte", "/SMaskInData", "/Length",
    }
)  # fmt: skip
_DROPPED = frozenset(
    {
        "/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents", "/OC", "/Alternates", "/OPI",
        "/Thumb", "/FontFamily", "/CharSet", "/CIDSet",
        "/Measure", "/PtData", "/ActualText", "/Alt", "/E", "/Ref", "/Name",
    }
)  # fmt: skip
_EDGE = 3.0


def kept(data: bytes, limits: Limits, folder: Path) -> bytes | None:
    """The document anew with its pages as they are drawn; None where that would take along what readers do not see.

    `folder` is where pictures are put down for a look; nobody needs them afterwards.
    """
    try:
        if not _pictures_are_whole(data):
            return None
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as source:
            if "/OCProperties" in source.Root:
                return None
            made = _copied(source)
    except _FAILS:
        return None
    return made if _all_in_sight(made, limits, folder) else None


def _copied(source: pikepdf.Pdf) -> bytes:
    with pikepdf.new() as pdf:
        shared: dict[tuple[int, int], Any] = {}
        for page in source.pages:
            resources = Resources(pdf, shared)
            content = resources.rewritten(page.obj, page.resources)
            box = [float(edge) for edge in page.cropbox]
            pdf.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
            new = pdf.pages[-1].obj
            new.MediaBox = pikepdf.Array(box)
            if page.obj.get("/Rotate"):
                new.Rotate = int(page.obj.Rotate)
            new.Resources, new.Contents = resources.kept(), pdf.make_stream(content)
        for one in pdf.objects:
            _bare(one)
        pdf.remove_unreferenced_resources()
        held = BytesIO()
        pdf.save(
            held,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
        return held.getvalue()


def _bare(one: Any) -> None:
    """Takes off an object what only says something about it; pictures lose what they say about themselves."""
    held = one.stream_dict if isinstance(one, pikepdf.Stream) else one
    if not isinstance(held, Dictionary):
        return
    picture = isinstance(one, pikepdf.Stream) and held.get("/Subtype") == Name.Image
    for key in list(held.keys()):
        if (picture and key not in _IMAGE_KEYS) or key in _DROPPED:
            del held[key]
        elif key in ("/BaseFont", "/FontName") and not str(held[key]).isascii():
            # 仿宋 by its own name is a word in the file; a subset that comes along needs none.
            held[key] = Name(f"/GKFACE+Face{_letters(zlib.crc32(str(held[key]).encode()))}")
    if picture and held.get("/Filter") in (Name.DCTDecode, pikepdf.Array([Name.DCTDecode])):
        one.write(bare_jpeg(one.read_raw_bytes()), filter=Name.DCTDecode)


def _letters(number: int) -> str:
    return "".join(chr(97 + number // 16**at % 16) for at in range(8))


def _pictures_are_whole(data: bytes) -> bool:
    """Whether every picture lies on its page and nothing lies over it: what is cut off or covered is still in it."""
    document = pdfium.PdfDocument(data)
    try:
        for number in range(len(document)):
            page = document[number]
            scene = scene_of(page)
            if scene.truncated or not all(
                _is_whole(one, page.get_bbox(), scene.objects) for one in scene.of_kind(IMAGE)
            ):
                return False
            page.close()
        return True
    finally:
        document.close()


def _is_whole(image: Painted, page: tuple[float, float, float, float], others: list[Painted]) -> bool:
    left, bottom, right, top = image.box
    if left < page[0] - _EDGE or bottom < page[1] - _EDGE or right > page[2] + _EDGE or top > page[3] + _EDGE:
        return False
    return not any(
        other.order > image.order and _hides(other) and _meet(image.box, other.box) for other in others
    )


def _hides(other: Painted) -> bool:
    return other.kind in (IMAGE, SHADING) or (other.kind == PATH and other.mode != 0)


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return across > _EDGE and up > _EDGE


def _all_in_sight(made: bytes, limits: Limits, folder: Path) -> bool:
    said = take_apart(made, {"name": ""}, limits, folder)
    return not said.get("unread", [True]) and all(PartKind(kind).in_sight for _, kind, _ in said["parts"])
