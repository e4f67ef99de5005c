"""Looking up phrases in the search index, in the words of the database at hand; the newest first.

An entry's id holds the day of publication above its publication's id, so that ids fall as days do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from gongkai.core.catalogue.bigrams import Phrase

PAGE_SIZE = 20
COUNTED = 1000
"""Counting stops here: a common word is in everything."""
FEW = 2000
"""So many candidates are quicker looked through one by one than found by walking from the newest."""

_BITS = 40


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look."""

    organ_id: int
    audience: str
    category: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The publications of a page, with one more where there is a next page; `total` as counted up to COUNTED."""

    publications: list[int]
    total: int
    at_least: bool


def entry_id(publication_id: int, published_on: date) -> int:
    """The id of a publication's entry.

    >>> entry_id(7, date(2026, 3, 2)) < entry_id(1, date(2026, 3, 3))
    True
    """
    return (published_on.toordinal() << _BITS) | publication_id


def find(wanted: Sequence[Phrase], scope: Scope, page: int) -> Found:
    """The page (from 1) of what holds every phrase. Phrases hold letters and figures only."""
    where, values = _within(scope)
    if connection.vendor == "sqlite":
        return _on_sqlite(wanted, where, values, page)
    return _on_postgresql(wanted, where, values, page)


def _within(scope: Scope) -> tuple[str, list[Any]]:
    where = "e.organ_id = %s AND e.audience = %s"
    values: list[Any] = [scope.organ_id, scope.audience]
    if scope.category:
        where, values = f"{where} AND e.category = %s", [*values, scope.category]
    if scope.year is not None:
        first, last = date(scope.year, 1, 1), date(scope.year, 12, 31)
        where = f"{where} AND e.id BETWEEN %s AND %s"
        values += [entry_id(0, first), entry_id(0, last) + (1 << _BITS) - 1]
    return where, values


# The statements are put together from the constants of this file; what a person typed goes in as values.


def _on_sqlite(wanted: Sequence[Phrase], where: str, values: list[Any], page: int) -> Found:
    # CROSS JOIN keeps SQLite from walking the entries first: the index answers in order of rowid.
    source = f"""FROM records_searchtext t CROSS JOIN records_searchentry e ON e.id = t.rowid
                 WHERE records_searchtext MATCH %s AND {where}"""
    values = [" AND ".join(map(_fts_phrase, wanted)), *values]
    newest = f"SELECT t.rowid {source} ORDER BY t.rowid DESC LIMIT %s OFFSET %s"  # noqa: S608 - see above
    count = f"SELECT count(*) FROM (SELECT 1 {source} LIMIT %s)"  # noqa: S608 - see above
    found = _column(newest, [*values, PAGE_SIZE + 1, (page - 1) * PAGE_SIZE])
    (total,) = _column(count, [*values, COUNTED + 1])
    return Found(_publications(found), min(total, COUNTED), total > COUNTED)


def _fts_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"{" *" if phrase.open_end else ""}'


def _on_postgresql(wanted: Sequence[Phrase], where: str, values: list[Any], page: int) -> Found:
    """Few candidates are all looked at; many are walked from the newest until the page is full.

    The planner cannot choose between the two by itself: it does not know how rare a word is that is in none of its
    statistics, and walks the whole register for it. So the index is asked first how many there are.
    """
    keys = [token for phrase in wanted for token in phrase.tokens]
    candidates = f"SELECT e.id, e.stream FROM records_searchentry e WHERE e.tokens @> %s AND {where}"  # noqa: S608
    frequency = f"WITH c AS MATERIALIZED ({candidates}) SELECT count(*) FROM c"  # noqa: S608 - see above
    (many,) = _column(frequency, [keys, *values])
    stands = " AND ".join("strpos(e.stream, %s) > 0" for _ in wanted)
    spelled = [_spelled(phrase) for phrase in wanted]
    start = (page - 1) * PAGE_SIZE
    if many <= FEW:
        looked_at = f"""WITH e AS MATERIALIZED ({candidates})
                        SELECT e.id FROM e WHERE {stands} ORDER BY e.id DESC"""  # noqa: S608 - see above
        found = _column(looked_at, [keys, *values, *spelled])
        shown = found[start : start + PAGE_SIZE + 1]
        return Found(_publications(shown), min(len(found), COUNTED), len(found) > COUNTED)
    walk = f"""SELECT e.id FROM records_searchentry e WHERE {where} AND {stands}
               ORDER BY e.id DESC LIMIT %s OFFSET %s"""  # noqa: S608 - see above
    found = _column(walk, [*values, *spelled, PAGE_SIZE + 1, start])
    if all(len(phrase.tokens) == 1 for phrase in wanted):
        return Found(_publications(found), min(many, COUNTED), many > COUNTED)
    counted = f"SELECT count(*) FROM ({walk}) AS counted"  # noqa: S608 - see above
    (total,) = _column(counted, [*values, *spelled, COUNTED + 1, 0])
    return Found(_publications(found), min(total, COUNTED), total > COUNTED)


def _spelled(phrase: Phrase) -> str:
    """The phrase as it stands in the stream of an entry."""
    return f" {' '.join(phrase.tokens)}{'' if phrase.open_end else ' '}"


def _column(statement: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


def _publications(entries: list[int]) -> list[int]:
    return [entry & ((1 << _BITS) - 1) for entry in entries]
