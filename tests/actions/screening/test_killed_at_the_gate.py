"""kill -9 while the gate does its work: nothing half done, and the second time it goes out, once."""

from __future__ import annotations

import signal

import pytest
from django.conf import settings
from tests.support.cast import Bureau, install
from tests.support.child import run_child
from tests.support.found import publishes, ready
from tests.support.kept_files import kept, released
from tests.support.papers import word
from tests.support.road import case_of, registered

from gongkai.gateways.files import FileStore
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Clearance, Edition, LedgerEntry, Publication, ReleasedFile

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.clause("secrecy.12"),
    pytest.mark.clause("3.14"),
]

PUBLISH = """
import os, signal
from datetime import UTC, datetime
from gongkai.access.standing import standing_of
from gongkai.actions import release
from importlib import import_module
publishing = import_module('gongkai.actions.release.publish')
from gongkai.actions.screening import clearing
from gongkai.records.models import Person
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
{dies}
moment = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
who = standing_of(Person.objects.get(pk={person}), moment.date())
release.publish(who, {edition}, channels=['website'], seen_fingerprint='{seen}', moment=moment)
"""


@pytest.fixture
def bureau() -> Bureau:
    return install().hulunbuir


@pytest.mark.parametrize(
    ("dies", "proved"),
    [
        ("clearing._write = die", 0),
        ("clearing.append_entry = die", 0),
        ("publishing.edition_act = die", 1),
        ("publishing.bake_later = die", 1),
    ],
)
def test_killed_at_the_gate(transactional_db: None, bureau: Bureau, dies: str, proved: int) -> None:
    file = kept("实施方案.docx", word.docx("", word._property("苏和巴特尔")))
    edition = ready(bureau, registered(bureau, attachments=(file,)))
    seen = case_of(edition).fingerprint
    code = PUBLISH.format(dies=dies, person=bureau.office_handler.pk, edition=edition.pk, seen=seen)
    child = run_child(code)

    assert child.returncode == -signal.SIGKILL, child.stderr
    assert (Publication.objects.count(), Edition.objects.get(pk=edition.pk).state) == (0, "approved")
    counted = [model.objects.count() for model in (Clearance, ReleasedFile)]
    counted.append(LedgerEntry.objects.filter(verb="clear").count())
    assert counted == [proved, proved, proved]
    assert verify_organ(bureau.organ).holds

    publishes(bureau, edition)
    assert [Publication.objects.count(), LedgerEntry.objects.filter(verb="clear").count()] == [1, 1]
    assert list(released(edition)) == ["实施方案.docx"]
    assert all(FileStore(settings.FILES_DIR).verify(row.digest) for row in ReleasedFile.objects.all())
    assert verify_organ(bureau.organ).holds
