from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from tests.support.databases import together
from tests.support.ledgers import MOMENT, an_organ, write

from gongkai.actions.ledger import append_entry
from gongkai.core.ledger import GENESIS, UnknownVerbError, sm3_hex
from gongkai.core.terms import Actor, Citation
from gongkai.records.models import LedgerEntry, LedgerHead, Organ

pytestmark = pytest.mark.django_db


def facts(organ: Organ, **changes: Any) -> dict[str, Any]:
    return {
        "organ_id": organ.pk,
        "moment": MOMENT,
        "actor": Actor("person:7", "白音", str(organ.pk)),
        "post": "办公室 经办人",
        "verb": "publish",
        "subject_kind": "item",
        "subject_id": 12,
        "clauses": [Citation("hulunbuir-statistics", "6.2.5")],
        "payload": {"题名": "公报", "number": 1},
        **changes,
    }


def columns(entry: LedgerEntry) -> dict[str, object]:
    return dict(LedgerEntry.objects.filter(pk=entry.pk).values().get())


def test_the_first_entry_leans_on_nothing() -> None:
    organ = an_organ()
    entry = append_entry(**facts(organ))
    assert columns(entry) == {
        "id": entry.pk,
        "organ_id": organ.pk,
        "sequence": 1,
        "moment": MOMENT,
        "actor_key": "person:7",
        "actor_name": "白音",
        "actor_post": "办公室 经办人",
        "verb": "publish",
        "subject_kind": "item",
        "subject_id": 12,
        "clauses": ["hulunbuir-statistics:6.2.5"],
        "payload": '{"number":1,"题名":"公报"}',
        "payload_digest": sm3_hex('{"number":1,"题名":"公报"}'.encode()),
        "previous_hash": GENESIS,
        "hash": entry.hash,
    }


def test_each_entry_leans_on_the_one_before_and_the_head_is_the_last() -> None:
    organ = an_organ()
    entries = [write(organ, minutes=minutes) for minutes in range(3)]
    assert [(entry.sequence, entry.previous_hash) for entry in entries] == [
        (1, GENESIS),
        (2, entries[0].hash),
        (3, entries[1].hash),
    ]
    head = LedgerHead.objects.get(organ=organ)
    assert (head.sequence, head.hash) == (3, entries[2].hash)


def test_organs_have_chains_of_their_own() -> None:
    ours, theirs = an_organ(), an_organ("naiman-housing", "奈曼旗住房和城乡建设局")
    write(ours)
    assert write(theirs).sequence == 1
    assert write(ours).sequence == 2


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"verb": "shred"}, UnknownVerbError),
        ({"payload": {"share": 0.5}}, TypeError),
        ({"moment": datetime(2026, 3, 2)}, TypeError),  # noqa: DTZ001 - refused
    ],
)
def test_what_cannot_be_recorded_is_an_error_and_leaves_nothing(
    change: dict[str, Any], error: type[Exception]
) -> None:
    organ = an_organ()
    with pytest.raises(error), transaction.atomic():
        append_entry(**facts(organ, **change))
    assert (LedgerEntry.objects.count(), LedgerHead.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_an_error() -> None:
    with pytest.raises(TransactionManagementError):
        append_entry(**facts(an_organ()))
    assert LedgerEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_takes_its_entry_with_it() -> None:
    organ = an_organ()
    write(organ)

    def act() -> None:
        with transaction.atomic():
            append_entry(**facts(organ))
            raise RuntimeError("later")

    with pytest.raises(RuntimeError, match="later"):
        act()
    assert write(organ).sequence == 2


@pytest.mark.django_db(transaction=True)
def test_entries_at_once_stand_in_one_line() -> None:
    organ = an_organ()
    written = together(*[lambda: write(organ).sequence] * 6)
    assert sorted(written, key=str) == [1, 2, 3, 4, 5, 6]
    hashes = list(LedgerEntry.objects.order_by("sequence").values_list("previous_hash", "hash"))
    assert [before for before, _ in hashes] == [GENESIS, *(after for _, after in hashes[:-1])]
