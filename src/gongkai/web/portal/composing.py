"""Which pages there are: all of the site, all of an organ, or those one item stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gongkai.queries.portal import log, shelves
from gongkai.queries.portal.footprint import footprint_of
from gongkai.queries.portal.frame import Frame
from gongkai.queries.portal.items import item_ids, public_item, public_items
from gongkai.queries.portal.lines import public_lines
from gongkai.queries.portal.months import span
from gongkai.queries.portal.reports import annual_reports, is_annual_report
from gongkai.queries.portal.shelves import PAGE
from gongkai.records.models import Organ
from gongkai.web.portal import catalogue_pages, feeds, home_page, log_pages, standing_pages
from gongkai.web.portal.item_page import item_pages
from gongkai.web.portal.pages import Baked, Page
from gongkai.web.portal.rendering import text
from gongkai.web.portal.rules_page import rules_page
from gongkai.web.portal.version import STATIC, STATIC_FILES

_AT_ONCE = 200


def pages_of_site(frames: Iterable[Frame]) -> Iterator[Baked]:
    """What belongs to no organ: the list of organs, robots.txt, style and script."""
    listed = list(frames)
    yield Page("index.html", text("organs", {"frames": listed}).encode())
    yield feeds.robots(listed)
    for name in STATIC_FILES:
        yield Page(f"static/{name}", (STATIC / name).read_bytes())


def pages_of_organ(organ: Organ, frame: Frame) -> Iterator[Baked]:
    """Everything of an organ, its description last."""
    counts = shelves.live_counts(organ)
    yield from _standing(organ, frame)
    yield from _fronts(organ, frame, counts)
    for shelf in frame.shelves:
        yield from catalogue_pages.category_pages(organ, frame, shelf, counts)
        rows = shelves.of_category(organ, shelf.id)
        for year in shelves.years_of(rows):
            yield from catalogue_pages.year_pages(organ, frame, shelf, year)
            for month, count in shelves.months_of(rows, year):
                for number in _numbers(count):
                    yield from catalogue_pages.month_pages(organ, frame, shelf, month, number)
    ends = log.first_and_last(organ)
    for month in span(*ends) if ends else ():
        count = shelves.in_month(public_lines(organ), month).count()
        for number in _numbers(count):
            yield from log_pages.log_pages(organ, frame, month, number)
        yield feeds.sitemap_month(organ, frame, month)
    ids = item_ids(organ)
    for start in range(0, len(ids), _AT_ONCE):
        for item in public_items(organ, ids[start : start + _AT_ONCE]):
            yield from item_pages(frame, item)
    yield home_page.description_page(frame)


def pages_of_item(organ: Organ, frame: Frame, item_id: int) -> Iterator[Baked]:
    """Everything that shows an item: a bounded number of pages, however many items there are.

    Nothing for an item that never was public.
    """
    item = public_item(organ, item_id)
    if item is None:
        return
    yield from item_pages(frame, item)
    steps, counts = footprint_of(organ, item_id), shelves.live_counts(organ)
    for category, month, number in sorted(steps.shelf_pages):
        yield from catalogue_pages.month_pages(organ, frame, frame.shelf(category), month, number)
    for category, year in sorted(steps.shelf_years):
        yield from catalogue_pages.year_pages(organ, frame, frame.shelf(category), year)
    for category in sorted(steps.categories):
        yield from catalogue_pages.category_pages(organ, frame, frame.shelf(category), counts)
    for month, number in sorted(steps.log_pages):
        yield from log_pages.log_pages(organ, frame, month, number)
    for month in sorted(steps.sitemap_months):
        yield feeds.sitemap_month(organ, frame, month)
    if any(is_annual_report(title) for title in steps.titles):
        yield standing_pages.reports_page(frame, annual_reports(organ))
    yield from _fronts(organ, frame, counts)


def standing_pages_of(organ: Organ, frame: Frame) -> Iterator[Baked]:
    """The pages that follow from organ and rule book, its description last."""
    yield from _standing(organ, frame)
    yield from _fronts(organ, frame, shelves.live_counts(organ))
    yield home_page.description_page(frame)


def _standing(organ: Organ, frame: Frame) -> Iterator[Page]:
    yield home_page.look_page(frame)
    yield standing_pages.guide_page(frame)
    yield rules_page(frame)
    yield standing_pages.reports_page(frame, annual_reports(organ))
    yield standing_pages.clarifications_page(frame)


def _fronts(organ: Organ, frame: Frame, counts: Mapping[str, int]) -> Iterator[Page]:
    yield home_page.home_page(organ, frame, counts)
    yield from catalogue_pages.front_pages(frame, counts)
    yield log_pages.log_front(organ, frame)
    yield feeds.feed(organ, frame)
    yield from feeds.sitemap_front(organ, frame)


def _numbers(count: int) -> range:
    """The page numbers of so many lines; a month without any still has its first page."""
    return range(1, max(0, count - 1) // PAGE + 2)
