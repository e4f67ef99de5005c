"""The calendar every clock of the house counts by: the built-in years, and those installed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.signals import request_started

from gongkai.core.workdays import Calendar
from gongkai.gateways.calendars import built_in_calendar, calendar_with
from gongkai.gateways.year_files import year_of
from gongkai.records.models import InstalledCalendar


@dataclass
class _Held:
    """The calendar as last read; `fresh` until something may have changed it."""

    calendar: Calendar | None = None
    newest: tuple[int, Any] | None = None
    fresh: bool = False


_held = _Held()


def calendar_in_use() -> Calendar:
    """The calendar in use. Asks the database once a web request or job, and builds anew only after an installation."""
    if _held.calendar is not None and _held.fresh:
        return _held.calendar
    # The text beside the key: a key may come again where the database was put back to an earlier day.
    newest = InstalledCalendar.objects.order_by("-id").values_list("id", "source").first()
    if _held.calendar is None or newest != _held.newest:
        _held.calendar = _with_installed() if newest else built_in_calendar()
    _held.newest, _held.fresh = newest, True
    return _held.calendar


def look_again(**_: object) -> None:
    """Ask the database again at the next use: a web request or a job begins, or a year was installed."""
    _held.fresh = False


def forget_installed() -> None:
    """Begin again from nothing; for who changes the database behind the process's back (a restore, a test)."""
    if _held.newest is not None:
        _held.calendar, _held.newest, _held.fresh = None, None, False


def _with_installed() -> Calendar:
    newest = {row.year: row for row in InstalledCalendar.objects.order_by("id")}
    return calendar_with(year_of(row.source, f"{row.year}年的放假安排") for row in newest.values())


# A year installed by another process counts from the next request on.
request_started.connect(look_again, dispatch_uid="gongkai.calendar")
