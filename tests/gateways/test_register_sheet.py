"""Sheets as strangers fill them in: nothing is computed, nothing hidden goes unsaid, no bomb goes off."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from gongkai.core.requests.register_row import COLUMNS, Choices
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.request_sheet import MOST_ROWS, RegisterSheet, read_sheet, template
from gongkai.gateways.sheets import Column, to_csv, to_xlsx

HEADINGS = list(COLUMNS.values())
MADE = datetime.fromisoformat("2025-03-03T10:00:00+08:00")
CHOICES = Choices(
    ways={"互联网": "online"},
    outcomes={"予以公开": "granted", "已经公开": "granted-too", "同意": "granted"},
    grounds={"国家秘密": "state-secret"},
    units=frozenset({"综合科"}),
)


def cells(**said: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | said


def book_of(*lines: list[Any], title: str = "台账") -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for line in lines:
        sheet.append(line)
    return book


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def line(**said: Any) -> list[Any]:
    return [said.get(name) for name in COLUMNS]


def test_the_template_holds_headings_hints_an_example_and_the_words() -> None:
    book = load_workbook(io.BytesIO(template(CHOICES)))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == HEADINGS
    assert str(sheet["A2"].value).startswith("填写说明")
    assert str(sheet["A3"].value).startswith("示例")
    offered = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert offered["C"] == "'选项'!$C$2:$C$2"
    # One title for each outcome.
    assert [cell.value for cell in book["选项"]["O"]][:3] == ["办理结果", "予以公开", "已经公开"]
    assert sheet.column_dimensions["G"].number_format == "@"


def test_hints_and_example_are_not_rows_and_what_is_filled_in_is() -> None:
    book = load_workbook(io.BytesIO(template(CHOICES)))
    sheet = book.worksheets[0]
    sheet["A5"], sheet["K5"] = "2019-1", "填写说明的范本"
    assert read_sheet(saved(book)) == RegisterSheet(
        [(5, cells(old_number="2019-1", description="填写说明的范本"))]
    )


STRANGE = ["𠮷㐱", "👨‍👩‍👧 😀", "=1+1", "+86", "@某人", "-1", "'单引号", "＝全角", "a\tb"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_exported_comes_back_as_it_was(kind: str) -> None:
    """As the register is exported: formulas are harmless in the file, and whole again when they are read."""
    columns = [Column(heading) for heading in HEADINGS]
    rows = [[text, *[text] * (len(HEADINGS) - 1)] for text in STRANGE]
    data = to_xlsx("台账", columns, rows, MADE) if kind == "xlsx" else to_csv(columns, rows)
    found = read_sheet(data).rows
    assert [(number, set(row.values())) for number, row in found] == [
        (number, {text}) for number, text in enumerate(STRANGE, start=2)
    ]


def test_formulas_are_text_and_never_computed() -> None:
    book = book_of(
        HEADINGS, line(old_number="=1+1", name='=HYPERLINK("http://x","y")', description="=SUM(A1:A9)")
    )
    (row,) = read_sheet(saved(book)).rows
    assert row[1] == cells(old_number="=1+1", name='=HYPERLINK("http://x","y")', description="=SUM(A1:A9)")


def test_numbers_and_days_as_spreadsheets_keep_them() -> None:
    given = line(old_number=7, received_on=date(2024, 3, 5), phone=13800001234.0, identity=1.1010519491231e17)
    (row,) = read_sheet(saved(book_of(HEADINGS, given))).rows
    assert row[1] == cells(
        old_number="7", received_on="2024-03-05", phone="13800001234", identity="1.10105E+17"
    )


def test_hidden_rows_and_sheets_are_told() -> None:
    book = book_of(HEADINGS, line(old_number="1"), line(old_number="2"))
    book.worksheets[0].row_dimensions[3].hidden = True
    for title, state in (("旧的", "hidden"), ("藏得深", "veryHidden"), ("另一张", "visible")):
        sheet = book.create_sheet(title)
        sheet.append(["x"])
        sheet.append(["y"])
        sheet.sheet_state = state
    found = read_sheet(saved(book))
    assert [number for number, _ in found.rows] == [2, 3]
    assert found.notes == (
        "隐藏的工作表「旧的」没有读取，只读第一个工作表。",
        "隐藏的工作表「藏得深」没有读取，只读第一个工作表。",
        "工作表「另一张」没有读取，只读第一个工作表。",
        "第 3 行是隐藏的，照样读取。",
    )


def test_headings_may_stand_under_a_title_and_in_another_order() -> None:
    turned = list(reversed(HEADINGS))
    book = book_of(["某局依申请公开台账"], [], turned, list(reversed(line(old_number="1", name="张三"))))
    assert read_sheet(saved(book)).rows == [(4, cells(old_number="1", name="张三"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_files_of_every_office(encoding: str, delimiter: str) -> None:
    text = "\r\n".join([delimiter.join(HEADINGS), delimiter.join(["2019-1", "2019年6月3日"])])
    assert read_sheet(text.encode(encoding)).rows == [
        (2, cells(old_number="2019-1", received_on="2019年6月3日"))
    ]


def bomb() -> bytes:
    """A small file that would unpack to a gigabyte."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as box:
        box.writestr("[Content_Types].xml", "<Types/>")
        box.writestr("xl/workbook.xml", "<workbook/>")
        with box.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(1024):
                part.write(b"\0" * 1024 * 1024)
    return file.getvalue()


