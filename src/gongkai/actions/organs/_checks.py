"""What a name, a date and a neighbour in the organ must be like, whichever act asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from gongkai.actions.organs._act import EARLIEST, LATEST, OrganAct
from gongkai.core.terms import Refused, UnitFunction
from gongkai.core.workdays.dates import zh_day
from gongkai.records.models import Person, Post, Unit

Refuse = Callable[[str, str, str], Refused]
"""Makes a refusal of a code, a reason and a remedy."""


def plain_text(text: str, what: str, longest: int, refuse: Refuse) -> str:
    """The text without blanks around it; refused when empty, too long or with control characters."""
    text = text.strip()
    if not text:
        raise refuse("text_missing", f"没有填写{what}。", f"请填写{what}。")
    if len(text) > longest:
        reason = f"{what}有 {len(text)} 个字，最多 {longest} 个字。"
        raise refuse("text_too_long", reason, f"请把{what}缩短到 {longest} 个字以内。")
    if not text.isprintable():
        raise refuse("text_unprintable", f"{what}里有不能显示的字符。", f"请重新输入{what}。")
    return text


def checked_text(act: OrganAct, text: str, what: str, longest: int) -> str:
    """The text as `plain_text` wants it, refused under the clause of the act."""
    return plain_text(text, what, longest, act.refused)


def check_date(act: OrganAct, day: date, what: str) -> None:
    """Refuses a day no official act can bear."""
    if not EARLIEST <= day <= LATEST:
        reason = f"{what}是{zh_day(day)}，不在{zh_day(EARLIEST)}至{zh_day(LATEST)}之间。"
        raise act.refused("date_out_of_range", reason, f"请核对{what}。")


def check_period(act: OrganAct, start: date, end: date | None, what: str) -> None:
    """Refuses a period that ends before it begins."""
    check_date(act, start, f"{what}开始日期")
    if end is None:
        return
    check_date(act, end, f"{what}结束日期")
    if end < start:
        reason = f"{what}的结束日期{zh_day(end)}早于开始日期{zh_day(start)}。"
        raise act.refused("dates_reversed", reason, "请核对两个日期的先后。")


def own_person(act: OrganAct, person_id: int) -> Person:
    """A person of this organ; refused for one of another organ and for nobody alike."""
    person = Person.objects.filter(pk=person_id, organ=act.organ).first()
    if person is None:
        raise act.refused("person_elsewhere", "本机关没有这个人。", "请先登记人员，再办理。")
    return person


def own_unit(act: OrganAct, unit_id: int, on: date) -> Unit:
    """A unit of this organ that is open on a day."""
    unit = Unit.objects.filter(pk=unit_id, organ=act.organ).first()
    if unit is None:
        raise act.refused("unit_elsewhere", "本机关没有这个内设机构。", "请从本机关的内设机构中选择。")
    if unit.closed_on is not None and unit.closed_on <= on:
        reason = f"「{unit.name}」已于{zh_day(unit.closed_on)}撤销。"
        raise act.refused("unit_closed", reason, "请选择仍在运行的内设机构。")
    return unit


def check_personnel_remains(act: OrganAct, after: date, *, without: Post | Person | Unit) -> None:
    """Refuses what would leave nobody, from the day after `after` on, who may change the organ.

    Counts posts without an end in units of the personnel function whose holder can log in. `without` is the
    post that ends, the person who loses her account, or the unit that loses the function.
    """
    offices = [
        unit
        for unit in Unit.objects.filter(organ=act.organ, closed_on=None)
        if UnitFunction.PERSONNEL_OFFICE.value in unit.functions and unit != without
    ]
    remaining = Post.objects.filter(
        unit__in=offices,
        held_from__lte=after + timedelta(days=1),
        held_until=None,
        holder__account__is_active=True,
    )
    if isinstance(without, Post):
        remaining = remaining.exclude(pk=without.pk)
    if isinstance(without, Person):
        remaining = remaining.exclude(holder=without)
    if not remaining.exists():
        raise act.refused(
            "last_personnel_officer",
            "这样办理后，本机关将没有能登录的人事机构人员，机构、职务和账号都无人能办。",
            "请先为人事机构任命另一人并开通账号。",
        )
