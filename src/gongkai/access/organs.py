"""Who may change an organ: its units, posts, deputies and accounts."""

from __future__ import annotations

from gongkai.core.organs import Bearing, Capacity, Standing, capacity_for
from gongkai.core.terms import Actor, Role

ORGANISERS = (Role.PERSONNEL_OFFICE,)
SETUP = "system:setup"
"""The machine that opens an organ and seats its first people."""


def may_organise(who: Standing, organ_id: int) -> Capacity | None:
    """The post in which a person may change the organ, or None: only its own personnel office may."""
    found = capacity_for(who, ORGANISERS, Bearing(organ_id))
    return found[1] if found else None


def may_set_up(actor: Actor) -> bool:
    """Whether a machine may open organs and fill them; one machine may."""
    return actor.key == SETUP
