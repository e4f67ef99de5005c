"""More time is asked for once, and given by whom the rule book names; the applicant is told the old day and the new."""

from __future__ import annotations

from datetime import date

import pytest
from tests.browser.conftest import Visits
from tests.browser.days import Days
from tests.browser.journey import Journey, chooses, does, fills, form_of
from tests.support.cast import Cast
from tests.support.printed import docx_text

from gongkai.records.models import Extension, Request

pytestmark = pytest.mark.browser
MATTER = "2015年至2024年历次普查的质量抽查记录"
OLD = {"hulunbuir": "2025年3月24日", "naiman": "2025年3月31日"}
NEW = {"hulunbuir": "2025年4月8日", "naiman": "2025年4月15日"}
DUE = {"hulunbuir": date(2025, 4, 8), "naiman": date(2025, 4, 15)}
UNIT = {"hulunbuir": "工业统计科", "naiman": "建筑业股"}
CLAUSE = {"hulunbuir": "制度 二（三）", "naiman": "条例 第33条"}
CONSENTS = {"hulunbuir": "second_leader", "naiman": "general_head"}
"""The leading group; the head of the acceptance body."""
REASONS = "涉及的年份多，档案还在整理。"


@pytest.mark.clause("2.3", "cn-foi:33")
@pytest.mark.parametrize("at", ["hulunbuir", "naiman"])
def test_an_extension_is_agreed_to_once(visit: Visits, days: Days, cast: Cast, at: str) -> None:
    way = Journey(visit, days, getattr(cast, at))
    citizen = way.applicant
    citizen.applies(MATTER)
    clerk = way.turn("general_handler", MATTER, "分办")
    does(clerk, "分办", {"承办科室": UNIT[at]})

    days.come("2025-03-19")
    maker = way.turn("business_handler", MATTER, "拟答复送审批")
    colleague = way.turn("business_handler_2", MATTER, "拟答复送审批")
    asked = {"延长几个工作日": "10", "延期的理由": REASONS}
    assert does(maker, "提请延期", asked) == "已提请，等待决定。"
    assert citizen.looks_up().endswith(f"最迟在{OLD[at]}前答复您。")

    days.come("2025-03-20")
    head = way.turn(CONSENTS[at], MATTER, "决定延期")
    assert REASONS in form_of(head, "决定延期").inner_text()
    way.looks(head, "deciding on more time")
    consent = {"决定": "同意延期", "意见": "情况属实。"}
    assert does(head, "决定延期", consent) == "已写入决定。同意延期的，告知书已经制作。"

    # Her colleague still has the page of yesterday open, with the form for asking.
    box = form_of(colleague, "提请延期")
    fills(box, asked)
    colleague.presses("提请延期", within=box)
    assert [line for line in colleague.refusal.inner_text().splitlines() if line] == [
        "没有办理：提请延期",
        "答复期限只能延长1次，此前已经延长过。",
        f"依据 {CLAUSE[at]}",
        f"现在怎么办：请在{NEW[at]}前办结。",
        "看期限怎样计算",
    ]
    way.looks(colleague, "refused a second extension")
    maker = way.turn("business_handler", MATTER, "拟答复送审批")
    assert maker.page.locator("summary").get_by_text("提请延期", exact=True).count() == 0

    assert citizen.looks_up() == (f"已收到，承办中；原定{OLD[at]}前答复，已经延期，最迟在{NEW[at]}前答复您。")
    way.looks(citizen.visitor, "tracking, more time")
    told = docx_text(citizen.letter("延期答复告知书"))
    assert [words in told for words in (OLD[at], NEW[at], REASONS)] == [True] * 3

    # Past the old day and before the new one: not late.
    days.come("2025-04-07")
    searched = {
        "在哪里检索": "档案室",
        "怎样检索": "逐年查对",
        "结果": "没有查到",
        "检索结果": "没有这项记录",
    }
    maker = way.turn("business_handler", MATTER, "拟答复送审批")
    assert does(maker, "登记检索情况", searched) == "检索情况已登记。"
    chooses(maker, "拟答复送审批", "信息不存在")
    does(maker, "拟答复送审批", {"理由": "没有制作过，也没有获取过。"})
    way.approve(MATTER)
    assert does(way.turn("general_handler", MATTER, "发出答复"), "发出答复") == "答复已发出，答复书已经制作。"
    assert citizen.looks_up() == "已于2025年4月7日答复您，答复类型：信息不存在。"
    assert "档案室" in docx_text(citizen.letter("答复书（信息不存在）"))

    row, more = Request.objects.get(), Extension.objects.get()
    assert (row.outcome, row.due_on, row.late_unit) == ("not-existing", DUE[at], None)
    assert (more.agreed, more.decided_by) == (True, way.bureau.person(CONSENTS[at]))
    way.ends()
