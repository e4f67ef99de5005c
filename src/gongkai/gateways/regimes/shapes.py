"""The shape of the file around the rules, and of a dated value."""

from __future__ import annotations

from datetime import date
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from gongkai.core.regime.clauses import ClauseKind
from gongkai.core.regime.finding import Path
from gongkai.core.regime.regime import NamedUnit
from gongkai.core.terms import Citation

T = TypeVar("T")


class _Exact(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClauseShape(_Exact):
    """`3.9.1: {gist: …, kind: E, title: 三(九)1, note: …}`."""

    gist: str = Field(min_length=1)
    kind: tuple[ClauseKind, ...]
    title: str = ""
    note: str = ""

    @field_validator("kind")
    @classmethod
    def _at_least_one(cls, kinds: tuple[ClauseKind, ...]) -> tuple[ClauseKind, ...]:
        if not kinds:
            raise ValueError("E、T、R、P、D 中的一个或几个")
        return kinds


class BookShape(_Exact):
    """Everything of a rule book but its rules and gates; `statute` is null where it is the statute itself."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    organ: str = Field(min_length=1)
    title: str = Field(min_length=1)
    statute: str | None
    note: str = ""
    units: tuple[NamedUnit, ...] = ()
    clauses: dict[str, ClauseShape] = Field(min_length=1)


class DatedShape(_Exact, Generic[T]):
    """`- {from: 2008-05-01, clause: 1.4.4, …}`; what is not of the frame is the value."""

    start: date = Field(alias="from")
    until: date | None = None
    clause: Citation
    note: str = ""
    value: T


FRAME = ("from", "until", "clause", "note")
BOOK_KEYS = ("id", "organ", "title", "statute", "note", "units", "clauses", "rules", "gates")


def framed(raw: dict[str, Any]) -> dict[str, Any]:
    """A dated value as written, with the frame apart from the value."""
    frame = {key: raw[key] for key in FRAME if key in raw}
    return {**frame, "value": {key: raw[key] for key in raw if key not in FRAME}}


def unframed(loc: tuple[Any, ...]) -> Path:
    """A place in the framed form, as a place in the file."""
    return loc[1:] if loc[:1] == ("value",) else loc
