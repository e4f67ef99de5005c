"""An old register is taken over whole or not at all, row by row told what is wrong."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from tests.support.cast import Bureau, Cast
from tests.support.refusals import refused
from tests.support.request_road import who
from tests.support.road import MOMENT, TODAY

from gongkai.access.applicants import applicant_field
from gongkai.actions.requests.importing import check_register, choices_of, import_register
from gongkai.core.requests.register_row import COLUMNS, RowFault
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.request_sheet import read_sheet, template
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Request

OPEN = {
    "old_number": "2024-07",
    "received_on": "2025年2月24日",
    "way": "互联网",
    "kind": "公民",
    "name": "𠮷田㐱",
    "description": "=SUM(A1) 2023年全市统计公报",
}
ENDED = OPEN | {
    "old_number": "2023-11",
    "received_on": "2024.3.5",
    "kind": "商业企业",
    "name": "某公司",
    "unit": "工业统计科",
    "outcome": "不予公开",
    "ground": "属于四类过程性信息",
    "ended_on": "45390",
}


def _sheet(*rows: dict[str, str]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS.values()))
    for row in rows:
        sheet.append([row.get(name, "") for name in COLUMNS])
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _import(bureau: Bureau, *rows: dict[str, str], by: str = "general_handler") -> list[Request]:
    return import_register(who(bureau, by), read_sheet(_sheet(*rows)), moment=MOMENT)


@pytest.mark.clause("2.2.2")
def test_open_and_ended_rows_become_requests(cast: Cast) -> None:
    first, second = _import(cast.hulunbuir, OPEN, ENDED)
    assert (first.state, first.received_on, first.due_on) == (
        "received",
        date(2025, 2, 24),
        date(2025, 3, 17),
    )
    assert (first.description, applicant_field(first.applicant, "name")) == (OPEN["description"], "𠮷田㐱")
    assert (second.state, second.outcome, second.report_row) == ("replied", "refused", "refused.6")
    assert second.late_unit == cast.hulunbuir.unit("business")
    assert list(first.letters.all()) == []
    assert verify_organ(cast.hulunbuir.organ).holds


def test_every_fault_is_told_with_its_row(cast: Cast) -> None:
    bad = OPEN | {"received_on": "昨天", "way": "飞鸽", "name": "", "old_number": "2024-07"}
    _, faults = check_register(cast.hulunbuir.organ, read_sheet(_sheet(OPEN, bad, OPEN)), TODAY)
    ways = "、".join(choices_of(cast.hulunbuir.organ, TODAY).ways)
    assert faults == [
        RowFault(3, "姓名或名称", "没有填写。"),
        RowFault(3, "收到日期", "“昨天”不是日期，请写成 2024-03-05 的样子。"),
        RowFault(3, "提交方式", f"“飞鸽”不认识，可以是：{ways}。"),
        RowFault(4, "原编号", "“2024-07”与第 2 行重复。"),
    ]


def test_one_fault_and_nothing_is_kept(cast: Cast) -> None:
    with refused("rows_with_faults"):
        _import(cast.hulunbuir, ENDED, OPEN | {"received_on": "2031-01-01"})
    assert not Request.objects.exists()


def test_a_register_is_taken_over_once(cast: Cast) -> None:
    _import(cast.hulunbuir, OPEN)
    with refused("rows_with_faults"):
        _import(cast.hulunbuir, OPEN)
    assert Request.objects.count() == 1


@pytest.mark.clause("disclosure.7")
def test_only_the_acceptance_body_takes_over(cast: Cast) -> None:
    with refused("not_your_turn"):
        _import(cast.naiman, OPEN, by="business_handler")


def test_the_template_comes_back_empty_and_filled(cast: Cast) -> None:
    assert read_sheet(template(choices_of(cast.naiman.organ, TODAY))) == []
    assert read_sheet(_sheet(OPEN))[0] == (2, {name: OPEN.get(name, "") for name in COLUMNS})


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 not a book", b"a,b,c\r\n1,2,3\r\n", b"\x00\x01\x02", "标题\n值\n".encode()],
)
def test_what_is_no_register_is_one_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable) as raised:
        read_sheet(data)
    assert raised.value.sentence.endswith("。")


def test_csv_in_the_encoding_of_old_machines(cast: Cast) -> None:
    plain: dict[str, Any] = OPEN | {"name": "李四"}
    lines = [",".join(COLUMNS.values()), ",".join(plain.get(name, "") for name in COLUMNS)]
    rows = read_sheet("\r\n".join(lines).encode("gb18030"))
    assert len(import_register(who(cast.naiman, "general_handler"), rows, moment=MOMENT)) == 1
