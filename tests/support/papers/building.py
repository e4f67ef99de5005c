"""`build(format, place, secret)`: a file of a format with a secret in a place; `HIDING_PLACES` lists what there is.

Every place has one or more ways of hiding; `ways(format, place)` names them, `build` takes the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.support.papers.ofds import OFD
from tests.support.papers.pdfs import PDF
from tests.support.papers.pictures import JPEG, PNG
from tests.support.papers.sheets import XLSX
from tests.support.papers.texts import CSV, HTML, JSON, TXT, ZIP
from tests.support.papers.word import DOCX

from gongkai.core.screening.parts import PartKind

_ALL: dict[str, dict[PartKind, dict[str, Callable[[str], bytes]]]] = {
    "docx": DOCX,
    "xlsx": XLSX,
    "pdf": PDF,
    "ofd": OFD,
    "html": HTML,
    "txt": TXT,
    "csv": CSV,
    "json": JSON,
    "zip": ZIP,
    "png": PNG,
    "jpeg": JPEG,
}
NEEDS_RECOGNITION = PartKind.PICTURE_TEXT
"""What stands in this place can only be read where tesseract is installed; Chinese drawn needs a Chinese font too."""

HIDING_PLACES: dict[str, tuple[PartKind, ...]] = {name: tuple(places) for name, places in _ALL.items()}


def ways(format_name: str, place: PartKind) -> tuple[str, ...]:
    """The ways in which a text can be hidden in a place."""
    return tuple(_ALL[format_name][place])


def build(format_name: str, place: PartKind, secret: str, way: str = "") -> bytes:
    """The bytes of a file; `way` may be left out for the usual one."""
    makers = _ALL[format_name][place]
    return makers[way or next(iter(makers))](secret)


def file_name(format_name: str) -> str:
    """A name of the kind that such a file has; formats told only by their name need it."""
    return f"通知.{ {'jpeg': 'jpg'}.get(format_name, format_name) }"


def every_way() -> Iterator[tuple[str, PartKind, str]]:
    """All formats, places and ways, in their order."""
    for format_name, places in _ALL.items():
        for place, makers in places.items():
            for way in makers:
                yield format_name, place, way
