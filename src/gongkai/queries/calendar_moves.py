"""Whose dates move when the days off and working weekends of a year are others than thought."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from django.db.models import QuerySet

from gongkai.access.cases import load_cases
from gongkai.access.lawbooks import lawbook_for
from gongkai.core.terms import states
from gongkai.core.workdays import Calendar, ClockReading
from gongkai.gateways.calendars import YearFile, calendar_with
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.clocks import publication_clock
from gongkai.queries.request_clock import reading_of, request_events
from gongkai.records.models import Edition, Request

CHUNK = 500
_LONGEST = 40
_OVER = (states.SETTLED, states.PUBLISHED, states.SUPERSEDED, states.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Moved:
    """A due date that moves, or becomes certain or provisional; `subject` is the key of the request or item."""

    organ: str
    organ_name: str
    kind: Literal["request", "item"]
    subject: int
    number: str
    title: str
    before: date | None
    after: date | None
    provisional_before: bool
    provisional_after: bool


def calendar_as_it_would_be(year_file: YearFile) -> Calendar:
    """The calendar in use with the year of the file in it; BadCalendar where it would leave a gap."""
    return calendar_with([year_file.year], calendar_in_use())


def moves(year_file: YearFile) -> list[Moved]:
    """Everything open whose date the file would move, organ by organ, requests first, by the present date.

    BadCalendar where the year does not join the calendar in use.
    """
    calendar = calendar_as_it_would_be(year_file)
    requests = [moved for _, _, moved in request_moves(calendar)]
    return sorted([*requests, *item_moves(calendar)], key=_in_order)


def request_moves(calendar: Calendar) -> Iterator[tuple[Request, ClockReading, Moved]]:
    """Open requests whose reply clock says otherwise by this calendar than their row; five hundred at a time."""
    left = _open_requests().iterator(chunk_size=CHUNK)
    while rows := list(islice(left, CHUNK)):
        events = request_events(row.pk for row in rows)
        for row in rows:
            lawbook = lawbook_for(row.regime_version)
            reading = reading_of(lawbook, row.received_on, events.get(row.pk, ()), calendar)
            if reading is None:
                continue
            if (row.due_on, row.due_provisional) != (reading.due, reading.provisional):
                yield row, reading, _moved_request(row, reading)


def item_moves(calendar: Calendar) -> list[Moved]:
    """Items on their way to publication whose due date is another by this calendar than by the one in use."""
    under_way = Edition.objects.filter(current_of__isnull=False).exclude(state__in=_OVER).order_by("id")
    in_use = calendar_in_use()
    found = []
    for case in load_cases(under_way, date.max):
        before, after = publication_clock(case, in_use), publication_clock(case, calendar)
        if before is None or after is None:
            continue
        if (before.due, before.provisional) != (after.due, after.provisional):
            found.append(_moved_item(case.edition, before, after))
    return found


def _open_requests() -> QuerySet[Request]:
    return (
        Request.objects.filter(ended_at=None, received_on__isnull=False)
        .select_related("organ", "regime_version")
        .defer("regime_version__bureau_sources", "regime_version__statute_sources")
        .order_by("id")
    )


def _moved_request(row: Request, reading: ClockReading) -> Moved:
    return Moved(
        organ=row.organ.slug,
        organ_name=row.organ.name,
        kind="request",
        subject=row.pk,
        number=row.number,
        title=_short(row.document_name or row.description),
        before=row.due_on,
        after=reading.due,
        provisional_before=row.due_provisional,
        provisional_after=reading.provisional,
    )


def _moved_item(edition: Edition, before: ClockReading, after: ClockReading) -> Moved:
    return Moved(
        organ=edition.item.organ.slug,
        organ_name=edition.item.organ.name,
        kind="item",
        subject=edition.item_id,
        number=edition.item.index_number,
        title=_short(edition.title),
        before=before.due,
        after=after.due,
        provisional_before=before.provisional,
        provisional_after=after.provisional,
    )


def _short(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _in_order(moved: Moved) -> tuple[str, bool, date, str]:
    return moved.organ, moved.kind == "item", moved.before or date.max, moved.number
