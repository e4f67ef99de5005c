"""The organ on the screen: everybody reads, only the personnel office changes, and every change is in the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.support.cast import Cast
from tests.support.desk import html, sit, words

from gongkai.records.models import Account, Deputation, LedgerEntry, Person, Post, Unit

PAGE = "/desk/organisation/"


@pytest.fixture
def desk(cast: Cast) -> Client:
    """The browser of the personnel office."""
    return sit(cast.hulunbuir, "office_head")


def last_entry() -> tuple[str, str, str]:
    entry = LedgerEntry.objects.latest("pk")
    return entry.verb, entry.actor_name, entry.subject_kind


def done(desk: Client, address: str, **given: Any) -> None:
    answer = desk.post(PAGE + address, given)
    assert (answer.status_code, answer.headers.get("Location")) == (302, PAGE), words(answer)


def test_everybody_reads_who_holds_what(cast: Cast) -> None:
    page = words(sit(cast.hulunbuir, "business_handler").get(PAGE))
    assert "综合科 受理机构" in page
    assert (
        "副局长 分管设计与法规科、信息中心、工业统计科、农牧业统计科 巴特尔 分管领导 2008-05-01 至 今" in page
    )
    assert "免职" not in page
    assert "丁文博" not in page


@pytest.mark.clause("4.2")
def test_only_the_personnel_office_changes(cast: Cast) -> None:
    stranger = sit(cast.hulunbuir, "business_handler")
    page = stranger.get(f"{PAGE}open_unit/")
    assert "只有人事机构可以办理" in words(page)
    assert '<form method="post" novalidate>' not in html(page)
    refused = stranger.post(f"{PAGE}open_unit/", {"name": "新科"})
    assert refused.status_code == 409
    assert "由本机关人事机构办理" in words(refused)
    assert not Unit.objects.filter(name="新科").exists()


def test_units_are_opened_changed_and_closed(cast: Cast, desk: Client) -> None:
    done(desk, "open_unit/", name="普查科", functions=["website_office"])
    unit = Unit.objects.get(name="普查科")
    assert last_entry() == ("open_unit", "乌云其木格", "unit")
    form = html(desk.get(f"{PAGE}change_unit/{unit.pk}/"))
    assert 'value="普查科"' in form
    done(desk, f"change_unit/{unit.pk}/", name="普查中心", functions=[])
    done(desk, f"close_unit/{unit.pk}/", closed_on="2025-03-03")
    unit.refresh_from_db()
    assert (unit.name, unit.functions, unit.closed_on) == ("普查中心", [], date(2025, 3, 3))


def test_a_person_is_entered_appointed_given_an_account_and_leaves(cast: Cast, desk: Client) -> None:
    done(desk, "add_person/", name="苏日娜")
    person = Person.objects.get(name="苏日娜")
    unit = cast.hulunbuir.unit("business")
    done(
        desk,
        "appoint/",
        person_id=person.pk,
        unit_id=unit.pk,
        kind="handler",
        title="工业统计科科员",
        held_from="2025-03-03",
    )
    post = Post.objects.get(holder=person)
    done(desk, "open_account/", person_id=person.pk, username="surina", password="tianqing-dilu-25")
    newcomer = Client()
    answer = newcomer.post("/desk/login/", {"username": "surina", "password": "tianqing-dilu-25"})
    assert answer.status_code == 302
    account = Account.objects.get(username="surina")
    done(desk, f"set_password/{account.pk}/", password="lingyige-mima-25")
    assert newcomer.get("/desk/").status_code == 302
    done(desk, f"set_email/{account.pk}/", email="surina@example.cn")
    assert 'value="surina@example.cn"' in html(desk.get(f"{PAGE}set_email/{account.pk}/"))
    done(desk, f"close_account/{account.pk}/")
    done(desk, f"end_post/{post.pk}/", held_until="2025-03-03")
    post.refresh_from_db()
    assert post.held_until == date(2025, 3, 3)
    assert "tianqing" not in "".join(LedgerEntry.objects.values_list("payload", flat=True))


def test_a_deputy_is_named_and_called_back(cast: Cast, desk: Client) -> None:
    post = Post.objects.get(holder=cast.hulunbuir.leader)
    given = {
        "deputy_id": cast.hulunbuir.second_leader.pk,
        "held_from": "2025-03-03",
        "held_until": "2025-03-14",
    }
    done(desk, f"deputise/{post.pk}/", reason="出差", **given)
    assert "由陈敏华代理" in words(desk.get(PAGE))
    done(desk, f"end_deputation/{Deputation.objects.get().pk}/", ended_on="2025-03-03")
    assert "由陈敏华代理" not in words(desk.get(PAGE))


def test_a_refusal_keeps_what_was_typed_but_never_a_password(cast: Cast, desk: Client) -> None:
    person = Person.objects.create(organ=cast.hulunbuir.organ, name="新人")
    given = {"person_id": person.pk, "username": "alatan", "password": "tianqing-dilu-25"}
    page = desk.post(f"{PAGE}open_account/", given)
    assert page.status_code == 409
    assert 'value="alatan"' in html(page)
    assert "tianqing" not in html(page)
    page = desk.post(f"{PAGE}appoint/", {"person_id": person.pk, "title": "科员", "held_from": "昨天"})
    assert page.status_code == 400
    assert 'value="科员"' in html(page)
    assert "「昨天」不是一个日期" in words(page)


def test_things_of_the_other_bureau_are_not_found(cast: Cast, desk: Client) -> None:
    unit = cast.naiman.unit("business")
    assert desk.get(f"{PAGE}change_unit/{unit.pk}/").status_code == 404
    assert desk.post(f"{PAGE}close_unit/{unit.pk}/", {"closed_on": "2025-03-03"}).status_code == 404
    assert desk.get(f"{PAGE}nothing/").status_code == 404
    assert desk.get(f"{PAGE}change_unit/").status_code == 404


def test_a_rule_book_is_adopted_from_a_day(cast: Cast, desk: Client) -> None:
    assert "奈曼旗" not in html(desk.get(f"{PAGE}adopt_regime/"))
    done(desk, "adopt_regime/", place="hulunbuir-statistics", in_force_from="2025-04-01")
    assert last_entry()[0] == "adopt_regime"
    assert (
        desk.post(f"{PAGE}adopt_regime/", {"place": "/etc/passwd", "in_force_from": "2025-04-01"}).status_code
        == 400
    )
