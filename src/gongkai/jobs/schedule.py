"""What runs by the clock: the sweep of the portal each minute, its check each day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_q.models import Schedule
from django_q.tasks import schedule


def ensure_schedules(now: datetime) -> None:
    """Enter the schedules that are not there yet; calling it again changes nothing."""
    known = set(Schedule.objects.values_list("name", flat=True))
    if "门户补生成" not in known:
        schedule(
            "gongkai.jobs.bake.run_open_tasks",
            name="门户补生成",
            schedule_type=Schedule.MINUTES,
            minutes=1,
            next_run=now,
        )
    if "门户核验" not in known:
        schedule(
            "gongkai.jobs.verify.verify_site",
            name="门户核验",
            schedule_type=Schedule.DAILY,
            next_run=now + timedelta(days=1),
        )
