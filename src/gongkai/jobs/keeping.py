"""Wiping applicants' data whose time is over, as the clock asks each night."""

from __future__ import annotations

import logging
from datetime import datetime

from django.core.management import call_command
from django.utils import timezone

from gongkai.actions.requests.keeping import anonymise, due_for_anonymising
from gongkai.core.terms import Refused

_log = logging.getLogger(__name__)


def keep_no_longer(moment: datetime | None = None) -> int:
    """Make anonymous every request whose retention is over, each by itself; how many there were.

    One that cannot be done is told in the log and left for the next night; one that another worker has just done is
    passed over.
    """
    now = moment or timezone.now()
    done = 0
    for request_id in due_for_anonymising(now):
        try:
            anonymise(request_id, moment=now)
            done += 1
        except Refused:
            continue
        except Exception:  # noqa: BLE001 - whatever is the matter with one, the others have a right to be forgotten
            _log.exception("申请%d的申请人资料没有去标识", request_id)
    return done


def forget_sessions() -> None:
    """Forget the sessions that have run out; a visitor who looked at her form once more has left one behind."""
    call_command("clearsessions")
