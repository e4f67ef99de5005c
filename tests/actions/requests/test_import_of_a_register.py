"""An old register is taken over whole or not at all, row by row told what is wrong."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from tests.support.cast import Bureau, Cast
from tests.support.refusals import refused
from tests.support.request_road import finish, who
from tests.support.road import MOMENT, TODAY

from gongkai.access.applicants import applicant_field
from gongkai.actions.requests.importing import IMPORTER, check_register, choices_of, import_register
from gongkai.actions.requests.tracking import open_by_code
from gongkai.core.requests.register_row import COLUMNS, RegisterRow, RowFault
from gongkai.core.terms import system_actor
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.request_sheet import read_sheet, template
from gongkai.queries.ledger import verify_organ
from gongkai.queries.request_list import RequestFilter, lines_for_export
from gongkai.records.models import Adoption, Counter, LedgerEntry, Request

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
    return import_register(who(bureau, by), read_sheet(_sheet(*rows)).rows, moment=MOMENT)


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
    _, faults = check_register(cast.hulunbuir.organ, read_sheet(_sheet(OPEN, bad, OPEN)).rows, TODAY)
    ways = "、".join(choices_of(cast.hulunbuir.organ, TODAY).ways)
    assert faults == [
        RowFault(3, "姓名或名称", "没有填写。"),
        RowFault(3, "收到日期", "“昨天”不是日期，请写成 2024-03-05 的样子。"),
        RowFault(3, "提交方式", f"“飞鸽”不认识，可以是：{ways}。"),
        RowFault(3, "原编号", "“2024-07”与第 2 行重复。"),
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
    assert read_sheet(template(choices_of(cast.naiman.organ, TODAY))).rows == []
    assert read_sheet(_sheet(OPEN)).rows[0] == (2, {name: OPEN.get(name, "") for name in COLUMNS})


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
    rows = read_sheet("\r\n".join(lines).encode("gb18030")).rows
    assert len(import_register(who(cast.naiman, "general_handler"), rows, moment=MOMENT)) == 1


def test_an_open_row_runs_on_under_the_rules_of_its_day(cast: Cast) -> None:
    """Before 15 May 2019 the statute gave fifteen working days; of two limits the stricter binds."""
    old = OPEN | {"old_number": "2018-1", "received_on": "2018-06-04", "unit": "建筑业股"}
    (row,) = _import(cast.naiman, old)
    assert (row.state, row.unit, row.due_on) == ("working", cast.naiman.unit("business"), date(2018, 6, 26))
    assert (row.arrived_on, row.registered_by_id) == (
        date(2018, 6, 4),
        cast.naiman.general_handler.pk,
    )
    entry = LedgerEntry.objects.get(verb="import_request")
    assert entry.clauses[0] == "naiman-housing:disclosure.7"


def test_how_a_row_of_2010_ended_may_be_told_in_the_words_of_today(cast: Cast) -> None:
    old = OPEN | {"received_on": "2010-06-01", "outcome": "申请人撤回", "ended_on": "2010-06-02"}
    (row,) = _import(cast.naiman, old)
    assert (row.state, row.outcome, row.report_row, row.late_unit) == ("closed", "withdrawn", "other.3", None)
    who_asks = who(cast.naiman, "general_handler")
    (line,) = lines_for_export(who_asks, RequestFilter(), TODAY)
    assert (line.outcome, line.old_number, line.ended_on) == ("申请人撤回", "2024-07", date(2010, 6, 2))


def test_a_late_one_without_a_unit_was_late_with_the_acceptance_body(cast: Cast) -> None:
    old = OPEN | {"received_on": "2020-06-01", "outcome": "予以公开", "ended_on": "2020-07-31"}
    (row,) = _import(cast.naiman, old)
    assert row.late_unit == cast.naiman.unit("general")
    payload = json.loads(LedgerEntry.objects.get().payload)
    assert {name: payload[name] for name in ("late_unit_name", "was_due", "outcome", "ended_on")} == {
        "late_unit_name": "综合股",
        "was_due": "2020-06-30",
        "outcome": "granted",
        "ended_on": "2020-07-31",
    }


def test_no_code_no_letter_no_mail_and_the_remark_is_kept(cast: Cast) -> None:
    (row,) = _import(cast.naiman, OPEN | {"email": "a@example.cn", "note": "电话已告知"})
    assert row.code_digest == ""
    assert not row.letters.exists()
    assert not row.notices.exists()
    assert json.loads(LedgerEntry.objects.get().payload)["note"] == "电话已告知"
    with refused("wrong_code"):
        open_by_code(cast.naiman.organ, row.number, "", address="10.0.0.1", moment=MOMENT)


def test_two_of_one_name_and_nothing_else_are_not_taken_for_one(cast: Cast) -> None:
    first, second = _import(cast.naiman, OPEN, OPEN | {"old_number": "2024-08"})
    assert (first.applicant.same_as, second.applicant.same_as) == ("", "")


def test_before_the_bureau_had_a_rule_book_there_is_nothing_to_go_by(cast: Cast) -> None:
    Adoption.objects.filter(organ=cast.naiman.organ).update(in_force_from=date(2015, 1, 1))
    _, faults = check_register(
        cast.naiman.organ, read_sheet(_sheet(OPEN | {"received_on": "2014-12-31"})).rows, TODAY
    )
    assert faults[-1].sentence == "2014-12-31 早于本机关制度施行之日，没有可依的期限。"


def test_the_machine_takes_over_under_its_own_name(cast: Cast) -> None:
    organ = cast.naiman.organ
    rows = read_sheet(_sheet(OPEN)).rows
    (row,) = import_register(IMPORTER, rows, organ=organ, moment=MOMENT)
    entry = LedgerEntry.objects.get()
    assert (entry.actor_key, row.registered_by, row.organ) == ("system:importer", None, organ)
    assert verify_organ(organ).why == ""
    with pytest.raises(ValueError, match="IMPORTER"):
        import_register(system_actor("baker", "门户生成"), rows, organ=organ, moment=MOMENT)


def test_what_is_taken_over_goes_on_through_the_door(cast: Cast) -> None:
    (row,) = _import(cast.naiman, OPEN | {"unit": "建筑业股"})
    assert finish(cast.naiman, row.pk).state == "replied"
    assert verify_organ(cast.naiman.organ).why == ""


def test_an_error_in_the_middle_leaves_nothing(cast: Cast) -> None:
    def dying(rows: Iterable[RegisterRow]) -> Iterable[RegisterRow]:
        yield next(iter(rows))
        raise OSError("disk")

    rows = read_sheet(_sheet(OPEN, ENDED | {"unit": "建筑业股"})).rows
    with pytest.raises(OSError, match="disk"):
        import_register(who(cast.naiman, "general_handler"), rows, moment=MOMENT, watch=dying)
    assert not Request.objects.exists()
    assert not LedgerEntry.objects.exists()
    assert not Counter.objects.exists()
