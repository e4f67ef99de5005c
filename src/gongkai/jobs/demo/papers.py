"""Attachments of the demo as real files: Word documents and Excel books, the same bytes for the same words."""

from __future__ import annotations

import zipfile
from datetime import datetime
from typing import IO

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from gongkai.gateways.paper import docx_layout as lay
from gongkai.jobs.demo.stories import Paper

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a moment of the file format, which has no time zone


def made(paper: Paper) -> bytes:
    """The file of a paper, by the ending of its name: .docx or .xlsx; ValueError for another."""
    if paper.name.endswith(".docx"):
        return _word(paper)
    if paper.name.endswith(".xlsx"):
        return _book(paper)
    raise ValueError(f"{paper.name}: .docx or .xlsx")


def _word(paper: Paper) -> bytes:
    title = paper.name.removesuffix(".docx")
    document = lay.new_document(title)
    if paper.header:
        lay.written(document.sections[0].header.paragraphs[0], paper.header, face=lay.HEADING)
    for line in (title, *paper.lines):
        lay.written(document.add_paragraph(), line)
    if paper.rows:
        table = document.add_table(0, len(paper.rows[0]), style="Table Grid")
        for row in paper.rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                lay.written(cell.paragraphs[0], words)
    return lay.saved(document)


class _Steady:
    """A workbook that is written without the moment at which it is written."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def save(self, file: IO[bytes]) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(self._book, archive).write_data()


def _book(paper: Paper) -> bytes:
    book = Workbook()
    book.properties.title = paper.name.removesuffix(".xlsx")
    book.properties.creator = ""
    book.properties.created = book.properties.modified = _MADE
    sheet = book.worksheets[0]
    sheet.title = "表1"
    for row in (*((line,) for line in paper.lines), *paper.rows):
        sheet.append(row)
    for column in paper.hidden:
        sheet.column_dimensions[column].hidden = True
    return lay.saved(_Steady(book))
