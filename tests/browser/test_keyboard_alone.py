"""With the keyboard alone: log in, open the first thing to do, and send it on; the focus is always to be seen."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visits
from tests.browser.person import Visitor
from tests.support.cast import PASSWORD, Cast
from tests.support.road import registered, reviewed_until

from gongkai.records.models import Edition

pytestmark = pytest.mark.browser

# What has the focus: its words (of a button, a link, a label), and whether a ring is drawn around it.
FOCUS = """() => {
  const one = document.activeElement;
  const label = one.labels && one.labels.length ? one.labels[0].innerText : "";
  const ring = getComputedStyle(one);
  return [(label || one.innerText || one.value || "").trim(),
          ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2];
}"""


def tabs_to(visitor: Visitor, words: str, *, most: int = 60) -> None:
    """Presses Tab until what has the focus begins with the words."""
    for _ in range(most):
        visitor.page.keyboard.press("Tab")
        found, ringed = visitor.page.evaluate(FOCUS)
        assert ringed, f"the focus cannot be seen on 「{found}」"
        if found.startswith(words):
            return
    raise AssertionError(f"「{words}」 is not reached with Tab")


def enters(visitor: Visitor) -> None:
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def logs_in_by_keyboard(visitor: Visitor, login: str) -> None:
    visitor.goes_to("/desk/login/")
    tabs_to(visitor, "登录名")
    visitor.page.keyboard.type(login)
    tabs_to(visitor, "密码")
    visitor.page.keyboard.type(PASSWORD)
    tabs_to(visitor, "登录")
    enters(visitor)


def test_the_first_thing_to_do_is_sent_to_review(visit: Visits, cast: Cast) -> None:
    edition = registered(cast.hulunbuir)
    handler = visit()
    logs_in_by_keyboard(handler, cast.hulunbuir.login("business_handler"))
    tabs_to(handler, "跳到正文", most=1)
    handler.page.keyboard.press("Enter")
    tabs_to(handler, edition.title)
    enters(handler)
    assert handler.heading == edition.title
    tabs_to(handler, "跳到正文", most=1)
    handler.page.keyboard.press("Enter")
    tabs_to(handler, "送审")
    enters(handler)
    assert handler.news == "已送审，等待第一个环节签署。"
    assert Edition.objects.get(pk=edition.pk).state == "in_review.office"


def test_an_opinion_is_signed(visit: Visits, cast: Cast) -> None:
    edition = reviewed_until(cast.naiman, "leader")
    leader = visit()
    logs_in_by_keyboard(leader, cast.naiman.login("leader"))
    tabs_to(leader, edition.title)
    enters(leader)
    tabs_to(leader, "公开")
    leader.page.keyboard.press("Space")
    tabs_to(leader, "中华人民共和国保守国家秘密法")
    leader.page.keyboard.press("Space")
    tabs_to(leader, "理由")
    leader.page.keyboard.type("不涉密，同意公开。")
    tabs_to(leader, "签署意见")
    enters(leader)
    assert leader.news == "意见已签署，写入办理记录。"
    signed = edition.signatures.get(stage="leader")
    assert (signed.opinion, signed.reasons) == ("公开", "不涉密，同意公开。")


def test_a_fault_is_reached_from_the_summary(visit: Visits, cast: Cast) -> None:
    handler = visit().logs_in(cast.hulunbuir, "business_handler")
    handler.goes_to("/desk/items/new/?by=hand")
    handler.presses("登记")
    assert handler.page.evaluate("document.activeElement.id") == "error-summary"
    tabs_to(handler, "标题", most=1)
    handler.page.keyboard.press("Enter")
    handler.page.keyboard.type("写在标题里")
    assert handler.value_of("标题") == "写在标题里"
