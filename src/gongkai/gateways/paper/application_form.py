"""The empty application form, to be printed and filled in by hand: one page of A4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Mm

from gongkai.gateways.paper import docx_layout as lay
from gongkai.gateways.paper.typesetting import typeset

TITLE = "政府信息公开申请表"
_OFFICE = ("收到日期", "收到方式", "申请编号", "经办人")


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing to fill in. `lines`: how many lines of writing it needs; `choices` get a box each to tick."""

    title: str
    required: bool = True
    hint: str = ""
    lines: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSheet:
    """What a form asks: the fields of the rule book's form, the ways to provide and to deliver, the notes below.

    `office`: whether the strip to be filled in by the acceptance body stands at the foot.
    """

    organ: str
    fields: tuple[FormField, ...]
    provision: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    office: bool = True


def form_pdf(form: FormSheet) -> bytes:
    """The form as PDF; the same form gives the same bytes. NoChineseFont where it cannot be printed."""
    rows = [{**asdict(row), "choices": list(row.choices)} for row in _rows(form)]
    office = list(_OFFICE) if form.office else []
    sheet = {"title": TITLE, "organ": form.organ, "rows": rows, "notes": list(form.notes), "office": office}
    return typeset(_SOURCE, sheet)


def form_docx(form: FormSheet) -> bytes:
    """The form as a Word document that can also be filled in on the screen."""
    document = lay.new_document(TITLE, size=11)
    section = document.sections[0]
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(18), Mm(14), Mm(8)
    section.left_margin = section.right_margin = Mm(20)
    title = document.add_paragraph()
    title.alignment = lay.CENTRE
    lay.off_grid(title, 22)
    lay.written(title, TITLE, face=lay.TITLE, size=22)
    _line(document, f"受理机关：{form.organ}　　　　带“*”的为必填项", 11)
    rows = tuple(_rows(form))
    unit = _room(form) / sum(row.lines for row in rows)
    table = _grid(document, len(rows), (Mm(38), Mm(132)))
    for row, field in zip(table.rows, rows, strict=True):
        row.height = Mm(unit * field.lines)
        label, space = row.cells
        _say(label, f"{field.title}{' *' if field.required else ''}", face=lay.HEADING)
        words = "　　".join(f"□{choice}" for choice in field.choices)
        _say(space, words or field.hint, size=11 if words else 9)
        space.vertical_alignment = (
            WD_CELL_VERTICAL_ALIGNMENT.CENTER if words else WD_CELL_VERTICAL_ALIGNMENT.TOP
        )
    if form.office:
        _line(document, "以下由受理机构填写", 9)
        strip = _grid(document, 1, (Mm(20), Mm(24), Mm(20), Mm(24), Mm(20), Mm(24), Mm(16), Mm(22)))
        strip.rows[0].height = Mm(10)
        for place, cell in enumerate(strip.rows[0].cells):
            _say(cell, _OFFICE[place // 2] if place % 2 == 0 else "", face=lay.HEADING, size=9)
    if form.notes:
        _line(document, "填写说明", 9, face=lay.HEADING)
        for order, note in enumerate(form.notes, start=1):
            _line(document, f"{order}．{note}", 9)
    return lay.saved(document)


def _rows(form: FormSheet) -> Iterator[FormField]:
    """The fields, then what every form ends with."""
    yield from form.fields
    if form.provision:
        yield FormField("提供信息的形式", required=False, choices=form.provision)
    if form.delivery:
        yield FormField("获取信息的途径", required=False, choices=form.delivery)
    yield FormField("签名或者盖章", hint="申请人签名或者盖章，并写明日期：　　　　年　　月　　日", lines=2)


def _room(form: FormSheet) -> float:
    """Millimetres the rows may take between the title and what stands below them."""
    notes = sum(1 + len(note) // 52 for note in form.notes) + (1 if form.notes else 0)
    return 297 - 18 - 14 - 20 - (18 if form.office else 0) - notes * 5.0 - 6


def _grid(document: Any, rows: int, widths: tuple[int, ...]) -> Any:
    table = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for row in table.rows:
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = wide
    return table


def _say(cell: Any, words: str, face: str = "", size: float = 11) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = lay.CENTRE if face else lay.LEFT
    lay.off_grid(paragraph, size)
    lay.written(paragraph, words, face=face, size=size)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _line(document: Any, words: str, size: float, face: str = "") -> None:
    paragraph = document.add_paragraph()
    lay.off_grid(paragraph, size)
    lay.written(paragraph, words, face=face, size=size)


_SOURCE = r"""
#let form = json(bytes(sys.inputs.data))
#let fonts = json(bytes(sys.inputs.fonts))

#set document(title: form.title, author: (), date: none)
#set page(paper: "a4", margin: (x: 20mm, top: 17mm, bottom: 14mm))
#set text(font: fonts.fang, size: 11pt, lang: "zh", region: "cn", cjk-latin-spacing: none)
#set par(leading: 5pt, spacing: 5pt, justify: false)
#show heading: it => block(width: 100%, above: 0pt, below: 0pt, it.body)
#let hei(words) = text(font: fonts.hei, words)
#let small(words) = text(size: 9pt, fill: luma(70), words)
#let box-of(words) = box({ box(width: 0.85em, height: 0.85em, stroke: 0.7pt, baseline: 0.08em); h(0.35em); words })

#let space(row) = if row.choices.len() > 0 {
  align(left + horizon, row.choices.map(box-of).join(h(1.6em, weak: true)))
} else {
  align(left + top, small(row.hint))
}

#grid(
  rows: (auto, auto, 1fr, auto, auto), columns: 100%, row-gutter: (14pt, 6pt, 6pt, 6pt),
  heading(level: 1, align(center, text(font: fonts.title, size: 22pt, weight: "bold", form.title))),
  grid(columns: (1fr, auto), [受理机关：#form.organ], small[带“#text(fill: rgb("#b00020"), "*")”的为必填项]),
  table(
    columns: (38mm, 1fr), rows: form.rows.map(row => row.lines * 1fr), stroke: 0.7pt, inset: (x: 7pt, y: 5pt),
    ..form.rows.map(row => (
      table.cell(align: center + horizon, {
        hei(row.title)
        if row.required { text(fill: rgb("#b00020"), " *") }
      }),
      space(row),
    )).flatten(),
  ),
  if form.office.len() > 0 {
    small[以下由受理机构填写]
    v(3pt, weak: true)
    table(
      columns: form.office.map(name => (auto, 1fr)).flatten(), rows: 10mm, stroke: 0.5pt + luma(110), inset: 5pt,
      ..form.office.map(name => (table.cell(align: center + horizon, small(name)), [])).flatten(),
    )
  },
  if form.notes.len() > 0 {
    set text(size: 9pt)
    set par(leading: 4pt, spacing: 4pt)
    hei[填写说明]
    parbreak()
    for (n, note) in form.notes.enumerate() { par(hanging-indent: 1.5em, str(n + 1) + "．" + note) }
  },
)
"""
