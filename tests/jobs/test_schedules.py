"""The clocks are entered once, and what they call exists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.module_loading import import_string
from django_q.models import Schedule

from gongkai.jobs.schedule import ensure_schedules

NOW = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_entered_once_each() -> None:
    ensure_schedules(NOW)
    ensure_schedules(NOW + timedelta(days=1))
    rows = Schedule.objects.order_by("id").values_list("func", "schedule_type", "minutes", "next_run")
    assert list(rows) == [
        ("gongkai.jobs.bake.run_open_tasks", Schedule.MINUTES, 1, NOW),
        ("gongkai.jobs.notices.send_notices", Schedule.MINUTES, 1, NOW),
        ("gongkai.jobs.screening.read_on", Schedule.MINUTES, 1, NOW),
        ("gongkai.jobs.verify.verify_site", Schedule.DAILY, None, NOW + timedelta(days=1)),
        (
            "gongkai.jobs.reminders.remind_staff",
            Schedule.DAILY,
            None,
            datetime(2025, 3, 3, 23, 30, tzinfo=UTC),
        ),
        (
            "gongkai.jobs.keeping.keep_no_longer",
            Schedule.DAILY,
            None,
            datetime(2025, 3, 3, 19, 10, tzinfo=UTC),
        ),
        (
            "gongkai.jobs.keeping.forget_sessions",
            Schedule.DAILY,
            None,
            datetime(2025, 3, 3, 19, 40, tzinfo=UTC),
        ),
    ]
    assert all(callable(import_string(func)) for func, *_ in rows)
