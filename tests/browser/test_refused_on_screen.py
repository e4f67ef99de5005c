"""What the rules refuse is refused on the screen in a calm panel: a sentence, the clause, and what was typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator
from tests.browser.acts import BASIS, REASONS, opens_from_work, signs
from tests.browser.conftest import Visits
from tests.support.cast import Cast
from tests.support.road import MOMENT, draft, registered, reviewed_until, sign_as, who

from gongkai.actions import catalogue, review
from gongkai.core.catalogue import Involved
from gongkai.records.models import Edition, Publication

pytestmark = pytest.mark.browser


def is_calm(panel: Locator, act: str, clause: str) -> None:
    """One panel: what was not done, why, under which clause, what to do now; nothing of a program's words."""
    assert panel.count() == 1
    assert panel.get_by_role("heading").inner_text() == f"没有办理：{act}"
    assert panel.locator("summary").first.inner_text().removesuffix(" ▾") == clause
    words = panel.inner_text()
    assert "现在怎么办" in words
    assert not [word for word in ("Error", "None", "Refusal", "409") if word in words]


@pytest.mark.clause("3.11")
def test_approved_before_the_other_organ_has_agreed(visit: Visits, cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = reviewed_until(bureau, None, involved=(Involved("呼伦贝尔市农牧局", joint_maker=True),))
    chief = visit().logs_in(bureau, "principal")
    # It is not in his list of work, since nothing waits for him yet; he looks for it among the items.
    chief.follows("政府信息")
    chief.follows(edition.title)
    gates = chief.page.get_by_role("complementary").inner_text()
    assert "呼伦贝尔市农牧局" in gates, "what is missing is on the page before anything is pressed"
    chief.unfolds("审定")
    chief.fills("审定意见", "同意，请办公室抓紧发布。")
    chief.presses("审定")
    is_calm(chief.refusal, "审定", "制度 三（十一）")
    assert "呼伦贝尔市农牧局" in chief.refusal.inner_text()
    assert chief.value_of("审定意见") == "同意，请办公室抓紧发布。"
    assert Edition.objects.get(pk=edition.pk).state == "cleared"


@pytest.mark.clause("secrecy.3")
def test_published_before_the_review_is_done(visit: Visits, cast: Cast) -> None:
    bureau = cast.naiman
    edition = reviewed_until(bureau, "secrecy_body")
    office = visit().logs_in(bureau, "office_handler")
    office.goes_to(f"/desk/items/{edition.item_id}/")
    assert office.page.get_by_role("button", name="发布", exact=True).count() == 0
    # The button is not there, so she bends another form of the page towards the act.
    form = office.page.locator("form[action='/desk/type/']")
    form.evaluate("(form, to) => { form.action = to }", f"/desk/editions/{edition.pk}/publish/")
    office.presses("大字")
    is_calm(office.refusal, "发布", "保密审查制度第三条")
    assert Publication.objects.count() == 0


@pytest.mark.clause("4.3")
def test_signed_twice_from_two_windows(visit: Visits, cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = reviewed_until(bureau, "office")
    first, second = visit(), visit()
    for window in (first, second):
        opens_from_work(window, bureau, "office_handler", edition.title)
    signs(first, "主动公开")
    second.picks("审查意见", "主动公开")
    second.picks("依据", BASIS)
    second.fills("理由", "我在另一个窗口里又写了一遍。")
    second.presses("签署意见")
    is_calm(second.refusal, "签署意见", "制度 四（三）")
    assert second.sees("我在另一个窗口里又写了一遍。")
    assert Edition.objects.get(pk=edition.pk).signatures.count() == 1


@pytest.mark.clause("secrecy.2")
def test_edited_after_a_signature(visit: Visits, cast: Cast) -> None:
    bureau = cast.naiman
    edition = registered(bureau)
    desk = visit().logs_in(bureau, "business_handler")
    desk.follows(edition.title)
    desk.follows("修改草稿")
    desk.fills("标题", "审查开始以后才想起要改的标题")
    # Meanwhile the draft is sent and signed from another window.
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    sign_as(bureau, "business_handler", edition)
    desk.presses("保存修改")
    is_calm(desk.refusal, "保存修改", "保密审查制度第二条")
    assert desk.value_of("标题") == "审查开始以后才想起要改的标题"
    assert Edition.objects.get(pk=edition.pk).title == edition.title


@pytest.mark.clause("3.1")
def test_signed_over_a_text_that_has_changed_meanwhile(visit: Visits, cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = reviewed_until(bureau, "leader")
    leader = visit()
    opens_from_work(leader, bureau, "leader", edition.title)
    leader.picks("审查意见", "主动公开")
    leader.picks("依据", BASIS)
    leader.fills("理由", REASONS)
    # While he was writing, the paper went back, was changed, and came up again.
    review.return_to_draft(who(bureau, "leader"), edition.pk, reasons="请补数据。", moment=MOMENT)
    handler = who(bureau, "business_handler")
    fuller = draft(bureau, body_html="<p>补上的数据。</p>", body_text="补上的数据。")
    catalogue.revise_edition(handler, edition.pk, fuller, moment=MOMENT)
    review.submit(handler, edition.pk, moment=MOMENT)
    for key in ("office_handler", "business_handler"):
        sign_as(bureau, key, Edition.objects.get(pk=edition.pk))
    leader.presses("签署意见")
    is_calm(leader.refusal, "签署意见", "制度 三（一）")
    assert leader.value_of("理由") == REASONS
    assert leader.chosen("审查意见") == ["主动公开"]
    leader.follows("打开现在的内容")
    assert leader.sees("补上的数据。")
    signs(leader, "主动公开")
    assert Edition.objects.get(pk=edition.pk).state == "cleared"
