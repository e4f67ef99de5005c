"""Logging in at the desk: five wrong passwords close the name for a while, and who logs out is out."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visits
from tests.support.cast import PASSWORD, Cast
from tests.support.road import registered

pytestmark = pytest.mark.browser


def test_five_wrong_passwords_close_the_name(visit: Visits, cast: Cast) -> None:
    guesser, colleague = visit(), visit()
    for _ in range(4):
        guesser.logs_in(cast.hulunbuir, "business_handler", "not-her-password")
        assert guesser.sees("登录名或密码不对")
        assert guesser.value_of("登录名") == cast.hulunbuir.login("business_handler")
        assert guesser.value_of("密码") == ""
    guesser.logs_in(cast.hulunbuir, "business_handler", "not-her-password")
    closed = "连续5次没有输对，这个登录名暂停登录15分钟。"
    assert closed in guesser.refusal.inner_text()
    guesser.logs_in(cast.hulunbuir, "business_handler", PASSWORD)
    assert closed in guesser.refusal.inner_text(), "also the right one no longer opens"
    assert colleague.logs_in(cast.hulunbuir, "leader").heading == "我的待办"


def test_a_name_that_does_not_exist_is_told_nothing_else(visit: Visits, cast: Cast) -> None:
    stranger = visit()
    stranger.goes_to("/desk/login/")
    stranger.fills("登录名", "nobody")
    stranger.fills("密码", "any-password")
    stranger.presses("登录")
    assert stranger.sees("登录名或密码不对")


def test_who_comes_by_a_link_arrives_there_after_logging_in(visit: Visits, cast: Cast) -> None:
    edition = registered(cast.naiman)
    handler = visit()
    handler.goes_to(f"/desk/items/{edition.item_id}/")
    handler.fills("登录名", cast.naiman.login("business_handler"))
    handler.fills("密码", PASSWORD)
    handler.presses("登录")
    assert handler.heading == edition.title


def test_who_logs_out_is_out(visit: Visits, cast: Cast) -> None:
    handler = visit().logs_in(cast.naiman, "business_handler")
    handler.presses("退出登录")
    assert handler.heading == "政务公开工作台"
    handler.page.go_back()
    assert handler.page.get_by_role("button", name="登录", exact=True).count() == 1
    handler.goes_to("/desk/items/")
    assert handler.page.get_by_role("textbox", name="登录名").count() == 1
