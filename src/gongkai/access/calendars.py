"""Who may install the days off and working weekends of a year."""

from __future__ import annotations

from gongkai.core.organs import Bearing, Capacity, Standing, capacity_for
from gongkai.core.terms import Actor, Role, system_actor

INSTALLERS = (Role.LEADING_GROUP_OFFICE,)
CALENDAR_KEEPER = system_actor("calendar", "放假安排安装")
"""The machine whoever runs the program installs a year as."""


def may_install(who: Standing) -> Capacity | None:
    """The post in which a person may, or None: it is for the office that watches over the time limits."""
    found = capacity_for(who, INSTALLERS, Bearing(who.organ_id))
    return found[1] if found else None


def may_keep(actor: Actor) -> bool:
    """Whether a machine may; one machine may."""
    return actor.key == CALENDAR_KEEPER.key
