"""Whatever is sent, the answer is one of the known ones, and JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as any_of
from tests.support.calling import FILLED, STATUSES, Program, calling, stranger
from tests.support.cast import Cast
from tests.support.request_road import at_request_state
from tests.support.road import registered

from gongkai.core.requests import states
from gongkai.web.api.api import description

pytestmark = pytest.mark.django_db

_QUIET = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
_TEXT = any_of.text(any_of.characters(), max_size=40) | any_of.sampled_from(
    ["", "\x00", "\ud800", "=1+1", "2025-03-03", "granted", "𠮷", "x" * 6000, "0001-01-01", "9999-12-31"]
)
_LEAF = (
    any_of.none()
    | any_of.booleans()
    | any_of.integers(-(10**20), 10**20)
    | any_of.floats(allow_nan=False)
    | _TEXT
)
_JSON = any_of.recursive(
    _LEAF, lambda inside: any_of.lists(inside, max_size=3) | any_of.dictionaries(_TEXT, inside, max_size=4)
)


def calls() -> list[tuple[str, dict[str, Any]]]:
    """Path and schema of every call that takes a body."""
    found = []
    for path, ways in description()["paths"].items():
        body = ways.get("post", {}).get("requestBody", {})
        schema = body.get("content", {}).get("application/json", {}).get("schema", {})
        if "post" in ways:
            found.append((path, schema))
    return found


CALLS = calls()


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = description()["components"]["schemas"][name] if name else schema
    return found


def near(schema: dict[str, Any]) -> any_of.SearchStrategy[Any]:
    """Bodies of nearly the right shape: the fields that are known, most of them of the right type."""
    whole = resolved(schema)
    if "anyOf" in whole:
        return any_of.one_of([near(each) for each in whole["anyOf"]])
    if "enum" in whole:
        return any_of.sampled_from(whole["enum"])
    if "properties" in whole:
        required = set(whole.get("required", ()))
        fields = whole["properties"].items()
        return any_of.fixed_dictionaries(
            {name: near(each) for name, each in fields if name in required},
            optional={name: near(each) for name, each in fields if name not in required},
        )
    plain: dict[str, any_of.SearchStrategy[Any]] = {
        "string": any_of.dates().map(str) if whole.get("format") == "date" else _TEXT,
        "integer": any_of.integers(whole.get("minimum", -9), min(whole.get("maximum", 9), 10**9)),
        "boolean": any_of.booleans(),
        "null": any_of.none(),
        "array": any_of.lists(near(whole.get("items", {})), max_size=3) if "items" in whole else _JSON,
    }
    return plain.get(whole.get("type", ""), _JSON)


def judged(program: Program, path: str, body: Any) -> None:
    answer = program.send(path, json.dumps(body))
    kept = answer.json is not None or answer.raw.headers.get("Content-Disposition")
    assert (path, body, answer.status in STATUSES, bool(kept)) == (path, body, True, True)


def addressed(path: str, request_id: int, edition_id: int) -> str:
    parts = {"organ": "hulunbuir-statistics", "request_id": request_id, "edition_id": edition_id}
    return path.format(**parts, letter_id=1, file_id=1, kind="pdf", digest="0" * 64, item_id=1)


@pytest.fixture
def program(cast: Cast) -> Program:
    return calling(cast.hulunbuir, "general_handler")


@pytest.mark.parametrize(("path", "schema"), CALLS, ids=[path for path, _ in CALLS])
def test_random_bodies(cast: Cast, program: Program, path: str, schema: dict[str, Any]) -> None:
    row, edition = at_request_state(cast.hulunbuir, states.WORKING), registered(cast.hulunbuir)
    handler = calling(cast.hulunbuir, "business_handler")

    @_QUIET
    @given(_JSON, near(schema))
    def check(anything: Any, nearly: Any) -> None:
        at = addressed(path, row.pk, edition.pk)
        for body in (anything, nearly):
            for who in (program, handler):
                judged(who, at, body)

    check()


@pytest.mark.parametrize("field", sorted(FILLED))
def test_one_field_of_the_form_is_anything(cast: Cast, field: str) -> None:
    program = stranger(cast.naiman)

    @_QUIET
    @given(_JSON)
    def check(anything: Any) -> None:
        judged(program, "apply", FILLED | {field: anything})

    check()


@pytest.mark.parametrize("path", ["requests", "items", "known", "/api/v1/workdays/add", "form", "choices"])
def test_anything_may_be_asked(program: Program, path: str) -> None:
    names = any_of.sampled_from(
        ["page", "state", "unit", "q", "year", "date", "n", "due", "order", "way", "outcome", "x"]
    )
    values = any_of.text(any_of.characters(exclude_categories=["Cs"]), max_size=30) | any_of.integers().map(
        str
    )

    @_QUIET
    @given(any_of.dictionaries(names, values, max_size=4))
    def check(asked: dict[str, str]) -> None:
        answer = program.get(path, **asked)
        assert (asked, answer.status in STATUSES, answer.json is not None) == (asked, True, True)

    check()
