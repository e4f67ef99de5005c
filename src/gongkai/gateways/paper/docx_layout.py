"""What every DOCX we write has in common: the page of GB/T 9704, the faces, and bytes that do not change."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

BODY, TITLE, HEADING, NUMBERS = "仿宋", "方正小标宋简体", "黑体", "宋体"
"""Faces by the names Word knows; a machine without one shows its nearest."""

PITCH = Pt(28.95)
"""22 lines on 225 mm."""
_FIXED = (1980, 1, 1, 0, 0, 0)
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - a constant of the file format, which has no time zone

_FOREIGN = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects")
_STYLES = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid", "Footer", "Header")
_OTHER_NAMES = {BODY: "FangSong", TITLE: "宋体", HEADING: "SimHei", NUMBERS: "SimSun"}
_FONT_TABLE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    + "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, other in _OTHER_NAMES.items()
    )
    + "</w:fonts>"
)
"""Tells a machine without a face which one to take instead."""

CENTRE, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def new_document(title: str, size: float = 16) -> Any:
    """An empty A4 document whose default paragraph is 仿宋 of `size` points at the pitch of the norm."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    normal = document.styles["Normal"]
    normal.font.size = Pt(size)
    set_face(normal, BODY)
    layout = normal.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    _only_ours(document)
    _pitch(document)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    _anonymous(document, title)
    return document


def set_face(style_or_run: Any, face: str) -> None:
    """The face for Chinese and for Latin letters alike: Word keeps them apart."""
    style_or_run.font.name = face
    fonts = style_or_run._element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), face)


def written(paragraph: Any, words: str, *, face: str = "", size: float = 0, bold: bool = False) -> Any:
    """A run of plain words at the end of a paragraph; what XML cannot hold is left out."""
    run = paragraph.add_run(_UNWRITABLE.sub("", words))
    if face:
        set_face(run, face)
    if size:
        run.font.size = Pt(size)
    run.bold = bold or None
    return run


def off_grid(paragraph: Any, size: float) -> None:
    """Sets a paragraph closer than the lines of the body, off their grid: in tables and forms."""
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(size * 1.45)
    off = OxmlElement("w:snapToGrid")
    off.set(qn("w:val"), "0")
    # The parts of a paragraph's layout have a fixed order; Word calls a file damaged that breaks it.
    paragraph._p.get_or_add_pPr().insert_element_before(off, "w:spacing", "w:ind", "w:jc", "w:rPr")


def number_pages(document: Any) -> None:
    """`— 1 —` in 四号宋体 at the foot: right on odd pages, left on even ones, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        indent = paragraph.paragraph_format
        indent.left_indent, indent.right_indent = (Pt(14), None) if side == LEFT else (None, Pt(14))
        written(paragraph, "— ", face=NUMBERS, size=14)
        _page_field(written(paragraph, "", face=NUMBERS, size=14))
        written(paragraph, " —", face=NUMBERS, size=14)


def saved(book: Any) -> bytes:
    """The file: its parts in one order and with one date, so that the same document gives the same bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    result = io.BytesIO()
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as fixed:
        # Word wants the list of parts first.
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, _FIXED)
            part.compress_type, part.create_system, part.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            fixed.writestr(part, made.read(name))
    return result.getvalue()


def _pitch(document: Any) -> None:
    """28 characters on 156 mm: a quarter point nearer than their size; the lines on a grid of their own."""
    narrower = OxmlElement("w:spacing")
    narrower.set(qn("w:val"), "-5")
    document.styles["Normal"]._element.get_or_add_rPr().insert_element_before(narrower, "w:sz", "w:szCs")
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")


def _only_ours(document: Any) -> None:
    """Leaves out what the library's own template brings: a picture, a foreign program's name, spare styles."""
    package, main = document.part.package, document.part
    for rels in (package.rels, main.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rsplit("/", 1)[-1] in _FOREIGN]:
            del rels[key]
    for style in list(document.styles.element.iter(qn("w:style"))):
        if style.get(qn("w:styleId")) not in _STYLES:
            style.getparent().remove(style)
    for part in package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = _FONT_TABLE.encode()


def _anonymous(document: Any, title: str) -> None:
    """Nothing of the machine or the person who made it; the title, for screen readers."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = (
        _UNWRITABLE.sub("", title)[:255],
        "",
        "",
        "",
    )
    about.created = about.modified = _EPOCH
    about.language, about.revision = "zh-CN", 1


def _page_field(run: Any) -> None:
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._element.append(element)
