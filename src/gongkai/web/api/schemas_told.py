"""JSON schemas in words: what a field is called, what may be written, an example."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数",
    "boolean": "true 或 false",
    "object": "对象",
    "array": "列表",
    "null": "null",
}
_FORMATS = {"date": "日期", "date-time": "时刻"}


@dataclass(frozen=True, slots=True)
class Line:
    """A field as a row of a table; `shape` is the name of the shape it holds."""

    name: str
    title: str
    kind: str
    shape: str
    required: bool
    note: str


def lines_of(schema: Mapping[str, Any]) -> Iterator[Line]:
    required = schema.get("required", ())
    for name, each in schema.get("properties", {}).items():
        title = each.get("title", "")
        yield Line(name, title, kind_of(each), shape_of(each), name in required, note_of(each))


def shape_of(schema: Mapping[str, Any]) -> str:
    """The name of the shape that a schema is, or holds as a list or as one of two; "" for plain values."""
    for each in (schema, schema.get("items", {}), *schema.get("anyOf", ()), *schema.get("allOf", ())):
        if "$ref" in each:
            return str(each["$ref"]).rpartition("/")[2]
    return ""


def resolved(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Mapping[str, Any]:
    name = shape_of(schema)
    found: Mapping[str, Any] = shapes[name] if name else schema
    return found


def content_of(response: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = response.get("content", {}).get("application/json", {}).get("schema", {})
    return found


def kind_of(schema: Mapping[str, Any]) -> str:
    if "anyOf" in schema:
        return "，或 ".join(kind_of(each) for each in schema["anyOf"])
    if "enum" in schema and all(str(each) in schema.get("description", "") for each in schema["enum"]):
        return "其中之一"
    if "enum" in schema or "const" in schema:
        return "、".join(str(each) or "空" for each in schema.get("enum", (schema.get("const"),)))
    if "$ref" in schema or "allOf" in schema:
        return "对象"
    if schema.get("type") == "array":
        inside = kind_of(schema.get("items", {}))
        return f"列表，每项是{inside}" if inside else "列表"
    if "contentEncoding" in schema:
        return "base64"
    return _FORMATS.get(schema.get("format", ""), "") or _TYPES.get(schema.get("type", ""), "")


def note_of(schema: Mapping[str, Any]) -> str:
    limits = [
        f"最多{schema['maxLength']}个字" if "maxLength" in schema else "",
        f"最多{schema['maxItems']}项" if "maxItems" in schema else "",
        f"{schema['minimum']}至{schema['maximum']}" if _bounded(schema) else "",
    ]
    said = str(schema.get("description", ""))
    return "".join([said, *(f"{limit}。" for limit in limits if limit)])


def _bounded(schema: Mapping[str, Any]) -> bool:
    """Whether a range says something: the largest number there is does not."""
    return "minimum" in schema and schema.get("maximum", 2**53) < 2**53 - 1


def example_text(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    return json.dumps(_example(schema, shapes), ensure_ascii=False, indent=2)


def _example(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Any:
    """A body that could be sent: what is required, and what has an example of its own."""
    if schema.get("examples"):
        return schema["examples"][0]
    if "anyOf" in schema:
        return _example(schema["anyOf"][0], shapes)
    if "enum" in schema:
        return schema["enum"][0]
    whole = resolved(schema, shapes)
    if "properties" in whole:
        required = whole.get("required", ())
        return {
            name: _example(each, shapes)
            for name, each in whole["properties"].items()
            if name in required or each.get("examples")
        }
    if schema.get("type") == "array":
        return [_example(schema.get("items", {}), shapes)]
    plain: dict[str, Any] = {"integer": 3, "number": 1, "boolean": True, "string": "……"}
    return plain.get(str(schema.get("type")), "2025-03-03" if schema.get("format") == "date" else None)
