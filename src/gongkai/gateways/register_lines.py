"""The lines of a register from a file: XLSX and CSV. Runs inside the cage; formulas are text, nothing is computed.

`python -I -m gongkai.gateways.register_lines xlsx|csv LIMITS` reads the file from stdin and writes one JSON object:
`{"lines": [[number, [cell, …]], …], "notes": ["…"]}` or `{"unreadable": "…"}`. Never import Django here.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NoReturn

from openpyxl import load_workbook

from gongkai.gateways.paper.archive import Archive
from gongkai.gateways.paper.cage import confine
from gongkai.gateways.paper.kind import decoded
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.sheets import FORMULA_STARTS

MOST_LINES = 20_000
"""Lines with anything in them or not; a register has fewer, a sheet formatted to its last line many more."""

MOST_CELLS = 60
OPTIONS = "选项"
"""The sheet of the template that holds the words to choose from."""

_LONG_NUMBER = 10**15
_NOT_XLSX = "表格读不出来；请用 Excel 或 WPS 另存为 .xlsx 后再试。"

Lines = list[tuple[int, list[str]]]


def lines_of(kind: str, data: bytes, limits: Limits) -> tuple[Lines, list[str]]:
    """The lines of a file with their numbers in it, and what its reader should be told."""
    return _csv(data) if kind == "csv" else _xlsx(data, limits)


def _xlsx(data: bytes, limits: Limits) -> tuple[Lines, list[str]]:
    box = Archive(data, limits)
    if "xl/workbook.xml" not in box.names:
        raise Unreadable("这是压缩包，不是表格；请用下载的模板填写。")
    for name in box.names:
        if name.startswith("xl/worksheets/") and box.read(name).count(b"<row") > MOST_LINES:
            raise Unreadable(f"表格超过 {MOST_LINES} 行；请删去下面的空行，或者分成几个文件。")
    try:
        book = load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    except Exception as error:
        raise Unreadable(_NOT_XLSX) from error
    return _sheet_lines(book)


def _sheet_lines(book: Any) -> tuple[Lines, list[str]]:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not shown:
        raise Unreadable("表格里没有看得见的工作表；请取消隐藏后再提交。")
    sheet, notes = shown[0], []
    for other in book.worksheets:
        if other is not sheet and other.title != OPTIONS and other.max_row > 1:
            hidden = "" if other.sheet_state == "visible" else "隐藏的"
            notes.append(f"{hidden}工作表「{other.title[:40]}」没有读取，只读第一个工作表。")
    lines: Lines = []
    hidden_rows = []
    for number, row in enumerate(sheet.iter_rows(max_col=min(sheet.max_column, MOST_CELLS)), start=1):
        cells = [_text(cell.value) for cell in row]
        lines.append((number, cells))
        if sheet.row_dimensions[number].hidden and any(cells):
            hidden_rows.append(number)
    if hidden_rows:
        some = "、".join(str(number) for number in hidden_rows[:10])
        notes.append(f"第 {some} 行{'等' if len(hidden_rows) > 10 else ''}是隐藏的，照样读取。")
    return lines, notes


def _text(value: object) -> str:
    """A cell as text; a number so long that its last digits are lost is shown as such."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        if abs(value) >= _LONG_NUMBER:
            return f"{value:.5E}"
        return str(int(value)) if float(value).is_integer() else str(value)
    # An array formula is an object that holds its text.
    return str(getattr(value, "text", value))


def _csv(data: bytes) -> tuple[Lines, list[str]]:
    text = decoded(data).removeprefix("\ufeff")
    if "\0" in text:
        raise Unreadable("文件不是 XLSX，也不是 CSV 文字；请用下载的模板填写。")
    try:
        return list(_records(text)), []
    except csv.Error as error:
        raise Unreadable("CSV 的格式不对；请用 Excel 或 WPS 另存为 .xlsx 后再试。") from error


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
        if number > MOST_LINES:
            raise Unreadable(f"文件超过 {MOST_LINES} 行；请分成几个文件。")
        yield number, [_unguarded(cell) for cell in record[:MOST_CELLS]]


def _unguarded(cell: str) -> str:
    """The cell without the apostrophe that keeps a program from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA_STARTS) else cell


def main() -> NoReturn:
    kind, limits = sys.argv[1], Limits(**json.loads(sys.argv[2]))
    confine(limits)
    sys.setrecursionlimit(2_000)
    try:
        lines, notes = lines_of(kind, sys.stdin.buffer.read(), limits)
        said: dict[str, object] = {"lines": lines, "notes": notes}
    except Unreadable as error:
        said = {"unreadable": error.sentence}
    except MemoryError:
        said = {"unreadable": "文件读起来占用内存过多，已停止；请拆分后再提交。"}
    except Exception as error:  # noqa: BLE001 - parsers fail in countless ways; the answer is the same
        said = {"unreadable": _NOT_XLSX, "because": [f"{type(error).__name__}: {error}"[:500]]}
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    sys.exit(0)


if __name__ == "__main__":
    main()
