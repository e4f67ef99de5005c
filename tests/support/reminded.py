"""Asking who was told what, by the keys of the cast.

told(cast.naiman, day)      # {("due-5", "business_handler"), …}: reminders of that day's morning run
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from tests.support.cast import Bureau

from gongkai.gateways.calendars import built_in_calendar
from gongkai.jobs.reminders import remind_staff
from gongkai.records.models import Notice


def morning(day: date) -> datetime:
    """Half past seven in China."""
    return datetime.combine(day, time(7, 30), UTC) - timedelta(hours=8)


def working_day(day: date, after: int) -> date:
    """So many working days after a working day; before it where negative."""
    calendar = built_in_calendar()
    return calendar.at(calendar.position(day) + after)


def told(bureau: Bureau, day: date) -> set[tuple[str, str]]:
    """Runs the morning's job of a day; what was said to whom, as step and key of the cast."""
    remind_staff(morning(day))
    keys = {person.pk: key for key, person in bureau.people.items()}
    rows = Notice.objects.filter(on=day).exclude(person=None).values_list("kind", "person_id")
    return {(kind.partition(".")[0], keys[person]) for kind, person in rows if person in keys}
