"""The catalogue: all categories, one category, a year of it, a month of it page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.queries.portal import shelves
from gongkai.queries.portal.frame import Frame, Shelf
from gongkai.queries.portal.lines import Line
from gongkai.queries.portal.months import Month
from gongkai.records.models import Organ
from gongkai.web.portal.pages import Page
from gongkai.web.portal.rendering import cited, json_bytes, moment_text, page

NEWEST = 20


def front_pages(frame: Frame, counts: Mapping[str, int]) -> Iterator[Page]:
    """The catalogue's front: every category with the count of its live items, empty ones too."""
    rows = [
        {
            "shelf": shelf,
            "count": counts.get(shelf.id, 0),
            "cited": cited(frame, shelf.clause) if shelf.clause else None,
        }
        for shelf in frame.shelves
    ]
    yield page(
        "catalogue", "catalogue", frame, "法定主动公开内容", "catalogue", crumbs=_top(frame), rows=rows
    )
    data = {
        "organ": {"id": frame.slug, "name": frame.name},
        "categories": [
            {
                "id": shelf.slug,
                "title": shelf.title,
                "clause": str(shelf.clause) if shelf.clause else None,
                "public": counts.get(shelf.id, 0),
                "url": f"/{frame.slug}/catalogue/{shelf.slug}/index.json",
            }
            for shelf in frame.shelves
        ],
    }
    yield Page(f"{frame.slug}/catalogue/index.json", json_bytes(data))


def category_pages(organ: Organ, frame: Frame, shelf: Shelf, counts: Mapping[str, int]) -> Iterator[Page]:
    """A category's front: its newest items and the way to its archive."""
    rows = shelves.of_category(organ, shelf.id)
    years = shelves.years_of(rows)
    months = shelves.months_of(rows, years[0]) if years else []
    newest = shelves.newest_of(organ, shelf.id, NEWEST)
    count = counts.get(shelf.id, 0)
    yield page(
        f"catalogue/{shelf.slug}",
        "category",
        frame,
        shelf.title,
        "catalogue",
        crumbs=_crumbs(frame),
        shelf=shelf,
        cited=cited(frame, shelf.clause) if shelf.clause else None,
        count=count,
        newest=newest,
        years=years,
        months=list(reversed(months)),
    )
    base = f"/{frame.slug}/catalogue/{shelf.slug}"
    data = {
        "id": shelf.slug,
        "title": shelf.title,
        "public": count,
        "newest": [line_data(frame, line) for line in newest],
        "years": [{"year": year, "url": f"{base}/{year}/index.json"} for year in years],
    }
    yield Page(f"{frame.slug}/catalogue/{shelf.slug}/index.json", json_bytes(data))


def year_pages(organ: Organ, frame: Frame, shelf: Shelf, year: int) -> Iterator[Page]:
    """A year of a category: its months with how many lines."""
    months = shelves.months_of(shelves.of_category(organ, shelf.id), year)
    crumbs = _crumbs(frame, shelf)
    title = f"{shelf.title}：{year}年"
    path = f"catalogue/{shelf.slug}/{year}"
    yield page(path, "year", frame, title, "catalogue", crumbs=crumbs, shelf=shelf, year=year, months=months)
    base = f"/{frame.slug}/catalogue/{shelf.slug}"
    listed = [
        {"month": month.slug, "lines": number, "url": f"{base}/{month.slug}/index.json"}
        for month, number in months
    ]
    data = {"id": shelf.slug, "title": shelf.title, "year": year, "months": listed}
    yield Page(f"{frame.slug}/{path}/index.json", json_bytes(data))


def month_pages(organ: Organ, frame: Frame, shelf: Shelf, month: Month, number: int) -> Iterator[Page]:
    """One page of a month of a category."""
    found = shelves.page_of(shelves.of_category(organ, shelf.id), month, number)
    base = f"/{frame.slug}/catalogue/{shelf.slug}/{month.slug}/"
    path = base.removeprefix(f"/{frame.slug}/").rstrip("/") + ("" if number == 1 else f"/{number}")
    crumbs = [
        *_crumbs(frame, shelf),
        (f"{month.year}年", f"/{frame.slug}/catalogue/{shelf.slug}/{month.year}/"),
    ]
    title = f"{shelf.title}：{month.title}"
    yield page(path, "month", frame, title, "catalogue", crumbs=crumbs, shelf=shelf, page=found, base=base)
    data = {
        "id": shelf.slug,
        "title": shelf.title,
        "month": month.slug,
        "page": number,
        "lines": [line_data(frame, line) for line in found.lines],
        "next": f"{base}{number + 1}/index.json" if found.has_next else None,
    }
    yield Page(f"{frame.slug}/{path}/index.json", json_bytes(data))


def line_data(frame: Frame, line: Line) -> dict[str, object]:
    """A line of a list as data."""
    return {
        "id": line.item_id,
        "title": line.title,
        "doc_number": line.doc_number,
        "index_number": line.index_number,
        "formed_on": line.formed_on.isoformat(),
        "published_at": moment_text(line.published_at),
        "register_number": line.number,
        "state": line.status,
        "url": f"/{frame.slug}/items/{line.item_id}.json",
    }


def _top(frame: Frame) -> list[tuple[str, str]]:
    return [(frame.short_name, f"/{frame.slug}/")]


def _crumbs(frame: Frame, shelf: Shelf | None = None) -> list[tuple[str, str]]:
    crumbs = [*_top(frame), ("法定主动公开内容", f"/{frame.slug}/catalogue/")]
    if shelf:
        crumbs.append((shelf.title, f"/{frame.slug}/catalogue/{shelf.slug}/"))
    return crumbs
