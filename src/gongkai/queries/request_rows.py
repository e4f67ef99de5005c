"""Requests as lists show them: light rows, their state in words, and where their clocks stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gongkai.access.lawbooks import lawbook_for
from gongkai.access.request_cases import request_table_for
from gongkai.core.regime import Lawbook
from gongkai.core.workdays import ClockReading, DueBadge, due_badge
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.request_clock import reading_of, request_events
from gongkai.records.models import Request

LONGEST_LINE = 60


def light(rows: QuerySet[Request]) -> QuerySet[Request]:
    """The rows with what a line needs, without the long texts of their rule books."""
    return rows.select_related("unit", "regime_version", "applicant").defer(
        "regime_version__bureau_sources", "regime_version__statute_sources"
    )


def lawbook_of(row: Request) -> Lawbook:
    return lawbook_for(row.regime_version)


def rules_day(row: Request) -> date:
    """The day whose rules bind a request."""
    return row.received_on or row.arrived_on


def state_title(row: Request) -> str:
    """Where a request stands, in words."""
    return request_table_for(lawbook_of(row), rules_day(row)).state_title(row.state)


def line_title(row: Request) -> str:
    """The serial and the beginning of what is asked for, on one line."""
    return f"{row.serial} {shortened(row.description)}"


def shortened(text: str, longest: int = LONGEST_LINE) -> str:
    """A text on one line, cut with an ellipsis.

    >>> shortened("  第一行\\n第二行  "), shortened("一二三四五", 3)
    ('第一行 第二行', '一二三…')
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def readings_of(rows: Iterable[Request]) -> dict[int, ClockReading]:
    """The reply clocks of requests, by their ids; one query. None of those whose day of receipt is not settled."""
    listed = list(rows)
    events = request_events([row.pk for row in listed])
    found = {row.pk: reading_of(lawbook_of(row), row.received_on, events.get(row.pk, ())) for row in listed}
    return {key: reading for key, reading in found.items() if reading is not None}


def badge_of(row: Request, reading: ClockReading | None, today: date) -> DueBadge | None:
    """The badge of a request that is open; None once it has ended, and before its clock runs."""
    if reading is None or row.ended_at is not None:
        return None
    return due_badge(reading, today, calendar_in_use())
