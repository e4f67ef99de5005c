"""Searching what is published: by title, number and words of the body; the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from django.db import connection

from gongkai.core.catalogue.bigrams import Phrase, phrases, places
from gongkai.records.models import Organ, Publication

PAGE_SIZE = 20
COUNTED = 1000
LONGEST_QUERY = 500
LAST_PAGE = 500
PUBLICATION_BITS = 40
"""The lower bits of an entry's id are its publication's id; the day of publication stands above them."""
EXCERPT = 120
BEFORE = 30

Marked = tuple[tuple[str, bool], ...]
"""Text in pieces, each with whether it is what was looked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One item that was found."""

    item_id: int
    title: str
    marked_title: Marked
    doc_number: str
    category: str
    published_on: date
    excerpt: Marked


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits. `total` stops counting at 1,000; `at_least` says that it did."""

    query: str
    page: int
    total: int
    at_least: bool
    has_next: bool
    hits: tuple[Hit, ...]


def search(
    organ: Organ,
    text: str,
    *,
    audience: str = "public",
    category: str = "",
    year: int | None = None,
    page: int = 1,
) -> SearchPage:
    """What of an organ's live publications holds every phrase of `text` (phrases are parted by spaces).

    Any text is a question, also quotes, operators and signs; one without a letter or figure finds nothing, as
    does a year outside the calendar. A page before the first is the first. Three queries.
    """
    wanted = phrases(text[:LONGEST_QUERY])
    page = min(max(page, 1), LAST_PAGE)
    if not wanted or "\0" in category or (year is not None and not MINYEAR <= year <= MAXYEAR):
        return SearchPage(text, page, 0, False, False, ())
    source, values = _matching(wanted)
    source += " AND e.organ_id = %s AND e.audience = %s"
    values += [organ.pk, audience]
    if category:
        source, values = f"{source} AND e.category = %s", [*values, category]
    if year is not None:
        source = f"{source} AND e.published_on BETWEEN %s AND %s"
        values += [date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()]
    found = _newest(source, values, page)
    total = _count(source, values)
    return SearchPage(
        query=text,
        page=page,
        total=min(total, COUNTED),
        at_least=total > COUNTED,
        has_next=len(found) > PAGE_SIZE,
        hits=_hits(found[:PAGE_SIZE], wanted),
    )


# The statements are put together from the constants of this file; what a person typed goes in as values.


def _newest(source: str, values: list[Any], page: int) -> list[int]:
    """The publications of a page, and one more where there is a next page."""
    order = "t.rowid" if connection.vendor == "sqlite" else "e.id"
    statement = f"SELECT e.id FROM {source} ORDER BY {order} DESC LIMIT %s OFFSET %s"  # noqa: S608 - see above
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, PAGE_SIZE + 1, (page - 1) * PAGE_SIZE])
        return [row[0] & ((1 << PUBLICATION_BITS) - 1) for row in cursor.fetchall()]


def _count(source: str, values: list[Any]) -> int:
    """How many there are, counted no further than one above COUNTED: a common word is in everything."""
    statement = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT %s) AS counted"  # noqa: S608 - see above
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, COUNTED + 1])
        counted: int = cursor.fetchone()[0]
        return counted


def _matching(wanted: Sequence[Phrase]) -> tuple[str, list[Any]]:
    """Tables and condition in the words of the database at hand, with values."""
    if connection.vendor == "sqlite":
        # CROSS JOIN keeps SQLite from walking the entries first: the index answers in order of rowid.
        tables = "records_searchtext t CROSS JOIN records_searchentry e ON e.id = t.rowid"
        return f"{tables} WHERE records_searchtext MATCH %s", [" AND ".join(map(_fts_phrase, wanted))]
    conditions, values = ["e.tokens @> %s"], list[Any]()
    for phrase in wanted:
        if len(phrase.tokens) > 1:
            conditions.append("strpos(e.stream, %s) > 0")
            values.append(f" {' '.join(phrase.tokens)}{'' if phrase.open_end else ' '}")
    keys = [token for phrase in wanted for token in phrase.tokens]
    return f"records_searchentry e WHERE {' AND '.join(conditions)}", [keys, *values]


def _fts_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.tokens)}"{" *" if phrase.open_end else ""}'


def _hits(publications: Sequence[int], wanted: Sequence[Phrase]) -> tuple[Hit, ...]:
    rows = Publication.objects.select_related("edition").defer("edition__body_html").in_bulk(publications)
    hits = []
    for publication in (rows[key] for key in publications if key in rows):
        edition = publication.edition
        hits.append(
            Hit(
                item_id=publication.item_id,
                title=edition.title,
                marked_title=_marked(edition.title, wanted, 0, len(edition.title)),
                doc_number=edition.doc_number,
                category=publication.category,
                published_on=publication.published_on,
                excerpt=excerpt_of(edition.body_text, wanted),
            )
        )
    return tuple(hits)


def excerpt_of(body: str, wanted: Sequence[Phrase]) -> Marked:
    """Some 120 characters around the first place of a phrase in a body, or its beginning where there is none."""
    first = next(iter(places(body, wanted)), (0, 0))
    start = max(0, first[0] - BEFORE)
    return _marked(body, wanted, start, start + EXCERPT)


def _marked(text: str, wanted: Sequence[Phrase], start: int, end: int) -> Marked:
    pieces: list[tuple[str, bool]] = []
    window = text[start:end]
    at = 0
    for begins, ends in places(window, wanted):
        pieces += [(window[at:begins], False), (window[begins:ends], True)]
        at = ends
    pieces.append((window[at:], False))
    shown = [(piece, marked) for piece, marked in pieces if piece]
    if start > 0:
        shown.insert(0, ("…", False))
    if end < len(text):
        shown.append(("…", False))
    return tuple(shown)
