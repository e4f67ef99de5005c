"""The tracking page in its other states: replied, late, consulting, paying, in parts; printed, and in large type."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.browser.conftest import Visits
from tests.browser.looking import faults_of
from tests.browser.person import Visitor
from tests.support.cast import Bureau, Cast
from tests.support.kept_files import kept
from tests.support.papers.sheets import row, xlsx
from tests.support.request_road import applied, approve_all, consult, on_request_edition, who
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.actions.requests import Receipt, ReplyGiven
from gongkai.jobs.bake import bake_everything
from gongkai.web import clock

pytestmark = pytest.mark.browser

HOME = "/hulunbuir-statistics"


def follows(visitor: Visitor, receipt: Receipt) -> None:
    visitor.goes_to(f"{HOME}/track/")
    visitor.fills("编号", receipt.request.number)
    visitor.fills("查询码", receipt.code)
    visitor.presses("查询")


def assigned(bureau: Bureau) -> Receipt:
    receipt = applied(bureau)
    unit = bureau.unit("business")
    acts.assign(who(bureau, "general_handler"), receipt.request.pk, unit_id=unit.pk, moment=MOMENT)
    return receipt


def given(bureau: Bureau) -> Receipt:
    """Replied, with a text and files, and something said about it afterwards."""
    receipt = assigned(bureau)
    files = tuple(kept(f"附件{n}：规模以上工业企业名录.xlsx", xlsx(row(2, f"第{n}册"))) for n in range(1, 7))
    edition = on_request_edition(
        bureau,
        title="呼伦贝尔市2024年度规模以上工业企业名录（按旗市区和行业分列）",
        doc_number="呼统字〔2025〕3号",
        body_html="<p>名录如下。</p><table>" + "<tr>" + "<td>一二三四</td>" * 12 + "</tr></table>",
        attachments=files,
    )
    paper = ReplyGiven("granted", editions=(edition.pk,))
    acts.propose_reply(who(bureau, "business_handler"), receipt.request.pk, given=paper, moment=MOMENT)
    approve_all(bureau, receipt.request.pk)
    acts.send_reply(who(bureau, "general_handler"), receipt.request.pk, how="网上下载", moment=MOMENT)
    acts.follow_up_online(receipt.request.pk, kind="suggest", text="请向所有人公开。" * 20, moment=MOMENT)
    return receipt


@pytest.mark.parametrize("width", [1280, 390])
def test_every_state_is_accessible_and_fits(
    visit: Visits, cast: Cast, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    bureau, citizen, found = cast.hulunbuir, visit(width=width), list[str]()
    bake_everything(moment=MOMENT)

    def looks(name: str) -> None:
        found.extend(faults_of(citizen, f"track {name}"))

    follows(citizen, given(bureau))
    looks("replied")
    citizen.unfolds("要求更正，或者建议主动公开")
    looks("follow up")
    citizen.presses("提出")
    looks("follow up refused")
    citizen.follows("呼伦贝尔市2024年度规模以上工业企业名录（按旗市区和行业分列）")
    looks("given")
    consulting = assigned(bureau)
    consult(bureau, consulting.request.pk)
    follows(citizen, consulting)
    looks("consulting")
    paying, head = assigned(bureau), who(bureau, "general_handler")
    acts.notice_fee(
        head, paying.request.pk, tariff="pages", quantity=180, reasons="数量明显超过合理范围", moment=MOMENT
    )
    follows(citizen, paying)
    looks("fee")
    parted = applied(bureau)
    acts.split(head, parted.request.pk, matters=["甲事" * 40, "乙事", "丙事"], moment=MOMENT)
    follows(citizen, parted)
    looks("parts")

    def weeks_later() -> datetime:
        return timezone.localtime(MOMENT + timedelta(days=30))

    monkeypatch.setattr(clock, "now", weeks_later)
    follows(citizen, parted)
    looks("late")
    assert found == []


def test_the_page_prints_without_its_forms_and_fits_in_large_type(visit: Visits, cast: Cast) -> None:
    citizen = visit(width=390)
    bake_everything(moment=MOMENT)
    follows(citizen, given(cast.hulunbuir))
    citizen.page.get_by_label("大字").check()
    large = faults_of(citizen, "track large")
    citizen.page.get_by_label("大字").uncheck()
    citizen.page.emulate_media(media="print")
    faults_of(citizen, "track print")
    shown = [
        citizen.page.get_by_text(words, exact=True).first.is_visible()
        for words in ("期限", "文书", "对答复不服", "退出查询", "提出")
    ]

    assert (large, shown) == ([], [True, True, True, False, False])


def test_the_keyboard_alone_opens_a_request(visit: Visits, cast: Cast) -> None:
    citizen, receipt = visit(), applied(cast.hulunbuir)
    citizen.goes_to(f"{HOME}/track/")
    keys = citizen.page.keyboard
    citizen.page.locator("#number").focus()
    keys.type(receipt.request.number)
    keys.press("Tab")
    keys.type(receipt.code)
    with citizen.page.expect_navigation():
        keys.press("Enter")

    assert citizen.heading == f"申请 {receipt.request.number}"
