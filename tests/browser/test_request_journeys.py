"""What the staff do with a request, in a real browser: from the paper on the counter to the filed reply."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visits
from tests.browser.person import Visitor
from tests.browser.test_keyboard_alone import enters, logs_in_by_keyboard, tabs_to
from tests.support.cast import Bureau, Cast
from tests.support.request_road import applied, assigned, at_request_state, on_request_edition

from gongkai.core.requests import states
from gongkai.records.models import Request

pytestmark = pytest.mark.browser

REASONS = "经查，属于还在讨论、研究的过程性信息。"


def opens_from_work(visitor: Visitor, bureau: Bureau, key: str, row: Request) -> Visitor:
    """Logs in and follows the first line of the list that names the request."""
    visitor.logs_in(bureau, key)
    visitor.page.get_by_role("main").get_by_role("link", name=row.serial).first.click()
    visitor.page.wait_for_url(f"**/desk/requests/{row.pk}/")
    return visitor


def approves(visitor: Visitor, bureau: Bureau, key: str, row: Request) -> None:
    opens_from_work(visitor, bureau, key, row)
    visitor.fills("意见", "同意。")
    visitor.presses("同意答复")
    assert "已同意" in visitor.news


def chooses(visitor: Visitor, outcome: str, act: str = "propose_reply") -> None:
    """The first step of a reply: what kind of answer it is; the rule books have names of their own for them."""
    place = visitor.page.locator(f"#{act}-{outcome}")
    place.check()
    visitor.presses("选定类型，填写答复", within=visitor.page.locator("form").filter(has=place))


@pytest.mark.clause("cn-foi:29", "cn-foi:33")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_paper_request_is_typed_in_and_answered_on_the_spot(cast: Cast, visit: Visits, width: int) -> None:
    clerk = visit(width=width).logs_in(cast.hulunbuir, "general_handler")
    clerk.goes_to("/desk/requests/new/")
    clerk.page.get_by_label("口头提出，由工作人员代填").check()
    clerk.fills("姓名或者名称", "王𠮷")
    clerk.fills("证件号码", "11010519491231002X")
    clerk.fills("联系电话", "13800001234")
    clerk.fills("所需信息的内容描述", "2024年全市粮食产量")
    clerk.presses("登记申请")
    assert "查询码" in clerk.text
    clerk.follows("打开案卷，继续办理")
    assert clerk.sees("当面提交（口头）")
    assert clerk.sees("王*")
    clerk.unfolds("当场答复")
    chooses(clerk, "already-public", "answer_at_once")
    clerk.fills("到哪里获取或者办理", "本局网站“统计公报”栏目")
    clerk.presses("当场答复")
    assert "已当场答复，答复书已经制作。" in clerk.news
    assert clerk.sees("答复书（已主动公开）")


@pytest.mark.clause("disclosure.10", "2.3.4")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_refusal_with_its_filing(cast: Cast, visit: Visits, width: int) -> None:
    bureau = cast.naiman
    row = assigned(bureau)
    unit = opens_from_work(visit(width=width), bureau, "business_handler", row)
    chooses(unit, "refused")
    unit.selects("不予公开的理由类别", "属于四类过程性信息")
    unit.fills("理由", REASONS)
    unit.presses("拟答复送审批")
    assert "答复已送审批" in unit.news
    for key in ("business_head", "leader"):
        approves(visit(width=width), bureau, key, row)
    office = opens_from_work(visit(width=width), bureau, "general_handler", row)
    office.selects("怎样交给申请人", "邮寄")
    office.presses("发出答复")
    assert office.sees("不予公开备案表")
    office.fills("方式和编号", "公文交换，第12号")
    office.presses("报送备案")
    assert "已登记报送，等待备案回执。" in office.news


@pytest.mark.clause("cn-foi:32", "cn-foi:37", "secrecy.2")
def test_a_third_party_objects_and_a_redacted_edition_is_given(cast: Cast, visit: Visits) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau)
    on_request_edition(bureau, title="分行业增加值（隐去企业名称）")
    unit = opens_from_work(visit(), bureau, "business_handler", row)
    asking = unit.unfolds("征求意见")
    unit.picks("向谁征求意见", "第三方", within=asking)
    unit.fills("对方的姓名或者名称", "某煤业公司", within=asking)
    unit.fills("征求意见的信息", "分月产量", within=asking)
    unit.fills("与对方的关系", "可能涉及商业秘密", within=asking)
    unit.presses("征求意见", within=asking)
    assert unit.sees("暂停计时（征求第三方或其他机关意见）")
    told = unit.page.locator("#now")
    unit.picks("对方的意见", "不同意公开", within=told)
    unit.fills("意见的内容", "属于商业秘密。", within=told)
    told.get_by_label("本机关认为对方的理由成立").check()
    unit.presses("登记对方意见", within=told)
    chooses(unit, "partial")
    unit.fills("在已审查的信息里查找", "分行业")
    unit.fills("不予提供的部分", "企业名称")
    unit.presses("查找")
    assert unit.page.get_by_role("textbox", name="不予提供的部分").input_value() == "企业名称"
    unit.picks("删去或者改动了不予公开内容的版本", "《分行业增加值（隐去企业名称）》，依申请公开，索引号 "
               + Request.objects.get(pk=row.pk).organ.organ_code + "/2025-00001")  # fmt: skip
    unit.selects("不予公开的理由类别", "保护第三方合法权益")
    unit.page.get_by_role("textbox", name="理由").last.fill(REASONS)
    unit.presses("拟答复送审批")
    assert unit.sees("（区分处理后的版本）")
    for key in ("office_handler", "leader"):
        approves(visit(), bureau, key, row)
    office = opens_from_work(visit(), bureau, "general_handler", row)
    office.presses("发出答复")
    assert office.sees("答复书（部分公开）")


@pytest.mark.clause("2.1.1")
def test_several_matters_in_one_form_become_linked_requests_without_scripts(
    cast: Cast, visit: Visits
) -> None:
    row = applied(cast.hulunbuir, description="工业数据和农业数据").request
    clerk = opens_from_work(visit(scripts=False), cast.hulunbuir, "general_handler", row)
    splitting = clerk.unfolds("拆分申请")
    clerk.fills("逐项写明各要什么信息", "工业数据\n\n农业数据", within=splitting)
    clerk.presses("拆分申请", within=splitting)
    assert "已拆分" in clerk.news
    clerk.follows("2025-00002")
    assert clerk.heading == "2025-00002 农业数据"


@pytest.mark.clause("2.3", "cn-foi:33")
def test_an_extension_asked_for_on_a_phone_and_agreed_to(cast: Cast, visit: Visits) -> None:
    row = assigned(cast.hulunbuir)
    unit = opens_from_work(visit(width=390), cast.hulunbuir, "business_handler", row)
    asking = unit.unfolds("提请延期")
    asking.get_by_label("延长几个工作日").fill("10")
    unit.fills("延期的理由", "要逐户核对。", within=asking)
    unit.presses("提请延期", within=asking)
    chief = opens_from_work(visit(width=390), cast.hulunbuir, "second_leader", row)
    chief.picks("决定", "同意延期")
    chief.presses("决定延期")
    assert "告知书已经制作" in chief.news
    assert chief.sees("还剩 25 个工作日")


def test_two_officers_send_the_same_reply_one_wins_and_the_other_is_told(cast: Cast, visit: Visits) -> None:
    row = at_request_state(cast.hulunbuir, states.APPROVED)
    first = opens_from_work(visit(), cast.hulunbuir, "general_handler", row)
    second = opens_from_work(visit(), cast.hulunbuir, "general_handler_2", row)
    first.presses("发出答复")
    assert "答复已发出" in first.news
    second.presses("发出答复")
    assert second.refusal.get_by_role("heading").inner_text() == "没有办理：发出答复"
    assert "当前状态是「已答复」" in second.refusal.inner_text()
    second.follows("打开现在的内容")
    assert second.sees("答复书（予以公开）")


def test_with_the_keyboard_alone_a_request_is_given_out(cast: Cast, visit: Visits) -> None:
    row = applied(cast.hulunbuir).request
    clerk = visit()
    logs_in_by_keyboard(clerk, cast.hulunbuir.login("general_handler"))
    tabs_to(clerk, row.serial)
    enters(clerk)
    tabs_to(clerk, "承办科室")
    units = [unit.name for unit in cast.hulunbuir.organ.units.order_by("id")]
    for _ in range(units.index("工业统计科") + 1):
        clerk.page.keyboard.press("ArrowDown")
    tabs_to(clerk, "分办")
    enters(clerk)
    assert "已分办给承办科室。" in clerk.news
    assert Request.objects.get(pk=row.pk).unit == cast.hulunbuir.unit("business")


def test_printed_the_case_is_a_file_sheet_without_buttons(cast: Cast, visit: Visits) -> None:
    row = at_request_state(cast.hulunbuir, states.REPLIED)
    clerk = visit().logs_in(cast.hulunbuir, "general_handler")
    clerk.goes_to(f"/desk/requests/{row.pk}/")
    clerk.page.emulate_media(media="print")
    seen = clerk.page.locator("button:visible, select:visible, textarea:visible")
    assert seen.count() == 0
    assert clerk.page.get_by_text("答复审批单").last.is_visible()
    clerk.goes_to("/desk/requests/")
    assert clerk.page.locator(".filters").is_hidden()
