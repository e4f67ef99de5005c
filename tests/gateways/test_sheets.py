from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from gongkai.gateways.sheets import Cell, Column, to_csv, to_xlsx

COLUMNS = (Column("登记号", 14), Column("标题", 44), Column("时间", 17))
MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
# What a spreadsheet would take for a formula; tab and return are cut off before it looks.
DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://x")',
]


def sheet(*rows: tuple[Cell, ...]) -> Any:
    return load_workbook(io.BytesIO(to_xlsx("发布台账", COLUMNS, rows, MADE))).active


def lines(*rows: tuple[Cell, ...]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(COLUMNS, rows).decode("utf-8-sig"), newline="")))


def test_a_workbook_holds_what_was_given() -> None:
    found = sheet(("2026-0001", "统计公报", MADE), ("2026-0002", None, date(2026, 3, 2)))
    assert [[cell.value for cell in row] for row in found.iter_rows()] == [
        ["登记号", "标题", "时间"],
        ["2026-0001", "统计公报", datetime(2026, 3, 2, 9, 30)],  # noqa: DTZ001 - XLSX has no zones
        ["2026-0002", None, datetime(2026, 3, 2)],  # noqa: DTZ001 - as above
    ]
    assert found.title == "发布台账"


def test_a_workbook_is_ready_to_be_read_and_printed() -> None:
    found = sheet(("1", "2", None))
    assert found.freeze_panes == "A2"
    assert found.print_title_rows == "$1:$1"
    assert [found.column_dimensions[letter].width for letter in "ABC"] == [14, 44, 17]
    assert (found.page_setup.orientation, found.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert found["A1"].font.bold
    assert found["C2"].number_format == "General"


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    cell = sheet(("1", text, None))["B2"]
    assert (cell.data_type, cell.value.strip()) == ("s", text.strip())


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_csv_begins_a_formula(text: str) -> None:
    assert lines(("1", text, None))[1][1] == f"'{text}"


def test_harmless_text_stays_as_it_is() -> None:
    row = ("2026-0001", '呼统字〔2026〕3号,"引号"\n第二行', MADE)
    assert lines(row) == [["登记号", "标题", "时间"], ["2026-0001", row[1], "2026-03-02 09:30"]]


def test_csv_says_that_it_is_utf_8() -> None:
    assert to_csv(COLUMNS, []) == b"\xef\xbb\xbf" + "登记号,标题,时间\r\n".encode()


def test_characters_no_table_can_hold_are_left_out() -> None:
    row = ("1", "公\x00开\x0b\x1f\ud800\ufffe", None)
    assert sheet(row)["B2"].value == "公开"
    assert lines(row)[1][1] == "公开"


def test_a_cell_is_cut_where_xlsx_ends() -> None:
    assert len(sheet(("1", "长" * 40_000, None))["B2"].value) == 32_767


def test_a_title_no_sheet_may_have() -> None:
    assert load_workbook(io.BytesIO(to_xlsx("甲/乙:丙*" * 9, COLUMNS, [], MADE))).sheetnames == [
        "甲 乙 丙 甲 乙 丙 甲 乙 丙 甲 乙 丙 甲 乙 丙 甲"
    ]
