"""The applicant's data on the desk: behind a button, for a reason, shown once, and always recorded."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.support.cast import Bureau, Cast
from tests.support.desk import sit, words
from tests.support.request_road import CITIZEN, a_draft, assigned, at_request_state, consult, replied
from tests.support.road import MOMENT

from gongkai.actions.requests import apply_online
from gongkai.core.requests import states
from gongkai.core.requests.form import SentFile
from gongkai.records.models import LedgerEntry, Letter, Request

WHY = "电话核对申请内容"


def looks(row: Request) -> list[str]:
    """Why people looked, as the ledger has it."""
    entries = LedgerEntry.objects.filter(verb="look", subject_id=row.pk).order_by("sequence")
    return [json.loads(entry.payload)["reasons"] for entry in entries]


def look(desk: Client, row: Request, why: str = WHY) -> object:
    return desk.post(f"/desk/requests/{row.pk}/look/", {"look-why": why})


@pytest.mark.clause("cn-foi:45")
def test_who_looks_says_why_sees_it_once_and_is_recorded(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "general_handler")
    page = desk.post(f"/desk/requests/{row.pk}/look/", {"look-why": WHY})
    told = words(page)
    assert all(word in told for word in (CITIZEN.name, CITIZEN.identity, CITIZEN.phone, CITIZEN.email))
    assert "no-store" in page.headers["Cache-Control"]
    assert looks(row) == [WHY]
    again = desk.get(f"/desk/requests/{row.pk}/look/")
    assert (again.status_code, again.headers["Location"]) == (302, f"/desk/requests/{row.pk}/")
    assert CITIZEN.phone not in words(desk.get(f"/desk/requests/{row.pk}/"))


def test_without_a_reason_nothing_is_shown(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    page = sit(cast.hulunbuir, "general_handler").post(f"/desk/requests/{row.pk}/look/", {"look-why": " "})
    assert page.status_code == 400
    assert CITIZEN.name not in words(page)
    assert looks(row) == []


@pytest.mark.parametrize("key", ["business_handler", "leader", "supervision_handler", "principal"])
def test_others_see_no_button_and_are_refused(cast: Cast, key: str) -> None:
    row = assigned(cast.hulunbuir)
    desk = sit(cast.hulunbuir, key)
    assert "由受理机构下载" in words(desk.get(f"/desk/requests/{row.pk}/"))
    page = desk.post(f"/desk/requests/{row.pk}/look/", {"look-why": WHY})
    assert page.status_code == 409
    assert "「查看申请人信息」由受理机构办理" in words(page)
    assert looks(row) == []


def with_file(bureau: Bureau) -> Request:
    sent = (SentFile("身份证.jpg", b"secret bytes", "evidence"),)
    return apply_online(bureau.organ, a_draft(), sent, moment=MOMENT).request


def test_a_file_of_the_applicant_is_handed_out_for_a_reason_only(cast: Cast) -> None:
    row = with_file(cast.hulunbuir)
    [file] = row.files.all()
    path = f"/desk/requests/{row.pk}/files/{file.pk}/"
    desk = sit(cast.hulunbuir, "general_handler")
    assert desk.get(path).status_code == 405
    assert desk.post(path, {"why": ""}).status_code == 409
    assert "身份证.jpg" in words(desk.post(f"/desk/requests/{row.pk}/look/", {"look-why": WHY}))
    page = desk.post(path, {"why": WHY})
    assert bytes(page.content) == b"secret bytes"
    assert "attachment" in page.headers["Content-Disposition"]
    assert page.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert looks(row) == [WHY, WHY]
    assert sit(cast.hulunbuir, "office_handler").post(path, {"why": WHY}).status_code == 409
    assert sit(cast.naiman, "general_handler").post(path, {"why": WHY}).status_code == 404


def test_a_letter_to_the_applicant_is_a_recorded_download(cast: Cast) -> None:
    row = replied(cast.hulunbuir)
    letter = Letter.objects.get(request=row, kind="reply-granted")
    path = f"/desk/requests/{row.pk}/letters/{letter.pk}/docx/"
    desk = sit(cast.hulunbuir, "general_handler")
    assert desk.get(path).headers["Location"] == f"/desk/requests/{row.pk}/#letters-title"
    page = desk.post(path)
    assert bytes(page.content).startswith(b"PK")
    assert looks(row) == [f"下载文书：{letter.title}（{letter.number}）"]
    assert sit(cast.hulunbuir, "business_handler").post(path).status_code == 409
    assert desk.post(f"/desk/requests/{row.pk}/letters/{letter.pk}/odt/").status_code == 404
    assert desk.post(f"/desk/requests/{row.pk}/letters/99999/docx/").status_code == 404


def test_a_letter_to_others_names_no_applicant_and_is_open_to_who_sees_the_case(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    consult(cast.hulunbuir, row.pk)
    letter = Letter.objects.get(request=row, kind="third-party")
    path = f"/desk/requests/{row.pk}/letters/{letter.pk}/docx/"
    assert sit(cast.hulunbuir, "business_handler").get(path).status_code == 200
    assert sit(cast.hulunbuir, "other_handler").get(path).status_code == 404
    assert looks(row) == []


def test_a_letter_of_another_request_is_not_there(cast: Cast) -> None:
    first, second = replied(cast.hulunbuir), at_request_state(cast.hulunbuir, states.WORKING)
    letter = Letter.objects.filter(request=first).first()
    assert letter is not None
    desk = sit(cast.hulunbuir, "general_handler")
    assert desk.post(f"/desk/requests/{second.pk}/letters/{letter.pk}/docx/").status_code == 404
