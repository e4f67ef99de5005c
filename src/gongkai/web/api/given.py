"""What programs may send: exact types, no unknown fields, and text without what no text keeps."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, field_validator
from pydantic_core import PydanticCustomError

from gongkai.core.requests.typed import clean_line, clean_text

LONGEST_TEXT = 100_000
"""Text is cleaned letter by letter; nothing longer is worth the time, and every field takes far less."""

LARGEST_ID = 2**53 - 1
"""The largest whole number that every program reads alike."""

OWN = "gongkai"
"""How the faults found here begin; their sentences are Chinese already."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Exact(BaseModel):
    """Nothing is taken for something else, and nothing unknown is passed over."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Given(Exact):
    """The body of a call; what is typed is cleaned as on the screens."""

    @field_validator("*", mode="before")
    @classmethod
    def _as_typed(cls, value: Any) -> Any:
        return cleaned_by(clean_text, LONGEST_TEXT, value)


class Nothing(Given):
    """什么也不用写。"""


def cleaned_by(clean: Callable[[str], str], longest: int, value: Any) -> Any:
    """A text, or the texts of a list, cleaned; everything else as it is."""
    if isinstance(value, str):
        if len(value) > longest:
            raise fault("too_long", f"有 {len(value)} 个字，太长了")
        return clean(value)
    if isinstance(value, list):
        return [cleaned_by(clean, longest, each) for each in value]
    return value


def fault(code: str, sentence: str) -> PydanticCustomError:
    """A fault of one field; `sentence` goes on after the field's name and has no full stop.

    Braces in a sentence would be taken for places to fill in.
    """
    return PydanticCustomError(f"{OWN}.{code}", sentence.replace("{", "｛").replace("}", "｝"))


def words(title: str, longest: int, default: Any = ..., *, why: str = "", example: str = "") -> Any:
    """A field for words, at most `longest` characters; without a default it must be there."""
    return Field(
        default,
        title=title,
        description=why or None,
        max_length=longest,
        examples=[example] if example else None,
    )


def listed(title: str, most: int, default: Any = ..., *, why: str = "", example: Any = None) -> Any:
    """A field for a list of at most `most`."""
    return Field(
        default,
        title=title,
        description=why or None,
        max_length=most,
        examples=[example] if example is not None else None,
    )


def number(
    title: str, first: int, last: int, default: Any = ..., *, why: str = "", example: Any = None
) -> Any:
    """A field for a whole number from `first` to `last`."""
    return Field(
        default,
        title=title,
        description=why or None,
        ge=first,
        le=last,
        examples=[example] if example is not None else None,
    )


def an_id(title: str, default: Any = ..., *, why: str = "", example: int = 3) -> Any:
    """A field for the number of a row."""
    return number(title, 1, LARGEST_ID, default, why=why, example=example)


def plain(title: str, default: Any = ..., *, why: str = "", example: Any = None) -> Any:
    """A field without a limit of its own: a day, a yes or no, one of a few."""
    return Field(
        default, title=title, description=why or None, examples=[example] if example is not None else None
    )


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise fault("no_date", f"是“{value}”，历法上没有这一天") from None
    raise fault("no_date", "应为日期，写成 2025-03-03 这样")


Day = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2025-03-03"]}),
]
"""A day as YYYY-MM-DD and in no other way."""


def _bytes(value: Any) -> bytes:
    if isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise fault("no_base64", "不是 base64 编码的内容") from None
    raise fault("no_base64", "应为 base64 编码的文字")


Base64 = Annotated[
    bytes,
    BeforeValidator(_bytes),
    WithJsonSchema(
        {"type": "string", "contentEncoding": "base64", "examples": ["JVBERi0xLjcK"]}, mode="validation"
    ),
]
"""Bytes in base64 (RFC 4648, with padding, without line breaks)."""


def _file_name(value: Any) -> Any:
    return cleaned_by(clean_line, 1000, value)


class SentPaper(Exact):
    """一个文件：文件名和内容。"""

    name: Annotated[str, BeforeValidator(_file_name)] = words("文件名", 200, example="申请.pdf")
    content: Base64 = plain("内容，base64 编码")
