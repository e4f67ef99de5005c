"""The chain: each entry's hash covers the entry and the hash before it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from gongkai.core.terms import sm3_hex

GENESIS = "0" * 64
"""What stands before the first entry of an organ."""

_FORM = "gongkai-ledger-1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entry_bytes(
    *,
    organ_id: int,
    sequence: int,
    moment: datetime,
    actor_key: str,
    actor_name: str,
    actor_post: str,
    verb: str,
    subject_kind: str,
    subject_id: int,
    clauses: Sequence[str],
    payload_digest: str,
    previous_hash: str,
) -> bytes:
    """The bytes an entry's hash is taken of: a JSON list of every field in this order.

    The moment is counted in microseconds since 1970 (UTC): the same whatever zone a database answers in.
    A list in a form of its own, so that no two different entries have the same bytes. TypeError for a
    moment without a time zone.
    """
    fields = (
        _FORM,
        organ_id,
        sequence,
        (moment - _EPOCH) // _MICROSECOND,
        actor_key,
        actor_name,
        actor_post,
        verb,
        subject_kind,
        subject_id,
        tuple(clauses),
        payload_digest,
        previous_hash,
    )
    return _write(fields).encode()


def entry_hash(
    *,
    organ_id: int,
    sequence: int,
    moment: datetime,
    actor_key: str,
    actor_name: str,
    actor_post: str,
    verb: str,
    subject_kind: str,
    subject_id: int,
    clauses: Sequence[str],
    payload_digest: str,
    previous_hash: str,
) -> str:
    """The SM3 of `entry_bytes`: what the next entry leans on."""
    return sm3_hex(
        entry_bytes(
            organ_id=organ_id,
            sequence=sequence,
            moment=moment,
            actor_key=actor_key,
            actor_name=actor_name,
            actor_post=actor_post,
            verb=verb,
            subject_kind=subject_kind,
            subject_id=subject_id,
            clauses=clauses,
            payload_digest=payload_digest,
            previous_hash=previous_hash,
        )
    )
