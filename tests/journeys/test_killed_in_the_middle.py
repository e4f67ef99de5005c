"""kill -9 at the worst moments: nothing lost, nothing double."""

from __future__ import annotations

import signal
from datetime import UTC, datetime

import pytest
from django.conf import settings
from tests.support.cast import Bureau, install
from tests.support.child import run_child
from tests.support.road import approved, case_of, who

from gongkai.gateways.site import public_key_of, verify
from gongkai.jobs.bake import run_open_tasks
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import BakeTask, Edition, LedgerEntry, Publication

pytestmark = pytest.mark.django_db(transaction=True)
LATER = datetime(2025, 3, 3, 3, 0, tzinfo=UTC)

PUBLISH = """
import os, signal
from datetime import UTC, datetime
from gongkai.access.standing import standing_of
from gongkai.actions import release
from gongkai.records.models import Person
moment = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
who = standing_of(Person.objects.get(pk={person}), moment.date())
"""
ACT = "release.publish(who, {edition}, channels=['website'], seen_fingerprint='{seen}', moment=moment)\n"
DIE = "os.kill(os.getpid(), signal.SIGKILL)\n"


@pytest.fixture
def bureau() -> Bureau:
    return install().hulunbuir


def the_site_is_whole(item_id: int) -> bool:
    page = settings.SITE_DIR / "hulunbuir-statistics" / "items" / str(item_id) / "index.html"
    return page.is_file() and verify(settings.SITE_DIR, public_key_of(settings.KEYS_DIR)).holds


def child_code(bureau: Bureau, edition: Edition, *, before: str = "", after: str = "") -> str:
    act = ACT.format(edition=edition.pk, seen=case_of(edition).fingerprint)
    return PUBLISH.format(person=bureau.office_handler.pk) + before + act + after


def test_killed_between_writing_and_baking(transactional_db: None, bureau: Bureau) -> None:
    edition = approved(bureau)
    child = run_child(child_code(bureau, edition, after=DIE))
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert Publication.objects.filter(ended_at=None).count() == 1
    assert BakeTask.objects.filter(done_at=None).count() == 1
    run_open_tasks(LATER)
    run_open_tasks(LATER)
    assert BakeTask.objects.filter(done_at=None).count() == 0
    assert the_site_is_whole(edition.item_id)
    assert verify_organ(bureau.organ).holds


def test_killed_before_the_act_is_kept(transactional_db: None, bureau: Bureau) -> None:
    edition = approved(bureau)
    entries = LedgerEntry.objects.count()
    at_the_end = (
        "import gongkai.actions.door as door\n"
        "def die(**_): os.kill(os.getpid(), signal.SIGKILL)\n"
        "door.append_entry = die\n"
    )
    child = run_child(child_code(bureau, edition, before=at_the_end))
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert (Publication.objects.count(), BakeTask.objects.count()) == (0, 0)
    assert Edition.objects.get(pk=edition.pk).state == "approved"
    assert LedgerEntry.objects.count() == entries
    assert case_of(edition).fingerprint
    assert who(bureau, "office_handler").capacities


@pytest.mark.parametrize("survivors", [0, 1, 3, 6])
def test_killed_while_baking(transactional_db: None, bureau: Bureau, survivors: int) -> None:
    edition = approved(bureau)
    dying = (
        "import os as system\n"
        "kept = system.replace\n"
        "count = [0]\n"
        "def replace(*a, **k):\n"
        f"    if count[0] >= {survivors}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    count[0] += 1\n"
        "    return kept(*a, **k)\n"
        "system.replace = replace\n"
        "from gongkai.jobs.bake import run_open_tasks\n"
        "run_open_tasks(moment)\n"
    )
    child = run_child(child_code(bureau, edition, after=dying))
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert BakeTask.objects.filter(done_at=None).count() == 1
    run_open_tasks(LATER)
    assert BakeTask.objects.filter(done_at=None).count() == 0
    assert the_site_is_whole(edition.item_id)
