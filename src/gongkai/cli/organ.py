"""`gongkai organ`: the organs, and the rule book each has adopted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from gongkai.cli.database import open_database
from gongkai.cli.output import DATE, BadInput, ChineseGroup, answer_no, emit, json_option

if TYPE_CHECKING:
    from gongkai.actions.organs import Who
    from gongkai.core.regime import Lawbook
    from gongkai.queries.organs import OrganLine
    from gongkai.records.models import Organ


@click.group(cls=ChineseGroup)
def organ() -> None:
    """机关：列出各机关，施行制度。

    例：
      gongkai organ list
      gongkai organ adopt naiman-housing naiman-housing --from 2025-01-01
    """


@organ.command(name="list")
@json_option
def list_organs(as_json: bool) -> None:
    """列出各机关和今天施行的制度。

    例：
      gongkai organ list
    """
    open_database()
    from django.utils.timezone import localdate

    from gongkai.queries.organs import organ_lines

    lines = organ_lines(localdate())
    human = (
        "\n".join(_line(line) for line in lines)
        or "还没有机关。可用 gongkai serve --demo 装入两家单位的样例。"
    )
    emit(human, {"organs": [_data(line) for line in lines]}, as_json)


@organ.command()
@click.argument("slug", metavar="ORGAN")
@click.argument("place", metavar="FILE-or-ID")
@click.option("--from", "in_force_from", metavar="DATE", type=DATE, required=True, help="从哪一天起施行")
@click.option(
    "--as", "login", metavar="PERSON", help="办理人的登录名（须为该机关人事机构人员）；不写则由系统办理"
)
@json_option
def adopt(slug: str, place: str, in_force_from: date, login: str | None, as_json: bool) -> None:
    """让机关 ORGAN 从某日起施行一部制度（内置制度或文件）。

    办理中的事项仍按开始时的制度办完。

    例：
      gongkai organ adopt naiman-housing naiman-housing --from 2025-01-01
    """
    lawbook = _sound(place)
    open_database()
    from django.utils.timezone import now

    from gongkai.actions.organs import adopt_regime
    from gongkai.core.terms import Refused

    found, moment = _organ(slug), now()
    who = _who(found, login)
    try:
        adoption = adopt_regime(who, found.pk, place=place, in_force_from=in_force_from, moment=moment)
    except Refused as error:
        refusal = error.refusal
        emit(f"{refusal.reason}{refusal.remedy}", {"refused": refusal.as_json()}, as_json)
        answer_no()
    day = f"{in_force_from.year}年{in_force_from.month}月{in_force_from.day}日"
    data = {
        "organ": slug,
        "regime": lawbook.id,
        "version": lawbook.version,
        "from": adoption.in_force_from.isoformat(),
    }
    emit(f"{found.name}从{day}起施行《{lawbook.title}》（版本 {lawbook.version[:12]}）。", data, as_json)


@organ.command(name="open")
@click.argument("slug", metavar="ORGAN")
@click.option("--name", required=True, help="机关全称，与制度文件所写一致")
@click.option("--short-name", metavar="NAME", help="简称，不写则同全称")
@click.option("--code", required=True, help="9 位组织机构代码或 18 位统一社会信用代码")
@click.option("--superior", metavar="ORGAN", help="上级机关")
@click.option("--regime", "place", metavar="FILE-or-ID", required=True, help="施行的制度")
@click.option("--from", "in_force_from", metavar="DATE", type=DATE, required=True, help="制度从哪一天起施行")
@click.option("--unit", required=True, help="人事机构名称，例如 办公室")
@click.option("--officer", metavar="NAME", required=True, help="人事机构负责人的姓名")
@click.option("--login", required=True, help="她的登录名")
@json_option
def open_one(slug: str, place: str, in_force_from: date, as_json: bool, **facts: str | None) -> None:
    """设立一个机关：施行制度，任命人事机构负责人并开通账号。

    其余机构、职务和账号由她登录后办理。初始密码只显示这一次。

    例：
      gongkai organ open zhalantun-housing --name 扎兰屯市住房和城乡建设局
        --code 11150783011712345A --regime 我局制度.yaml --from 2025-01-01
        --unit 办公室 --officer 张敏 --login zhangmin
    """
    import secrets

    _sound(place)
    open_database()
    from django.utils.timezone import now

    from gongkai.actions.organs import SETUP, Officer, found_organ
    from gongkai.core.terms import Refused

    said = {name: value or "" for name, value in facts.items()}
    officer = Officer(said["officer"], said["unit"], said["login"], secrets.token_urlsafe(12))
    superior = _organ(said["superior"]) if said["superior"] else None
    try:
        found = found_organ(
            SETUP,
            slug=slug,
            name=said["name"],
            short_name=said["short_name"] or said["name"][:40],
            organ_code=said["code"],
            superior=superior,
            place=place,
            in_force_from=in_force_from,
            officer=officer,
            moment=now(),
        )
    except Refused as error:
        refusal = error.refusal
        emit(f"{refusal.reason}{refusal.remedy}", {"refused": refusal.as_json()}, as_json)
        answer_no()
    human = f"{found.name}已设立。{officer.name}的登录名是 {officer.username}，初始密码是 {officer.password}"
    data = {"organ": slug, "login": officer.username, "password": officer.password}
    emit(human, data, as_json)


def _sound(place: str) -> Lawbook:
    """The rule book of a file or id, or one sentence saying what is wrong with it."""
    from gongkai.gateways.regimes import RegimeRefusedError, load_path

    try:
        return load_path(place)
    except RegimeRefusedError as error:
        raise BadInput(error.problems[0].message) from error


def _organ(slug: str) -> Organ:
    from gongkai.records.models import Organ

    try:
        return Organ.objects.get(slug=slug)
    except Organ.DoesNotExist:
        known = "、".join(Organ.objects.order_by("id").values_list("slug", flat=True))
        accepted = f"现有的机关：{known}" if known else "现在还没有机关，可用 gongkai serve --demo 装入样例"
        raise BadInput(f"参数“ORGAN”是“{slug}”，没有这个机关；{accepted}。") from None


def _who(organ: Organ, login: str | None) -> Who:
    from django.utils.timezone import localdate

    from gongkai.access.standing import standing_of_account
    from gongkai.actions.organs import SETUP
    from gongkai.records.models import Account

    if login is None:
        return SETUP
    account = Account.objects.select_related("person").filter(username=login, person__organ=organ).first()
    if account is None:
        raise BadInput(f"选项“--as”是“{login}”，{organ.name}没有这个登录名；可用登录名在机关的账号列表中。")
    return standing_of_account(account, localdate())


def _line(line: OrganLine) -> str:
    book = f"{line.regime_title}（自 {line.in_force_from} 起）" if line.regime else "尚未施行制度"
    above = f" 上级：{line.superior}" if line.superior else ""
    return f"{line.slug}  {line.name}  {book}{above}"


def _data(line: OrganLine) -> dict[str, object]:
    return {
        "id": line.slug,
        "name": line.name,
        "superior": line.superior,
        "regime": line.regime or None,
        "version": line.version or None,
        "from": line.in_force_from.isoformat() if line.in_force_from else None,
    }
