"""What changed in a bureau meanwhile: people coming and going, deputies, a forgotten password."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from gongkai.actions import organs
from gongkai.core.terms import PostKind
from gongkai.jobs.demo.desk import Desk
from gongkai.jobs.demo.timeline import Pace, Tale


def changes(desk: Desk, pace: Pace) -> Tale:
    """A temporary post that has ended, a deputation long over, one that runs today, and a colleague to come."""
    organ, office = desk.organ.pk, desk.by_key.get("office_handler_2") or desk.by_key["general_handler_2"]
    helper, today = desk.by_key["other_handler"], localdate(pace.now)
    moment = pace.after(12)
    yield moment
    organs.appoint(
        office,
        organ,
        helper.person_id,
        unit_id=desk.units["general"].pk,
        kind=PostKind.HANDLER.value,
        title=f"{desk.units['general'].name}借调人员",
        held_from=localdate(moment),
        held_until=localdate(moment) + timedelta(days=90),
        moment=moment,
    )
    moment = pace.after(60)
    yield moment
    _deputise(
        desk, "business_head", "other_head", period=(localdate(moment), 20), reason="外出学习", moment=moment
    )
    moment = pace.after(165)
    yield moment
    _deputise(desk, "general_head", "secrecy_head", period=(today, 12), reason="年休假", moment=moment)
    moment = pace.after(1)
    yield moment
    newcomer = organs.add_person(office, organ, name="金鑫", moment=moment)
    organs.appoint(
        office,
        organ,
        newcomer.pk,
        unit_id=desk.units["business"].pk,
        kind=PostKind.HANDLER.value,
        title=f"{desk.units['business'].name}科员",
        held_from=today + timedelta(days=14),
        moment=moment,
    )


def _deputise(
    desk: Desk, holder: str, deputy: str, *, period: tuple[date, int], reason: str, moment: datetime
) -> None:
    """Let one person act in the first post of another for so many days from a day on."""
    start, days = period
    officer = desk.by_key.get("office_handler_2") or desk.by_key["general_handler_2"]
    organs.deputise(
        officer,
        desk.organ.pk,
        desk.by_key[holder].capacities[0].post_id,
        desk.by_key[deputy].person_id,
        held_from=start,
        held_until=start + timedelta(days=days),
        reason=reason,
        moment=moment,
    )
