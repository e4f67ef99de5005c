"""A citizen from the form to the reply: applies, follows, corrects, takes back; on a phone, and without scripts."""

from __future__ import annotations

import re

import pytest
from tests.browser.applicant import numbers_on, opens, writes
from tests.browser.conftest import Visits
from tests.browser.looking import faults_of
from tests.support.applying import FILLED
from tests.support.cast import Bureau, Cast
from tests.support.published import Press, moment
from tests.support.road import MOMENT, who

from gongkai.actions import requests
from gongkai.actions.search import index_publication
from gongkai.jobs.bake import bake_everything
from gongkai.records.models import Request

pytestmark = pytest.mark.browser

HOME = "/hulunbuir-statistics"


def asks_to_correct(bureau: Bureau, number: str) -> None:
    requests.ask_correction(
        who(bureau, "general_handler"),
        Request.objects.get(number=number).pk,
        points="请写明要哪一年的名单\n请写明要哪些旗县",
        period_days=10,
        moment=MOMENT,
    )


@pytest.mark.clause("2.2.1")
@pytest.mark.clause("cn-foi:30")
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (390, False)])
def test_a_citizen_applies_corrects_and_takes_back(
    visit: Visits, cast: Cast, width: int, scripts: bool
) -> None:
    bureau, citizen = cast.hulunbuir, visit(width=width, scripts=scripts)
    citizen.goes_to(f"{HOME}/apply/")
    writes(citizen)
    citizen.uploads("身份证明", ("身份证.jpg", "image/jpeg", b"\xff\xd8\xff" + b"1" * 500))
    citizen.presses("下一步：提交前再看一遍")
    assert citizen.heading == "提交前再看一遍"
    assert citizen.sees("身份证.jpg")
    citizen.presses("返回修改")
    assert citizen.value_of("您要的信息是什么").splitlines() == FILLED["description"].splitlines()
    assert citizen.sees("身份证.jpg")
    citizen.presses("下一步：提交前再看一遍")
    citizen.presses("提交申请")
    assert citizen.heading == "申请已经收到"
    number, code = numbers_on(citizen)
    citizen.presses("我已经记下，退出")
    asks_to_correct(bureau, number)
    opens(citizen, HOME, number.lower(), code.lower())
    assert citizen.sees("需要您补正，请在2025年3月17日前补正")
    citizen.fills("补正后的申请内容", "2024年度海拉尔区规模以上工业企业名单")
    citizen.presses("提交补正")
    assert citizen.news == "已经收到您的补正，答复期限重新计算。"
    citizen.unfolds("不再需要这项信息")
    citizen.presses("撤回申请")
    assert citizen.sees("已按您的要求于2025年3月3日撤回，不再办理。")
    request = Request.objects.get(number=number)
    assert (request.description, request.state, request.outcome, request.files.count()) == (
        "2024年度海拉尔区规模以上工业企业名单",
        "closed",
        "withdrawn",
        1,
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_on_the_way_is_accessible_and_fits(visit: Visits, cast: Cast, width: int) -> None:
    line = Press(cast.hulunbuir).publish("2024年规模以上工业企业统计公报", at=moment(2025, 2, 3))
    index_publication(line)
    bake_everything(moment=MOMENT)
    citizen, found = visit(width=width), list[str]()

    def looks(name: str) -> None:
        found.extend(faults_of(citizen, f"apply {name}"))

    citizen.goes_to(f"{HOME}/apply/")
    looks("form")
    citizen.goes_to(f"{HOME}/apply/?q=关于工业企业统计公报的说明")
    looks("known")
    citizen.goes_to(f"{HOME}/apply/?q=没有的东西")
    looks("unknown")
    writes(citizen, name="", identity="110105194912310021", description="", phone="123")
    citizen.presses("下一步：提交前再看一遍")
    looks("faults")
    writes(citizen, description="工业企业名单，" * 400, purpose="写论文", address="海拉尔区" * 40)
    citizen.uploads("其他材料", ("很长的文件名" * 20 + ".pdf", "application/pdf", b"%PDF-1.4 x"))
    citizen.presses("下一步：提交前再看一遍")
    looks("look")
    citizen.presses("提交申请")
    looks("receipt")
    number, code = numbers_on(citizen)
    citizen.follows("查看这件申请")
    looks("track received")
    asks_to_correct(cast.hulunbuir, number)
    citizen.goes_to(f"{HOME}/track/request/")
    looks("track correcting")
    citizen.fills("补正后的申请内容", "")
    citizen.presses("提交补正")
    looks("track refused")
    citizen.unfolds("不再需要这项信息")
    citizen.presses("撤回申请")
    looks("track closed")
    citizen.presses("退出查询")
    looks("track left")
    opens(citizen, HOME, number, "WRONG")
    looks("track wrong")
    citizen.goes_to(f"{HOME}/apply/receipt/")
    looks("receipt gone")
    for name, query in (
        ("calculator", ""),
        ("calculator days", "?what=days&from=2025-01-24&days=20"),
        ("calculator reply", "?what=reply&received=2026-12-20"),
        ("calculator wrong", "?what=days&from=x&days=20"),
    ):
        citizen.goes_to(f"{HOME}/calculator/{query}")
        looks(name)
    assert found == []
    assert re.fullmatch("2025-[0-9A-Z]{4}-[0-9A-Z]{4}", number)
    assert len(code) == 10
