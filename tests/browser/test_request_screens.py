"""The screens of disclosure on request in Chromium: no axe finding, nothing wider than the screen, nothing too small."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visits
from tests.browser.looking import faults_of
from tests.support.cast import Cast
from tests.support.request_road import at_request_state, on_request_edition, replied

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.records.models import Request

pytestmark = pytest.mark.browser

TOUCHED = "summary, button, select, a.chip, nav a, .worklist li > a"
LOW = """selector => [...document.querySelectorAll(selector)]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.9)
    .map(e => e.outerHTML.slice(0, 90))"""
PLACES = (
    "/desk/",
    "/desk/requests/",
    "/desk/requests/?text=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA",
    "/desk/requests/due/",
    "/desk/requests/load/",
    "/desk/requests/new/",
    "/desk/requests/import/",
    "/desk/letters/",
    "/desk/letters/reply-refused/",
)
STATES = (
    states.UNCONFIRMED,
    states.RECEIVED,
    states.WORKING,
    states.CORRECTING,
    states.CONSULTING,
    states.AWAITING_FEE,
    "in_approval.office",
    states.APPROVED,
    states.REPLIED,
    states.CLOSED,
)


def cases(cast: Cast) -> dict[str, str]:
    """A name and an address for a request in every state."""
    return {
        f"case {state}": f"/desk/requests/{at_request_state(cast.hulunbuir, state).pk}/" for state in STATES
    }


@pytest.mark.parametrize("width", [1280, 390])
def test_every_screen_is_accessible_and_fits(cast: Cast, visit: Visits, width: int) -> None:
    found = {path: path for path in PLACES} | cases(cast)
    working = Request.objects.get(state=states.WORKING)
    found |= {
        "days": f"/desk/requests/{working.pk}/days/",
        "outcome refused": f"/desk/requests/{working.pk}/?act=propose_reply&outcome=refused",
        "outcome partial": f"/desk/requests/{working.pk}/?act=propose_reply&outcome=partial",
        "at once": f"/desk/requests/{working.pk}/?act=answer_at_once&outcome=petition",
    }
    on_request_edition(cast.hulunbuir, title="2024年全市规模以上工业增加值分行业数据")
    visitor = visit(width=width).logs_in(cast.hulunbuir, "general_handler")
    complaints: list[str] = []
    visitor.page.on("console", lambda message: complaints.append(message.text))
    wrong = []
    for name, path in found.items():
        assert (name, visitor.goes_to(path)) == (name, 200)
        wrong += faults_of(visitor, name)
    assert (wrong, complaints) == ([], [])


def test_what_is_touched_is_large_enough_on_a_phone(cast: Cast, visit: Visits) -> None:
    found = cases(cast)
    visitor = visit(width=390).logs_in(cast.hulunbuir, "general_handler")
    for name, path in {**found, **{place: place for place in PLACES}}.items():
        visitor.goes_to(path)
        assert (name, visitor.page.evaluate(LOW, TOUCHED)) == (name, [])


@pytest.mark.parametrize("width", [1280, 390])
def test_the_applicant_is_shown_once_and_on_a_page_that_is_well(
    cast: Cast, visit: Visits, width: int
) -> None:
    row = at_request_state(cast.hulunbuir, states.WORKING)
    visitor = visit(width=width).logs_in(cast.hulunbuir, "general_handler")
    visitor.goes_to(f"/desk/requests/{row.pk}/")
    assert not visitor.sees("13800001234")
    visitor.unfolds("显示证件号码和联系方式")
    visitor.fills("为办理什么事查看", "电话核对内容")
    visitor.presses("显示申请人信息")
    assert visitor.sees("13800001234")
    assert visitor.sees("11010519491231002X")
    assert faults_of(visitor, "applicant") == []
    visitor.goes_to(f"/desk/requests/{row.pk}/")
    assert not visitor.sees("13800001234")
    assert visitor.sees("查看申请人信息")


def test_long_words_and_refusals_are_well_too(cast: Cast, visit: Visits) -> None:
    row = replied(cast.hulunbuir, acts.ReplyGiven("granted", where="很长的地址" * 150))
    long = at_request_state(cast.hulunbuir, states.WORKING)
    Request.objects.filter(pk=long.pk).update(description="没有标点的很长的一段话𠮷㐱😀" * 300)
    wrong = []
    for width in (1280, 390):
        visitor = visit(width=width).logs_in(cast.hulunbuir, "general_handler")
        for name, path in (
            ("long reply", f"/desk/requests/{row.pk}/"),
            ("long", f"/desk/requests/{long.pk}/"),
        ):
            visitor.goes_to(path)
            wrong += faults_of(visitor, name)
        visitor.unfolds("告知补正")
        visitor.presses("告知补正", within=visitor.page.locator("#act-ask_correction"))
        assert visitor.sees("没有收下，请改正下面1处")
        wrong += faults_of(visitor, "wrong")
    assert wrong == []
