"""The two pages that no other sweep meets: the search of the portal, and the log-in page of the demo."""

from __future__ import annotations

import pytest
from pytest_django import Settings
from tests.browser.conftest import Visits
from tests.browser.looking import faults_of, resized
from tests.support.cast import Cast
from tests.support.road import MOMENT, published

from gongkai.jobs.bake import run_open_tasks

pytestmark = pytest.mark.browser

QUESTIONS = (
    "",
    "?q=工作情况",
    "?q=工作情况&category=policies",
    "?q=月球",
    "?q=" + "长" * 300,
    "?q=%22%3Cscript%3E%27",
)


def test_the_search_page_is_accessible_and_fits(visit: Visits, cast: Cast) -> None:
    published(cast.hulunbuir, body_text="工作情况。" * 80, body_html="<p>工作情况。</p>" * 80)
    run_open_tasks(MOMENT)
    reader, plain = visit(), visit(scripts=False)
    faults: list[str] = []
    for question in QUESTIONS:
        for one in (reader, plain):
            assert one.goes_to(f"/hulunbuir-statistics/search/{question}") == 200
        assert plain.text == resized(reader, 1280).text
        for width in (1280, 390):
            faults += faults_of(resized(reader, width), f"search {question}")
    assert faults == []


def test_the_demo_lets_in_whoever_is_chosen(visit: Visits, cast: Cast, settings: Settings) -> None:
    settings.DEMO = True
    guest = visit()
    guest.goes_to("/desk/login/")
    faults = [fault for width in (390, 1280) for fault in faults_of(resized(guest, width), "demo")]
    assert faults == []
    guest.presses(f"以{cast.naiman.leader.name}的身份登录")
    assert guest.heading == "我的待办"
    assert guest.sees(cast.naiman.leader.name)
