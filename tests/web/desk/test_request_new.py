"""Typing in a request: way, day of receipt, who filled it in, its faults, and the receipt that is shown once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.support.cast import Cast
from tests.support.desk import html, sit, words

from gongkai.core.requests import states
from gongkai.records.models import Request

TYPED: dict[str, Any] = {
    "nonce": "a" * 32,
    "way": "in-person",
    "arrived_on": "2025-03-03",
    "kind": "citizen",
    "name": "𠮷小明",
    "identity_kind": "resident_id",
    "identity": "11010519491231002X",
    "phone": "13800001234",
    "description": "2024年粮食产量",
    "form_wanted": "paper",
    "way_wanted": "pickup",
}


def send(desk: Client, **typed: Any) -> Any:
    return desk.post("/desk/requests/new/", TYPED | typed)


@pytest.fixture
def desk(cast: Cast) -> Client:
    return sit(cast.hulunbuir, "general_handler")


@pytest.mark.clause("2.1.2", "cn-foi:31")
def test_a_paper_request_is_registered_with_number_code_and_due_date(desk: Client) -> None:
    page = send(desk)
    row = Request.objects.get()
    told = words(page)
    assert page.status_code == 200
    assert f"申请编号 {row.number} 查询码" in told
    assert "答复期限 2025年3月24日" in told
    assert (row.way, row.arrived_on, row.received_on) == ("in-person", date(2025, 3, 3), date(2025, 3, 3))
    assert "no-store" in page.headers["Cache-Control"]


def test_the_same_page_sent_again_registers_nothing_and_does_not_tell_the_code(desk: Client) -> None:
    send(desk)
    again = send(desk)
    assert (again.status_code, Request.objects.count()) == (302, 1)
    assert send(desk, nonce="b" * 32).status_code == 200
    assert Request.objects.count() == 2


@pytest.mark.clause("cn-foi:31")
def test_a_fax_waits_for_the_applicant_to_confirm(desk: Client) -> None:
    page = send(desk, way="fax", arrived_on="2025-02-27")
    row = Request.objects.get()
    assert (row.state, row.received_on, row.due_on) == (states.UNCONFIRMED, None, None)
    assert "从确认之日起计算" in words(page)
    send(desk, nonce="b" * 32, way="ordinary-post", arrived_on="2025-02-27", confirmed_on="2025-02-28")
    assert Request.objects.latest("pk").received_on == date(2025, 2, 28)


@pytest.mark.clause("cn-foi:29")
def test_an_oral_request_says_who_filled_it_in(desk: Client) -> None:
    send(desk, oral="on")
    row = Request.objects.get()
    assert row.oral
    assert "当面提交（口头）" in words(desk.get(f"/desk/requests/{row.pk}/"))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"identity": "110105194912310021"}, "identity"),
        ({"phone": "", "email": "", "address": ""}, "phone"),
        ({"phone": "123"}, "phone"),
        ({"description": ""}, "description"),
        ({"description": "长" * 5001}, "description"),
        ({"way_wanted": "email"}, "email"),
        ({"way_wanted": "post"}, "address"),
        ({"arrived_on": "2025-02-30"}, "arrived_on"),
        ({"arrived_on": ""}, "arrived_on"),
        ({"way": "pigeon"}, "way_0"),
    ],
)
def test_every_fault_is_told_at_its_field_and_what_was_typed_stays(
    desk: Client, typed: dict[str, str], field: str
) -> None:
    page = send(desk, **typed, purpose="了解情况")
    assert page.status_code == 400
    assert f'href="#id_{field}"' in html(page)
    assert "了解情况" in html(page)
    assert not Request.objects.exists()


def test_all_faults_are_told_at_once(desk: Client) -> None:
    page = send(desk, name="", identity="1", description="")
    assert "请改正下面3处" in words(page)


@pytest.mark.parametrize("day", ["2025-03-04", "2007-01-01"])
def test_a_day_that_cannot_be_is_refused(desk: Client, day: str) -> None:
    page = send(desk, arrived_on=day)
    assert page.status_code == 409
    assert "没有办理：登记申请 收到的日期不在" in words(page)


def test_files_are_kept_sealed_and_too_many_are_told(desk: Client) -> None:
    page = send(desk, attachments=[SimpleUploadedFile(f"{number}.pdf", b"x") for number in range(11)])
    assert page.status_code == 400
    assert "附带了 11 个文件，最多 10 个。" in words(page)
    assert "刚才选的文件没有保留，请重新选择。" in words(page)
    send(desk, nonce="b" * 32, evidence=SimpleUploadedFile("身份证.jpg", b"secret"))
    [file] = Request.objects.get().files.all()
    assert (file.kind, file.size) == ("evidence", 6)
    assert "身份证" not in file.name


def test_control_characters_go_and_rare_characters_stay(desk: Client) -> None:
    send(desk, description="请公开\u202e㐱家村😀的名单\x00")
    assert Request.objects.get().description == "请公开㐱家村😀的名单"


@pytest.mark.parametrize("key", ["business_handler", "leader", "office_handler"])
def test_only_the_acceptance_body_takes_requests_in(cast: Cast, key: str) -> None:
    desk = sit(cast.hulunbuir, key)
    assert desk.get("/desk/requests/new/").status_code == 403
    assert send(desk).status_code == 403
    assert "登记申请" not in words(desk.get("/desk/requests/"))
