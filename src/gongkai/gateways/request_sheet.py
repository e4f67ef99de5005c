"""The spreadsheet of an old register: the template to fill in, and reading what came back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from gongkai.core.requests.form import FORM_WANTED, WAY_WANTED
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.core.requests.register_row import COLUMNS, REQUIRED, Choices
from gongkai.gateways.paper.caged import ask_cage
from gongkai.gateways.paper.limits import MEGABYTE, Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.register_lines import OPTIONS

MOST_ROWS = 5_000
LARGEST = 10 * MEGABYTE
LIMITS = Limits(file_bytes=LARGEST, unpacked_bytes=100 * MEGABYTE, output_bytes=160 * MEGABYTE, entries=1_000)
HINT = "填写说明"
EXAMPLE = "示例（请删去）"
_WIDE = {"description": 50, "address": 30, "name": 18, "old_number": 18}
_HEAD_WITHIN = 10
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Row = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """The rows of a filled-in sheet: number in the sheet and cells by column name; what was not or oddly read."""

    rows: list[Row]
    notes: tuple[str, ...] = ()


def template(choices: Choices) -> bytes:
    """An empty sheet with headings, one line of hints, an example, and the words to choose from."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has its sheet
    sheet.title = "依申请公开台账"
    for number, (name, heading) in enumerate(COLUMNS.items(), start=1):
        letter = get_column_letter(number)
        # As text: a program would round identity numbers and take days and formulas for its own.
        sheet.column_dimensions[letter].number_format = "@"
        sheet.column_dimensions[letter].width = _WIDE.get(name, 14)
        sheet.cell(1, number, heading).font = Font(bold=True)
        sheet.cell(2, number, _hint(name, number)).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(3, number, _EXAMPLE.get(name, ""))
    for name, words in _words(choices).items():
        _offer(book, name, words)
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


_EXAMPLE = {
    "old_number": EXAMPLE,
    "received_on": "2024-03-05",
    "way": "互联网",
    "kind": "公民",
    "name": "张三",
    "description": "2023年全市统计公报",
    "form_wanted": "纸质",
    "way_wanted": "当面领取",
}


def _hint(name: str, number: int) -> str:
    first = f"{HINT}：这一行和下一行可以删去。" if number == 1 else ""
    must = "必填。" if name in REQUIRED else "可以不填。"
    days = "写成 2024-03-05。" if name in ("received_on", "ended_on") else ""
    return f"{first}{must}{days}"


def _words(choices: Choices) -> dict[str, Sequence[str]]:
    return {
        "way": _first_titles(choices.ways),
        "kind": [kind.title for kind in ApplicantKind],
        "identity_kind": [kind.title for kind in IdentityKind],
        "form_wanted": list(FORM_WANTED.values()),
        "way_wanted": list(WAY_WANTED.values()),
        "unit": sorted(choices.units),
        "outcome": _first_titles(choices.outcomes),
        "ground": _first_titles(choices.grounds),
    }


def _first_titles(ids: Mapping[str, str]) -> list[str]:
    """One title for each id, the first."""
    first: dict[str, str] = {}
    for title, key in ids.items():
        first.setdefault(key, title)
    return list(first.values())


def _offer(book: Workbook, name: str, words: Sequence[str]) -> None:
    """A drop-down of the words, which stand on a sheet of their own (a list in a cell may hold 255 characters)."""
    listed = book[OPTIONS] if OPTIONS in book.sheetnames else book.create_sheet(OPTIONS)
    column = list(COLUMNS).index(name) + 1
    letter = get_column_letter(column)
    listed.cell(1, column, COLUMNS[name])
    for number, word in enumerate(words, start=2):
        listed.cell(number, column, word)
    last = max(len(words), 1) + 1
    rule = DataValidation("list", formula1=f"'{OPTIONS}'!${letter}$2:${letter}${last}", allow_blank=True)
    sheet = book.worksheets[0]
    sheet.add_data_validation(rule)
    rule.add(f"{letter}4:{letter}{MOST_ROWS + 3}")


def read_sheet(data: bytes) -> RegisterSheet:
    """The rows of a filled-in sheet, the hints and the example of the template left out.

    Takes XLSX and CSV (UTF-8, GB18030), read in a cage; formulas stay text. Unreadable, in a sentence, for anything
    else, for headings that are not those of the template, and for more than MOST_ROWS rows.
    """
    if not data.strip(b"\0 \t\r\n") or len(data) > LARGEST:
        raise Unreadable(f"文件是空的，或者超过 {LARGEST // MEGABYTE} MB。")
    if data.startswith(_OLD_OFFICE):
        raise Unreadable("这是旧版表格（.xls）或者加了密码；请另存为没有密码的 .xlsx 后再试。")
    kind = "xlsx" if data.startswith(b"PK") else "csv"
    said = ask_cage("gongkai.gateways.register_lines", [kind], data, LIMITS)
    lines = [(int(number), [str(cell) for cell in cells]) for number, cells in said["lines"]]
    start, places = _head(lines)
    rows = [
        (number, {name: _at(cells, places.get(title)) for name, title in COLUMNS.items()})
        for number, cells in lines[start:]
        if any(cell.strip() for cell in cells)
    ]
    rows = [row for row in rows if not row[1]["old_number"].startswith((HINT, EXAMPLE))]
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"有 {len(rows)} 行，最多 {MOST_ROWS} 行；请分成几个文件。")
    return RegisterSheet(rows, tuple(str(note) for note in said["notes"]))


def _head(lines: Sequence[tuple[int, list[str]]]) -> tuple[int, dict[str, int]]:
    """Where the rows begin, and the place of each heading."""
    known = set(COLUMNS.values())
    found = max(
        range(min(len(lines), _HEAD_WITHIN)),
        key=lambda place: (len(known & {cell.strip() for cell in lines[place][1]}), -place),
        default=0,
    )
    heading = [cell.strip() for cell in lines[found][1]] if lines else []
    where = f"第 {lines[found][0]} 行" if lines else "表格里"
    lacking = [COLUMNS[name] for name in REQUIRED if COLUMNS[name] not in heading]
    if lacking:
        raise Unreadable(f"{where}没有「{'、'.join(lacking)}」这些标题；请用下载的模板填写。")
    unknown = sorted({title for title in heading if title} - known)
    if unknown:
        raise Unreadable(
            f"{where}有不认识的标题「{'、'.join(unknown)[:60]}」；请删去这一列，或者用下载的模板。"
        )
    twice = sorted({title for title in heading if title and heading.count(title) > 1})
    if twice:
        raise Unreadable(f"{where}的标题「{'、'.join(twice)}」出现了两次；请只留一列。")
    return found + 1, {title: place for place, title in enumerate(heading) if title}


def _at(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
