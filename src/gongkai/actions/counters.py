"""Serials: given out one at a time, never twice, without gaps where the act is kept."""

from __future__ import annotations

from gongkai.records.models import Counter, Organ


def next_serial(organ: Organ, key: str) -> int:
    """The next serial under a key of an organ, from 1. Holds the key's row until the transaction ends."""
    Counter.objects.get_or_create(organ=organ, key=key)
    row = Counter.objects.select_for_update(no_key=True).get(organ=organ, key=key)
    row.last += 1
    row.save(update_fields=["last"])
    return row.last
