"""The acts on a request over HTTP: the same moves, the same refusals, one shape."""

from __future__ import annotations

import base64

import pytest
from tests.support.calling import FILLED, Answered, calling, stranger
from tests.support.cast import Cast
from tests.support.request_road import applied, at_request_state, proposed
from tests.support.road import TODAY

from gongkai.core.requests import states
from gongkai.core.terms import UnitFunction
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import LedgerEntry, Letter, Request

pytestmark = pytest.mark.django_db

REPLY = {"outcome": "granted", "where": "本局一楼查阅点", "when": "工作日上午"}


@pytest.mark.clause("2.2.2", "cn-foi:33")
def test_from_registering_to_delivery(cast: Cast) -> None:
    bureau = cast.hulunbuir
    clerk, unit = calling(bureau, "general_handler"), calling(bureau, "business_handler")
    registered = clerk.post("requests", **FILLED, way="in-person", arrived_on="2025-03-03")
    assert registered.status == 201
    receipt = registered.json
    assert (receipt["due"], receipt["provisional"], receipt["clauses"]) == (
        "2025-03-24",
        False,
        ["hulunbuir-statistics:2.3"],
    )
    assert [day["number"] for day in receipt["days"]][-1] == 15
    at = f"requests/{receipt['id']}"
    assert unit.get(at).status == 404
    done = clerk.post(f"{at}/assign", unit_id=bureau.unit("business").pk)
    assert (done.status, done.json["request"]["state_title"]) == (200, "承办中")
    searched = unit.post(f"{at}/record_search", where="档案室", how="逐卷", found=True, result="查到")
    assert (searched.status, list(searched.json["made"])) == (200, ["searchrecord"])
    offered = unit.post(f"{at}/propose_reply", reply=REPLY)
    assert offered.status == 200
    for signer in ("office_handler", "leader"):
        program = calling(bureau, signer)
        seen = program.get(at).json["reply"]["fingerprint"]
        assert seen == offered.json["made"]["fingerprint"]
        assert program.post(f"{at}/approve_reply", seen_fingerprint=seen).status == 200
    assert clerk.post(f"{at}/send_reply", how="网上下载").json["request"]["state"] == "replied"
    assert (
        clerk.post(f"{at}/record_delivery", on="2025-03-03", how="网上下载", proof="下载记录").status == 200
    )
    case = clerk.get(at).json
    assert [letter["kind"] for letter in case["letters"]] == ["reply-granted", "receipt"]
    assert [each["stage"] for each in case["reply"]["approvals"]] == ["office", "leader"]
    assert verify_organ(bureau.organ).holds


def test_the_case_tells_what_is_open_and_until_when(cast: Cast) -> None:
    bureau = cast.naiman
    row = applied(bureau).request
    case = calling(bureau, "general_handler").get(f"requests/{row.pk}").json
    assert (case["state"], case["due"], case["clock"]["clauses"]) == (
        "received",
        "2025-03-31",
        ["cn-foi:33"],
    )
    assert case["clock"]["days"][:2] == [
        {
            "date": "2025-03-03",
            "kind": "start",
            "number": None,
            "why": "起算事件当日，不计入",
            "provisional": False,
        },
        {"date": "2025-03-04", "kind": "counted", "number": 1, "why": "工作日", "provisional": False},
    ]
    moves = {move["verb"]: move["clause"] for move in case["moves"]}
    assert moves["assign"] == "naiman-housing:disclosure.7"
    assert (case["applicant"], "李四光" in str(case)) == ("李**", False)


