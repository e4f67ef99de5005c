"""The API's description for people: made on the server from the one for programs, without scripts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gongkai.web.api.api import BASE, description
from gongkai.web.api.schemas_told import (
    Line,
    content_of,
    example_text,
    kind_of,
    lines_of,
    note_of,
    resolved,
    shape_of,
)
from gongkai.web.api.speaking import answer

_NO_STATUS = ("400", "401", "404", "405", "413", "422")
"""What every call may be answered with; told once, on top of the page."""


@dataclass(frozen=True, slots=True)
class Call:
    """One operation."""

    id: str
    method: str
    path: str
    title: str
    note: str
    token: bool
    asked: tuple[Line, ...]
    sent: tuple[Line, ...]
    example: str
    answers: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object that calls send or are answered with."""

    name: str
    note: str
    lines: tuple[Line, ...]


def openapi(request: HttpRequest) -> HttpResponse:
    """The description for programs."""
    return answer(description())


def docs(request: HttpRequest) -> HttpResponse:
    """The description for people."""
    return HttpResponse(_page())


@lru_cache(maxsize=1)
def _page() -> str:
    document = description()
    shapes = document["components"]["schemas"]
    rooms: dict[str, list[Call]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            call = _call(path, method, operation, shapes)
            rooms.setdefault(operation["tags"][0], []).append(call)
    context = {
        "info": document["info"],
        "introduction": _marked(document["info"]["description"]),
        "rooms": [(f"room-{place}", title, calls) for place, (title, calls) in enumerate(rooms.items())],
        "shapes": [_shape(name, shapes) for name in sorted(_named(document, shapes))],
        "base": BASE,
    }
    return render_to_string("api/docs.html", context)


def _marked(text: str) -> SafeString:
    """Paragraphs, **strong** and `code` of our own introduction."""
    safe = str(escape(text))
    safe = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", safe)
    safe = re.sub(r"`(.+?)`", r"<code>\1</code>", safe)
    return mark_safe("".join(f"<p>{part}</p>" for part in safe.split("\n\n")))  # noqa: S308 - escaped above


def _call(path: str, method: str, operation: Mapping[str, Any], shapes: Mapping[str, Any]) -> Call:
    sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    body = resolved(sent, shapes) if sent else {}
    return Call(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        title=operation["summary"],
        note=operation.get("description", ""),
        token=bool(operation.get("security")),
        asked=tuple(
            Line(
                each["name"],
                each["schema"].get("title", ""),
                kind_of(each["schema"]),
                "",
                each["required"],
                note_of(each["schema"]),
            )
            for each in operation.get("parameters", ())
            if each["in"] == "query"
        ),
        sent=tuple(lines_of(body)),
        example=example_text(sent, shapes) if body.get("properties") else "",
        answers=tuple(
            (str(status), response["description"], shape_of(content_of(response)))
            for status, response in operation["responses"].items()
            if str(status) not in _NO_STATUS
        ),
    )


def _shape(name: str, shapes: Mapping[str, Any]) -> Shape:
    schema = shapes[name]
    note = schema.get("description", "")
    return Shape(name, note, tuple(lines_of(schema)))


def _named(document: Mapping[str, Any], shapes: Mapping[str, Any]) -> set[str]:
    """The shapes that a call is answered with, or that lie inside another."""
    found: set[str] = set()
    ways = [operation for operations in document["paths"].values() for operation in operations.values()]
    waiting = [shape_of(content_of(answer)) for way in ways for answer in way["responses"].values()]
    for way in ways:
        body = way.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
        if body:
            waiting += [shape_of(each) for each in resolved(body, shapes).get("properties", {}).values()]
    while waiting:
        name = waiting.pop()
        if name and name not in found:
            found.add(name)
            waiting += [shape_of(each) for each in shapes[name].get("properties", {}).values()]
    return found
