"""The standing cast, installed through the same acts anybody uses."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.actions import organs
from gongkai.jobs.demo.cast import OrganPart, SuperiorPart, cast_plan
from gongkai.records.models import Organ

BEGINNING = date(2008, 5, 1)
"""The day the first statute came into force: from then on a rule book can bind."""


def install_cast(moment: datetime, held_from: date = BEGINNING) -> list[Organ]:
    """Open both bureaus with units, people, accounts and rule books; answers with the two.

    Everybody holds her posts from `held_from` on. Raises Refused where an organ of the cast exists already.
    """
    plan = cast_plan()
    return [_install(part, plan.password, moment, held_from) for part in plan.organs]


def _install(part: OrganPart, password: str, moment: datetime, held_from: date) -> Organ:
    superior = _open(part.superior, None, moment)
    organ = _open(part, superior, moment)
    units = {
        unit.key: organs.open_unit(
            organs.SETUP, organ.pk, name=unit.name, functions=unit.functions, moment=moment
        ).pk
        for unit in part.units
    }
    for someone in part.people:
        person = organs.add_person(organs.SETUP, organ.pk, name=someone.name, moment=moment)
        for post in someone.posts:
            organs.appoint(
                organs.SETUP,
                organ.pk,
                person.pk,
                unit_id=units[post.unit],
                kind=post.kind.value,
                title=post.title,
                held_from=held_from,
                in_charge_of=[units[key] for key in post.in_charge_of],
                moment=moment,
            )
        organs.open_account(
            organs.SETUP, organ.pk, person.pk, username=someone.login, password=password, moment=moment
        )
    organs.adopt_regime(organs.SETUP, organ.pk, place=part.regime, in_force_from=BEGINNING, moment=moment)
    return organ


def _open(part: OrganPart | SuperiorPart, superior: Organ | None, moment: datetime) -> Organ:
    return organs.open_organ(
        organs.SETUP,
        slug=part.slug,
        name=part.name,
        short_name=part.short_name,
        organ_code=part.organ_code,
        superior=superior,
        moment=moment,
    )
