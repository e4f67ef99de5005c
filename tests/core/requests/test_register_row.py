"""A row of an old register: read whole, or every fault told with its column."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.core.requests.register_row import Choices, RegisterRow, RowFault, read_row

TODAY = date(2025, 3, 3)
CHOICES = Choices(
    ways={"互联网": "online", "当面提交": "in-person"},
    outcomes={"予以公开": "granted", "不予公开": "refused", "部分公开": "partial", "申请人撤回": "withdrawn"},
    grounds={"属于四类过程性信息": "in-process"},
    units=frozenset({"工业统计科", "综合科"}),
)
LEAST = {
    "old_number": "2019-1",
    "received_on": "2019年6月3日",
    "way": "当面提交",
    "kind": "公民",
    "name": "𠮷田㐱",
    "description": "=1+1 全市公报😀",
}
READ = RegisterRow(
    row=7,
    old_number="2019-1",
    received_on=date(2019, 6, 3),
    way="in-person",
    kind=ApplicantKind.CITIZEN,
    name="𠮷田㐱",
    description="=1+1 全市公报😀",
)


def read(**changed: str) -> RegisterRow | tuple[RowFault, ...]:
    return read_row(7, LEAST | changed, lambda day: CHOICES, TODAY)


def test_an_old_row_needs_neither_identity_nor_contact() -> None:
    assert read() == READ


def test_a_full_row() -> None:
    row = read(
        identity_kind="居民身份证",
        identity="11010519491231002X",
        phone="13800001234",
        email="a@example.cn",
        address="某街1号",
        form_wanted="电子版",
        way_wanted="邮寄",
        unit="工业统计科",
        outcome="不予公开",
        ground="属于四类过程性信息",
        ended_on="43650",
        note="已电话告知\n第二行",
    )
    assert isinstance(row, RegisterRow)
    assert (row.identity_kind, row.form_wanted, row.way_wanted) == (
        IdentityKind.RESIDENT_ID,
        "electronic",
        "post",
    )
    assert (row.outcome, row.ground, row.ended_on) == ("refused", "in-process", date(2019, 7, 4))
    assert row.note == "已电话告知\n第二行"


def test_the_words_are_those_of_the_day_it_was_received() -> None:
    asked: list[date] = []

    def on(day: date) -> Choices:
        asked.append(day)
        return CHOICES

    read_row(7, LEAST, on, TODAY)
    assert asked == [date(2019, 6, 3)]


@pytest.mark.parametrize("name", ["old_number", "received_on", "way", "kind", "name", "description"])
def test_what_every_row_must_have(name: str) -> None:
    faults = read(**{name: " \u200b"})
    assert isinstance(faults, tuple)
    assert [fault.sentence for fault in faults] == ["没有填写。"]


FAULTS: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "a day that is none": (
        {"received_on": "去年夏天"},
        [("收到日期", "“去年夏天”不是日期，请写成 2024-03-05 的样子。")],
    ),
    "tomorrow": (
        {"received_on": "2025-03-04"},
        [("收到日期", "2025-03-04 不在 2008-05-01 和 2025-03-03 之间。")],
    ),
    "before the regulation": (
        {"received_on": "2008-04-30"},
        [("收到日期", "2008-04-30 不在 2008-05-01 和 2025-03-03 之间。")],
    ),
    "answered before it came": (
        {"outcome": "予以公开", "ended_on": "2019-06-02"},
        [("答复日期", "2019-06-02 不在 2019-06-03 和 2025-03-03 之间。")],
    ),
    "a word nobody knows": ({"way": "飞鸽"}, [("提交方式", "“飞鸽”不认识，可以是：互联网、当面提交。")]),
    "a unit there is not": (
        {"unit": "财务科"},
        [("承办科室", "“财务科”不认识，可以是：工业统计科、综合科。")],
    ),
    "a result without its day": ({"outcome": "予以公开"}, [("答复日期", "办理结果和答复日期要一起填写。")]),
    "a day without its result": (
        {"ended_on": "2019-06-20"},
        [("办理结果", "办理结果和答复日期要一起填写。")],
    ),
    "a refusal without its ground": (
        {"outcome": "不予公开", "ended_on": "2019-06-20"},
        [("不予公开理由", "办理结果是不予公开，没有填写理由。")],
    ),
    "a ground where nothing was refused": (
        {"outcome": "予以公开", "ended_on": "2019-06-20", "ground": "属于四类过程性信息"},
        [("不予公开理由", "只有不予公开和部分公开才填写理由。")],
    ),
    "a wrong check digit": (
        {"identity_kind": "居民身份证", "identity": "110105194912310021"},
        [("证件号码", "居民身份证号码的校验位不对，很可能有一位输错了。")],
    ),
    "a number that a program rounded": (
        {"identity_kind": "居民身份证", "identity": "1.10105E+17"},
        [("证件号码", "号码被表格软件改成了科学计数，末几位已经丢失；请把这一列设为文本格式后重新填写。")],
    ),
    "too long": ({"old_number": "长" * 61}, [("原编号", "有 61 个字，最多 60 个字。")]),
    "all at once": (
        {"name": "", "kind": "神仙", "received_on": "x"},
        [
            ("姓名或名称", "没有填写。"),
            ("收到日期", "“x”不是日期，请写成 2024-03-05 的样子。"),
            (
                "申请人类别",
                "“神仙”不认识，可以是：公民、商业企业、科研机构、社会公益组织、法律服务机构、其他。",
            ),
        ],
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_every_fault_is_a_sentence_with_its_column(what: str) -> None:
    changed, expected = FAULTS[what]
    assert read(**changed) == tuple(RowFault(7, column, sentence) for column, sentence in expected)
