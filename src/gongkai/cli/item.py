"""`gongkai item`: taking documents in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongkai.cli.database import open_database
from gongkai.cli.output import BadInput, ChineseGroup, answer_no, emit, json_option, progress

if TYPE_CHECKING:
    from gongkai.core.organs import Standing
    from gongkai.core.terms import Actor
    from gongkai.records.models import Organ, Unit

KINDS = (".json", ".docx", ".pdf", ".ofd", ".html", ".htm", ".txt")


@click.group(cls=ChineseGroup)
def item() -> None:
    """信息：把文件登记进目录。

    例：
      gongkai item import 文件夹 --organ hulunbuir-statistics
    """


@item.command(name="import")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option("--organ", "slug", metavar="ID", required=True, help="登记到哪个机关")
@click.option("--as", "login", metavar="PERSON", help="登记人的登录名（须为经办人）；不写则由系统登记")
@click.option(
    "--unit", "unit_name", metavar="NAME", help="责任科室；不写则为登记人的科室，系统登记时为领导小组办公室"
)
@json_option
def import_items(path: Path, slug: str, login: str | None, unit_name: str | None, as_json: bool) -> None:
    """读入一个文件或一个文件夹（JSON、DOCX、PDF、OFD、HTML、TXT），逐件登记为草稿。

    读不了的文件逐件说明原因，不影响其他文件。有文件没有登记成功时退出码为 1。

    例：
      gongkai item import 通知.docx --organ naiman-housing --as liuyang
    """
    files = _files(path)
    open_database()
    organ, who, unit = _where(slug, login, unit_name)
    items: list[dict[str, Any]] = []
    refused: list[dict[str, str]] = []
    for file in progress(files, "正在登记", len(files)):
        reason = _import_one(file, organ, who, unit, items)
        if reason:
            refused.append({"file": str(file), "reason": reason})
    human = "\n".join(
        [f"登记 {len(items)} 件，未登记 {len(refused)} 件。"]
        + [line for item in items for line in _told(item)]
        + [f"  未登记：{line['file']}：{line['reason']}" for line in refused]
    )
    emit(human, {"imported": len(items), "refused": refused, "items": items}, as_json)
    if refused:
        answer_no()


def _told(item: dict[str, Any]) -> list[str]:
    """One registered document for people: its line, and what is doubtful about it."""
    first = f"  {item['index_number']}  {item['doc_number'] or '(无文号)'}  {item['title']}"
    return [first, *(f"      请核对：{note}" for note in item["notes"])]


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in KINDS)
        if not found:
            raise BadInput(f"文件夹“{path}”里没有可以登记的文件；可以是{'、'.join(KINDS)}。")
        return found
    if not path.is_file():
        raise BadInput(f"参数“PATH”是“{path}”，没有这个文件或文件夹。")
    return [path]


def _where(slug: str, login: str | None, unit_name: str | None) -> tuple[Organ, Standing | Actor, Unit]:
    from django.utils.timezone import localdate

    from gongkai.access.standing import standing_of_account
    from gongkai.actions.imports import IMPORTER
    from gongkai.records.models import Account, Organ

    organ = Organ.objects.filter(slug=slug).first()
    if organ is None:
        known = "、".join(Organ.objects.order_by("id").values_list("slug", flat=True))
        accepted = f"现有的机关：{known}" if known else "现在还没有机关，可先用 gongkai demo 装入样例"
        raise BadInput(f"选项“--organ”是“{slug}”，没有这个机关；{accepted}。")
    if login is None:
        return organ, IMPORTER, _unit(organ, unit_name, None)
    account = Account.objects.select_related("person").filter(username=login, person__organ=organ).first()
    if account is None:
        raise BadInput(f"选项“--as”是“{login}”，{organ.name}没有这个登录名。")
    who = standing_of_account(account, localdate())
    return organ, who, _unit(organ, unit_name, who)


def _unit(organ: Organ, unit_name: str | None, who: Standing | None) -> Unit:
    from gongkai.core.terms import PostKind, UnitFunction
    from gongkai.records.models import Unit

    units = list(Unit.objects.filter(organ=organ, closed_on=None).order_by("id"))
    if unit_name is not None:
        chosen = [unit for unit in units if unit.name == unit_name]
        accepted = f"可以是{'、'.join(unit.name for unit in units)}"
    elif who is not None:
        own = {capacity.unit_id for capacity in who.capacities if capacity.kind is PostKind.HANDLER}
        chosen = [unit for unit in units if unit.pk in own]
        accepted = "登记人须是某个科室的经办人"
    else:
        chosen = [unit for unit in units if UnitFunction.LEADING_GROUP_OFFICE.value in unit.functions]
        accepted = "机关须有领导小组办公室"
    if not chosen:
        raise BadInput(f"选项“--unit”是“{unit_name or '(未写)'}”，找不到责任科室；{accepted}。")
    return chosen[0]


def _import_one(
    file: Path, organ: Organ, who: Standing | Actor, unit: Unit, items: list[dict[str, Any]]
) -> str | None:
    """Register one file; the reason where it could not be."""
    from django.conf import settings
    from django.utils.timezone import localdate, now

    from gongkai.access.lawbooks import NoRuleBook
    from gongkai.actions.imports import import_paper
    from gongkai.core.terms import Refused
    from gongkai.gateways.paper.paper import Unreadable
    from gongkai.gateways.paper.reader import read_document

    try:
        if file.stat().st_size > settings.UPLOAD_LIMIT:
            return f"文件超过{settings.UPLOAD_LIMIT // 1024 // 1024} MB。"
        content = file.read_bytes()
        paper = read_document(content, file.name, today=localdate())
        edition = import_paper(who, paper, (file.name, content), organ=organ, unit=unit, moment=now())
    except Unreadable as error:
        return error.sentence
    except Refused as error:
        return f"{error.refusal.reason}{error.refusal.remedy}"
    except NoRuleBook as error:
        raise BadInput(f"{error}，请先用 gongkai organ adopt 施行制度。") from error
    except OSError as error:
        return f"文件打不开（{error.strerror}）。"
    items.append(
        {
            "id": edition.item_id,
            "title": edition.title,
            "doc_number": edition.doc_number,
            "index_number": edition.item.index_number,
            "notes": list(paper.notes),
        }
    )
    return None
