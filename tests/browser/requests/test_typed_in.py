"""Requests that come on paper or by word of mouth are typed in; their days run from the day the law says."""

from __future__ import annotations

from datetime import date

import pytest
from tests.browser.applicant import Applicant, downloaded
from tests.browser.conftest import Visits
from tests.browser.days import Days
from tests.browser.journey import Journey, does, fills
from tests.browser.person import Visitor
from tests.support.applying import RESIDENT_ID
from tests.support.cast import Cast
from tests.support.printed import docx_text

from gongkai.records.models import Request, RequestFile

pytestmark = pytest.mark.browser
MATTER = "2023年农牧民人均可支配收入分旗市区数据"
ORAL = "大沁他拉镇2024年危房改造补助名单"
PERSON = {
    "申请人类别": "公民",
    "姓名或者名称": "乌兰图雅",
    "证件种类": "居民身份证",
    "证件号码": RESIDENT_ID,
}


def types_in(desk: Visitor, said: dict[str, str]) -> None:
    """From the register to the form; what is said, by label."""
    if desk.page.get_by_text("菜单", exact=True).is_visible():
        desk.page.get_by_text("菜单", exact=True).click()
    desk.follows("依申请公开")
    desk.follows("登记申请")
    fills(desk.page.locator("form.intake-form"), said)


def receipt(desk: Visitor) -> tuple[str, str]:
    """Number and query code as the clerk reads them out."""
    number, code = desk.page.locator("dl.receipt dd.num").all_inner_texts()
    return number, code


@pytest.mark.clause("2.2.2", "2.3", "cn-foi:29", "cn-foi:31")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_letter_counts_from_the_day_the_applicant_confirms(
    visit: Visits, days: Days, cast: Cast, width: int
) -> None:
    way = Journey(visit, days, cast.hulunbuir, width=width)
    days.come("2025-03-04")
    clerk = way.desk("general_handler")
    said = {"提交方式": "平常信函", "到件日期": "2025-03-03", "通信地址": "鄂温克旗巴彦托海镇3号"}
    types_in(clerk, said | PERSON | {"所需信息的内容描述": MATTER})
    clerk.uploads("申请表和其他材料", ("申请表.pdf", "application/pdf", b"%PDF-1.4 scanned"))
    way.looks(clerk, "typing in a letter")
    clerk.presses("登记申请", within=clerk.page.locator("form.intake-form"))
    assert clerk.heading == "已登记：2025-00001"
    assert clerk.sees("还没有与申请人确认，确认后请在案卷里登记")
    way.looks(clerk, "typed in, waiting")
    citizen = way.applicant
    citizen.number, citizen.code = receipt(clerk)
    assert citizen.looks_up() == "已收到，等待与您确认；从确认之日起计算答复期限。"
    way.looks(citizen.visitor, "tracking, to be confirmed")

    days.come("2025-03-06")
    clerk = way.turn("general_handler", MATTER, "登记确认收到")
    assert does(clerk, "登记确认收到") == "已登记与申请人确认之日，答复期限开始计算。"
    assert citizen.looks_up() == "已收到，正在安排承办的科室；最迟在2025年3月27日前答复您。"
    clerk = way.turn("general_handler", MATTER, "分办")
    assert does(clerk, "分办", {"承办科室": "农牧业统计科"}) == "已分办给承办科室。"
    assert way.turn("other_handler", MATTER, "拟答复送审批").sees(MATTER)
    row = Request.objects.get()
    assert (row.way, row.oral, row.arrived_on, row.received_on, row.due_on, row.state) == (
        "ordinary-post",
        False,
        date(2025, 3, 3),
        date(2025, 3, 6),
        date(2025, 3, 27),
        "working",
    )
    assert RequestFile.objects.get().request == row
    way.ends()


@pytest.mark.clause("disclosure.7", "cn-foi:29", "cn-foi:31")
@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_said_at_the_counter_is_written_down_by_the_clerk(
    visit: Visits, days: Days, cast: Cast, width: int
) -> None:
    way = Journey(visit, days, cast.naiman, width=width)
    clerk = way.desk("general_handler")
    said = {"提交方式": "当面提交", "口头提出，由工作人员代填": "是", "联系电话": "15847500000"}
    types_in(clerk, said | PERSON | {"所需信息的内容描述": ORAL, "需要的帮助": "不识字，请读给他听"})
    clerk.presses("登记申请", within=clerk.page.locator("form.intake-form"))
    assert clerk.sees("2025年3月31日")
    way.looks(clerk, "typed in at the counter")
    citizen = Applicant(way.applicant.visitor, way.bureau, *receipt(clerk))
    printed = docx_text(downloaded(clerk, clerk.page.get_by_role("button", name="下载回执 DOCX", exact=True)))
    assert [words in printed for words in (citizen.number, citizen.code, "乌兰图雅")] == [True] * 3
    assert citizen.looks_up() == "已收到，正在安排承办的科室；最迟在2025年3月31日前答复您。"
    clerk = way.turn("general_handler", ORAL, "分办")
    assert [clerk.sees(words) for words in ("口头", "不识字，请读给他听", "15847500000")] == [
        True,
        True,
        False,
    ]
    way.looks(clerk, "said at the counter")
    assert does(clerk, "分办", {"承办科室": "房产服务中心"}) == "已分办给承办科室。"
    row = Request.objects.get()
    assert (row.way, row.oral, row.received_on, row.due_on) == (
        "in-person",
        True,
        date(2025, 3, 3),
        date(2025, 3, 31),
    )
    way.ends()
