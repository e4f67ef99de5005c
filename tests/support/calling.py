"""Programs at the API: a client with a token, and what comes back.

api = calling(cast.hulunbuir, "general_handler")     # a program that acts for her
answer = api.post("requests/3/assign", unit_id=7)    # below /api/v1/hulunbuir-statistics/
answer.status, answer.json
stranger(cast.hulunbuir).get("form")                 # without a token
FILLED                                               # a complete application
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from tests.support.cast import Bureau
from tests.support.road import MOMENT

from gongkai.actions.tokens import issue_token

STATUSES = {200, 201, 204, 400, 401, 404, 405, 409, 413, 422, 429}
"""Everything the API may answer with."""

FILLED: dict[str, Any] = {
    "kind": "citizen",
    "name": "李四光",
    "identity_kind": "resident_id",
    "identity": "11010519491231002X",
    "phone": "13800001234",
    "description": "2024年全市规模以上工业增加值分行业数据",
    "form_wanted": "electronic",
    "way_wanted": "online",
}


@dataclass(frozen=True)
class Answered:
    """What came back; `json` is None for a file."""

    status: int
    json: Any
    raw: HttpResponseBase

    @property
    def code(self) -> str:
        """The code of the refusal."""
        return str(self.json["refused"]["code"])

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Field and code of every fault."""
        return [(fault["field"], fault["code"]) for fault in self.json["faults"]]


class Program:
    """A program that calls the API of one organ."""

    def __init__(self, base: str, headers: dict[str, str]) -> None:
        self.base = base
        self.client = Client(headers=headers, raise_request_exception=False)

    def get(self, path: str, **asked: Any) -> Answered:
        return _read(self.client.get(self._at(path), asked))

    def post(self, path: str, /, **body: Any) -> Answered:
        return self.send(path, json.dumps(body))

    def send(self, path: str, body: str | bytes) -> Answered:
        """A body as it is, JSON or not."""
        data = body.encode() if isinstance(body, str) else body
        return _read(self.client.post(self._at(path), data, content_type="application/json"))

    def _at(self, path: str) -> str:
        return path if path.startswith("/") else f"{self.base}{path}"


def calling(bureau: Bureau, key: str, moment: datetime = MOMENT) -> Program:
    """A program with a token of somebody of the cast, at her own organ."""
    secret = issue_token(bureau.person(key), name="试用", moment=moment).secret
    return Program(f"/api/v1/{bureau.organ.slug}/", {"authorization": f"Bearer {secret}"})


def stranger(bureau: Bureau, secret: str = "") -> Program:
    """A program without a token, or with this one."""
    headers = {"authorization": f"Bearer {secret}"} if secret else {}
    return Program(f"/api/v1/{bureau.organ.slug}/", headers)


def _read(response: Any) -> Answered:
    is_json = str(response.headers.get("Content-Type", "")).startswith("application/json")
    return Answered(response.status_code, json.loads(response.content) if is_json else None, response)
