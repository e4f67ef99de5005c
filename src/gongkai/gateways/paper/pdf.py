"""PDF: the text layer, line by line, by way of pdfium."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium

from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.lines import Line, blocks_from
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.parsed import Parsed

SCANNED = "这份文件是扫描件，没有文字层，读不出文字；请提交由电子文稿导出的文件，或先做文字识别（OCR）。"
_FEWEST_CHARACTERS = 10
_NAMED_PAGES = 10


def read_pdf(data: bytes, limits: Limits) -> Parsed:
    """The paragraphs of a PDF. Unreadable: damaged, locked with a password, too many pages, no text layer."""
    document = _open(data)
    pages = len(document)
    if pages > limits.pages:
        raise Unreadable(f"文件有 {pages} 页，超过 {limits.pages} 页的上限；请分册后再提交。")
    lines: list[Line] = []
    empty: list[int] = []
    for number in range(pages):
        on_page = list(_lines(document, number))
        if not on_page:
            empty.append(number + 1)
        lines += on_page
    if sum(len(line.text.strip()) for line in lines) < _FEWEST_CHARACTERS:
        raise Unreadable(SCANNED)
    notes = ["PDF 只读出了文字，表格、图片和版式没有保留，请对照原件核对。"]
    if empty:
        shown = "、".join(map(str, empty[:_NAMED_PAGES])) + ("等" if len(empty) > _NAMED_PAGES else "")
        notes.append(f"第 {shown} 页没有文字（可能是图片），没有读入。")
    if document.count_attachments():
        notes.append("PDF 里附有其他文件，没有读入；公开前请从原件中删除。")
    return Parsed(blocks=blocks_from(lines), notes=notes)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("PDF 加了密码，读不出内容；请取消密码后再提交。") from error
        raise Unreadable(DAMAGED) from error


def _lines(document: pdfium.PdfDocument, number: int) -> Iterator[Line]:
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pdfium.PdfiumError as error:
        raise Unreadable(DAMAGED) from error
    height = page.get_height()
    count = text_page.count_chars()
    text = text_page.get_text_range() if count > 0 else ""
    at = 0
    for row in text.split("\n"):
        if row.strip():
            first = min(at + len(row) - len(row.lstrip()), count - 1)
            last = min(at + len(row.rstrip()) - 1, count - 1)
            left, bottom, _, top = text_page.get_charbox(first, loose=True)
            right = text_page.get_charbox(last, loose=True)[2]
            size = max(top - bottom, 1.0)
            yield Line(
                number, _celled(text_page, row, at, count, size), left, max(left, right), height - top, size
            )
        at += len(row) + 1
    text_page.close()
    page.close()


def _celled(text_page: pdfium.PdfTextPage, row: str, at: int, count: int, size: float) -> str:
    """The row with a tab for each gap wider than a character: cells of a table, not words of a sentence."""
    characters = list(row)
    for place in range(1, len(row) - 1):
        if row[place] == " " and at + place + 1 < count:
            before = text_page.get_charbox(at + place - 1)[2]
            after = text_page.get_charbox(at + place + 1)[0]
            if after - before > size:
                characters[place] = "\t"
    return "".join(characters).strip()
