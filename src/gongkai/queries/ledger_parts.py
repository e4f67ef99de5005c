"""Which part of the examination an entry concerns, and what all of them find at the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from gongkai.queries.offices import KINDS, Offices
from gongkai.queries.papers import Papers
from gongkai.queries.request_ledger import RequestBooks
from gongkai.queries.screening_papers import ScreeningPapers
from gongkai.queries.standings import Standings
from gongkai.queries.stored import file_faults
from gongkai.queries.witness import Act, Fault
from gongkai.records.models import Organ

COLUMNS = (
    "sequence", "moment_text", "actor_key", "actor_name", "actor_post", "verb", "subject_kind", "subject_id",
    "clauses_text", "payload", "payload_digest", "previous_hash", "hash",
)  # fmt: skip
"""An entry as it is read, column by column."""

Row = tuple[Any, ...]


class Parts:
    """Fed with the entries in their order; `faults` then holds the organ's rows against them."""

    def __init__(self) -> None:
        self._standings, self._papers, self._screening = Standings(), Papers(), ScreeningPapers()
        self._offices, self._requests = Offices(), RequestBooks()

    def take(self, row: Row) -> Act | None:
        """Take the next entry in; answers with the act where it is one on an item, which bears witness to rows."""
        kind, verb = row[6], row[5]
        if kind == "item":
            act = _act(row)
            self._standings.take(act)
            self._papers.take(act)
            self._screening.take(act)
            return act
        if kind == "request":
            self._requests.take(_act(row))
        elif kind == "wording":
            self._requests.take_wording(_act(row))
        elif verb == "install_calendar":
            self._requests.take_calendar(_act(row))
        elif kind in KINDS:
            self._offices.take(row[0], verb, kind, row[7], json.loads(row[9]))
        return None

    def faults(self, organ: Organ, end: int) -> Iterator[Fault]:
        """Everything of the organ that is not as its ledger says; `end` is the number after the last entry."""
        parts = (self._standings, self._papers, self._screening, self._offices, self._requests)
        found = (part.faults(organ, end) for part in parts)
        return chain(chain.from_iterable(found), file_faults(organ, end))


def _act(row: Row) -> Act:
    return Act(row[0], moment_of(row[1]), row[2], row[5], row[7], json.loads(row[9]), row[4])


def moment_of(text: str) -> datetime:
    """A moment as the database writes it: SQLite without a zone, in UTC; PostgreSQL with one."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)
