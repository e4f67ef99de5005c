"""The applicant is asked to be clearer, is, and the days begin anew; what she is given passed the whole approval."""

from __future__ import annotations

from datetime import date

import pytest
from tests.browser.applicant import downloaded
from tests.browser.conftest import Visits
from tests.browser.days import Days
from tests.browser.journey import Journey, does, finds, form_of, ticks
from tests.support.cast import Bureau, Cast
from tests.support.kept_files import kept, released
from tests.support.printed import docx_text
from tests.support.request_road import on_request_edition

from gongkai.records.models import Edition, Request

pytestmark = pytest.mark.browser
ROSTER = "2024年海拉尔区规模以上工业企业名单"
TABLE = "名称,行业\n呼伦贝尔某某乳业有限公司,乳制品制造\n".encode()


def roster_reviewed(bureau: Bureau) -> None:
    """The roster with its table has passed review and may be given to who asks."""
    on_request_edition(bureau, title=ROSTER, attachments=(kept("企业名单.csv", TABLE),))


@pytest.mark.clause("1.4.2", "2.2.1", "2.3", "2.3.7", "2.4", "cn-foi:30")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_correction_starts_the_days_anew(visit: Visits, days: Days, cast: Cast, width: int) -> None:
    bureau = cast.hulunbuir
    roster_reviewed(bureau)
    way = Journey(visit, days, bureau, width=width)
    citizen = way.applicant

    days.come("2025-04-24")
    citizen.applies("规模以上工业企业名单")
    assert citizen.looks_up() == "已收到，正在安排承办的科室；最迟在2025年5月19日前答复您。"

    days.come("2025-04-25")
    clerk = way.turn("general_handler", "规模以上工业企业名单", "分办")
    points = "请写明要哪一年的名单\n请写明要哪些旗市区"
    assert does(clerk, "告知补正", {"需要补正的事项": points}) == "补正告知书已经制作，答复期限停止计算。"
    assert clerk.sees("等申请人补正，期限到2025年5月13日。")
    way.looks(clerk, "waiting for a correction")

    # A Sunday that is worked, before five days off.
    days.come("2025-04-27")
    assert citizen.looks_up().startswith("需要您补正，请在2025年5月13日前补正")
    way.looks(citizen.visitor, "tracking, to be corrected")
    asked = docx_text(citizen.letter("补正告知书"))
    assert [line in asked for line in points.splitlines()] == [True, True]
    citizen.visitor.fills("补正后的申请内容", ROSTER)
    citizen.visitor.presses("提交补正")
    assert citizen.visitor.news == "已经收到您的补正，答复期限重新计算。"
    assert citizen.stands == "已收到，正在安排承办的科室；最迟在2025年5月21日前答复您。"

    days.come("2025-04-28")
    clerk = way.turn("general_handler", ROSTER, "分办")
    assert does(clerk, "分办", {"承办科室": "工业统计科"}) == "已分办给承办科室。"

    days.come("2025-05-06")
    maker = way.turn("business_handler", ROSTER, "拟答复送审批")
    searched = {
        "在哪里检索": "名录库",
        "怎样检索": "按年份和旗市区",
        "结果": "查到了",
        "检索结果": "查到一份名单",
    }
    assert does(maker, "登记检索情况", searched) == "检索情况已登记。"
    box = finds(maker, "提交材料和意见", "企业名单")
    ticks(box, "建议提供的信息", ROSTER)
    assert does(maker, "提交材料和意见", {"承办意见": "建议予以公开。"}) == "已提交给受理机构。"
    way.looks(maker, "handed in")

    clerk = way.turn("general_handler", ROSTER, "拟答复送审批")
    clerk.follows("提供这一份")
    assert form_of(clerk, "拟答复送审批").get_by_label(f"《{ROSTER}》").first.is_checked()
    way.looks(clerk, "writing the reply")
    assert does(clerk, "拟答复送审批") == "答复已送审批，等待第一个环节签署。"
    way.approve(ROSTER)
    days.come("2025-05-08")
    clerk = way.turn("general_handler", ROSTER, "发出答复")
    assert does(clerk, "发出答复") == "答复已发出，答复书已经制作。"
    way.looks(clerk, "replied")

    assert citizen.looks_up() == "已于2025年5月8日答复您，答复类型：予以公开。"
    way.looks(citizen.visitor, "tracking, given")
    assert citizen.letters() == ["答复书（予以公开）", "补正告知书", "登记回执"]
    told = docx_text(citizen.letter(citizen.letters()[0]))
    assert [words in told for words in (ROSTER, "呼伦贝尔市人民政府", "𠮷小明")] == [True] * 3
    assert citizen.letter(citizen.letters()[0], "PDF").startswith(b"%PDF-")
    link = citizen.visitor.page.get_by_role("link", name="企业名单.csv")
    given = downloaded(citizen.visitor, link.first)
    assert given == released(Edition.objects.get(title=ROSTER))["企业名单.csv"]
    assert given.decode("utf-8-sig").split() == TABLE.decode().split()
    citizen.visitor.follows(ROSTER)
    assert citizen.visitor.heading == ROSTER
    way.looks(citizen.visitor, "what was given")

    proof = {"送达凭据": "5月8日在查询页下载"}
    assert does(clerk, "登记送达", proof) == "送达已登记。"
    row = Request.objects.get()
    assert (row.state, row.outcome, row.report_row, row.due_on, row.late_unit) == (
        "replied",
        "granted",
        "granted",
        date(2025, 5, 21),
        None,
    )
    way.ends()
