"""The chain in itself. Alterations are made behind the program's back, with the guard of the database lifted."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.db import DatabaseError, connection, transaction
from tests.support.databases import execute, guard_lifted
from tests.support.ledgers import MOMENT, an_organ, write

from gongkai.core.ledger import GENESIS, entry_hash, sm3_hex
from gongkai.queries import ledger
from gongkai.queries.ledger import Head, Verdict, head_of, verify_organ
from gongkai.queries.ledger_parts import Row
from gongkai.records.models import LedgerEntry, LedgerHead, Organ

pytestmark = pytest.mark.django_db
SLUG = "hulunbuir-statistics"


@pytest.fixture
def organ() -> Organ:
    """An organ with five entries, and another one with an entry of its own."""
    organ, other = an_organ(), an_organ("naiman-housing", "奈曼旗住房和城乡建设局")
    write(other)
    for number in range(5):
        write(organ, "register", {"n": number}, minutes=number, subject=("unit", 1))
    return organ


def seal(entry: LedgerEntry) -> str:
    """The hash somebody who knows the method would put there."""
    return entry_hash(
        organ_id=entry.organ_id,
        sequence=entry.sequence,
        moment=entry.moment,
        actor_key=entry.actor_key,
        actor_name=entry.actor_name,
        actor_post=entry.actor_post,
        verb=entry.verb,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        clauses=entry.clauses,
        payload_digest=entry.payload_digest,
        previous_hash=entry.previous_hash,
    )


def test_an_untouched_ledger_holds(organ: Organ) -> None:
    assert verify_organ(organ) == Verdict(SLUG, 5, True, None, "")


def test_a_ledger_without_entries_holds() -> None:
    organ = an_organ()
    assert verify_organ(organ) == Verdict(SLUG, 0, True, None, "")
    assert head_of(organ) == Head(SLUG, 0, GENESIS, None)


def test_the_head_is_the_last_entry(organ: Organ) -> None:
    last = LedgerEntry.objects.get(organ=organ, sequence=5)
    assert head_of(organ) == Head(SLUG, 5, last.hash, last.moment)


ALTERATIONS = {
    "payload": ("payload = '{\"n\":9}'", "内容与内容摘要不符，写入后被改动过。"),
    "digest": (f"payload_digest = '{'0' * 64}'", "内容与内容摘要不符，写入后被改动过。"),
    "moment": ("moment = '2026-03-02 01:30:00'", "记录与其摘要值不符，写入后被改动过。"),
    "actor": ("actor_name = '别人'", "记录与其摘要值不符，写入后被改动过。"),
    "actor key": ("actor_key = 'person:9'", "记录与其摘要值不符，写入后被改动过。"),
    "post": ("actor_post = ''", "记录与其摘要值不符，写入后被改动过。"),
    "verb": ("verb = 'read'", "记录与其摘要值不符，写入后被改动过。"),
    "subject": ("subject_id = 2", "记录与其摘要值不符，写入后被改动过。"),
    "subject kind": ("subject_kind = 'post'", "记录与其摘要值不符，写入后被改动过。"),
    "clauses": ("clauses = '[]'", "记录与其摘要值不符，写入后被改动过。"),
    "hash": (f"hash = '{'0' * 64}'", "记录与其摘要值不符，写入后被改动过。"),
    "previous": (f"previous_hash = '{'0' * 64}'", "与上一条记录不衔接。"),
    "sequence": ("sequence = 99", "记录缺失：编号到此中断。"),
}


@pytest.mark.parametrize("what", ALTERATIONS)
def test_a_column_altered(organ: Organ, what: str) -> None:
    change, why = ALTERATIONS[what]
    with guard_lifted():
        assert (
            execute(f"UPDATE records_ledgerentry SET {change} WHERE organ_id = %s AND sequence = 3", organ.pk)
            == 1
        )
    assert verify_organ(organ) == Verdict(SLUG, 2, False, 3, why)


@pytest.mark.parametrize(
    "change", ["moment = 'gestern'", "clauses = '[\"'", "payload = x'ff'", "subject_id = 'x'"]
)
def test_a_column_spoilt(organ: Organ, change: str) -> None:
    """SQLite lets anything be written anywhere; PostgreSQL keeps most columns to their type."""
    sqlite = connection.vendor == "sqlite"
    with guard_lifted():
        try:
            if sqlite:
                execute("PRAGMA ignore_check_constraints = ON")
            with transaction.atomic():
                execute(
                    f"UPDATE records_ledgerentry SET {change} WHERE organ_id = %s AND sequence = 3", organ.pk
                )
        except DatabaseError:
            assert not sqlite
            return
        finally:
            if sqlite:
                execute("PRAGMA ignore_check_constraints = OFF")
    verdict = verify_organ(organ)
    assert (verdict.entries, verdict.holds, verdict.first_bad) == (2, False, 3)


def test_an_altered_entry_sealed_again_breaks_the_next(organ: Organ) -> None:
    entry = LedgerEntry.objects.get(organ=organ, sequence=3)
    entry.payload = '{"n":9}'
    entry.payload_digest = sm3_hex(entry.payload.encode())
    entry.hash = seal(entry)
    with guard_lifted():
        entry.save()
    assert verify_organ(organ) == Verdict(SLUG, 3, False, 4, "与上一条记录不衔接。")


@pytest.mark.parametrize(
    ("sequence", "why"),
    [(1, "编号到此中断。"), (3, "编号到此中断。"), (5, "链头指明还有记录，数据库中没有。")],
)
def test_an_entry_removed(organ: Organ, sequence: int, why: str) -> None:
    with guard_lifted():
        LedgerEntry.objects.filter(organ=organ, sequence=sequence).delete()
    assert verify_organ(organ) == Verdict(SLUG, sequence - 1, False, sequence, f"记录缺失：{why}")


def test_an_entry_removed_and_the_rest_moved_up(organ: Organ) -> None:
    with guard_lifted():
        LedgerEntry.objects.filter(organ=organ, sequence=3).delete()
        for sequence in (4, 5):
            LedgerEntry.objects.filter(organ=organ, sequence=sequence).update(sequence=sequence - 1)
    assert verify_organ(organ) == Verdict(SLUG, 2, False, 3, "与上一条记录不衔接。")


def test_two_entries_swapped(organ: Organ) -> None:
    with guard_lifted():
        for before, after in ((2, 99), (3, 2), (99, 3)):
            LedgerEntry.objects.filter(organ=organ, sequence=before).update(sequence=after)
    assert verify_organ(organ) == Verdict(SLUG, 1, False, 2, "与上一条记录不衔接。")


def test_an_entry_of_another_organ_put_in_its_place(organ: Organ) -> None:
    with guard_lifted():
        LedgerEntry.objects.filter(organ=organ, sequence=1).delete()
        LedgerEntry.objects.exclude(organ=organ).update(organ=organ)
    assert verify_organ(organ) == Verdict(SLUG, 0, False, 1, "记录与其摘要值不符，写入后被改动过。")


def test_the_head_moved_back(organ: Organ) -> None:
    fourth = LedgerEntry.objects.get(organ=organ, sequence=4)
    LedgerHead.objects.filter(organ=organ).update(sequence=4, hash=fourth.hash)
    assert verify_organ(organ) == Verdict(SLUG, 4, False, 5, "链头之后还有记录，链头被改动过。")


def test_the_head_altered(organ: Organ) -> None:
    LedgerHead.objects.filter(organ=organ).update(hash="0" * 64)
    assert verify_organ(organ) == Verdict(SLUG, 5, False, 5, "最后一条记录与链头不一致。")


def test_the_head_removed(organ: Organ) -> None:
    LedgerHead.objects.filter(organ=organ).delete()
    assert verify_organ(organ) == Verdict(SLUG, 0, False, 1, "链头之后还有记录，链头被改动过。")


def test_the_other_organ_is_not_touched_by_it(organ: Organ) -> None:
    with guard_lifted():
        LedgerEntry.objects.filter(organ=organ, sequence=3).delete()
    other = Organ.objects.exclude(pk=organ.pk).get()
    assert verify_organ(other) == Verdict("naiman-housing", 1, True, None, "")


@pytest.mark.parametrize("chunk", [1, 2, 5])
def test_the_size_of_a_portion_makes_no_difference(
    organ: Organ, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "CHUNK", chunk)
    assert verify_organ(organ) == Verdict(SLUG, 5, True, None, "")


def test_entries_written_meanwhile_do_no_harm(organ: Organ) -> None:
    def busy(entries: Iterable[Row], _title: str, _length: int) -> Iterable[Row]:
        rows = list(entries)
        if len(rows) == 5:
            write(organ, "register", {"n": 5}, subject=("unit", 1))
        return rows

    assert verify_organ(organ, busy) == Verdict(SLUG, 6, True, None, "")


def test_whoever_watches_learns_how_much_there_is(organ: Organ) -> None:
    seen: list[tuple[str, int, int]] = []

    def watch(entries: Iterable[Row], title: str, length: int) -> Iterable[Row]:
        rows = list(entries)
        seen.append((title, length, len(rows)))
        return rows

    verify_organ(organ, watch)
    assert seen == [("呼伦贝尔市统计局", 5, 5)]


def test_moments_are_read_as_written(organ: Organ) -> None:
    assert LedgerEntry.objects.get(organ=organ, sequence=1).moment == MOMENT
