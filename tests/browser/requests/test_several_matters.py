"""One form asks for three things: each becomes a request of its own, is answered on its own, and can be followed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.browser.applicant import Applicant
from tests.browser.conftest import Visits
from tests.browser.days import Days
from tests.browser.journey import Journey, chooses, does
from tests.support.cast import Cast
from tests.support.printed import docx_text

from gongkai.records.models import Request

pytestmark = pytest.mark.browser
OUTPUT = "2024年全市规模以上工业总产值分月数据"
CATTLE = "2024年末各旗市区牛存栏数"
LAND = "海拉尔区国有建设用地出让合同"


@pytest.mark.clause("2.1.1", "2.3.1", "2.3.5", "cn-foi:31")
def test_each_matter_goes_its_own_way(visit: Visits, days: Days, cast: Cast) -> None:
    way = Journey(visit, days, cast.hulunbuir)
    citizen = way.applicant
    citizen.applies(f"{OUTPUT}\n\n{CATTLE}\n\n{LAND}")

    clerk = way.turn("general_handler", OUTPUT, "分办")
    # What the applicant wrote stands in the form already, an empty line between the matters.
    assert does(clerk, "拆分申请") == "已拆分，拆出的各件已经登记，回执已经制作。"
    assert clerk.page.locator(".family li").all_inner_texts() == [
        f"2025-00002 {CATTLE}（已登记待分办）",
        f"2025-00003 {LAND}（已登记待分办）",
    ]
    way.looks(clerk, "split")
    for matter, unit in ((OUTPUT, "工业统计科"), (CATTLE, "农牧业统计科")):
        assert does(way.turn("general_handler", matter, "分办"), "分办", {"承办科室": unit})
    clerk = way.turn("general_handler", LAND, "分办")
    chooses(clerk, "当场答复", "不属于本机关掌握")
    elsewhere = {
        "负责公开的机关": "呼伦贝尔市自然资源局",
        "该机关的联系方式": "0470-8210000",
        "理由": "本机关不制作也不保存土地出让合同。",
    }
    assert does(clerk, "当场答复", elsewhere) == "已当场答复，答复书已经制作。"

    assert citizen.looks_up() == "已收到，承办中；最迟在2025年3月24日前答复您。"
    way.looks(citizen.visitor, "tracking, the first of three")
    parts = citizen.visitor.page.locator("a[href*='/track/part/']")
    numbers = parts.all_inner_texts()
    assert [citizen.visitor.sees(matter) for matter in (OUTPUT, CATTLE, LAND)] == [True] * 3
    citizen.visitor.follows(numbers[0])
    assert (citizen.visitor.heading, citizen.stands) == (
        f"申请 {numbers[0]}",
        "已收到，承办中；最迟在2025年3月24日前答复您。",
    )
    citizen.visitor.follows(numbers[1])
    assert citizen.stands == "已于2025年3月3日答复您，答复类型：不属于本机关掌握。"
    assert "呼伦贝尔市自然资源局" in docx_text(citizen.letter("答复书（不属于本机关公开）"))

    # The receipt of a part tells its own code: it can be followed without the others.
    code = re.search("查询码.*?([0-9A-Z]{10})", docx_text(citizen.letter("登记回执")))
    assert code is not None
    own = Applicant(visit(), way.bureau, numbers[1], code[1])
    assert own.looks_up() == citizen.stands
    assert own.visitor.sees(citizen.number)

    days.come("2025-03-06")
    maker = way.turn("business_handler", OUTPUT, "拟答复送审批")
    chooses(maker, "拟答复送审批", "已经公开")
    does(maker, "拟答复送审批", {"到哪里获取或者办理": "本局网站统计信息栏目，2024年工业月报。"})
    way.approve(OUTPUT)
    does(way.turn("general_handler", OUTPUT, "发出答复"), "发出答复")
    assert citizen.looks_up() == "已于2025年3月6日答复您，答复类型：已经公开。"
    rows = Request.objects.order_by("id").values_list("description", "state", "outcome", "due_on")
    assert list(rows) == [
        (OUTPUT, "replied", "already-public", date(2025, 3, 24)),
        (CATTLE, "working", "", date(2025, 3, 24)),
        (LAND, "replied", "not-held", date(2025, 3, 24)),
    ]
    way.ends()
