"""What is malformed is told in Chinese sentences, in one shape, and changes nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from tests.support.calling import FILLED, calling, stranger
from tests.support.cast import Cast
from tests.support.request_road import at_request_state

from gongkai.core.requests import states
from gongkai.records.models import LedgerEntry
from gongkai.web.api import doorway

pytestmark = pytest.mark.django_db

_HAN = re.compile("[\u4e00-\u9fff]")


def test_types_are_exact_and_fields_known(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = at_request_state(bureau, states.WORKING)
    clerk = calling(bureau, "general_handler")
    before = LedgerEntry.objects.count()
    answer = clerk.post(f"requests/{row.pk}/ask_correction", points=7, period_days="10", extra=1)
    assert (answer.status, answer.faults) == (
        422,
        [
            ("points", "string_type"),
            ("period_days", "int_type"),
            ("extra", "extra_forbidden"),
        ],
    )
    assert [fault["reason"] for fault in answer.json["faults"]] == [
        "「points」应为文字。",
        "「period_days」应为整数。",
        "「extra」不认识。",
    ]
    others: dict[str, tuple[dict[str, Any], list[str]]] = {
        "ask_correction": (
            {"points": "长" * 3001, "period_days": 91},
            ["string_too_long", "less_than_equal"],
        ),
        "consult": ({"kind": "king"}, ["literal_error", "missing", "missing", "missing"]),
        "decide_extension": ({"agreed": 1}, ["bool_type"]),
        "hand_in": ({"note": "好", "editions": "3"}, ["list_type"]),
        "take_correction": ({"description": "好", "on": 0}, ["no_date"]),
        "split": ({"matters": ["一", None]}, ["string_type"]),
        "propose_reply": ({"reply": "好"}, ["model_type"]),
        "assign": ({"unit_id": 10**30}, ["less_than_equal"]),
    }
    for verb, (body, codes) in others.items():
        told = clerk.post(f"requests/{row.pk}/{verb}", **body)
        assert (verb, told.status, [code for _, code in told.faults]) == (verb, 422, codes)
        assert all(_HAN.search(fault["reason"]) for fault in told.json["faults"])
        assert all(fault["reason"].endswith("。") for fault in told.json["faults"])
    lone = clerk.send(f"requests/{row.pk}/abandon", '{"\\ud800": 1}')
    assert (lone.status, lone.faults) == (422, [("", "string_unicode")])
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("body", ["{", "", "字", b"\xff\xfe", "[" * 100_000, "9" * 5000, "{}{}"])
def test_what_is_no_json_is_told(cast: Cast, body: str | bytes) -> None:
    answer = stranger(cast.naiman).send("apply", body)
    assert answer.status in (400, 422)
    if body:
        assert (answer.status, answer.code) == (400, "not_json")
    else:
        assert answer.faults == [("", "missing")]


@pytest.mark.parametrize("body", ["[]", "null", "1", '"x"', "true"])
def test_json_that_is_no_object_is_told(cast: Cast, body: str) -> None:
    answer = stranger(cast.naiman).send("apply", body)
    assert (answer.status, answer.faults[0][0]) == (422, "")


def test_an_act_that_needs_nothing_takes_an_empty_body(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = at_request_state(bureau, states.CORRECTING)
    clerk = calling(bureau, "general_handler")
    for body in ("", "{}"):
        answer = clerk.send(f"requests/{row.pk}/abandon", body)
        assert (answer.status, answer.code) == (409, "period_not_over")


def test_too_much_is_not_read(cast: Cast) -> None:
    program = stranger(cast.naiman)
    large = json.dumps(FILLED | {"purpose": "x" * (doorway.FORM + 1)})
    answer = program.send("apply", large)
    assert (answer.status, answer.code) == (413, "too_large")
    answer = program.send("track", "x" * (doorway.SMALL + 1))
    assert (answer.status, answer.code) == (413, "too_large")


def test_a_stranger_s_body_is_not_read_at_all(cast: Cast) -> None:
    answer = stranger(cast.naiman).send("requests", "x" * (doorway.SMALL * 2))
    assert answer.status == 401


def test_other_methods_and_other_addresses_are_answered_in_json(cast: Cast) -> None:
    program = stranger(cast.naiman)
    wrong = program.get("apply")
    assert (wrong.status, wrong.code, wrong.raw.headers["Allow"]) == (405, "wrong_method", "POST")
    for path in (
        "",
        "nowhere",
        "requests/x",
        "requests/99999999999999999999999/",
        "/api/v1/",
        "/api/v1/docs/x",
    ):
        answer = program.post(path)
        assert (path, answer.status, answer.code) == (path, 404, "not_found")
    head = program.client.head("/api/v1/organs")
    assert (head.status_code, head.content) == (200, b"")
    options = program.client.options("/api/v1/naiman-housing/apply")
    assert options.status_code == 405


def test_no_number_is_too_large_for_an_address(cast: Cast) -> None:
    clerk = calling(cast.naiman, "general_handler")
    for number in ("9" * 18, "9" * 30, "9" * 3000, "0"):
        assert clerk.get(f"requests/{number}").status == 404
        assert clerk.get(f"items/{number}").status == 404
        assert clerk.post(f"editions/{number}/submit").status == 404
        assert clerk.post(f"requests/{number}/abandon").status == 404
