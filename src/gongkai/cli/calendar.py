"""`gongkai calendar`: whose dates a year's days off would move, and installing the year."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.database import open_database
from gongkai.cli.output import BadInput, ChineseGroup, answer_no, emit, json_option
from gongkai.core.terms import Refused
from gongkai.gateways.calendars import BadCalendar, YearFile, read_year_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gongkai.core.organs import Standing
    from gongkai.core.terms import Actor
    from gongkai.queries.calendar_moves import Moved

_HEAD = ("单位", "编号", "事项", "原到期日", "新到期日", "暂定")
_FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))


@click.group(cls=ChineseGroup)
def calendar() -> None:
    """放假安排：看新公布的一年会改动哪些到期日，再装入使用。

    文件写明年份、通知的网址和放假、调休上班的日期，一年一个，格式是 JSON。

    例：
      gongkai calendar preview 2027.json
      gongkai calendar install 2027.json
    """


@calendar.command()
@_FILE
@json_option
def preview(file: Path, as_json: bool) -> None:
    """列出装入 FILE 以后到期日会变的申请和信息，不作任何改动。

    例：
      gongkai calendar preview 2027.json
    """
    year_file = _read(file)
    open_database()
    from gongkai.queries.calendar_moves import moves

    try:
        moved = moves(year_file)
    except BadCalendar as error:
        raise BadInput(f"{error}。") from error
    number = year_file.year.year
    head = f"装入{number}年的放假安排，将有{len(moved)}个到期日变动。"
    _show(head, number, moved, as_json)


@calendar.command()
@_FILE
@click.option(
    "--as", "login", metavar="PERSON", help="办理人的登录名（须为领导小组办公室人员）；不写则由系统办理"
)
@json_option
def install(file: Path, login: str | None, as_json: bool) -> None:
    """装入 FILE 的放假安排：所有在办申请的到期日一次改定，并记入各单位的台账。

    已有的年份以新装入的为准，对本系统里的各单位一并生效。与现在使用的相同时不装，退出码为 1。

    例：
      gongkai calendar install 2027.json --as wuxiulan
    """
    year_file = _read(file)
    open_database()
    from django.utils.timezone import now

    from gongkai.actions.calendars import install_calendar

    try:
        moved = install_calendar(_who(login), year_file, moment=now())
    except Refused as error:
        refusal = error.refusal
        emit(f"{refusal.reason}{refusal.remedy}", {"refused": refusal.as_json()}, as_json)
        answer_no()
    number = year_file.year.year
    _show(f"已装入{number}年的放假安排，{len(moved)}个到期日变动。", number, moved, as_json)


def _read(file: Path) -> YearFile:
    try:
        return read_year_file(file)
    except BadCalendar as error:
        raise BadInput(f"{error}。") from error


def _who(login: str | None) -> Standing | Actor:
    from django.utils.timezone import localdate

    from gongkai.access.calendars import CALENDAR_KEEPER
    from gongkai.access.standing import standing_of_account
    from gongkai.records.models import Account

    if login is None:
        return CALENDAR_KEEPER
    account = Account.objects.select_related("person").filter(username=login).first()
    if account is None:
        raise BadInput(f"选项“--as”是“{login[:40]}”，没有这个登录名；可用登录名在机关的账号列表中。")
    return standing_of_account(account, localdate())


def _show(head: str, year: int, moved: Sequence[Moved], as_json: bool) -> None:
    lines = [head, "", *_table([_HEAD, *(_row(each) for each in moved)])] if moved else [head]
    emit("\n".join(lines), {"year": year, "moves": [_data(each) for each in moved]}, as_json)


def _row(moved: Moved) -> tuple[str, ...]:
    doubt = {(True, True): "是", (False, False): "否", (True, False): "是→否", (False, True): "否→是"}
    return (
        moved.organ_name,
        moved.number,
        moved.title,
        moved.before.isoformat() if moved.before else "停着",
        moved.after.isoformat() if moved.after else "停着",
        doubt[moved.provisional_before, moved.provisional_after],
    )


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows with their columns under one another, a Han character as wide as two letters."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _data(moved: Moved) -> dict[str, object]:
    return {
        "organ": moved.organ,
        "kind": moved.kind,
        "number": moved.number,
        "title": moved.title,
        "before": _iso(moved.before),
        "after": _iso(moved.after),
        "provisional_before": moved.provisional_before,
        "provisional_after": moved.provisional_after,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
