"""Posts: who holds which, from when, until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q

from gongkai.actions.organs._act import LATEST, OrganAct, Who, organ_act
from gongkai.actions.organs._checks import (
    check_period,
    check_personnel_remains,
    checked_text,
    own_person,
    own_unit,
)
from gongkai.core.terms import PostKind, UnitFunction
from gongkai.core.workdays.dates import zh_day
from gongkai.records.models import Person, Post, Unit


def appoint(
    who: Who,
    organ_id: int,
    person_id: int,
    *,
    unit_id: int,
    kind: str,
    title: str,
    held_from: date,
    held_until: date | None = None,
    in_charge_of: Iterable[int] = (),
    moment: datetime,
) -> Post:
    """Appoint a person to a post from a day on; `held_until` is the last day, None for no end.

    `kind` is a value of PostKind; `in_charge_of` (unit ids) goes with leaders in charge only. Raises Refused
    for the one who appoints, for what lies in another organ, and for a post she holds in the unit.
    """
    with organ_act(who, organ_id, moment) as act:
        person = own_person(act, person_id)
        if act.is_about_herself(person.pk):
            raise act.refused("appoints_herself", "不能给自己任职。", "请由人事机构的另一位工作人员办理。")
        check_period(act, held_from, held_until, "任职")
        unit = own_unit(act, unit_id, held_from)
        post_kind = _kind(act, kind)
        title = checked_text(act, title, "职务名称", 60)
        leads = _in_charge_of(act, post_kind, set(in_charge_of))
        _check_not_held(act, person, unit, post_kind, (held_from, held_until))
        post = Post.objects.create(
            unit=unit,
            holder=person,
            kind=post_kind.value,
            title=title,
            held_from=held_from,
            held_until=held_until,
        )
        post.in_charge_of.set(leads)
        payload = _facts(post, person, unit) | {"in_charge_of": [lead.name for lead in leads]}
        act.record("appoint", "post", post.pk, payload)
        return post


def end_post(who: Who, organ_id: int, post_id: int, *, held_until: date, moment: datetime) -> Post:
    """End a post; `held_until` is the last day it is held, at the earliest yesterday (then it ends at once).

    Refused where the post has ended, where it would end before it began, and for the last personnel officer.
    """
    with organ_act(who, organ_id, moment) as act:
        post = Post.objects.select_related("unit", "holder").filter(pk=post_id, unit__organ=act.organ).first()
        if post is None:
            raise act.refused("post_elsewhere", "本机关没有这个职务。", "请从职务列表中选择。")
        if post.held_until is not None and post.held_until < act.today:
            reason = f"「{post.title}」已于{zh_day(post.held_until)}结束。"
            raise act.refused("post_ended", reason, "无需再次办理。")
        check_period(act, post.held_from, held_until, "任职")
        if held_until < act.today - timedelta(days=1):
            reason = f"最后任职日{zh_day(held_until)}已经过去，其间办过的事会失去依据。"
            raise act.refused("date_passed", reason, "要立即生效，请填写昨天的日期。")
        if UnitFunction.PERSONNEL_OFFICE.value in post.unit.functions:
            check_personnel_remains(act, held_until, without=post)
        post.held_until = held_until
        post.save(update_fields=["held_until"])
        act.record("end_post", "post", post.pk, _facts(post, post.holder, post.unit))
        return post


def _kind(act: OrganAct, kind: str) -> PostKind:
    try:
        return PostKind(kind)
    except ValueError:
        titles = "、".join(known.title for known in PostKind)
        raise act.refused(
            "unknown_post_kind", f"没有「{kind}」这种职务。", f"可选的职务：{titles}。"
        ) from None


def _in_charge_of(act: OrganAct, kind: PostKind, unit_ids: set[int]) -> list[Unit]:
    if unit_ids and kind is not PostKind.LEADER_IN_CHARGE:
        raise act.refused("not_a_leader", "只有分管领导才有分管机构。", "请改选职务，或去掉分管机构。")
    return [own_unit(act, unit_id, act.today) for unit_id in sorted(unit_ids)]


def _check_not_held(
    act: OrganAct, person: Person, unit: Unit, kind: PostKind, period: tuple[date, date | None]
) -> None:
    start, end = period
    held = Post.objects.filter(
        Q(held_until=None) | Q(held_until__gte=start),
        holder=person,
        unit=unit,
        kind=kind.value,
        held_from__lte=end or LATEST,
    ).first()
    if held is not None:
        reason = f"{person.name}从{zh_day(held.held_from)}起已在「{unit.name}」担任{held.title}。"
        raise act.refused("already_holds", reason, "请先结束原来的任职，或调整日期。")


def _facts(post: Post, person: Person, unit: Unit) -> dict[str, object]:
    return {
        "person": person.key,
        "name": person.name,
        "unit": unit.name,
        "kind": post.kind,
        "title": post.title,
        "held_from": post.held_from.isoformat(),
        "held_until": post.held_until.isoformat() if post.held_until else None,
    }
