"""`gongkai token`: tokens with which programs call the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from gongkai.cli.database import open_database
from gongkai.cli.output import BadInput, ChineseGroup, answer_no, emit, json_option

if TYPE_CHECKING:
    from gongkai.access.tokens import TokenLine
    from gongkai.core.terms import Refusal
    from gongkai.records.models import Person

_LARGEST_ID = 2**31 - 1


@click.group(cls=ChineseGroup)
def token() -> None:
    """接口令牌：签发、收回、列出。

    令牌只能办它的主人当天能办的事；账号停用，令牌就不能用。

    例：
      gongkai token issue zhangxuemei --name 办公系统
      gongkai token list
    """


@token.command()
@click.argument("login", metavar="PERSON")
@click.option("--name", default="", help="给令牌起个名字，便于以后认出，例如 办公系统")
@json_option
def issue(login: str, name: str, as_json: bool) -> None:
    """给登录名为 PERSON 的人签发一个令牌。

    令牌只显示这一次，请马上存到安全的地方。

    例：
      gongkai token issue zhangxuemei --name 办公系统
    """
    open_database()
    from django.utils.timezone import now

    from gongkai.actions.tokens import issue_token
    from gongkai.core.terms import Refused

    person = _person(login)
    try:
        issued = issue_token(person, name=name, moment=now())
    except Refused as error:
        _refuse(error.refusal, as_json)
    row = issued.token
    human = f"{person.name}的令牌（编号 {row.pk}），只显示这一次：\n{issued.secret}"
    emit(human, {"id": row.pk, "person": login, "name": row.name, "token": issued.secret}, as_json)


@token.command()
@click.argument("token_id", metavar="ID")
@json_option
def revoke(token_id: str, as_json: bool) -> None:
    """收回编号为 ID 的令牌；收回以后不能再用，也不能恢复。

    例：
      gongkai token revoke 3
    """
    if not (token_id.isascii() and token_id.isdigit() and int(token_id[:11]) <= _LARGEST_ID):
        raise BadInput(f"参数“ID”是“{token_id[:40]}”，应为令牌的编号；编号用 gongkai token list 查看。")
    open_database()
    from django.utils.timezone import now

    from gongkai.actions.tokens import revoke_token
    from gongkai.core.terms import Refused

    try:
        row = revoke_token(int(token_id), moment=now())
    except Refused as error:
        _refuse(error.refusal, as_json)
    emit(f"令牌 {row.pk} 已收回。", {"id": row.pk, "revoked": True}, as_json)


@token.command(name="list")
@json_option
def list_tokens(as_json: bool) -> None:
    """列出签发过的令牌；令牌本身不保存，不能再显示。

    例：
      gongkai token list
    """
    open_database()
    from gongkai.access.tokens import token_lines

    lines = token_lines()
    human = "\n".join(_line(line) for line in lines) or "还没有签发过令牌。"
    emit(human, {"tokens": [_data(line) for line in lines]}, as_json)


def _person(login: str) -> Person:
    from gongkai.records.models import Account

    account = Account.objects.select_related("person__organ").filter(username=login).first()
    if account is None:
        raise BadInput(f"参数“PERSON”是“{login[:40]}”，没有这个登录名；登录名在机关的账号列表中。")
    return account.person


def _refuse(refusal: Refusal, as_json: bool) -> NoReturn:
    emit(f"{refusal.reason}{refusal.remedy}", {"refused": refusal.as_json()}, as_json)
    answer_no()


def _line(line: TokenLine) -> str:
    from django.utils.timezone import localtime

    state = "可用"
    if line.revoked_at is not None:
        state = f"{localtime(line.revoked_at):%Y-%m-%d %H:%M} 收回"
    elif line.closed:
        state = "账号已停用"
    name = f"「{line.name}」 " if line.name else ""
    issued = f"{localtime(line.issued_at):%Y-%m-%d %H:%M}"
    return f"{line.id}  {name}{line.username}（{line.person}，{line.organ}）  {issued} 签发  {state}"


def _data(line: TokenLine) -> dict[str, object]:
    return {
        "id": line.id,
        "name": line.name,
        "person": line.username,
        "organ": line.organ,
        "issued": line.issued_at.isoformat(),
        "revoked": line.revoked_at.isoformat() if line.revoked_at else None,
        "usable": line.revoked_at is None and not line.closed,
    }
