"""The standing cast as values, read from `cast.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from gongkai.core.terms import PostKind, UnitFunction


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SuperiorPart(_Part):
    """The organ above: it has a name and an address, and no cast of its own."""

    slug: str
    name: str
    short_name: str
    organ_code: str


class UnitPart(_Part):
    key: str
    name: str
    functions: tuple[UnitFunction, ...] = ()


class PostPart(_Part):
    """A post of a person; `unit` and `in_charge_of` are unit keys."""

    unit: str
    kind: PostKind
    title: str
    in_charge_of: tuple[str, ...] = ()


class PersonPart(_Part):
    key: str
    name: str
    login: str
    posts: tuple[PostPart, ...]


class OrganPart(_Part):
    slug: str
    key: str
    name: str
    short_name: str
    organ_code: str
    superior: SuperiorPart
    regime: str
    units: tuple[UnitPart, ...]
    people: tuple[PersonPart, ...]


class CastPlan(_Part):
    """Everybody, and the one password of the demo."""

    password: str
    organs: tuple[OrganPart, ...]


@cache
def cast_plan() -> CastPlan:
    """The cast of `cast.yaml`; ValueError where the file is not of this shape."""
    text = Path(__file__).with_name("cast.yaml").read_text(encoding="utf-8")
    return CastPlan.model_validate(yaml.safe_load(text))
