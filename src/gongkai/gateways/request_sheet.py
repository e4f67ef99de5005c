"""The spreadsheet of an old register: the template to fill in, and reading what came back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from gongkai.core.requests.form import FORM_WANTED, WAY_WANTED
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.core.requests.register_row import COLUMNS, REQUIRED, Choices
from gongkai.gateways.paper.archive import Archive
from gongkai.gateways.paper.kind import decoded
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable

MOST_ROWS = 5_000
LARGEST = 10 * 1024 * 1024
HINT = "填写说明"
EXAMPLE = "示例（请删去）"
_WIDE = {"description": 50, "address": 30, "name": 18, "old_number": 18}


def template(choices: Choices) -> bytes:
    """An empty sheet with headings, one line of hints, an example, and the words to choose from."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has its sheet
    sheet.title = "依申请公开台账"
    for number, (name, heading) in enumerate(COLUMNS.items(), start=1):
        cell = sheet.cell(1, number, heading)
        cell.font = Font(bold=True)
        sheet.cell(2, number, _hint(name, number)).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(3, number, _EXAMPLE.get(name, ""))
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(name, 14)
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
        "way": list(choices.ways),
        "kind": [kind.title for kind in ApplicantKind],
        "identity_kind": [kind.title for kind in IdentityKind],
        "form_wanted": list(FORM_WANTED.values()),
        "way_wanted": list(WAY_WANTED.values()),
        "unit": sorted(choices.units),
        "outcome": list(choices.outcomes),
        "ground": list(choices.grounds),
    }


def _offer(book: Workbook, name: str, words: Sequence[str]) -> None:
    """A drop-down of the words, which stand on a sheet of their own (a list in a cell may hold 255 characters)."""
    listed = book["选项"] if "选项" in book.sheetnames else book.create_sheet("选项")
    column = list(COLUMNS).index(name) + 1
    letter = get_column_letter(column)
    listed.cell(1, column, COLUMNS[name])
    for number, word in enumerate(words, start=2):
        listed.cell(number, column, word)
    rule = DataValidation("list", formula1=f"'选项'!${letter}$2:${letter}${len(words) + 1}", allow_blank=True)
    sheet = book.worksheets[0]
    sheet.add_data_validation(rule)
    rule.add(f"{letter}4:{letter}{MOST_ROWS + 3}")


def read_sheet(data: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows of a filled-in sheet: number in the sheet, and cells by column name.

    Takes XLSX and CSV (UTF-8, GB18030). Formulas are never computed. Unreadable, in a sentence, for anything else,
    for headings that are not those of the template, and for more than MOST_ROWS rows.
    """
    if not data or len(data) > LARGEST:
        raise Unreadable(f"文件是空的，或者超过 {LARGEST // 1024 // 1024} MB。")
    lines = _xlsx(data) if data[:2] == b"PK" else _csv(data)
    head = next(lines, (0, []))[1]
    places = {heading.strip(): place for place, heading in enumerate(head) if heading.strip()}
    lacking = [COLUMNS[name] for name in REQUIRED if COLUMNS[name] not in places]
    if lacking:
        raise Unreadable(f"第一行没有「{'、'.join(lacking)}」这些标题；请用下载的模板填写。")
    unknown = sorted(set(places) - set(COLUMNS.values()))
    if unknown:
        raise Unreadable(f"第一行有不认识的标题「{'、'.join(unknown)[:60]}」；请用下载的模板填写。")
    rows: list[tuple[int, dict[str, str]]] = []
    for number, cells in lines:
        if not any(cell.strip() for cell in cells) or _is_guide(cells):
            continue
        if len(rows) == MOST_ROWS:
            raise Unreadable(f"超过 {MOST_ROWS} 行；请分成几个文件。")
        rows.append((number, {name: _at(cells, places.get(title)) for name, title in COLUMNS.items()}))
    return rows


def _is_guide(cells: Sequence[str]) -> bool:
    return any(cell.startswith((HINT, EXAMPLE)) for cell in cells)


def _at(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _xlsx(data: bytes) -> Iterator[tuple[int, list[str]]]:
    Archive(data, Limits())
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True, max_row=MOST_ROWS * 2, max_col=60), 1):
            yield number, [_text(value) for value in row]
    except Unreadable:
        raise
    except Exception as error:  # a stranger's file breaks the library in many ways
        raise Unreadable("表格读不出来；请用 Excel 或 WPS 另存为 .xlsx 后再试。") from error


def _csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = decoded(data)
    if "\0" in text:
        raise Unreadable("文件不是 XLSX，也不是 CSV 文字；请用下载的模板填写。")
    try:
        yield from enumerate(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")), 1)
    except csv.Error as error:
        raise Unreadable("CSV 的格式不对；请用 Excel 或 WPS 另存为 .xlsx 后再试。") from error


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
