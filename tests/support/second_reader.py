"""A second reader of files that shares nothing with ours: unzip and grep, openpyxl, python-docx, html.parser, pdftotext."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO

import docx
import openpyxl
import pytest

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed"
)
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def all_text(data: bytes, kind: str) -> str:
    """Everything the second reader gets out of a file."""
    readers = {"docx": _docx, "xlsx": _xlsx, "html": _html, "pdf": _pdf, "ofd": _members, "zip": _members}
    found = [*_decoded(data), *readers.get(kind, lambda _: iter(()))(data)]
    return "\n".join(found)


def squeezed(text: str) -> str:
    """Without white space and hyphens, in lower case."""
    return re.sub(r"[\s\u200b-]+", "", text).lower()


def holds(text: str, secret: str) -> bool:
    return secret in text or squeezed(secret) in squeezed(text)


def _decoded(data: bytes) -> Iterator[str]:
    for encoding in _ENCODINGS:
        yield data.decode(encoding, "ignore")


def _members(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        yield archive.comment.decode("utf-8", "ignore")
        for name in archive.namelist():
            yield name
            content = archive.read(name)
            if content.startswith(b"PK\x03\x04"):
                yield from _members(content)
            yield from _decoded(content)
            written = content.decode("utf-8", "ignore")
            yield html.unescape(re.sub(r"<[^>]*>", "", written))
            yield html.unescape(" ".join(re.findall(r'"([^"]*)"', written)))


def _docx(data: bytes) -> Iterator[str]:
    yield from _members(data)
    if b"purl.oclc.org/ooxml/wordprocessingml" in zipfile.ZipFile(BytesIO(data)).read("word/document.xml"):
        return  # python-docx does not know the strict vocabulary
    document = docx.Document(BytesIO(data))
    yield from (paragraph.text for paragraph in document.paragraphs)
    for table in document.tables:
        yield from ("\t".join(cell.text for cell in row.cells) for row in table.rows)
    properties = document.core_properties
    yield f"{properties.author} {properties.title} {properties.comments} {properties.last_modified_by}"
    for section in document.sections:
        yield from (one.text for one in (*section.header.paragraphs, *section.footer.paragraphs))


def _xlsx(data: bytes) -> Iterator[str]:
    yield from _members(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(data))
    for sheet in book.worksheets:
        yield f"{sheet.title} {sheet.sheet_state}"
        for row in sheet.iter_rows():
            yield "\t".join(str(cell.value) for cell in row if cell.value is not None)
            yield from (cell.comment.text for cell in row if cell.comment)
    yield " ".join(str(name) for name in book.defined_names)
    yield f"{book.properties.creator} {book.properties.title}"


class _Everything(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for _, value in attrs if value]


def _html(data: bytes) -> Iterator[str]:
    for written in _decoded(data):
        page = _Everything()
        page.feed(written)
        yield "".join(page.found)
        yield html.unescape(written)


def _pdf(data: bytes) -> Iterator[str]:
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            yield from _decoded(zlib.decompress(match[1].rstrip(b"\r\n")))
        except zlib.error:
            continue
    for words in (["pdftotext", "-layout", "-", "-"], ["pdftotext", "-raw", "-", "-"]):
        done = subprocess.run(words, input=data, capture_output=True, check=True, timeout=60)
        yield done.stdout.decode("utf-8", "replace")
    done = subprocess.run(["pdfinfo", "-"], input=data, capture_output=True, check=True, timeout=60)
    yield done.stdout.decode("utf-8", "replace")
