"""The API describes itself: for programs as OpenAPI, for people as a page; both in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from gongkai.web.api.api import description

_HAN = re.compile("[\u4e00-\u9fff]")
_WORDS = ("summary", "description", "title")


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, ways in description()["paths"].items():
        for method, operation in ways.items():
            yield f"{method} {path}", operation


def test_the_document_is_served_and_is_the_same() -> None:
    answer = Client().get("/api/v1/openapi.json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    document = answer.json()
    assert (document["openapi"], document["info"]["title"]) == ("3.1.0", "政务公开接口")
    assert document["paths"].keys() == description()["paths"].keys()


def test_every_call_is_told_in_chinese_with_its_answers() -> None:
    wrong = []
    for place, operation in operations():
        told = [operation["summary"], *(each["description"] for each in operation.get("parameters", ()))]
        told += [answer["description"] for answer in operation["responses"].values()]
        wrong += [f"{place}: {words!r}" for words in told if not _HAN.search(words)]
    assert wrong == []


def test_every_field_is_told_in_chinese() -> None:
    wrong = []
    for name, schema in description()["components"]["schemas"].items():
        if "description" in schema and not _HAN.search(schema["description"]):
            wrong.append(name)
        for field, each in schema.get("properties", {}).items():
            if not _HAN.search(each.get("title", "")):
                wrong.append(f"{name}.{field}")
    assert wrong == []


def test_names_of_calls_are_their_own() -> None:
    names = [operation["operationId"] for _, operation in operations()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("status", ["401", "404", "409", "422"])
def test_staff_are_told_every_no(status: str) -> None:
    lacking = [
        place
        for place, operation in operations()
        if operation.get("security") and status not in operation["responses"]
    ]
    assert lacking == []


def test_only_staff_need_a_token() -> None:
    without = {place.rpartition("/")[2] for place, operation in operations() if not operation.get("security")}
    assert without == {
        "organs", "add", "form", "known", "apply", "track", "correct", "withdraw", "follow-up", "{kind}", "{digest}",
    }  # fmt: skip


def test_the_page_names_every_call_and_needs_nothing_from_elsewhere() -> None:
    page = Client().get("/api/v1/docs")
    text = page.content.decode()
    assert page.status_code == 200
    assert [place for place, _ in operations() if f"<code>{place.partition(' ')[2]}</code>" not in text] == []
    assert "<script" not in text
    assert "style=" not in text
    assert re.findall(r"(?:href|src)=\"(?!#|/static/|/api/v1/openapi\.json|data:,)[^\"]*", text) == []
    targets = set(re.findall(r'href="#([^"]+)"', text))
    assert targets - set(re.findall(r'id="([^"]+)"', text)) == set()
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
