"""A third party objects; what she objects to is taken out, the rest passes the secrecy review and is given."""

from __future__ import annotations

from datetime import date

import pytest
from tests.browser.acts import signs
from tests.browser.conftest import Visits
from tests.browser.days import Days
from tests.browser.journey import Journey, chooses, does, finds, kept, ticks
from tests.support.cast import Cast
from tests.support.printed import docx_text
from tests.support.road import CHAINS

from gongkai.core.terms import states
from gongkai.records.models import Edition, Reply, Request

pytestmark = pytest.mark.browser
MATTER = "2024年第三污水处理厂工程投标文件"
REDACTED = "2024年第三污水处理厂工程投标文件（删去报价构成）"
OBJECTION = "报价构成是本公司的商业秘密，公开会使本公司在今后的投标中处于不利地位。"


def registers_redacted(way: Journey) -> None:
    """The unit types in what remains, as information open on request, and sends it to review."""
    desk = way.desk("business_handler")
    desk.follows("登记信息")
    desk.follows("手工录入正文")
    desk.fills("标题", REDACTED)
    desk.page.get_by_label("成文日期").fill("2024-06-03")
    desk.picks("拟定公开属性", "依申请公开")
    desk.fills("认定的理由", "只向申请人提供，报价构成已经删去。")
    desk.page.get_by_role("textbox", name="正文").last.fill(
        "投标人：某某水务工程有限公司\n报价构成：〔已删去〕"
    )
    desk.presses("登记")
    assert desk.news.startswith("已登记")
    desk.presses("送审")
    assert desk.news == "已送审，等待第一个环节签署。"


def reviews(way: Journey) -> None:
    """Each stage of the secrecy review signs, called by her own list."""
    for _, key in CHAINS["naiman-housing"]:
        desk = way.desk(key)
        desk.goes_to("/desk/")
        desk.follows(REDACTED)
        signs(desk, "公开")
        assert desk.news == "意见已签署，写入办理记录。"


@pytest.mark.clause("secrecy.2", "secrecy.7.1", "cn-foi:32", "cn-foi:33", "cn-foi:37")
def test_the_objection_is_heard_and_the_rest_is_given(visit: Visits, days: Days, cast: Cast) -> None:
    way = Journey(visit, days, cast.naiman)
    citizen = way.applicant
    citizen.applies(MATTER)
    clerk = way.turn("general_handler", MATTER, "分办")
    assert does(clerk, "分办", {"承办科室": "建筑业股"}) == "已分办给承办科室。"

    days.come("2025-03-04")
    maker = way.turn("business_handler", MATTER, "拟答复送审批")
    letter = {
        "向谁征求意见": "第三方",
        "对方的姓名或者名称": "某某水务工程有限公司",
        "对方的地址": "通辽市科尔沁区建国路8号",
        "征求意见的信息": "该公司投标文件中的报价构成",
        "与对方的关系": "报价构成可能是该公司的商业秘密。",
    }
    assert does(maker, "征求意见", letter) == "征求意见的信已经制作，答复期限暂停计算。"
    told = docx_text(kept(maker, "征求第三方意见书"))
    assert ("某某水务工程有限公司" in told, "15个工作日" in told, "𠮷小明" in told) == (True, True, False)
    assert citizen.looks_up().startswith("正在征求其他方面的意见，其间不计入答复期限")
    way.looks(citizen.visitor, "tracking, others asked")
    assert not citizen.visitor.sees("水务")

    days.come("2025-03-07")
    maker = way.turn("business_handler", MATTER, "征求意见中")
    assert does(maker, "登记对方收到", {"对方收到之日": "2025-03-07"}) == "对方收到之日已登记。"
    assert maker.sees("3月28日")
    way.looks(maker, "waiting for a third party")
    days.come("2025-03-14")
    maker = way.turn("business_handler", MATTER, "征求意见中")
    objection = {"对方的意见": "不同意公开", "意见的内容": OBJECTION, "本机关认为对方的理由成立": "是"}
    assert does(maker, "登记对方意见", objection | {"收到答复之日": "2025-03-14"}) == "对方的意见已登记。"
    assert citizen.looks_up() == "已收到，承办中；最迟在2025年4月11日前答复您。"

    registers_redacted(way)
    partial = way.turn("business_handler", MATTER, "拟答复送审批")
    chooses(partial, "拟答复送审批", "部分公开")
    box = finds(partial, "拟答复送审批", "第三污水处理厂")
    assert "没有找到可以提供的信息" in box.inner_text(), "what is still in review cannot be chosen"
    days.come("2025-03-20")
    reviews(way)

    days.come("2025-03-21")
    partial = way.turn("business_handler", MATTER, "拟答复送审批")
    chooses(partial, "拟答复送审批", "部分公开")
    box = finds(partial, "拟答复送审批", "第三污水处理厂")
    ticks(box, "删去或者改动了不予公开内容的版本", REDACTED)
    way.looks(partial, "writing a partial reply")
    answer = {
        "不予提供的部分": "投标文件中的报价构成。",
        "不予公开的理由类别": "保护第三方合法权益",
        "理由": "属于商业秘密，第三方不同意公开，不公开不会损害公共利益。",
    }
    assert does(partial, "拟答复送审批", answer) == "答复已送审批，等待第一个环节签署。"
    way.approve(MATTER)
    clerk = way.turn("general_handler", MATTER, "发出答复")
    assert does(clerk, "发出答复") == "答复已发出，答复书已经制作。"
    way.looks(clerk, "partly given")

    assert citizen.looks_up() == "已于2025年3月21日答复您，答复类型：部分公开。"
    told = docx_text(citizen.letter("答复书（部分公开）"))
    expected = ("报价构成", "保护第三方合法权益", "奈曼旗人民法院", REDACTED)
    assert [words in told for words in expected] == [True] * 4
    assert citizen.visitor.sees("依法不予公开的内容已经删去")
    way.looks(citizen.visitor, "tracking, partly given")
    citizen.visitor.follows(REDACTED)
    assert citizen.visitor.sees("报价构成：〔已删去〕")

    row, edition = Request.objects.get(), Edition.objects.get()
    assert (row.state, row.outcome, row.report_row, row.due_on) == (
        "replied",
        "partial",
        "partial",
        date(2025, 4, 11),
    )
    assert (edition.state, edition.signatures.count()) == (states.SETTLED, 4)
    assert [(file.edition_id, file.redacted) for file in Reply.objects.get().files.all()] == [
        (edition.pk, True)
    ]
    way.ends()
