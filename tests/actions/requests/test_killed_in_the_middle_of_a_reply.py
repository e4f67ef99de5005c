"""kill -9 while a reply goes out: all of it is kept or none of it."""

from __future__ import annotations

import signal

import pytest
from tests.support.cast import Bureau, install
from tests.support.child import run_child
from tests.support.request_road import REFUSED, approve_all, fresh, proposed, send
from tests.support.road import MOMENT

from gongkai.queries.ledger import verify_organ
from gongkai.records.models import LedgerEntry, Letter, RefusalFiling, Request

pytestmark = pytest.mark.django_db(transaction=True)

SEND = """
import os, signal
from datetime import datetime
from gongkai.access.standing import standing_of
from gongkai.actions import requests as acts
from gongkai.records.models import Person
moment = datetime.fromisoformat({moment!r})
who = standing_of(Person.objects.get(pk={person}), moment.date())
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
{before}
acts.send_reply(who, {request}, how='网上下载', moment=moment)
die()
"""
PLACES = {
    "before the letter is laid out": "import gongkai.actions.requests.letters as m; m.letter_docx = die",
    "before the filing": "import gongkai.actions.requests.outgoing as m; m._open_filing = die",
    "before the entry": "import gongkai.actions.requests.door as m; m.append_entry = die",
}


@pytest.fixture
def ready(transactional_db: None) -> tuple[Bureau, Request]:
    """A refusal that is approved and waits to be sent."""
    bureau = install().naiman
    row = proposed(bureau, REFUSED)
    approve_all(bureau, row.pk)
    return bureau, fresh(row)


def killed(bureau: Bureau, row: Request, before: str = "") -> None:
    code = SEND.format(
        moment=MOMENT.isoformat(), person=bureau.general_handler.pk, request=row.pk, before=before
    )
    child = run_child(code)
    assert child.returncode == -signal.SIGKILL, child.stderr


@pytest.mark.parametrize("place", PLACES)
def test_killed_before_the_end_nothing_went_out(ready: tuple[Bureau, Request], place: str) -> None:
    bureau, row = ready
    entries = LedgerEntry.objects.count()
    killed(bureau, row, PLACES[place])
    assert (fresh(row).state, fresh(row).outcome) == ("approved", "")
    assert not RefusalFiling.objects.exists()
    assert list(Letter.objects.values_list("kind", flat=True)) == ["receipt"]
    assert LedgerEntry.objects.count() == entries
    assert verify_organ(bureau.organ).holds
    assert send(bureau, row.pk).state == "replied"
    assert verify_organ(bureau.organ).holds


def test_killed_after_the_end_all_of_it_is_kept(ready: tuple[Bureau, Request]) -> None:
    bureau, row = ready
    killed(bureau, row)
    assert (fresh(row).state, fresh(row).outcome) == ("replied", "refused")
    assert RefusalFiling.objects.count() == 1
    assert list(Letter.objects.order_by("pk").values_list("kind", flat=True)) == [
        "receipt",
        "reply-refused",
        "filing",
    ]
    assert verify_organ(bureau.organ).holds
