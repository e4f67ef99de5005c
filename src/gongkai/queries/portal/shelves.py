"""Shelves of the catalogue: one category's lines by year, month and page, found without reading the rest.

A page holds 50 lines counted from the oldest of its month, so that a new line changes only the last page.
A line stays where it is when its publication ends; it then says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from gongkai.core.terms import Audience
from gongkai.queries.portal.lines import ORDER, Line, live_lines, newest, public_lines, read_lines
from gongkai.queries.portal.months import Month
from gongkai.records.models import Organ, Publication

PAGE = 50


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a month: `number` counts from 1, the oldest lines first."""

    month: Month
    number: int
    lines: tuple[Line, ...]
    has_next: bool


def of_category(organ: Organ, category: str) -> QuerySet[Publication]:
    """All lines of a category."""
    return public_lines(organ).filter(category=category)


def in_month(rows: QuerySet[Publication], month: Month) -> QuerySet[Publication]:
    return rows.filter(published_on__gte=month.start, published_on__lt=month.next.start)


def page_of(rows: QuerySet[Publication], month: Month, number: int) -> ListPage:
    """A page of a month's lines; empty where the month has fewer pages."""
    start = (number - 1) * PAGE
    found = list(read_lines(in_month(rows, month).order_by(*ORDER)[start : start + PAGE + 1]))
    return ListPage(month, number, tuple(found[:PAGE]), len(found) > PAGE)


def rank_of(rows: QuerySet[Publication], line: Publication) -> int:
    """How many lines of its month come before a line."""
    before = Q(published_on__lt=line.published_on) | Q(published_on=line.published_on, id__lt=line.pk)
    return in_month(rows, Month.of(line.published_on)).filter(before).count()


def years_of(rows: QuerySet[Publication]) -> list[int]:
    """The years that have lines, newest first; one look-up in the index for each."""
    years = []
    last = rows.aggregate(last=Max("published_on"))["last"]
    while last is not None:
        years.append(last.year)
        last = rows.filter(published_on__lt=date(last.year, 1, 1)).aggregate(last=Max("published_on"))["last"]
    return years


def months_of(rows: QuerySet[Publication], year: int) -> list[tuple[Month, int]]:
    """The months of a year that have lines, with how many; one query."""
    months = [Month(year, number) for number in range(1, 13)]
    counts = {
        month.slug: Count("id", filter=Q(published_on__gte=month.start, published_on__lt=month.next.start))
        for month in months
    }
    inside = rows.filter(published_on__gte=date(year, 1, 1), published_on__lt=date(year + 1, 1, 1))
    found = inside.aggregate(**{f"m{slug[-2:]}": count for slug, count in counts.items()})
    return [(month, number) for month in months if (number := found[f"m{month.slug[-2:]}"])]


def live_counts(organ: Organ) -> dict[str, int]:
    """Category → how many items are open to the public in it; answered from the index alone."""
    rows = live_lines(organ).order_by().values("category").annotate(count=Count("id"))
    return {row["category"]: row["count"] for row in rows}


def categories_used(organ: Organ) -> list[str]:
    """Every category that ever held a public line, by its id; one look-up in the index for each."""
    used: list[str] = []
    rows = Publication.objects.filter(organ=organ, audience=Audience.PUBLIC.value).order_by("category")
    found = rows.values_list("category", flat=True).first()
    while found is not None:
        used.append(found)
        found = rows.filter(category__gt=found).values_list("category", flat=True).first()
    return used


def newest_of(organ: Organ, category: str, count: int) -> list[Line]:
    """The newest items of a category that are open to the public."""
    return newest(live_lines(organ).filter(category=category), count)
