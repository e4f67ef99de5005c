"""Whether an organ's ledger holds: the chain in itself, chain and rows against each other, rows and files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, reduce
from operator import or_

from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast

from gongkai.core.ledger import GENESIS, entry_hash, sm3_hex
from gongkai.queries.ledger_parts import COLUMNS, Parts, Row, moment_of
from gongkai.queries.witness import Act, Fault, contradicted
from gongkai.records.models import Item, LedgerEntry, LedgerHead, Organ, Publication, Request

CHUNK = 2000
ATTEMPTS = 3

Watch = Callable[[Iterable[Row], str, int], Iterable[Row]]
"""Passes the entries on, and shows how far it is: entries, what they are, how many."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the examination of one organ's ledger found.

    `first_bad` is the number of the first entry that does not hold; where an entry is missing (removed, cut off,
    never written for a row), the number it should have.
    """

    organ: str
    entries: int
    holds: bool
    first_bad: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: what to write down elsewhere, to know later that nothing was taken away."""

    organ: str
    sequence: int
    hash: str
    moment: datetime | None


def head_of(organ: Organ) -> Head:
    """The end of an organ's chain; sequence 0 and the hash before the first entry where nothing is recorded."""
    head = LedgerHead.objects.filter(organ=organ).first()
    if head is None:
        return Head(organ.slug, 0, GENESIS, None)
    last = LedgerEntry.objects.filter(organ=organ, sequence=head.sequence).values_list("moment", flat=True)
    return Head(organ.slug, head.sequence, head.hash, last.first())


def ledger_organs() -> list[Organ]:
    """The organs that keep a ledger, or have something that should be in one.

    A superior that is only named has neither. Whoever removes a head must not thereby hide the rest.
    """
    traces = (LedgerHead, LedgerEntry, Item, Publication, Request)
    kept = [Exists(model.objects.filter(organ=OuterRef("pk"))) for model in traces]
    return list(Organ.objects.filter(reduce(or_, kept)).order_by("pk"))


def verify_organ(organ: Organ, watch: Watch = lambda entries, _title, _length: entries) -> Verdict:
    """Examine an organ's ledger from its first entry to its head, reading in portions.

    Acts may go on meanwhile: where something does not hold and the head has moved, a row may have been written
    after its entry was looked for, and everything is read again.
    """
    for _ in range(ATTEMPTS - 1):
        head = head_of(organ)
        verdict = _examine(organ, head, watch)
        if verdict.holds or head_of(organ) == head:
            return verdict
    return _examine(organ, head_of(organ), watch)


def _examine(organ: Organ, head: Head, watch: Watch) -> Verdict:
    parts = Parts()
    entries = 0
    acts: list[Act] = []
    broken: Fault | None = None
    for link in _links(organ, head, watch):
        if isinstance(link, Fault):
            broken = link
            break
        entries += 1
        act = parts.take(link)
        if act is not None:
            acts.append(act)
        if len(acts) >= CHUNK:
            broken = contradicted(acts)
            acts = []
        if broken:
            break
    # What an earlier entry says of its row comes before the place where the chain breaks.
    if broken := contradicted(acts) or broken:
        return Verdict(organ.slug, entries, False, broken.sequence, broken.why)
    broken = min(parts.faults(organ, entries + 1), default=None)
    if broken:
        return Verdict(organ.slug, entries, False, broken.sequence, broken.why)
    return Verdict(organ.slug, entries, True)


def _links(organ: Organ, head: Head, watch: Watch) -> Iterator[Row | Fault]:
    """The entries as long as they hold, and the fault where they no longer do."""
    before, expected = GENESIS, 1
    entries = iter(watch(_rows(organ, head), organ.name, head.sequence))
    while True:
        try:
            row = next(entries, None)
            fault = _fault(organ.pk, row, expected, before) if row is not None else None
        except (ValueError, TypeError, AttributeError):
            # Somebody wrote into a column what it cannot hold, e.g. a word in place of a moment.
            yield Fault(expected, "记录的内容无法读出，写入后被改动过。")
            return
        if fault is not None:
            yield fault
            return
        if row is None:
            break
        yield row
        before, expected = row[12], expected + 1
    if expected <= head.sequence:
        yield Fault(expected, "记录缺失：链头指明还有记录，数据库中没有。")
    elif before != head.hash:
        yield Fault(max(head.sequence, 1), "最后一条记录与链头不一致。")
    elif LedgerEntry.objects.filter(organ=organ, sequence__gt=head.sequence).exists():
        yield Fault(head.sequence + 1, "链头之后还有记录，链头被改动过。")


def _rows(organ: Organ, head: Head) -> Iterator[Row]:
    # As text: a column that was spoilt must not stop the reading before the entry can be named, and half of the
    # time would go into making values of a database's dates and JSON that are hashed as text again.
    entries = LedgerEntry.objects.filter(organ=organ, sequence__lte=head.sequence).annotate(
        moment_text=Cast("moment", TextField()), clauses_text=Cast("clauses", TextField())
    )
    return entries.order_by("sequence").values_list(*COLUMNS).iterator(chunk_size=CHUNK)


@lru_cache(maxsize=4096)
def _clauses(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _fault(organ_id: int, row: Row, expected: int, before: str) -> Fault | None:
    """Why an entry does not follow `before` as number `expected`; None where it does."""
    (sequence, moment, actor_key, actor_name, actor_post, verb, subject_kind, subject_id) = row[:8]
    (clauses, payload, payload_digest, previous_hash, written_hash) = row[8:]
    if sequence != expected:
        return Fault(expected, "记录缺失：编号到此中断。")
    if previous_hash != before:
        return Fault(sequence, "与上一条记录不衔接。")
    if sm3_hex(payload.encode()) != payload_digest:
        return Fault(sequence, "内容与内容摘要不符，写入后被改动过。")
    computed = entry_hash(
        organ_id=organ_id,
        sequence=sequence,
        moment=moment_of(moment),
        actor_key=actor_key,
        actor_name=actor_name,
        actor_post=actor_post,
        verb=verb,
        subject_kind=subject_kind,
        subject_id=subject_id,
        clauses=_clauses(clauses),
        payload_digest=payload_digest,
        previous_hash=previous_hash,
    )
    return None if computed == written_hash else Fault(sequence, "记录与其摘要值不符，写入后被改动过。")
