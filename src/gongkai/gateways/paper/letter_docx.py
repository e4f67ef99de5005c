"""A letter as DOCX, laid out as GB/T 9704 asks of official documents."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from gongkai.core.letters import Annex, Block, DayTable, Heading, Letter, Listing, Paragraph, Table
from gongkai.gateways.paper import docx_layout as lay

_CHAR = 15.79
"""Points a character takes: 28 on 156 mm."""
_RED = RGBColor(0xC8, 0x10, 0x2E)


def letter_docx(letter: Letter) -> bytes:
    """The letter as a Word document: the same letter gives the same bytes, nothing in it is a macro or a link."""
    document = lay.new_document(letter.title)
    lay.number_pages(document)
    _head(document, letter)
    if letter.salutation:
        lay.written(document.add_paragraph(), letter.salutation)
    for block in (*letter.body, *letter.remedies):
        _put(document, block)
    _annex_list(document, letter.annexes)
    _signature(document, letter)
    for order, annex in enumerate(letter.annexes, start=1):
        _annex(document, annex, str(order) if len(letter.annexes) > 1 else "")
    return lay.saved(document)


def _head(document: Any, letter: Letter) -> None:
    """The organ in red, two lines, the number, the red rule, two lines, the title."""
    mark = document.add_paragraph()
    mark.alignment = lay.CENTRE
    _free_height(mark)
    size = min(32.0, 28 * _CHAR / max(1, len(letter.organ)))
    lay.written(mark, letter.organ, face=lay.TITLE, size=round(size * 2) / 2).font.color.rgb = _RED
    _blank(document, 2)
    number = document.add_paragraph()
    number.alignment = lay.CENTRE
    lay.written(number, letter.number)
    _rule_below(number)
    _blank(document, 2)
    _title(document, letter.title)


def _title(document: Any, words: str) -> None:
    title = document.add_paragraph()
    title.alignment = lay.CENTRE
    title.paragraph_format.keep_with_next = True
    _outline(title)
    lay.written(title, words, face=lay.TITLE, size=22)
    _blank(document, 1)


def _put(document: Any, block: Block, size: float = 0) -> None:
    match block:
        case Paragraph(text):
            _indented(document, text, size=size)
        case Heading(text):
            _indented(document, text, face=lay.HEADING).paragraph_format.keep_with_next = True
        case Listing(lines):
            for order, line in enumerate(lines, start=1):
                _indented(document, f"{order}．{line}" if len(lines) > 1 else line, size=size)
        case Table(rows, header):
            _table(document, rows, header)
        case DayTable(rows):
            head = ("日期", "第几个工作日", "说明")
            widths = (Mm(48), Mm(28), Mm(80))
            _table(document, (head, *rows), header=True, widths=widths, size=10.5)


def _indented(document: Any, words: str, face: str = "", size: float = 0) -> Any:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(2 * (size or 16))
    lay.written(paragraph, words, face=face, size=size)
    return paragraph


def _table(
    document: Any,
    rows: tuple[tuple[str, ...], ...],
    header: bool,
    widths: tuple[int, ...] = (),
    size: float = 12,
) -> None:
    width = len(rows[0])
    if not widths:
        widths = (Mm(42), Mm(114)) if width == 2 and not header else (int(Mm(156) / width),) * width
    table = document.add_table(rows=len(rows), cols=width, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    # table.rows[n].cells walks the whole table each time; the elements are asked once.
    for order, (row, words) in enumerate(zip(table.rows, rows, strict=True)):
        empty = not header and "" in words
        if empty:
            row.height = Mm(12)
        for place, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
            cell.width = widths[place]
            head = (header and order == 0) or (not header and place == 0)
            paragraph = cell.paragraphs[0]
            paragraph.alignment = lay.CENTRE if head or (header and place < width - 1) else lay.LEFT
            lay.off_grid(paragraph, size)
            lay.written(paragraph, text, face=lay.HEADING if head else "", size=size)
    if header:
        _repeat(table.rows[0])


def _annex_list(document: Any, annexes: tuple[Annex, ...]) -> None:
    for order, annex in enumerate(annexes, start=1):
        if order == 1:
            _blank(document, 1)
        number = f"{order}．" if len(annexes) > 1 else ""
        _indented(document, f"{'附件：' if order == 1 else '　　　'}{number}{annex.title}")


def _signature(document: Any, letter: Letter) -> None:
    """The date ends four characters from the edge, the organ stands centred over it as far as there is room."""
    # Never a page with nothing but the signature.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    _blank(document, 2)
    date, organ = _ems(letter.date), _ems(letter.organ)
    aside = max(0.0, (organ - date) / 2)
    edge = max(0.0, 4 - aside)
    for words, room in ((letter.organ, edge + max(0.0, (date - organ) / 2)), (letter.date, edge + aside)):
        line = document.add_paragraph()
        line.alignment = lay.RIGHT
        line.paragraph_format.right_indent = Pt(room * _CHAR)
        line.paragraph_format.keep_with_next = words is letter.organ
        lay.written(line, words)


def _ems(words: str) -> float:
    """How wide the words are, in Chinese characters."""
    return sum(0.5 if character.isascii() else 1.0 for character in words)


def _annex(document: Any, annex: Annex, number: str) -> None:
    mark = document.add_paragraph()
    mark.paragraph_format.page_break_before = True
    lay.written(mark, f"附件{number}", face=lay.HEADING)
    _blank(document, 1)
    _title(document, annex.title)
    for block in annex.blocks:
        _put(document, block, size=14)


def _blank(document: Any, lines: int) -> None:
    for _ in range(lines):
        document.add_paragraph().paragraph_format.keep_with_next = True


def _free_height(paragraph: Any) -> None:
    """A line higher than the pitch would be cut by it."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.line_spacing = 1.0


def _rule_below(paragraph: Any) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "10"), ("space", "8"), ("color", str(_RED))):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    # The parts of a paragraph's layout have a fixed order; Word calls a file damaged that breaks it.
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _outline(paragraph: Any) -> None:
    """Makes it a heading for those who move through the document by headings."""
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().append(level)


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
