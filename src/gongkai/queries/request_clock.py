"""The reply clock of requests, read from the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gongkai.core.regime import Lawbook
from gongkai.core.workdays import Calendar, ClockReading, Event, read_clock
from gongkai.queries.calendar import calendar_in_use
from gongkai.records.models import LedgerEntry

CLOCK_KEY = "clock"
"""The key of a ledger entry's payload under which it tells the clock what happened."""

CLOCK_VERBS = (
    "apply", "register_request", "import_request", "confirm_receipt", "split_off", "ask_correction",
    "take_correction", "notice_fee", "record_payment", "consult", "record_opinion", "decide_extension",
)  # fmt: skip


def events_in(payload: Mapping[str, Any]) -> list[Event]:
    """The events of one ledger entry, none for most."""
    return [
        Event(date.fromisoformat(told["on"]), told["event"], told.get("working_days"), told.get("months"))
        for told in payload.get(CLOCK_KEY, ())
    ]


def request_events(ids: Iterable[int]) -> dict[int, tuple[Event, ...]]:
    """What happened to the clocks of requests, by their ids, in the order of the ledger; one query."""
    rows = (
        LedgerEntry.objects.filter(subject_kind="request", subject_id__in=list(ids), verb__in=CLOCK_VERBS)
        .order_by("sequence")
        .values_list("subject_id", "payload")
    )
    found: dict[int, list[Event]] = {}
    for subject, payload in rows:
        found.setdefault(subject, []).extend(events_in(json.loads(payload)))
    return {subject: tuple(events) for subject, events in found.items()}


def reading_of(
    lawbook: Lawbook, received_on: date | None, events: tuple[Event, ...], calendar: Calendar | None = None
) -> ClockReading | None:
    """Where the reply clock stands after the events; None before the day of receipt is settled."""
    if received_on is None:
        return None
    rule = lawbook.clock_rule("requests.reply", received_on)
    if rule is None:
        return None
    reading = read_clock(rule, events, calendar or calendar_in_use())
    return reading if isinstance(reading, ClockReading) else None
