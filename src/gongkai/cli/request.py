"""`gongkai request`: the register of requests, and taking over an old one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from gongkai.cli.database import open_database
from gongkai.cli.output import BadInput, ChineseGroup, answer_no, emit, json_option, progress

if TYPE_CHECKING:
    from gongkai.core.organs import Standing
    from gongkai.core.requests.register_row import RowFault
    from gongkai.gateways.request_sheet import RegisterSheet
    from gongkai.records.models import Organ


@click.group(cls=ChineseGroup)
def request() -> None:
    """依申请公开的台账。

    例：
      gongkai request list --organ hulunbuir-statistics
      gongkai request import 旧台账.xlsx --organ hulunbuir-statistics --as liuyang
    """


@request.command(name="list")
@click.option("--organ", "slug", metavar="ID", required=True, help="哪个机关")
@json_option
def list_requests(slug: str, as_json: bool) -> None:
    """列出没有办结的申请，到期早的在前。不显示申请人。

    例：
      gongkai request list --organ naiman-housing --json
    """
    open_database()
    organ = _organ(slug)
    from gongkai.queries.request_list import open_requests

    found = open_requests(organ)
    lines: list[dict[str, Any]] = [
        {
            "number": row.number,
            "serial": row.serial,
            "state": row.state,
            "due": row.due_on.isoformat() if row.due_on else None,
            "provisional": row.due_provisional,
        }
        for row in found
    ]
    human = [f"没有办结的申请 {len(lines)} 件。"]
    human += [f"  {line['serial']}  {line['due'] or '停止计时'}  {line['state']}" for line in lines]
    emit("\n".join(human), {"requests": lines}, as_json)


@request.command(name="template")
@click.option("--organ", "slug", metavar="ID", required=True, help="哪个机关，选项取自它的制度")
@click.option(
    "-o", "out", metavar="FILE", required=True, type=click.Path(path_type=Path), help="写到哪个文件"
)
def write_template(slug: str, out: Path) -> None:
    """写出补录台账用的空表。

    例：
      gongkai request template --organ naiman-housing -o 台账.xlsx
    """
    open_database()
    organ = _organ(slug)
    from django.utils.timezone import localdate

    from gongkai.access.lawbooks import NoRuleBook
    from gongkai.actions.requests.importing import choices_of
    from gongkai.gateways.request_sheet import template

    try:
        out.write_bytes(template(choices_of(organ, localdate())))
    except OSError as error:
        raise BadInput(f"选项“-o”是“{out}”，写不进去（{error.strerror}）。") from error
    except NoRuleBook as error:
        raise BadInput(f"{error}，请先用 gongkai organ adopt 施行制度。") from error
    click.echo(f"已写出 {out}。")


@request.command(name="import")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--organ", "slug", metavar="ID", required=True, help="补录到哪个机关")
@click.option("--as", "login", metavar="PERSON", help="受理机构人员的登录名；不写则由系统补录")
@json_option
def import_requests(path: Path, slug: str, login: str | None, as_json: bool) -> None:
    """补录旧台账：全部导入，或者一行也不导入并逐行说明要改什么（退出码 1）。

    FILE 是按模板填好的 XLSX 或 CSV，最多 5000 行。

    例：
      gongkai request import 旧台账.xlsx --organ hulunbuir-statistics --as liuyang
    """
    sheet = _read(path)
    open_database()
    from gongkai.access.lawbooks import NoRuleBook

    try:
        _import(_organ(slug), login, sheet, as_json)
    except NoRuleBook as error:
        raise BadInput(f"{error}，请先用 gongkai organ adopt 施行制度。") from error


def _read(path: Path) -> RegisterSheet:
    from gongkai.gateways.paper.paper import Unreadable
    from gongkai.gateways.request_sheet import LARGEST, read_sheet

    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(f"参数“FILE”是“{path}”，超过 {LARGEST // 1024 // 1024} MB；请分成几个文件。")
        return read_sheet(path.read_bytes())
    except OSError as error:
        raise BadInput(f"参数“FILE”是“{path}”，打不开（{error.strerror}）。") from error
    except Unreadable as error:
        raise BadInput(f"{path.name}：{error.sentence}") from error


def _import(organ: Organ, login: str | None, sheet: RegisterSheet, as_json: bool) -> None:
    from django.utils.timezone import localdate, now

    from gongkai.actions.requests.importing import IMPORTER, check_register, import_register
    from gongkai.core.terms import Refused

    _, faults = check_register(organ, sheet.rows, localdate())
    if faults:
        _tell_faults(faults, sheet, as_json)
    try:
        done = import_register(
            _person(organ, login) if login else IMPORTER,
            sheet.rows,
            organ=organ,
            moment=now(),
            watch=lambda good: progress(good, "正在补录", len(sheet.rows)),
        )
    except Refused as refused:
        reason = f"{refused.refusal.reason}{refused.refusal.remedy}"
        emit(reason, {"imported": 0, "faults": [], "refused": refused.refusal.as_json()}, as_json)
        answer_no()
    human = "\n".join([f"已补录 {len(done)} 件。", *sheet.notes])
    emit(human, {"imported": len(done), "faults": [], "notes": list(sheet.notes)}, as_json)


def _tell_faults(faults: list[RowFault], sheet: RegisterSheet, as_json: bool) -> NoReturn:
    told = [{"row": fault.row, "column": fault.column, "reason": fault.sentence} for fault in faults]
    lines = [f"有 {len(faults)} 处要改，一行也没有导入。", *sheet.notes]
    lines += [f"  第 {fault.row} 行「{fault.column}」：{fault.sentence}" for fault in faults]
    emit("\n".join(lines), {"imported": 0, "faults": told, "notes": list(sheet.notes)}, as_json)
    answer_no()


def _organ(slug: str) -> Organ:
    from gongkai.records.models import Organ

    organ = Organ.objects.filter(slug=slug).first()
    if organ is None:
        known = "、".join(Organ.objects.order_by("id").values_list("slug", flat=True))
        raise BadInput(f"选项“--organ”是“{slug}”，没有这个机关；现有的机关：{known or '无'}。")
    return organ


def _person(organ: Organ, login: str) -> Standing:
    from django.utils.timezone import localdate

    from gongkai.access.standing import standing_of_account
    from gongkai.records.models import Account

    account = Account.objects.select_related("person").filter(username=login, person__organ=organ).first()
    if account is None:
        raise BadInput(f"选项“--as”是“{login}”，{organ.name}没有这个登录名。")
    return standing_of_account(account, localdate())
