"""A line of an old register kept in a spreadsheet: what it says, or every fault of it in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.requests.form import FORM_WANTED, LONGEST, WAY_WANTED
from gongkai.core.requests.identity import (
    ApplicantKind,
    IdentityKind,
    clean_line,
    clean_text,
    identity_fault,
)

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
}
"""The columns of the sheet: name in code → heading."""

REQUIRED = ("old_number", "received_on", "way", "kind", "name", "description")
EARLIEST = date(2008, 5, 1)
_DATE = re.compile(r"([0-9]{4})\s*[年./-]\s*([0-9]{1,2})\s*[月./-]\s*([0-9]{1,2})\s*日?(?:[\sT].*)?")
_SERIAL = re.compile(r"[3-6][0-9]{4}(?:\.[0-9]+)?")


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


@dataclass(frozen=True, slots=True)
class Choices:
    """The words a sheet may use, by their Chinese titles: ways, outcomes and grounds → ids; units by name."""

    ways: Mapping[str, str]
    outcomes: Mapping[str, str]
    grounds: Mapping[str, str]
    units: frozenset[str]


def read_day(text: str) -> date | None:
    """A day as registers write it, or as a spreadsheet counts it; None for anything else.

    >>> read_day("2024年3月5日"), read_day("2024.3.5"), read_day("45356")
    (datetime.date(2024, 3, 5), datetime.date(2024, 3, 5), datetime.date(2024, 3, 5))
    """
    plain = text.strip()
    if _SERIAL.fullmatch(plain):
        return date(1899, 12, 30) + timedelta(days=int(float(plain)))
    found = _DATE.fullmatch(plain)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def read_row(
    number: int, cells: Mapping[str, str], choices: Choices, today: date
) -> RegisterRow | tuple[RowFault, ...]:
    """The request of a row of the sheet, or all its faults."""
    reader = _Reader(number, {name: clean_line(cells.get(name, "")) for name in COLUMNS}, [])
    description = clean_text(cells.get("description", ""))
    for name in REQUIRED:
        if not reader.cells[name] and not (name == "description" and description):
            reader.fault(name, "没有填写。")
    received = reader.day("received_on", EARLIEST, today)
    ended = reader.day("ended_on", received or EARLIEST, today)
    row = RegisterRow(
        row=number,
        old_number=reader.cells["old_number"][:60],
        received_on=received or EARLIEST,
        way=reader.one_of("way", choices.ways),
        kind=ApplicantKind(
            reader.one_of("kind", {kind.title: kind.value for kind in ApplicantKind}) or "citizen"
        ),
        name=reader.cells["name"],
        description=description,
        identity_kind=IdentityKind(
            reader.one_of("identity_kind", {kind.title: kind.value for kind in IdentityKind}) or "other"
        ),
        identity=reader.cells["identity"],
        phone=reader.cells["phone"],
        email=reader.cells["email"],
        address=reader.cells["address"],
        form_wanted=reader.one_of("form_wanted", {title: key for key, title in FORM_WANTED.items()})
        or "paper",
        way_wanted=reader.one_of("way_wanted", {title: key for key, title in WAY_WANTED.items()}) or "pickup",
        unit=reader.one_of("unit", {name: name for name in choices.units}),
        outcome=reader.one_of("outcome", choices.outcomes),
        ground=reader.one_of("ground", choices.grounds),
        ended_on=ended,
    )
    _together(reader, row, today)
    return tuple(reader.faults) or row


def _together(reader: _Reader, row: RegisterRow, today: date) -> None:
    """What two cells must agree on."""
    if row.identity and (fault := identity_fault(row.identity_kind, row.identity, today)):
        reader.fault("identity", fault)
    if bool(row.outcome) != bool(row.ended_on) and reader.cells["outcome"] + reader.cells["ended_on"]:
        lacking = "ended_on" if row.outcome else "outcome"
        if not reader.cells[lacking]:
            reader.fault(lacking, "办理结果和答复日期要一起填写。")
    if row.outcome == "refused" and not row.ground and not reader.cells["ground"]:
        reader.fault("ground", "办理结果是不予公开，没有填写理由。")
    if row.ground and row.outcome not in ("refused", "partial"):
        reader.fault("ground", "只有不予公开和部分公开才填写理由。")
    for name in ("name", "phone", "email", "address", "description"):
        if len(getattr(row, name)) > LONGEST[name]:
            reader.fault(name, f"有 {len(getattr(row, name))} 个字，最多 {LONGEST[name]} 个字。")


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
            self.fault(name, f"“{text[:20]}”不认识，可以是：{'、'.join(known)}。")
            return ""
        return known[text]
