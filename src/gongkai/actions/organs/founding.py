"""Founding an organ with what it needs to run itself: a rule book, and somebody who may seat the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from gongkai.actions.organs._act import Who
from gongkai.actions.organs.accounts import open_account
from gongkai.actions.organs.adoption import adopt_regime
from gongkai.actions.organs.opening import add_person, open_organ
from gongkai.actions.organs.posts import appoint
from gongkai.actions.organs.units import open_unit
from gongkai.core.terms import PostKind, UnitFunction
from gongkai.records.models import Organ


@dataclass(frozen=True, slots=True)
class Officer:
    """The first person of the personnel office: her name, her unit, and what she logs in with."""

    name: str
    unit: str
    username: str
    password: str


def found_organ(
    who: Who,
    *,
    slug: str,
    name: str,
    short_name: str,
    organ_code: str,
    superior: Organ | None,
    place: str | Path,
    in_force_from: date,
    officer: Officer,
    moment: datetime,
) -> Organ:
    """Open an organ, adopt its rule book, and seat its first personnel officer as head of her unit.

    All of it or nothing; each act has its own entry in the ledger. Raises Refused as the single acts do.
    """
    with transaction.atomic():
        organ = open_organ(
            who,
            slug=slug,
            name=name,
            short_name=short_name,
            organ_code=organ_code,
            superior=superior,
            moment=moment,
        )
        adopt_regime(who, organ.pk, place=place, in_force_from=in_force_from, moment=moment)
        functions = (UnitFunction.PERSONNEL_OFFICE.value,)
        unit = open_unit(who, organ.pk, name=officer.unit, functions=functions, moment=moment)
        person = add_person(who, organ.pk, name=officer.name, moment=moment)
        appoint(
            who,
            organ.pk,
            person.pk,
            unit_id=unit.pk,
            kind=PostKind.UNIT_HEAD.value,
            title=f"{officer.unit}负责人",
            held_from=in_force_from,
            moment=moment,
        )
        open_account(
            who, organ.pk, person.pk, username=officer.username, password=officer.password, moment=moment
        )
        return organ
