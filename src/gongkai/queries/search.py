"""Searching what is published: by title, number and words of the body; the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from gongkai.core.catalogue.bigrams import Phrase, phrases, places
from gongkai.queries.search_index import PAGE_SIZE, Scope, find
from gongkai.records.models import Organ, Publication

LONGEST_QUERY = 500
LAST_PAGE = 500
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
    does a year outside the calendar. A page before the first is the first. A constant number of queries.
    """
    wanted = phrases(text[:LONGEST_QUERY])
    page = min(max(page, 1), LAST_PAGE)
    if not wanted or "\0" in category or (year is not None and not MINYEAR <= year <= MAXYEAR):
        return SearchPage(text, page, 0, False, False, ())
    found = find(wanted, Scope(organ.pk, audience, category, year), page)
    return SearchPage(
        query=text,
        page=page,
        total=found.total,
        at_least=found.at_least,
        has_next=len(found.publications) > PAGE_SIZE,
        hits=_hits(found.publications[:PAGE_SIZE], wanted),
    )


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
