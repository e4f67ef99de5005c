"""`gongkai token`: issue, list, revoke."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner
from tests.support.cast import Cast

from gongkai.access.tokens import person_of_token
from gongkai.cli.token import token
from gongkai.records.models import Account

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(token, arguments)
    return result.exit_code, result.output.strip()


def test_the_secret_is_shown_once(cast: Cast) -> None:
    code, output = run("issue", "zhangxuemei", "--name", "办公系统", "--json")
    issued = json.loads(output)
    assert (code, issued["person"], issued["name"]) == (0, "zhangxuemei", "办公系统")
    person = person_of_token(issued["token"])
    assert person == Account.objects.get(username="zhangxuemei").person
    code, listed = run("list", "--json")
    assert code == 0
    assert issued["token"] not in listed
    assert [(one["id"], one["usable"]) for one in json.loads(listed)["tokens"]] == [(issued["id"], True)]


def test_for_people(cast: Cast) -> None:
    code, output = run("issue", "zhangxuemei")
    assert code == 0
    assert re.fullmatch(r"张雪梅的令牌（编号 \d+），只显示这一次：\ngk_[\w-]{43}", output)
    number = re.findall(r"编号 (\d+)", output)[0]
    code, listed = run("list")
    assert code == 0
    assert re.fullmatch(rf"{number}  zhangxuemei（张雪梅，hulunbuir-statistics）  .{{16}} 签发  可用", listed)
    assert run("revoke", number) == (0, f"令牌 {number} 已收回。")
    assert run("list")[1].endswith("收回")


def test_no_is_an_answer_and_nonsense_is_not(cast: Cast) -> None:
    assert run("revoke", "77")[0] == 1
    assert run("revoke", "77", "--json")[0] == 1
    code, output = run("revoke", "七")
    assert (code, "应为令牌的编号" in output) == (2, True)
    code, output = run("issue", "nobody")
    assert (code, "没有这个登录名" in output) == (2, True)
    Account.objects.filter(username="zhangxuemei").update(is_active=False)
    code, output = run("issue", "zhangxuemei")
    assert (code, "已经停用" in output) == (1, True)


def test_no_tokens_yet() -> None:
    assert run("list") == (0, "还没有签发过令牌。")
