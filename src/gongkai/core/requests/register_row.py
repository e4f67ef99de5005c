"""A line of an old register kept in a spreadsheet: what it says, or every fault of it in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.requests.form import FORM_WANTED, LONGEST, WAY_WANTED
from gongkai.core.requests.identity import (
    ApplicantKind,
    IdentityKind,
    clean_line,
    clean_text,
    identity_fault,
)
from gongkai.core.requests.register_days import read_day

COLUMNS: dict[str, str] = {
    "old_number": "原编号",
    "received_on": "收到日期",
    "way": "提交方式",
    "kind": "申请人类别",
    "name": "姓名或名称",
    "identity_kind": "证件类型",
    "identity": "证件号码",
    "phone": "联系电话",
    "email": "电子邮箱",
    "address": "通信地址",
    "description": "内容描述",
    "form_wanted": "希望的形式",
    "way_wanted": "获取方式",
    "unit": "承办科室",
    "outcome": "办理结果",
    "ground": "不予公开理由",
    "ended_on": "答复日期",
    "note": "备注",
}
"""The columns of the sheet: name in code → heading."""

REQUIRED = ("old_number", "received_on", "way", "kind", "name", "description")
EARLIEST = date(2008, 5, 1)
_LONGEST = {
    name: LONGEST[name] for name in ("name", "identity", "phone", "email", "address", "description")
} | {
    "old_number": 60,
    "note": 1000,
}
_KINDS = {kind.title: kind.value for kind in ApplicantKind}
_PAPERS = {kind.title: kind.value for kind in IdentityKind}
_FORMS = {title: key for key, title in FORM_WANTED.items()}
_WAYS = {title: key for key, title in WAY_WANTED.items()}
_ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+")
"""A long number as a spreadsheet shows it once its last digits are lost."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row: its number in the sheet, the heading, and the sentence."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One request of the old register; `outcome` is "" while it is still open."""

    row: int
    old_number: str
    received_on: date
    way: str
    kind: ApplicantKind
    name: str
    description: str
    identity_kind: IdentityKind = IdentityKind.OTHER
    identity: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    form_wanted: str = "paper"
    way_wanted: str = "pickup"
    unit: str = ""
    outcome: str = ""
    ground: str = ""
    ended_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """The words a sheet may use, by their Chinese titles: ways, outcomes and grounds → ids; units by name.

    Several titles may lead to one id: the bureau's first, then the statute's.
    """

    ways: Mapping[str, str]
    outcomes: Mapping[str, str]
    grounds: Mapping[str, str]
    units: frozenset[str]


ChoicesOn = Callable[[date], Choices]
"""The words of the rule book in force on a day."""


def read_row(
    number: int, cells: Mapping[str, str], choices_on: ChoicesOn, today: date
) -> RegisterRow | tuple[RowFault, ...]:
    """The request of a row of the sheet, or all its faults; the words are those of the day it was received."""
    tidy = {name: clean_line(cells.get(name, "")) for name in COLUMNS}
    tidy |= {name: clean_text(cells.get(name, "")) for name in ("description", "note")}
    reader = _Reader(number, tidy, [])
    for name in REQUIRED:
        if not tidy[name]:
            reader.fault(name, "没有填写。")
    received = reader.day("received_on", EARLIEST, today)
    ended = reader.day("ended_on", received or EARLIEST, today)
    choices = choices_on(received or today)
    row = RegisterRow(
        row=number,
        received_on=received or EARLIEST,
        way=reader.one_of("way", choices.ways),
        kind=ApplicantKind(reader.one_of("kind", _KINDS) or "citizen"),
        identity_kind=IdentityKind(reader.one_of("identity_kind", _PAPERS) or "other"),
        form_wanted=reader.one_of("form_wanted", _FORMS) or "paper",
        way_wanted=reader.one_of("way_wanted", _WAYS) or "pickup",
        unit=reader.one_of("unit", {name: name for name in sorted(choices.units)}),
        outcome=reader.one_of("outcome", choices.outcomes),
        ground=reader.one_of("ground", choices.grounds),
        ended_on=ended,
        **{name: tidy[name] for name in ("old_number", "identity", *_TEXTS)},
    )
    _together(reader, row, today)
    return tuple(reader.faults) or row


_TEXTS = ("name", "phone", "email", "address", "description", "note")


def _together(reader: _Reader, row: RegisterRow, today: date) -> None:
    """What cells must agree on, and how long they may be."""
    if _ROUNDED.fullmatch(row.identity):
        lost = "号码被表格软件改成了科学计数，末几位已经丢失；请把这一列设为文本格式后重新填写。"
        reader.fault("identity", lost)
    elif row.identity and (fault := identity_fault(row.identity_kind, row.identity, today)):
        reader.fault("identity", fault)
    given = {name for name in ("outcome", "ended_on") if reader.cells[name]}
    if len(given) == 1:
        lacking = "ended_on" if "outcome" in given else "outcome"
        reader.fault(lacking, "办理结果和答复日期要一起填写。")
    if row.outcome == "refused" and not reader.cells["ground"]:
        reader.fault("ground", "办理结果是不予公开，没有填写理由。")
    if row.ground and row.outcome not in ("refused", "partial"):
        reader.fault("ground", "只有不予公开和部分公开才填写理由。")
    for name, longest in _LONGEST.items():
        if len(reader.cells[name]) > longest:
            reader.fault(name, f"有 {len(reader.cells[name])} 个字，最多 {longest} 个字。")


@dataclass(slots=True)
class _Reader:
    number: int
    cells: dict[str, str]
    faults: list[RowFault]

    def fault(self, name: str, sentence: str) -> None:
        self.faults.append(RowFault(self.number, COLUMNS[name], sentence))

    def day(self, name: str, first: date, last: date) -> date | None:
        text = self.cells[name]
        if not text:
            return None
        found = read_day(text)
        if found is None:
            self.fault(name, f"“{text[:20]}”不是日期，请写成 2024-03-05 的样子。")
        elif not first <= found <= last:
            self.fault(name, f"{found:%Y-%m-%d} 不在 {first:%Y-%m-%d} 和 {last:%Y-%m-%d} 之间。")
            return None
        return found

    def one_of(self, name: str, known: Mapping[str, str]) -> str:
        text = self.cells[name]
        if not text:
            return ""
        if text not in known:
            self.fault(name, f"“{text[:20]}”不认识，可以是：{'、'.join(known) or '（还没有）'}。")
            return ""
        return known[text]
