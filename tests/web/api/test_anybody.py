"""Without a token: the organs, the form, applying, what is known, counting days."""

from __future__ import annotations

import pytest
from tests.support.calling import FILLED, stranger
from tests.support.cast import Cast
from tests.support.road import published

from gongkai.actions.requests.people import opened
from gongkai.records.models import Request

pytestmark = pytest.mark.django_db


@pytest.mark.clause("2.1", "cn-foi:29", "cn-foi:31")
def test_an_application_is_received_at_once(cast: Cast) -> None:
    answer = stranger(cast.hulunbuir).post("apply", **FILLED)
    receipt = answer.json
    assert (answer.status, sorted(receipt)) == (
        201,
        ["clauses", "code", "days", "due", "number", "provisional", "received_on", "track", "why"],
    )
    row = Request.objects.get()
    assert (receipt["number"], receipt["received_on"], receipt["due"], receipt["provisional"]) == (
        row.number,
        "2025-03-03",
        "2025-03-24",
        False,
    )
    assert (receipt["clauses"], len(receipt["days"])) == (["hulunbuir-statistics:2.3"], 22)
    assert receipt["why"][-1] == "到期日：2025年3月24日。"
    assert receipt["track"] == "/hulunbuir-statistics/track/"
    assert answer.raw.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.raw.headers


def test_every_fault_is_told_at_once_with_its_clause(cast: Cast) -> None:
    answer = stranger(cast.naiman).post("apply", kind="citizen", email="x", way_wanted="post")
    assert (answer.status, answer.faults) == (
        422,
        [
            ("name", "no_name"),
            ("identity", "no_identity"),
            ("email", "email_wrong"),
            ("description", "no_description"),
            ("form_wanted", "no_form_wanted"),
            ("address", "way_without_address"),
        ],
    )
    assert {fault["clause"].partition(":")[0] for fault in answer.json["faults"]} == {"cn-foi"}
    assert Request.objects.count() == 0


def test_rare_characters_stay_and_control_characters_go(cast: Cast) -> None:
    answer = stranger(cast.naiman).post(
        "apply", **FILLED | {"name": "\x00𠮷㐱\u202e", "description": "请公开\x07👨‍👩‍👧=1+1"}
    )
    assert answer.status == 201
    row = Request.objects.get()
    assert (opened(row.applicant, "name"), row.description) == ("𠮷㐱", "请公开👨‍👩‍👧=1+1")


def test_three_megabytes_of_text_are_refused(cast: Cast) -> None:
    answer = stranger(cast.naiman).post("apply", **FILLED | {"description": "长" * 1_000_000})
    assert (answer.status, answer.faults) == (422, [("description", "too_long")])
    answer = stranger(cast.naiman).post("apply", **FILLED | {"description": "长" * 5001})
    assert (answer.status, answer.faults) == (422, [("description", "too_long")])


def test_a_sending_with_a_mark_of_its_own_is_taken_once(cast: Cast) -> None:
    program = stranger(cast.naiman)
    assert program.post("apply", **FILLED, nonce="b0f1a7c2d94e4b6f8a35").status == 201
    again = program.post("apply", **FILLED, nonce="b0f1a7c2d94e4b6f8a35")
    assert (again.status, again.code) == (409, "already_sent")
    assert program.post("apply", **FILLED, nonce="short").faults == [("nonce", "too_short")]


def test_the_form_says_what_it_asks_for(cast: Cast) -> None:
    form = stranger(cast.hulunbuir).get("form").json
    required = [field["name"] for field in form["fields"] if field["required"]]
    assert required == ["kind", "name", "identity", "description", "form_wanted", "way_wanted"]
    by_name = {field["name"]: field for field in form["fields"]}
    assert by_name["identity"]["clause"] == "hulunbuir-statistics:2.1.2"
    assert by_name["description"]["longest"] == 5000
    assert by_name["kind"]["choices"][0] == {"value": "citizen", "title": "公民"}
    assert set(by_name) >= set(FILLED)
    assert (form["most_files"], form["largest_files"]) == (10, 20 * 1024 * 1024)


def test_what_is_published_may_answer(cast: Cast) -> None:
    published(cast.hulunbuir, title="2024年统计公报")
    known = stranger(cast.hulunbuir).get("known", q="请问2024年统计公报").json
    assert [hit["title"] for hit in known["items"]] == ["2024年统计公报"]
    assert known["items"][0]["address"].startswith("/hulunbuir-statistics/items/")
    assert stranger(cast.hulunbuir).get("known").json["items"] == []
    assert stranger(cast.hulunbuir).get("known", query="x").status == 422


def test_days_are_counted_as_on_the_command_line(cast: Cast) -> None:
    program = stranger(cast.hulunbuir)
    assert program.get("/api/v1/workdays/add", date="2024-09-20", n=20).json == {
        "date": "2024-10-23",
        "provisional": False,
    }
    assert program.get("/api/v1/workdays/add", date="2027-01-04", n=10).json == {
        "date": "2027-01-18",
        "provisional": True,
    }
    assert program.get("/api/v1/workdays/add", date="2024-9-20", n="x").faults == [
        ("date", "no_date"),
        ("n", "int_parsing"),
    ]
    assert program.get("/api/v1/workdays/add", date="2024-02-30", n=1).json["faults"][0]["reason"] == (
        "「date」是“2024-02-30”，历法上没有这一天。"
    )
    assert program.get("/api/v1/workdays/add", date="2046-12-30", n=9999).faults == [
        ("date", "outside_calendar")
    ]
    assert program.get("/api/v1/workdays/add").faults == [("date", "missing"), ("n", "missing")]


def test_the_organs_and_what_they_rule_by(cast: Cast) -> None:
    organs = {organ["id"]: organ for organ in stranger(cast.naiman).get("/api/v1/organs").json["organs"]}
    assert organs["hulunbuir-statistics"] == {
        "id": "hulunbuir-statistics",
        "name": "呼伦贝尔市统计局",
        "superior": "呼伦贝尔市人民政府",
        "regime": "hulunbuir-statistics",
        "since": "2008-05-01",
    }
    # An organ without a rule book cannot be applied to.
    without = next(organ["id"] for organ in organs.values() if organ["regime"] is None)
    assert stranger(cast.naiman).get(f"/api/v1/{without}/form").status == 404
    assert stranger(cast.naiman).get("/api/v1/nowhere/form").status == 404