def test_a_wrong_role_is_told_whose_turn_it_is(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = at_request_state(bureau, states.WORKING)
    answer = calling(bureau, "business_handler").post(f"requests/{row.pk}/assign", unit_id=1)
    assert (answer.status, answer.json) == (
        409,
        {
            "refused": {
                "code": "not_your_turn",
                "reason": "「分办」由受理机构办理，您现在的职务不在其中。",
                "clause": "hulunbuir-statistics:2.2.2",
                "remedy": "请联系受理机构。",
            }
        },
    )
    assert LedgerEntry.objects.filter(verb="assign").count() == 1


def test_a_wrong_state_is_told_with_what_to_do(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = applied(bureau).request
    answer = calling(bureau, "general_handler").post(f"requests/{row.pk}/send_reply", how="网上下载")
    assert (answer.status, answer.code, answer.json["refused"]["remedy"]) == (
        409,
        "not_in_this_state",
        "答复要先按制度逐级批准，才能发出。",
    )


def test_who_may_not_see_it_learns_nothing(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = applied(bureau).request
    stray = calling(bureau, "other_handler")
    assert stray.get("requests").json["requests"] == []
    assert stray.get(f"requests/{row.pk}").status == 404
    assert stray.post(f"requests/{row.pk}/recuse_request", reason="认识").status == 404
    assert stray.post(f"requests/{row.pk + 7}/recuse_request", reason="认识").json == (
        stray.post(f"requests/{row.pk}/recuse_request", reason="认识").json
    )


def test_the_register_is_filtered_and_nothing_unknown_is_passed_over(cast: Cast) -> None:
    bureau = cast.hulunbuir
    first, second = applied(bureau).request, proposed(bureau)
    clerk = calling(bureau, "general_handler")
    both = clerk.get("requests").json
    assert [line["id"] for line in both["requests"]] == [second.pk, first.pk]
    assert (both["page"], both["pages"], both["total"]) == (1, 1, 2)
    assert [line["id"] for line in clerk.get("requests", state="in_approval").json["requests"]] == [second.pk]
    assert [line["id"] for line in clerk.get("requests", unit=0).json["requests"]] == [first.pk]
    assert clerk.get("requests", q=first.serial).json["total"] == 1
    assert clerk.get("requests", page=99).json["page"] == 1
    assert clerk.get("requests", statee="x").faults == [("statee", "extra_forbidden")]
    assert clerk.get("requests", state="x", page="y", unit="-1").faults == [
        ("page", "int_parsing"),
        ("state", "literal_error"),
        ("unit", "greater_than_equal"),
    ]


@pytest.mark.clause("cn-foi:45")
def test_looking_at_the_applicant_is_recorded(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = at_request_state(bureau, states.WORKING)
    clerk = calling(bureau, "general_handler")
    shown = clerk.post(f"requests/{row.pk}/look", why="核对送达地址")
    assert (shown.status, shown.json["made"]["applicant"]["name"]) == (200, "李四光")
    assert LedgerEntry.objects.filter(verb="look").count() == 1
    refused = calling(bureau, "business_handler").post(f"requests/{row.pk}/look", why="好奇")
    assert (refused.status, refused.code) == (409, "not_your_turn")


def content(answer: Answered) -> bytes:
    return bytes(getattr(answer.raw, "content"))  # noqa: B009 - the base class has no content


def test_a_letter_to_the_applicant_is_a_look_too(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = at_request_state(bureau, states.CONSULTING)
    clerk, handler = calling(bureau, "general_handler"), calling(bureau, "business_handler")
    receipt, third = Letter.objects.filter(request=row)
    at = f"requests/{row.pk}/letters/{receipt.pk}"
    paper = clerk.post(f"{at}/docx", why="重新打印")
    assert (paper.status, content(paper)[:2]) == (200, b"PK")
    assert paper.raw.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert LedgerEntry.objects.filter(verb="look").count() == 1
    assert clerk.post(f"{at}/docx").code == "no_reasons"
    assert clerk.post(f"{at}/exe", why="看").status == 404
    assert clerk.post(f"requests/{row.pk}/letters/99/docx", why="看").status == 404
    assert handler.post(f"{at}/docx", why="看").code == "not_your_turn"
    assert handler.post(f"requests/{row.pk}/letters/{third.pk}/docx").status == 200
    assert LedgerEntry.objects.filter(verb="look").count() == 1


def test_a_file_of_the_applicant_is_a_look_too(cast: Cast) -> None:
    clerk = calling(cast.hulunbuir, "general_handler")
    paper = {"name": "身份证.jpg", "content": base64.b64encode(b"\xff\xd8").decode(), "kind": "evidence"}
    made = clerk.post("requests", **FILLED, way="in-person", arrived_on="2025-03-03", files=[paper]).json
    file = clerk.get(f"requests/{made['id']}").json["files"][0]
    assert (file["kind"], file["size"]) == ("evidence", 2)
    at = f"requests/{made['id']}/files/{file['id']}"
    assert clerk.post(at).code == "no_reasons"
    assert content(clerk.post(at, why="核对身份")) == b"\xff\xd8"
    assert LedgerEntry.objects.filter(verb="look").count() == 1
    assert clerk.post(f"{at}9", why="核对身份").status == 404


def test_a_form_typed_in_is_judged_field_by_field(cast: Cast) -> None:
    clerk = calling(cast.hulunbuir, "general_handler")
    wrong = FILLED | {"identity": "110105194912310021", "phone": "", "description": " \u200b\x07 "}
    answer = clerk.post("requests", **wrong, way="in-person", arrived_on="2025-03-03")
    assert (answer.status, answer.faults) == (
        422,
        [("identity", "identity_wrong"), ("phone", "no_contact"), ("description", "no_description")],
    )
    fault = answer.json["faults"][2]
    assert (fault["reason"], fault["clause"]) == ("没有写明需要什么信息。", "hulunbuir-statistics:2.1.2")
    assert Request.objects.count() == 0
    strange = clerk.post("requests", **FILLED, way="pigeon", arrived_on="2025-03-03")
    assert (strange.status, strange.code) == (409, "unknown_way")
    early = clerk.post("requests", **FILLED, way="in-person", arrived_on="2026-03-03")
    assert (early.status, early.code) == (409, "implausible_date")
    stray = calling(cast.hulunbuir, "business_handler")
    assert stray.post("requests", **FILLED, way="in-person", arrived_on="2025-03-03").code == "not_your_turn"


def test_files_come_in_base64(cast: Cast) -> None:
    clerk = calling(cast.hulunbuir, "general_handler")
    paper = {"name": "身份证.jpg", "content": base64.b64encode(b"\xff\xd8").decode(), "kind": "evidence"}
    arrived = {"way": "in-person", "arrived_on": "2025-03-03"}
    assert clerk.post("requests", **FILLED, **arrived, files=[paper]).status == 201
    assert [file.size for file in Request.objects.get().files.all()] == [2]
    assert clerk.post("requests", **FILLED, **arrived, files=[paper] * 11).faults == [
        ("files", "too_many_files")
    ]
    empty = paper | {"content": ""}
    assert clerk.post("requests", **FILLED, **arrived, files=[empty]).faults == [("files", "empty_file")]
    bad = paper | {"content": "没有"}
    assert clerk.post("requests", **FILLED, **arrived, files=[bad]).faults == [
        ("files.0.content", "no_base64")
    ]


def test_what_may_be_chosen_is_what_the_acts_take(cast: Cast) -> None:
    bureau = cast.naiman
    choices = calling(bureau, "general_handler").get("choices").json
    units = {unit["name"]: unit["id"] for unit in choices["units"]}
    assert units[bureau.unit("business").name] == bureau.unit("business").pk
    assert "fax" in {way["value"] for way in choices["ways"]}
    outcomes = {outcome["value"] for outcome in choices["outcomes"]}
    assert "granted" in outcomes
    assert outcomes.isdisjoint({"withdrawn", "not-corrected", "fee-unpaid"})
    assert choices["matters"] == []
    assert stranger(bureau).get("choices").status == 401


def test_acceptance_sees_all_and_units_their_own(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = at_request_state(bureau, states.WORKING)
    seen = {
        key: calling(bureau, key).get(f"requests/{row.pk}").status
        for key in ("general_handler", "business_handler", "other_handler", "leader", "principal")
    }
    assert UnitFunction.ACCEPTANCE_BODY.value in bureau.unit("general").functions
    assert seen == {
        "general_handler": 200,
        "business_handler": 200,
        "other_handler": 404,
        "leader": 200,
        "principal": 200,
    }
    assert row.arrived_on == TODAY
