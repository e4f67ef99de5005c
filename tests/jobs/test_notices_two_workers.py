"""Two workers at the outbox, and one that is killed: every mail goes, and none twice in normal runs."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from tests.support.cast import install
from tests.support.child import run_child
from tests.support.databases import together
from tests.support.request_road import applied
from tests.support.road import MOMENT

from gongkai.gateways.turn import the_turn
from gongkai.jobs.notices import send_notices
from gongkai.records.models import Notice

SENDER = """
import os, signal
from datetime import datetime
from django.core.mail import EmailMessage
from gongkai.jobs.notices import send_notices
settings.HOME = Path({home!r})
def send(mail):
    with open({log!r}, "a") as log:
        log.write(mail.extra_headers["Message-ID"] + chr(10))
    if {kill}:
        os.kill(os.getpid(), signal.SIGKILL)
EmailMessage.send = send
print(send_notices(datetime.fromisoformat({moment!r})))
"""


def _sender(log: Path, after: timedelta, *, kill: bool) -> str:
    return SENDER.format(
        home=str(settings.HOME), log=str(log), kill=kill, moment=(MOMENT + after).isoformat()
    )


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once(tmp_path: Path) -> None:
    bureau = install().hulunbuir
    for _ in range(6):
        applied(bureau)
    log = tmp_path / "sent"
    done = together(*[lambda: run_child(_sender(log, timedelta(0), kill=False))] * 2)
    assert [getattr(each, "returncode", each) for each in done] == [0, 0]
    assert Notice.objects.filter(sent_at=None).count() == 0
    sent = log.read_text().split()
    assert len(sent) == len(set(sent)) == 6


@pytest.mark.django_db(transaction=True)
def test_killed_after_the_server_took_it_the_mail_goes_once_more_under_the_same_id(tmp_path: Path) -> None:
    row = applied(install().hulunbuir).request
    log = tmp_path / "sent"
    assert run_child(_sender(log, timedelta(0), kill=True)).returncode == -9
    notice = Notice.objects.get(request=row)
    assert (notice.sent_at, notice.attempts) == (None, 1)
    assert run_child(_sender(log, timedelta(minutes=5), kill=False)).returncode == 0
    first, second = log.read_text().split()
    assert first == second
    assert Notice.objects.get(request=row).sent_at == MOMENT + timedelta(minutes=5)


@pytest.mark.django_db(transaction=True)
def test_who_comes_while_another_works_leaves_everything_to_her() -> None:
    applied(install().hulunbuir)

    def come() -> dict[str, int]:
        return send_notices(MOMENT)

    with the_turn("notices", settings.HOME) as mine:
        assert mine
        (answer,) = together(come)
    assert answer == {"sent": 0, "failed": 0}
    assert json.dumps(send_notices(MOMENT)) == '{"sent": 1, "failed": 0}'
