"""A refusal goes up to the superior: filed with the reply, sent, chased when no receipt comes, acknowledged."""

from __future__ import annotations

from datetime import date

import pytest
from tests.browser.conftest import Visits
from tests.browser.days import Days
from tests.browser.journey import Journey, chooses, does, kept
from tests.support.cast import Cast
from tests.support.printed import docx_text

from gongkai.records.models import RefusalFiling, Request

pytestmark = pytest.mark.browser
MATTER = "2025年棚户区改造计划的讨论稿"
REASONS = "属于尚在讨论的方案，未形成正式文件。"


@pytest.mark.clause("disclosure.7", "disclosure.10", "cn-foi:16", "cn-foi:36", "cn-foi:51")
def test_a_refusal_is_filed_with_the_superior(visit: Visits, days: Days, cast: Cast) -> None:
    way = Journey(visit, days, cast.naiman)
    citizen = way.applicant
    citizen.applies(MATTER)
    clerk = way.turn("general_handler", MATTER, "分办")
    does(clerk, "分办", {"承办科室": "建筑业股"})

    days.come("2025-03-10")
    maker = way.turn("business_handler", MATTER, "拟答复送审批")
    chooses(maker, "拟答复送审批", "不予公开")
    way.looks(maker, "writing a refusal")
    answer = {"不予公开的理由类别": "属于四类过程性信息", "理由": REASONS}
    assert does(maker, "拟答复送审批", answer) == "答复已送审批，等待第一个环节签署。"
    way.approve(MATTER)
    days.come("2025-03-11")
    clerk = way.turn("general_handler", MATTER, "发出答复")
    assert does(clerk, "发出答复") == "答复已发出，答复书已经制作。"

    assert citizen.looks_up() == "已于2025年3月11日答复您，答复类型：不予公开。"
    assert citizen.visitor.sees("60日内向奈曼旗人民政府申请行政复议")
    way.looks(citizen.visitor, "tracking, refused")
    told = docx_text(citizen.letter("答复书（不予公开）"))
    assert [words in told for words in ("属于四类过程性信息", REASONS, "奈曼旗人民法院")] == [True] * 3
    assert "备案" not in "".join(citizen.letters())

    days.come("2025-03-12")
    clerk = way.turn("general_handler", MATTER, "报送备案")
    assert clerk.sees("还没有报送（2025年3月11日起）")
    filed = docx_text(kept(clerk, "不予公开备案表"))
    assert [words in filed for words in ("奈曼旗人民政府", REASONS, "丁文博")] == [True] * 3
    assert does(clerk, "报送备案", {"方式和编号": "公文交换，2025第31号"}) == "已登记报送，等待备案回执。"
    way.looks(clerk, "filed")
    clerk.goes_to("/desk/")
    assert clerk.sees("等备案回执")

    # Fifteen working days without a receipt: her list calls her to ask for it.
    days.come("2025-04-02")
    clerk = way.turn("general_handler", MATTER, "催办备案回执")
    assert does(clerk, "催办备案回执", {"方式和编号": "电话"}) == "催办已登记。"
    days.come("2025-04-07")
    clerk.goes_to(clerk.page.url.removeprefix(clerk.base))
    receipt = {"回执日期": "2025-04-03", "出具回执的机关": "奈曼旗人民政府"}
    assert does(clerk, "登记备案回执", receipt) == "备案已办结。"
    way.looks(clerk, "acknowledged")
    clerk.goes_to("/desk/")
    assert not clerk.sees(MATTER)

    row, filing = Request.objects.get(), RefusalFiling.objects.get()
    assert (row.outcome, row.report_row) == ("refused", "refused.6")
    assert (filing.to, filing.delivered_on, filing.chased_times, filing.acknowledged_on) == (
        "奈曼旗人民政府",
        date(2025, 3, 12),
        1,
        date(2025, 4, 3),
    )
    way.ends()
