"""Sending what lies in the outbox, as the clock asks each minute."""

from __future__ import annotations

import logging
from datetime import datetime
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from gongkai.actions.notices import claim_notice, mark_failed, mark_sent
from gongkai.actions.requests.people import opened
from gongkai.gateways.mail import NotSent, send_mail
from gongkai.gateways.turn import the_turn
from gongkai.gateways.vault import Unopenable
from gongkai.queries.reminders import Mail, mails_to_send
from gongkai.records.models import Applicant

_log = logging.getLogger(__name__)

LONGEST_RUN = 240
"""Seconds after which a run leaves the rest to the next one."""
FAILURES_IN_A_ROW = 3
"""So many, and the mail server is taken to be away for this run."""


def send_notices(moment: datetime | None = None) -> dict[str, int]:
    """Send the mails whose time has come; answers with how many went and how many did not.

    One worker at a time. Each try is counted before it is made and each mail marked when it has gone: who is killed
    between the two leaves a mail that goes once more, with the same message id.
    """
    now = moment or timezone.now()
    done = {"sent": 0, "failed": 0}
    with the_turn("notices", settings.HOME) as mine:
        if mine:
            _send_all(now, done)
    return done


def _send_all(now: datetime, done: dict[str, int]) -> None:
    began, failures = monotonic(), 0
    for mail in mails_to_send(now):
        if failures >= FAILURES_IN_A_ROW or monotonic() - began > LONGEST_RUN:
            return
        if not claim_notice(mail.notice_id, mail.attempts):
            continue
        went = _send(mail, now)
        done["sent" if went else "failed"] += 1
        failures = 0 if went else failures + 1


def _send(mail: Mail, now: datetime) -> bool:
    try:
        address = _address(mail)
        if not address and not mail.to_applicant:
            # Her address was taken away meanwhile: she has read it on her desk.
            return mark_sent(mail.notice_id, moment=now)
        send_mail(address, mail.subject, mail.body, f"notice-{mail.notice_id}@{_host()}")
    except (NotSent, Unopenable) as failure:
        if isinstance(failure, NotSent) and failure.for_good:
            mark_failed(mail.notice_id)
        _log.warning("邮件没有发出（通知%d，第%d次）：%s", mail.notice_id, mail.attempts + 1, failure)
        return False
    return mark_sent(mail.notice_id, moment=now)


def _address(mail: Mail) -> str:
    if not mail.to_applicant:
        return mail.address
    return opened(Applicant.objects.get(request_id=mail.request_id), "email")


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
