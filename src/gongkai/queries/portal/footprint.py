"""Which pages of lists an item stands on: a bounded number, however many items there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from gongkai.queries.portal.lines import public_lines
from gongkai.queries.portal.log import month_before
from gongkai.queries.portal.months import Month, span
from gongkai.queries.portal.shelves import PAGE, in_month, of_category, rank_of
from gongkai.records.models import Organ, Publication


@dataclass(slots=True)
class Footprint:
    """Pages by their keys: (category, month, page), (category, year), categories, (month, page), months."""

    shelf_pages: set[tuple[str, Month, int]] = field(default_factory=set)
    shelf_years: set[tuple[str, int]] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)
    log_pages: set[tuple[Month, int]] = field(default_factory=set)
    sitemap_months: set[Month] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


def footprint_of(organ: Organ, item_id: int) -> Footprint:
    """The list pages on which any public line of an item stands, or that its last line may have moved."""
    steps = Footprint()
    everything = public_lines(organ)
    # Sorted here: asked for in the order of ids, SQLite walks all ids instead of looking the item up.
    found = everything.filter(item_id=item_id).select_related("edition").order_by()
    lines = sorted(found.defer("edition__body_html", "edition__body_text"), key=lambda line: line.pk)
    for line in lines:
        month = Month.of(line.published_on)
        last = line is lines[-1]
        steps.categories.add(line.category)
        steps.titles.add(line.edition.title)
        steps.shelf_years.add((line.category, month.year))
        shelf = of_category(organ, line.category)
        steps.shelf_pages |= {(line.category, month, page) for page in _pages(shelf, line, to_end=last)}
        steps.log_pages |= {(month, page) for page in _pages(everything, line, to_end=last)}
        steps.sitemap_months.add(month)
        for moment in (line.published_at, line.ended_at):
            if moment is not None:
                quiet = set(_quiet_months(organ, moment))
                steps.log_pages |= {(each, 1) for each in quiet}
                steps.sitemap_months |= quiet
    return steps


def _pages(rows: QuerySet[Publication], line: Publication, *, to_end: bool) -> Iterator[int]:
    """The page of a line; the one before where the line opens a new page (it gains a link to it);
    those after for a line that may just have come in before others."""
    rank = rank_of(rows, line)
    first = rank // PAGE + 1
    if rank and rank % PAGE == 0:
        yield first - 1
    last = first
    if to_end:
        last = (in_month(rows, Month.of(line.published_on)).count() - 1) // PAGE + 1
    yield from range(first, last + 1)


def _quiet_months(organ: Organ, moment: datetime) -> Iterator[Month]:
    """The months from the event before up to an event: the log runs on without gaps."""
    here = Month.of(timezone.localdate(moment))
    before = month_before(organ, moment)
    yield from span(before.next if before and before < here else here, here)
