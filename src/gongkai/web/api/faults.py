"""What was malformed in a call, in Chinese sentences, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gongkai.core.requests.typed import clean_line
from gongkai.core.terms import Refusal
from gongkai.web.api.given import OWN

LONGEST_NAME = 80
_REMEDY = "请对照接口文档核对这个字段。"
_LIMITS = {
    "string_too_long": "max_length",
    "string_too_short": "min_length",
    "too_long": "max_length",
    "too_short": "min_length",
    "greater_than_equal": "ge",
    "less_than_equal": "le",
    "greater_than": "gt",
    "less_than": "lt",
}
_SAID = {
    "missing": "没有填写",
    "extra_forbidden": "不认识",
    "string_unicode": "有不能用的字符",
    "string_too_long": "最多 {} 个字",
    "string_too_short": "至少 {} 个字",
    "too_long": "最多 {} 项",
    "too_short": "至少 {} 项",
    "greater_than_equal": "不能小于 {}",
    "less_than_equal": "不能大于 {}",
    "greater_than": "应大于 {}",
    "less_than": "应小于 {}",
}
_KINDS = (
    ("string", "应为文字"),
    ("int", "应为整数"),
    ("bool", "应为 true 或者 false"),
    ("list", "应为列表"),
    ("model", "应为一个对象"),
    ("dict", "应为一个对象"),
    ("date", "应为日期，写成 2025-03-03 这样"),
)


class Faulty(Exception):  # noqa: N818 - an answer about what was sent, not an error of the program
    """Carries every fault of what was sent, as (field, refusal)."""

    def __init__(self, faults: Sequence[tuple[str, Refusal]]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


def faults_json(faults: Iterable[tuple[str, Refusal]]) -> dict[str, object]:
    """The answer of status 422."""
    return {"faults": [{"field": field, **refusal.as_json()} for field, refusal in faults]}


def faults_told(errors: Iterable[Mapping[str, Any]]) -> list[tuple[str, Refusal]]:
    """The findings of a schema as faults; their English words are passed over."""
    return [_told(error) for error in errors]


def _told(error: Mapping[str, Any]) -> tuple[str, Refusal]:
    field = field_name(error.get("loc", ()))
    kind = str(error.get("type", ""))
    sentence = _sentence(kind, error.get("ctx") or {}, str(error.get("msg", "")))
    code = kind.removeprefix(f"{OWN}.") if kind.startswith(f"{OWN}.") else kind
    subject = f"「{field}」" if field else "发来的内容"
    return field, Refusal(code, f"{subject}{sentence}。", None, _REMEDY)


def _sentence(kind: str, told: Mapping[str, Any], own: str) -> str:
    if kind.startswith(f"{OWN}."):
        return own
    if kind == "literal_error":
        choices = str(told.get("expected", "")).replace("'", "").replace(" or ", "、").replace(", ", "、")
        return f"应为 {choices} 之一"
    if kind in _SAID:
        return _SAID[kind].format(told.get(_LIMITS.get(kind, ""), ""))
    return next((said for beginning, said in _KINDS if kind.startswith(beginning)), "格式不对")


def field_name(place: Sequence[Any]) -> str:
    """Where a fault is: `files.0.name`; "" where it is the whole body.

    >>> field_name(("body", "given", "files", 0, "name")), field_name(("body", "given"))
    ('files.0.name', '')
    >>> field_name(("query", "page"))
    'page'
    """
    parts = place[2:] if place[:1] == ("body",) else place[1:]
    return ".".join(clean_line(str(part)[:LONGEST_NAME]) for part in parts)[:LONGEST_NAME]
