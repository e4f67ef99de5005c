"""Logging in: by name and password, with a lock after five failures that says for how long."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import get_user
from django.test import Client
from pytest_django import Settings
from tests.support.cast import PASSWORD, Cast
from tests.support.desk import html, sit, words

from gongkai.records.models import Post


def log_in(client: Client, username: str, password: str, **more: str) -> tuple[int, str]:
    page = client.post("/desk/login/", {"username": username, "password": password, **more})
    return page.status_code, page.headers.get("Location", "")


def test_the_right_password_leads_to_my_work(cast: Cast) -> None:
    client = Client()
    assert log_in(client, "alatan", PASSWORD) == (302, "/desk/")
    assert get_user(client).person == cast.hulunbuir.business_handler  # type: ignore[union-attr] # somebody is logged in


def test_the_page_that_was_wanted_comes_after_logging_in(cast: Cast) -> None:
    client = Client()
    asked = client.get("/desk/register/?page=2")
    assert (asked.status_code, asked.headers["Location"]) == (
        302,
        "/desk/login/?next=%2Fdesk%2Fregister%2F%3Fpage%3D2",
    )
    assert log_in(client, "alatan", PASSWORD, next="/desk/register/?page=2") == (
        302,
        "/desk/register/?page=2",
    )


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/hulunbuir-statistics/", "javascript:x"]
)
def test_it_never_leads_elsewhere(cast: Cast, elsewhere: str) -> None:
    assert log_in(Client(), "alatan", PASSWORD, next=elsewhere) == (302, "/desk/")


def test_a_wrong_password_and_an_unknown_name_look_alike(cast: Cast) -> None:
    known = Client().post("/desk/login/", {"username": "alatan", "password": "wrong"})
    unknown = Client().post("/desk/login/", {"username": "nobody", "password": "wrong"})
    assert known.status_code == unknown.status_code == 403
    assert "登录名或密码不对" in words(known)
    assert words(known) == words(unknown)
    assert 'value="alatan"' in html(known)
    assert "wrong" not in html(known)


def test_five_failures_close_the_name_for_a_quarter_of_an_hour(cast: Cast) -> None:
    client = Client()
    tries = [client.post("/desk/login/", {"username": "alatan", "password": "wrong"}) for _ in range(5)]
    assert [page.status_code for page in tries] == [403, 403, 403, 403, 429]
    assert "暂停登录15分钟" in words(tries[-1])
    assert log_in(client, "alatan", PASSWORD)[0] == 429
    assert log_in(client, "bateer", PASSWORD)[0] == 302


def test_an_empty_form_is_told_field_by_field(cast: Cast) -> None:
    page = Client().post("/desk/login/", {"username": "", "password": ""})
    assert page.status_code == 400
    assert 'href="#id_username"' in html(page)
    assert 'href="#id_password"' in html(page)


def test_a_closed_account_is_logged_out(cast: Cast) -> None:
    desk = sit(cast.hulunbuir, "business_handler")
    account = cast.hulunbuir.business_handler.account
    account.is_active = False
    account.save()
    assert desk.get("/desk/").status_code == 302


def test_logging_out_takes_a_post(cast: Cast) -> None:
    desk = sit(cast.hulunbuir, "business_handler")
    assert desk.get("/desk/logout/").status_code == 405
    assert desk.post("/desk/logout/").status_code == 302
    assert desk.get("/desk/").headers["Location"].startswith("/desk/login/")


def test_somebody_without_a_post_sees_nothing_of_the_organ(cast: Cast) -> None:
    Post.objects.filter(holder=cast.hulunbuir.business_handler).update(held_until=date(2025, 1, 1))
    page = sit(cast.hulunbuir, "business_handler").get("/desk/")
    assert "目前没有职务" in words(page)
    assert "现在没有等您办的事" in words(page)


def test_the_cast_is_shown_in_the_demo_only(cast: Cast, settings: Settings) -> None:
    settings.DEMO = False
    assert "演示账号" not in words(Client().get("/desk/login/"))
    settings.DEMO = True
    page = Client().get("/desk/login/?u=alatan")
    assert "演示账号" in words(page)
    assert "呼伦贝尔市统计局" in words(page)
    assert "奈曼旗住房和城乡建设局" in words(page)
    assert 'name="username" value="alatan"' in html(page)
    assert settings.DEMO_PASSWORD == PASSWORD


def test_the_demo_table_costs_the_same_for_many(
    cast: Cast, settings: Settings, django_assert_num_queries: object
) -> None:
    settings.DEMO = True
    with django_assert_num_queries(3):  # type: ignore[operator] # the fixture has no type of its own
        Client().get("/desk/login/")
