"""Writing to the ledger: one entry an act, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.db.transaction import TransactionManagementError

from gongkai.core.ledger import GENESIS, canonical_json, entry_hash, sm3_hex, verb_title
from gongkai.core.terms import Actor, Citation
from gongkai.records.models import LedgerEntry, LedgerHead


def append_entry(
    *,
    organ_id: int,
    moment: datetime,
    actor: Actor,
    post: str,
    verb: str,
    subject_kind: str,
    subject_id: int,
    clauses: Sequence[Citation],
    payload: Mapping[str, object],
) -> LedgerEntry:
    """Append one entry to an organ's chain and answer with it.

    Belongs inside the transaction of the act it records (TransactionManagementError outside of one): both are
    kept or neither is. The head of the organ stays locked until that transaction ends: two acts at once get
    two sequence numbers in one line. UnknownVerbError for a verb without a name, TypeError for a payload that
    is not plain values or a moment without a time zone.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a ledger entry is written inside the transaction of its act")
    verb_title(verb)
    text = canonical_json(payload)
    head, _ = LedgerHead.objects.select_for_update(no_key=True).get_or_create(
        organ_id=organ_id, defaults={"sequence": 0, "hash": GENESIS}
    )
    entry = LedgerEntry(
        organ_id=organ_id,
        sequence=head.sequence + 1,
        moment=moment,
        actor_key=actor.key,
        actor_name=actor.name,
        actor_post=post,
        verb=verb,
        subject_kind=subject_kind,
        subject_id=subject_id,
        clauses=[str(clause) for clause in clauses],
        payload=text,
        payload_digest=sm3_hex(text.encode()),
        previous_hash=head.hash,
    )
    entry.hash = _hash_of(entry)
    entry.save(force_insert=True)
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save(update_fields=["sequence", "hash"])
    return entry


def _hash_of(entry: LedgerEntry) -> str:
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
