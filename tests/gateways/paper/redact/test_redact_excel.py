"""XLSX: values as they show, strings gathered anew, nothing behind or beside the sheets in sight."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table, TableStyleInfo
from tests.support.papers import sheets
from tests.support.uncaged import uncage

from gongkai.core.screening.plan import Entry, Plan
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import clean, redact

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
DAY = date(2026, 11, 20)
MARK = "〔不予公开：secrecy.6.2〕"
PLAN = Plan(
    (Entry("delete", "secrecy.6.2", text="13847512346"), Entry("substitute", "3.14", "张某", text="张三"))
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def rich() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "补贴名单"
    sheet.merge_cells("A1:D1")
    sheet["A1"] = "补贴名单"
    sheet["A1"].font = Font(size=16, bold=True)
    rows: list[tuple[Any, ...]] = [("序号", "姓名", "电话", "日期"), (1, "张三", 13847512346, datetime(2026, 1, 1)),  # noqa: DTZ001 - a day
                                   (2, "李四", "13904750000", datetime(2026, 1, 2)), (3, "王五", "", datetime(2026, 1, 3))]  # noqa: DTZ001  # fmt: skip
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
    table = Table(displayName="名单", ref="A2:D5")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
    sheet.add_table(table)
    sheet["A7"] = "=SUM(A3:A5)"
    sheet["B7"] = '=IF(A3=1,"张三的暗注","")'
    sheet["B3"].comment = Comment("张三是亲戚", "李四")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].width = 24
    sheet.freeze_panes = "A3"
    head: Any = sheet.oddHeader
    head.center.text = "张三等"
    sheet.print_title_rows = "1:2"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=2, max_row=5), titles_from_data=True)
    anywhere: Any = sheet
    anywhere.add_chart(chart, "F2")
    hidden = book.create_sheet("底表")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "13847512346"
    other = book.create_sheet("张三说明")
    other["A1"] = "138"
    other["B1"] = "4751"
    other["C1"] = "2346"
    book.create_sheet("末页")["A1"] = "完"
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def values(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_values_stay_formulas_and_what_is_hidden_go() -> None:
    made = redact(rich(), "名单.xlsx", PLAN, today=DAY)
    book = openpyxl.load_workbook(BytesIO(made.data))
    assert book.sheetnames == ["补贴名单", "张某说明", "末页"]
    sheet: Any = book.worksheets[0]
    assert values(sheet) == [
        ["补贴名单", None, None, None],
        ["序号", "姓名", "电话", "日期"],
        [1, "张某", MARK, datetime(2026, 1, 1)],  # noqa: DTZ001 - a day
        [None, None, None, None],
        [3, "王五", None, datetime(2026, 1, 3)],  # noqa: DTZ001 - a day
    ]
    assert (sheet["A1"].font.b, sheet["A1"].font.sz) == (True, 16)
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:D1"]
    assert (sheet.freeze_panes, sheet.column_dimensions["C"].width) == ("A3", 24)
    assert (sheet.oddHeader.center.text, sheet.print_title_rows) == ("张某等", "$1:$2")
    assert [(one.displayName, one.ref) for one in sheet.tables.values()] == [("Table1", "A2:D5")]
    assert len(sheet._charts) == 1
    assert not any(cell.comment for row in sheet.iter_rows() for cell in row)


def test_a_number_spread_over_cells_is_cut_in_all_of_them() -> None:
    book = openpyxl.load_workbook(BytesIO(redact(rich(), "名单.xlsx", PLAN, today=DAY).data))
    assert values(book.worksheets[1]) == [[MARK]]


def test_the_package_holds_no_strings_comments_or_caches_but_what_is_shown() -> None:
    with zipfile.ZipFile(BytesIO(clean(rich(), "名单.xlsx", today=DAY).data)) as archive:
        names = sorted(archive.namelist())
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert [name for name in names if "rels" not in name] == [
        "[Content_Types].xml", "xl/charts/chart1.xml", "xl/drawings/drawing1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
        "xl/tables/table1.xml", "xl/theme/theme1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml",
    ]  # fmt: skip
    assert "李四" not in strings
    assert "王五" in strings


def test_what_merged_cells_cover_stays_behind() -> None:
    data = sheets.xlsx(
        sheets.row(2, "看见", "盖住"), around='<mergeCells><mergeCell ref="A2:B2"/></mergeCells>'
    )
    with zipfile.ZipFile(BytesIO(clean(data, "a.xlsx", today=DAY).data)) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert ("看见" in strings, "盖住" in strings) == (True, False)


def test_runs_of_a_rich_string_keep_their_looks_where_nothing_was_cut() -> None:
    cell = '<c r="A2" t="inlineStr"><is><r><rPr><b/></rPr><t>甲</t></r><r><t>乙</t></r></is></c>'
    made = clean(sheets.xlsx(f'<row r="2">{cell}</row>'), "a.xlsx", today=DAY).data
    with zipfile.ZipFile(BytesIO(made)) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
    assert "<s:b />" in strings
    assert ">甲<" in strings
    assert ">乙<" in strings


def test_a_workbook_without_a_sheet_in_sight_is_refused() -> None:
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(sheets.xlsx())) as source, zipfile.ZipFile(held, "w") as made:
        for name in source.namelist():
            made.writestr(name, source.read(name).replace(b'state="visible"', b'state="hidden"'))
    with pytest.raises(Unreadable, match="没有一张看得见的工作表"):
        clean(held.getvalue(), "a.xlsx", today=DAY)
