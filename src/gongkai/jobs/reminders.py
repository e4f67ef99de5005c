"""Reminding staff, as the clock asks each morning."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from gongkai.actions.notices import remind
from gongkai.queries.calendar import look_again
from gongkai.queries.reminders import Call, calls_of
from gongkai.records.models import Organ


def remind_staff(moment: datetime | None = None) -> int:
    """Tell staff what is due, late or left lying; how many reminders were written.

    Called again, or by two workers at once, it adds nothing: each is told each thing once.
    """
    now = moment or timezone.now()
    look_again()
    today = timezone.localdate(now)
    return sum(
        _remind(organ, call, now)
        for organ in Organ.objects.filter(requests__isnull=False).distinct().order_by("id")
        for call in calls_of(organ, today)
    )


def _remind(organ: Organ, call: Call, now: datetime) -> bool:
    return remind(
        call.request_id,
        call.person_id,
        call.kind,
        subject=f"依申请公开 {call.serial}：{call.text}",
        body=(
            f"您好：\n\n{organ.name}依申请公开，登记号 {call.serial}：{call.text}。\n"
            f"请登录工作台办理：{settings.SITE_URL}/desk/requests/{call.request_id}/\n\n"
            "本邮件由系统发出，请不要直接回复。\n"
        ),
        by_mail=call.by_mail,
        moment=now,
    )
