"""The promise of due dates in figures: of what a year published or answered, how much came in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, F, Max, Q
from django.utils import timezone

from gongkai.core.requests import states
from gongkai.core.workdays import Calendar, ClockReading, Event, read_clock
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.lawbooks import lawbook_for
from gongkai.queries.portal.lines import public_lines
from gongkai.records.models import Organ, RegimeVersion, Request


@dataclass(frozen=True, slots=True)
class Promise:
    """Publications to the public in a year, and those of them on or before their due date."""

    year: int
    published: int
    in_time: int


def promise(organ: Organ) -> Promise | None:
    """The figures of the last year in the register; None where nothing was published yet.

    Equal dates are counted together by the database, and a due date is computed once for each.
    """
    last = public_lines(organ).aggregate(last=Max("published_on"))["last"]
    if last is None:
        return None
    groups = (
        public_lines(organ)
        .filter(published_on__gte=date(last.year, 1, 1), published_on__lt=date(last.year + 1, 1, 1))
        .order_by()
        .values_list(
            "edition__regime_version_id", "edition__formed_on", "edition__changed_on", "published_on"
        )
        .annotate(count=Count("id"))
    )
    calendar = calendar_in_use()
    published = in_time = 0
    for version_id, formed_on, changed_on, published_on, count in groups:
        due = due_on(version_id, formed_on, changed_on, calendar)
        published += count
        in_time += count if due is None or published_on <= due else 0
    return Promise(last.year, published, in_time)


@dataclass(frozen=True, slots=True)
class Answered:
    """Requests answered in a year, and those of them on or before their due date."""

    year: int
    replied: int
    in_time: int


def answered(organ: Organ) -> Answered | None:
    """The figures of the last year in which a request was answered; None before the first."""
    rows = Request.objects.filter(organ=organ, state=states.REPLIED)
    last = rows.aggregate(last=Max("ended_at"))["last"]
    if last is None:
        return None
    year = timezone.localdate(last).year
    in_time = Q(due_on=None) | Q(ended_at__date__lte=F("due_on"))
    counts = rows.filter(ended_at__year=year).aggregate(
        replied=Count("id"), in_time=Count("id", filter=in_time)
    )
    return Answered(year, counts["replied"], counts["in_time"])


@lru_cache(maxsize=8192)
def due_on(version_id: int, formed_on: date, changed_on: date | None, calendar: Calendar) -> date | None:
    """By when information made or changed on these days had to be public; None where no rule book says.

    Safe to keep: a version is its content, and so is a calendar (hulunbuir-statistics:1.4.4, cn-foi:26).
    """
    lawbook = lawbook_for(RegimeVersion.objects.only("version").get(pk=version_id))
    rule = lawbook.clock_rule("publication", max(formed_on, changed_on or formed_on))
    if rule is None:
        return None
    events = [Event(formed_on, "created")]
    if changed_on:
        events.append(Event(changed_on, "changed"))
    reading = read_clock(rule, events, calendar)
    return reading.due if isinstance(reading, ClockReading) else None
