from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from gongkai.core.ledger import GENESIS, entry_bytes, entry_hash, sm3_hex

FIELDS: dict[str, Any] = {
    "organ_id": 1,
    "sequence": 1,
    "moment": datetime(2026, 3, 2, 1, 30, 0, 5, tzinfo=UTC),
    "actor_key": "person:7",
    "actor_name": "白音",
    "actor_post": "办公室 经办人",
    "verb": "publish",
    "subject_kind": "item",
    "subject_id": 12,
    "clauses": ["hulunbuir-statistics:6.2.5"],
    "payload_digest": sm3_hex(b"{}"),
    "previous_hash": GENESIS,
}
OTHERS: dict[str, Any] = {
    "organ_id": 2,
    "sequence": 2,
    "moment": datetime(2026, 3, 2, 1, 30, 0, 6, tzinfo=UTC),
    "actor_key": "person:8",
    "actor_name": "白银",
    "actor_post": "",
    "verb": "withdraw",
    "subject_kind": "organ",
    "subject_id": 13,
    "clauses": [],
    "payload_digest": sm3_hex(b"{ }"),
    "previous_hash": "1" * 64,
}


def test_the_bytes_are_a_list_of_the_fields() -> None:
    assert entry_bytes(**FIELDS).decode() == (
        '["gongkai-ledger-1",1,1,1772415000000005,"person:7","白音","办公室 经办人","publish","item",12,'
        f'["hulunbuir-statistics:6.2.5"],"{FIELDS["payload_digest"]}","{GENESIS}"]'
    )
    assert entry_hash(**FIELDS) == sm3_hex(entry_bytes(**FIELDS))


@pytest.mark.parametrize("field", FIELDS)
def test_another_value_gives_another_hash(field: str) -> None:
    assert entry_hash(**{**FIELDS, field: OTHERS[field]}) != entry_hash(**FIELDS)


def test_a_moment_hashes_alike_in_every_zone() -> None:
    shanghai = FIELDS["moment"].astimezone(timezone(timedelta(hours=8)))
    assert entry_hash(**{**FIELDS, "moment": shanghai}) == entry_hash(**FIELDS)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        entry_hash(**{**FIELDS, "moment": FIELDS["moment"].replace(tzinfo=None)})
