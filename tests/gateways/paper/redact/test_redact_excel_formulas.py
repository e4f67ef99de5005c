"""XLSX: no formula of any kind goes out; where its result was not saved the cell is empty, and readers are told."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting import rule as untyped_rules
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from tests.support.papers import sheets
from tests.support.uncaged import uncage

from gongkai.core.screening.plan import Entry, Plan
from gongkai.gateways.paper.redact import Redacted, clean, redact

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
DAY = date(2026, 11, 20)
SAVE = "已留空；请用表格软件打开保存一次再上传。"
rules: Any = untyped_rules
FORMULA = re.compile(
    r"<(?:\w+:)?(?:f|formula\d?|calculatedColumnFormula|totalsRowFormula)\b|type=\"formula\""
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def formulas(made: Redacted) -> list[str]:
    """Parts of the package that hold a formula in any of the elements that can."""
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        return [name for name in archive.namelist() if FORMULA.search(archive.read(name).decode())]


def cells(made: Redacted) -> list[str | None]:
    """What A2 and B2 hold, as written; None: nothing."""
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    found = dict(re.findall(r'r="([A-Z]2)"[^>]*><s:v>([^<]*)</s:v>', sheet))
    return [found.get("A2"), found.get("B2")]


@pytest.mark.parametrize(
    ("row", "values", "count"),
    [
        ('<c r="A2"><f>SUM(B2:B3)</f></c>', [None, None], 1),
        ('<c r="A2"><f>SUM(B2:B3)</f><v></v></c>', [None, None], 1),
        ('<c r="A2" t="str"><f>B1&amp;"张三"</f></c>', [None, None], 1),
        ('<c r="A2"><f>SUM(B2:B3)</f><v>7</v></c>', ["7", None], 0),
        ('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ["#DIV/0!", None], 0),
        ('<c r="A2" t="b"><f>TRUE()</f><v>1</v></c><c r="B2"><v>3</v></c>', ["1", "3"], 0),
        (
            '<c r="A2"><f t="shared" ref="A2:B2" si="0">B1*2</f></c><c r="B2"><f t="shared" si="0"/></c>',
            [None, None],
            2,
        ),
        (
            '<c r="A2"><f t="shared" ref="A2:B2" si="0">B1*2</f><v>4</v></c><c r="B2"><f t="shared" si="0"/><v>6</v></c>',
            ["4", "6"],
            0,
        ),
        ('<c r="A2"><f t="array" ref="A2">SUM(B2:B3*2)</f></c>', [None, None], 1),
        ('<c r="A2"><f t="dataTable" ref="A2:A3" dt2D="1" r1="B1" r2="B2"/><v>9</v></c>', ["9", None], 0),
        ('<c r="A2"><f t="dataTable" ref="A2:A3" dt2D="1" r1="B1" r2="B2"/></c>', [None, None], 1),
    ],
)
def test_a_cell_shows_the_saved_result_or_nothing(row: str, values: list[str | None], count: int) -> None:
    made = clean(sheets.xlsx(f'<row r="2">{row}<c r="C2"><v>1</v></c></row>'), "a.xlsx", today=DAY)
    told = f"{count}个公式没有保存结果，{SAVE}所在的工作表：“Sheet1”{count}个。"
    assert (cells(made), made.notes, formulas(made)) == (values, (told,) if count else (), [])


def test_a_saved_result_without_letters_is_a_result() -> None:
    made = clean(sheets.xlsx('<row r="2"><c r="A2" t="str"><f>""</f><v></v></c></row>'), "a.xlsx", today=DAY)
    assert (made.notes, formulas(made)) == ((), [])


def test_what_nobody_sees_is_not_missed() -> None:
    hidden = '<row r="2" hidden="1"><c r="A2"><f>SUM(B2:B3)</f></c></row>'
    covered = '<row r="3"><c r="A3"><v>1</v></c><c r="B3"><f>SUM(A3)</f></c></row>'
    merged = '<mergeCells><mergeCell ref="A3:B3"/></mergeCells>'
    made = clean(sheets.xlsx(hidden + covered, around=merged), "a.xlsx", today=DAY)
    assert (made.notes, formulas(made)) == ((), [])


def workbook() -> bytes:
    """A workbook with formulas in every place that openpyxl can write."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "张三统计"
    for row in (("月份", "数"), ("一月", 1), ("二月", 2)):
        sheet.append(row)
    sheet["B4"] = "=SUM(B2:B3)"
    sheet["C4"] = ArrayFormula("C4", "=SUM(B2:B3*2)")
    sheet.conditional_formatting.add("B2:B3", rules.FormulaRule(formula=["B2>1"]))
    sheet.conditional_formatting.add("B2:B3", rules.CellIsRule(operator="greaterThan", formula=["1"]))
    sheet.conditional_formatting.add(
        "B2:B3",
        rules.ColorScaleRule(
            start_type="min", start_color="FFFFFF", end_type="formula", end_value="$B$3", end_color="FF0000"
        ),
    )
    sheet.conditional_formatting.add(
        "B2:B3", rules.DataBarRule(start_type="min", end_type="max", color="FF638EC6")
    )
    checked = DataValidation(type="custom", formula1="B2>0")
    checked.add("B2")
    sheet.add_data_validation(checked)
    book.defined_names["合计"] = DefinedName("合计", attr_text="SUM('张三统计'!$B$2:$B$3)")
    sheet.defined_names["_xlnm.Print_Area"] = DefinedName(
        "_xlnm.Print_Area", attr_text="OFFSET($A$1,0,0,COUNTA($A:$A),2)"
    )
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=3))
    sheet.add_chart(chart, "F2")
    book.create_sheet("第二张")["A1"] = "=1+1"
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def test_rules_names_checks_and_charts_carry_no_formula_either() -> None:
    plan = Plan((Entry("substitute", "3.14", "张某", text="张三"),))
    made = redact(workbook(), "a.xlsx", plan, today=DAY)
    assert formulas(made) == []
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        everything = "".join(archive.read(name).decode() for name in archive.namelist())
    for written in ("SUM(", "OFFSET(", "B2>", "$B$3", "definedName", "dataValidation"):
        assert written not in everything
    sheet: Any = openpyxl.load_workbook(BytesIO(made.data)).worksheets[0]
    kept = [rule.type for area in sheet.conditional_formatting for rule in area.rules]
    assert (len(sheet._charts), kept) == (1, ["dataBar"])
    assert made.notes == (
        f"3个公式没有保存结果，{SAVE}所在的工作表：“张某统计”2个、“第二张”1个。",
        "1个图表没有保存数据，图里是空的；请用表格软件打开保存一次再上传。",
        "3条按公式设置的条件格式没有带过来，单元格不再按它变色。",
    )
