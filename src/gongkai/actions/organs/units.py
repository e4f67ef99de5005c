"""Units: opened, renamed, given functions, closed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from gongkai.actions.organs._act import OrganAct, Who, organ_act
from gongkai.actions.organs._checks import check_date, check_personnel_remains, checked_text, own_unit
from gongkai.core.terms import UnitFunction
from gongkai.core.workdays.dates import zh_day
from gongkai.records.models import Edition, Unit

FINISHED = ("settled", "published", "superseded", "withdrawn")
"""States in which an edition asks nothing more of its unit."""


def open_unit(who: Who, organ_id: int, *, name: str, functions: Iterable[str] = (), moment: datetime) -> Unit:
    """Open a unit; `functions` are values of UnitFunction. Refused for a name the organ has already."""
    with organ_act(who, organ_id, moment) as act:
        unit = Unit(organ=act.organ, name=_free_name(act, name, None), functions=_functions(act, functions))
        unit.save(force_insert=True)
        act.record("open_unit", "unit", unit.pk, {"name": unit.name, "functions": unit.functions})
        return unit


def change_unit(
    who: Who, organ_id: int, unit_id: int, *, name: str, functions: Iterable[str], moment: datetime
) -> Unit:
    """Give a unit another name or other functions; the ledger keeps what it was before."""
    with organ_act(who, organ_id, moment) as act:
        unit = own_unit(act, unit_id, act.today)
        before = {"name": unit.name, "functions": list(unit.functions)}
        unit.name, unit.functions = _free_name(act, name, unit), _functions(act, functions)
        after = {"name": unit.name, "functions": unit.functions}
        if after == before:
            raise act.refused("nothing_changed", "名称和职能都没有变化。", "请先修改，再保存。")
        if _lost(list(before["functions"]), unit.functions):
            check_personnel_remains(act, act.today, without=unit)
        unit.save(update_fields=["name", "functions"])
        act.record("change_unit", "unit", unit.pk, {"before": before, "after": after})
        return unit


def close_unit(who: Who, organ_id: int, unit_id: int, *, closed_on: date, moment: datetime) -> Unit:
    """Close a unit; `closed_on` is the first day it is no more. Refused while posts or items depend on it."""
    with organ_act(who, organ_id, moment) as act:
        unit = own_unit(act, unit_id, act.today)
        check_date(act, closed_on, "撤销日期")
        if unit.closed_on is not None:
            reason = f"「{unit.name}」已定于{zh_day(unit.closed_on)}撤销。"
            raise act.refused("unit_closed", reason, "无需再次办理。")
        if closed_on < act.today:
            raise act.refused(
                "date_passed", f"撤销日期{zh_day(closed_on)}已经过去。", "请填写今天或以后的日期。"
            )
        still = unit.posts.filter(Q(held_until=None) | Q(held_until__gte=closed_on)).count()
        if still:
            reason = f"「{unit.name}」到撤销之日还有 {still} 个职务有人担任。"
            raise act.refused("unit_has_posts", reason, "请先办理这些职务的免职。")
        waiting = Edition.objects.filter(responsible_unit=unit).exclude(state__in=FINISHED).count()
        if waiting:
            reason = f"「{unit.name}」还有 {waiting} 件信息没有办结。"
            raise act.refused("unit_has_items", reason, "请先办结这些信息，再撤销机构。")
        unit.closed_on = closed_on
        unit.save(update_fields=["closed_on"])
        act.record("close_unit", "unit", unit.pk, {"name": unit.name, "closed_on": closed_on.isoformat()})
        return unit


def _lost(before: list[str], after: list[str]) -> bool:
    office = UnitFunction.PERSONNEL_OFFICE.value
    return office in before and office not in after


def _free_name(act: OrganAct, name: str, unit: Unit | None) -> str:
    name = checked_text(act, name, "内设机构名称", 60)
    namesakes = Unit.objects.filter(organ=act.organ, name=name)
    if unit is not None:
        namesakes = namesakes.exclude(pk=unit.pk)
    if namesakes.exists():
        raise act.refused("unit_name_taken", f"本机关已有「{name}」。", "请换一个名称。")
    return name


def _functions(act: OrganAct, functions: Iterable[str]) -> list[str]:
    """The functions in the order of the list of functions, once each."""
    asked = set(functions)
    known = [function.value for function in UnitFunction]
    if unknown := sorted(asked.difference(known)):
        titles = "、".join(function.title for function in UnitFunction)
        raise act.refused("unknown_function", f"没有「{unknown[0]}」这种职能。", f"可选的职能：{titles}。")
    return [function for function in known if function in asked]
