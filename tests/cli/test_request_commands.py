"""`gongkai request`: taking over a register, the template, the list."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from tests.support.cast import Cast
from tests.support.request_road import applied

from gongkai.cli.request import request
from gongkai.core.requests.register_row import COLUMNS
from gongkai.records.models import LedgerEntry, Request

ROW = {
    "old_number": "2023-1",
    "received_on": "2023年3月6日",
    "way": "当面提交",
    "kind": "公民",
    "name": "𠮷田㐱",
    "description": "=SUM(A1) 公报",
    "outcome": "予以公开",
    "ended_on": "2023-03-20",
}


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(request, [str(each) for each in arguments])


def written(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "台账.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS.values())
        writer.writerows([row.get(name, "") for name in COLUMNS] for row in rows)
    return path


def brought_in(cast: Cast, path: Path, *more: str) -> Result:
    return call("import", path, "--organ", cast.naiman.organ.slug, *more)


def data_of(result: Result) -> Any:
    return json.loads(result.stdout)


def test_all_rows_are_taken_over_by_a_member_of_the_acceptance_body(cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path, ROW, ROW | {"old_number": "2023-2"})
    result = brought_in(cast, path, "--as", cast.naiman.login("general_handler"))
    assert (result.exit_code, result.output) == (0, "已补录 2 件。\n")
    rows = Request.objects.order_by("id").values_list("old_number", "description", "state")
    assert list(rows) == [
        ("2023-1", "=SUM(A1) 公报", "replied"),
        ("2023-2", "=SUM(A1) 公报", "replied"),
    ]


def test_without_a_person_the_machine_takes_over(cast: Cast, tmp_path: Path) -> None:
    result = brought_in(cast, written(tmp_path, ROW), "--json")
    assert (result.exit_code, data_of(result)) == (0, {"imported": 1, "faults": [], "notes": []})
    assert LedgerEntry.objects.get().actor_key == "system:importer"


def test_faults_are_told_row_by_row_and_nothing_is_done(cast: Cast, tmp_path: Path) -> None:
    path = written(tmp_path, ROW, ROW | {"received_on": "昨天", "old_number": "2023-2"}, ROW)
    result = brought_in(cast, path, "--as", cast.naiman.login("general_handler"))
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "有 2 处要改，一行也没有导入。",
        "  第 3 行「收到日期」：“昨天”不是日期，请写成 2024-03-05 的样子。",
        "  第 4 行「原编号」：“2023-1”与第 2 行重复。",
    ]
    told = data_of(brought_in(cast, path, "--json"))
    assert told["faults"][1] == {"row": 4, "column": "原编号", "reason": "“2023-1”与第 2 行重复。"}
    assert not Request.objects.exists()


@pytest.mark.clause("disclosure.7")
def test_who_is_not_of_the_acceptance_body_is_refused(cast: Cast, tmp_path: Path) -> None:
    result = brought_in(cast, written(tmp_path, ROW), "--as", cast.naiman.login("leader"), "--json")
    assert (result.exit_code, data_of(result)["refused"]["code"]) == (1, "not_your_turn")
    assert not Request.objects.exists()


BAD: dict[str, tuple[tuple[str, ...], str]] = {
    "no file": (("import", "nowhere.xlsx", "--organ", "naiman-housing"), "打不开"),
    "a folder": (("import", ".", "--organ", "naiman-housing"), "打不开"),
    "no such organ": (("template", "--organ", "nobody", "-o", "x.xlsx"), "没有这个机关"),
    "nowhere to write": (("template", "--organ", "naiman-housing", "-o", "/nowhere/x.xlsx"), "写不进去"),
    "a list of nobody": (("list", "--organ", "nobody"), "没有这个机关"),
}


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_one_sentence(what: str) -> None:
    arguments, said = BAD[what]
    result = call(*arguments)
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert "Traceback" not in result.output


def test_a_stranger_and_a_file_that_is_no_register(cast: Cast, tmp_path: Path) -> None:
    stranger = brought_in(cast, written(tmp_path, ROW), "--as", cast.hulunbuir.login("general_handler"))
    assert (stranger.exit_code, "没有这个登录名" in stranger.output) == (2, True)
    (tmp_path / "x.txt").write_text("你好", "utf-8")
    nothing = brought_in(cast, tmp_path / "x.txt")
    assert (nothing.exit_code, "没有「原编号" in nothing.output) == (2, True)


def test_the_template_is_filled_in_and_taken_over(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    assert call("template", "--organ", "naiman-housing", "-o", path).exit_code == 0
    book = load_workbook(path)
    for column, name in enumerate(COLUMNS, start=1):
        cell = book.worksheets[0].cell(4, column, ROW.get(name))
        cell.data_type = "s" if ROW.get(name) else "n"
    book.save(path)
    assert brought_in(cast, path).exit_code == 0
    assert Request.objects.get().description == "=SUM(A1) 公报"


def test_the_list_names_no_applicant(cast: Cast) -> None:
    row = applied(cast.naiman).request
    result = call("list", "--organ", "naiman-housing", "--json")
    assert data_of(result) == {
        "requests": [
            {
                "number": row.number,
                "serial": "2025-00001",
                "state": "received",
                "due": "2025-03-31",
                "provisional": False,
            }
        ]
    }
    human = call("list", "--organ", "naiman-housing").output
    assert "没有办结的申请 1 件" in human
    assert "李四光" not in human
