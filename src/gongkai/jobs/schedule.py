"""What runs by the clock: the portal and the outbox each minute, the rest once a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django_q.models import Schedule
from django_q.tasks import schedule

_EACH_MINUTE = {
    "门户补生成": "gongkai.jobs.bake.run_open_tasks",
    "发出邮件": "gongkai.jobs.notices.send_notices",
    "继续查验": "gongkai.jobs.screening.read_on",
}
_EACH_DAY = {
    # name: what is called, and the hour and minute (None: the hour at which the service was first started)
    "门户核验": ("gongkai.jobs.verify.verify_site", None),
    "到期提醒": ("gongkai.jobs.reminders.remind_staff", (7, 30)),
    "资料去标识": ("gongkai.jobs.keeping.keep_no_longer", (3, 10)),
    "清理过期会话": ("gongkai.jobs.keeping.forget_sessions", (3, 40)),
}


def ensure_schedules(now: datetime) -> None:
    """Enter the schedules that are not there yet; calling it again changes nothing."""
    known = set(Schedule.objects.values_list("name", flat=True))
    for name, func in _EACH_MINUTE.items():
        if name not in known:
            schedule(func, name=name, schedule_type=Schedule.MINUTES, minutes=1, next_run=now)
    for name, (func, at) in _EACH_DAY.items():
        if name not in known:
            schedule(func, name=name, schedule_type=Schedule.DAILY, next_run=_next(now, at))


def _next(now: datetime, at: tuple[int, int] | None) -> datetime:
    """The next time it is that late in China; a day from now without a time."""
    if at is None:
        return now + timedelta(days=1)
    local = timezone.localtime(now)
    wanted = local.replace(hour=at[0], minute=at[1], second=0, microsecond=0)
    return wanted if wanted > local else wanted + timedelta(days=1)