def entities() -> bytes:
    """A sheet whose XML would grow by its entities."""
    data = io.BytesIO(saved(book_of(HEADINGS, line(old_number="1"))))
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                laughs = (
                    b'<!DOCTYPE x [<!ENTITY a "'
                    + b"ha" * 1000
                    + b'">'
                    + b"".join(
                        b'<!ENTITY %c "%s">' % (ord("b") + n, b"&%c;" % (ord("a") + n) * 50) for n in range(8)
                    )
                    + b"]>"
                )
                content = content.replace(b"<sheetData>", b"<sheetData><row><c><v>&i;</v></c></row>")
                content = laughs + content
            new.writestr(name, content)
    return out.getvalue()


REFUSED: dict[str, tuple[Any, str]] = {
    "empty": (lambda: b"", "文件是空的"),
    "blank": (lambda: b" \r\n\0", "文件是空的"),
    "too large": (lambda: b"x" * (10 * 1024 * 1024 + 1), "超过 10 MB"),
    "an old office file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版表格"),
    "a zip of something else": (lambda: zipped("a.txt"), "不是表格"),
    "a damaged zip": (lambda: b"PK\x03\x04 not a book", "文件损坏"),
    "a bomb": (bomb, "大得不合常理"),
    "entities": (entities, "表格读不出来"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "不是 XLSX"),
    "no headings": (lambda: "姓名,年龄\n张三,3\n".encode(), "没有「原编号"),
    "an unknown heading": (
        lambda: saved(book_of([*HEADINGS, "科长"], line(old_number="1"))),
        "不认识的标题「科长」",
    ),
    "a heading twice": (
        lambda: saved(book_of([*HEADINGS, "备注"], line(old_number="1"))),
        "「备注」出现了两次",
    ),
    "nothing to see": (lambda: hidden_only(), "没有看得见的工作表"),
}


def zipped(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as box:
        box.writestr(name, "x")
    return file.getvalue()


def hidden_only() -> bytes:
    data = io.BytesIO(saved(book_of(HEADINGS, line(old_number="1"))))
    out = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                content = content.replace(b'state="visible"', b'state="hidden"')
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_register_is_refused_in_a_sentence(what: str) -> None:
    make, said = REFUSED[what]
    with pytest.raises(Unreadable) as raised:
        read_sheet(make())
    assert said in raised.value.sentence
    assert raised.value.sentence.endswith("。")


def test_five_thousand_rows_and_not_one_more() -> None:
    rows = [line(old_number=str(number)) for number in range(MOST_ROWS)]
    assert len(read_sheet(saved(book_of(HEADINGS, *rows))).rows) == MOST_ROWS
    with pytest.raises(Unreadable) as raised:
        read_sheet(saved(book_of(HEADINGS, *rows, line(old_number="x"))))
    assert raised.value.sentence == "有 5001 行，最多 5000 行；请分成几个文件。"


def test_a_sheet_formatted_to_its_last_line_is_told_so() -> None:
    book = book_of(HEADINGS, line(old_number="1"))
    for number in range(3, 20_050):
        book.worksheets[0].row_dimensions[number].height = 20
    with pytest.raises(Unreadable) as raised:
        read_sheet(saved(book))
    assert raised.value.sentence == "表格超过 20000 行；请删去下面的空行，或者分成几个文件。"
