"""The outbox of e-mails: writing reminders into it, and marking what became of each mail.

A mail changes nothing of a case, so that the rows are their own record and have no ledger entry.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from gongkai.actions.door import today_of
from gongkai.core.requests.notices import MOST_ATTEMPTS
from gongkai.records.models import Notice

LONGEST_SUBJECT = 200


def remind(
    request_id: int,
    person_id: int,
    kind: str,
    *,
    subject: str,
    body: str,
    by_mail: bool,
    moment: datetime,
) -> bool:
    """Tell a member of staff something of a request; False where she was told this kind before.

    Without `by_mail` it is for the desk alone, and done with that. Safe when two workers remind at once: each kind
    is one row a day, and the second one finds it.
    """
    if Notice.objects.filter(request_id=request_id, person_id=person_id, kind=kind).exists():
        return False
    _, fresh = Notice.objects.get_or_create(
        request_id=request_id,
        person_id=person_id,
        kind=kind[:30],
        on=today_of(moment),
        defaults={
            "subject": subject[:LONGEST_SUBJECT],
            "body": body,
            "created_at": moment,
            "sent_at": None if by_mail else moment,
        },
    )
    return fresh


def claim_notice(notice_id: int, attempts: int) -> bool:
    """Take a mail in hand for its next try, `attempts` being those seen so far; False where somebody else did.

    The try is counted before the mail is sent: whoever is killed in between has used it up, and the mail is tried
    again later.
    """
    row = Notice.objects.filter(pk=notice_id, sent_at=None, attempts=attempts)
    return row.update(attempts=attempts + 1) == 1


def mark_sent(notice_id: int, *, moment: datetime) -> bool:
    """Mark a mail as gone; False where it was already."""
    return Notice.objects.filter(pk=notice_id, sent_at=None).update(sent_at=moment) == 1


def mark_failed(notice_id: int) -> bool:
    """Try a mail no more, since trying again is of no use; the case shows that it was not delivered."""
    return Notice.objects.filter(pk=notice_id, sent_at=None).update(attempts=MOST_ATTEMPTS) == 1


def mark_all_sent(before: datetime) -> int:
    """Mark everything written up to a moment as gone, each at the time it was written; how many there were.

    For a history that was told and not lived, as that of the demo: nobody shall get mail out of it.
    """
    return Notice.objects.filter(sent_at=None, created_at__lte=before).update(sent_at=F("created_at"))
