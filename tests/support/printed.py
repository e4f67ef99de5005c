"""What can be read in the files that are handed out."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pypdfium2
from docx import Document

CHINESE_FONT_NEEDED = "needs a font with Chinese characters"


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page, spaces and line ends left out: they are the layout's."""
    document = pypdfium2.PdfDocument(data)
    try:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def pdf_about(data: bytes) -> dict[str, str]:
    """The document's properties that are not empty."""
    document = pypdfium2.PdfDocument(data)
    try:
        return {name: value for name, value in document.get_metadata_dict().items() if value}
    finally:
        document.close()


def pdf_sizes(data: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in whole millimetres."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [
            (round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in document
        ]
    finally:
        document.close()


def docx_document(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def docx_text(data: bytes) -> str:
    """Paragraphs and cells of a DOCX one after the other, spaces left out."""
    body = docx_document(data).element.body
    return "".join("".join(body.itertext()).split())


def docx_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
