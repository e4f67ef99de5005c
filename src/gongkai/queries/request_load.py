"""How much each unit has to do with requests, and how much of it came late."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from gongkai.access.requests import sees_all, visible_requests
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.terms import PostKind
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.request_list import DUE_GROUPS, LATE, due_condition
from gongkai.records.models import Request, Unit


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """One unit in one year; `unit_id` 0 stands for what no unit has yet.

    `answered` are the replies sent in the year, `late` those after the due date for which this unit is named as late;
    `days` is the mean of working days from receipt to reply, None without a reply.
    """

    unit_id: int
    unit: str
    open: int
    overdue: int
    answered: int
    in_time: int
    late: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Load:
    """The units a person answers for, and all of them together."""

    year: int
    units: tuple[UnitLoad, ...]
    total: UnitLoad


def sees_load(who: Standing) -> bool:
    """Whether somebody answers for more than her own work."""
    return any(capacity.kind is not PostKind.HANDLER or sees_all(capacity) for capacity in who.capacities)


def load_by_unit(who: Standing, year: int, today: date) -> Load:
    """The load of a year, by unit, of the requests the person may see; three queries."""
    rows = visible_requests(who)
    opened = _open(rows, today)
    year_rows = rows.filter(
        state=states.REPLIED, ended_at__gte=_new_year(year), ended_at__lt=_new_year(year + 1)
    )
    answered: dict[int, list[tuple[date | None, datetime, bool]]] = defaultdict(list)
    late_of: Counter[int] = Counter()
    for unit, received, ended, due, late_unit in year_rows.values_list(
        "unit_id", "received_on", "ended_at", "due_on", "late_unit_id"
    ):
        if ended is None:
            continue
        late = due is not None and timezone.localdate(ended) > due
        answered[unit or 0].append((received, ended, late))
        if late:
            late_of[late_unit or unit or 0] += 1
    names = dict(Unit.objects.filter(organ_id=who.organ_id).order_by("id").values_list("pk", "name"))
    names[0] = "还没有分办"
    units = tuple(
        _unit(key, names[key], opened.get(key, (0, 0)), answered.get(key, []), late_of[key])
        for key in names
        if key in opened or key in answered or late_of[key]
    )
    return Load(year, units, _total(units, opened.values(), answered))


def due_counts(who: Standing, today: date) -> dict[str, int]:
    """How many open requests are overdue, due today, due this week, standing still; one query."""
    counted = {key: Count("pk", filter=due_condition(key, today)) for key in DUE_GROUPS if key != LATE}
    return dict(visible_requests(who).filter(ended_at=None).order_by().aggregate(**counted))


def _open(rows: QuerySet[Request], today: date) -> dict[int, tuple[int, int]]:
    counted = (
        rows.filter(ended_at=None)
        .order_by()
        .values("unit_id")
        .annotate(open=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)))
    )
    return {row["unit_id"] or 0: (row["open"], row["overdue"]) for row in counted}


def _unit(
    key: int,
    name: str,
    opened: tuple[int, int],
    answered: list[tuple[date | None, datetime, bool]],
    late: int,
) -> UnitLoad:
    in_time = sum(not was_late for _, _, was_late in answered)
    return UnitLoad(key, name, *opened, len(answered), in_time, late, _mean(answered))


def _total(
    units: tuple[UnitLoad, ...],
    opened: Iterable[tuple[int, int]],
    answered: dict[int, list[tuple[date | None, datetime, bool]]],
) -> UnitLoad:
    every = [each for listed in answered.values() for each in listed]
    pairs = list(opened)
    return UnitLoad(
        unit_id=-1,
        unit="合计",
        open=sum(open_ for open_, _ in pairs),
        overdue=sum(overdue for _, overdue in pairs),
        answered=len(every),
        in_time=sum(unit.in_time for unit in units),
        late=sum(unit.late for unit in units),
        days=_mean(every),
    )


def _mean(answered: list[tuple[date | None, datetime, bool]]) -> float | None:
    calendar = calendar_in_use()
    days = [
        calendar.between(received, timezone.localdate(ended)) for received, ended, _ in answered if received
    ]
    return round(sum(days) / len(days), 1) if days else None


def _new_year(year: int) -> datetime:
    return timezone.make_aware(datetime(year, 1, 1))  # noqa: DTZ001 - made aware in the organ's zone here
