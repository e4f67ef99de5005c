"""What programs follow: the Atom feed, the sitemap in monthly parts, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from gongkai.queries.portal import log
from gongkai.queries.portal.frame import Frame
from gongkai.queries.portal.lines import live_lines, newest, public_lines
from gongkai.queries.portal.months import Month, span
from gongkai.queries.portal.shelves import in_month
from gongkai.records.models import Organ
from gongkai.web.portal.pages import Page
from gongkai.web.portal.rendering import address, moment_text

NEWEST = 20
_EPOCH = "2008-05-01T00:00:00+08:00"
"""Before anything was published: the day the regulation came into force, since a feed must carry a moment."""


def feed(organ: Organ, frame: Frame) -> Page:
    """The newest 20 items as an Atom feed; its moment is that of the last event in the register."""
    last = log.last_moment(organ)
    home, own = address(f"/{frame.slug}/"), address(f"/{frame.slug}/feed.xml")
    entries = []
    for line in newest(live_lines(organ), NEWEST):
        place = address(f"/{frame.slug}/items/{line.item_id}/")
        summary = f"<summary>{escape(line.summary)}</summary>" if line.summary else ""
        entries.append(
            f"<entry><id>{escape(place)}</id><title>{escape(line.title)}</title>"
            f"<link href={quoteattr(place)}/><updated>{moment_text(line.published_at)}</updated>"
            f"<category term={quoteattr(frame.shelf(line.category).title)}/>{summary}</entry>"
        )
    text = "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">',
            f"<id>{escape(home)}</id><title>{escape(frame.name)}政府信息公开</title>",
            f'<link href={quoteattr(home)}/><link rel="self" href={quoteattr(own)}/>',
            f"<updated>{moment_text(last) if last else _EPOCH}</updated>",
            f"<author><name>{escape(frame.name)}</name></author>",
            *entries,
            "</feed>\n",
        ]
    )
    return Page(f"{frame.slug}/feed.xml", text.encode())


def sitemap_front(organ: Organ, frame: Frame) -> Iterator[Page]:
    """The index of the sitemap, and the part with the standing pages."""
    base = f"/{frame.slug}"
    ends = log.first_and_last(organ)
    months = list(span(*ends)) if ends else []
    parts = [f"{base}/sitemap/pages.xml", *(f"{base}/sitemap/{month.slug}.xml" for month in months)]
    listed = "\n".join(f"<sitemap><loc>{escape(address(part))}</loc></sitemap>" for part in parts)
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}\n</sitemapindex>\n'
    yield Page(f"{frame.slug}/sitemap.xml", f'<?xml version="1.0" encoding="utf-8"?>\n{index}'.encode())
    columns = ("", "guide/", "rules/", "catalogue/", "reports/", "apply/", "clarifications/", "log/")
    standing = [f"{base}/{column}" for column in columns]
    standing += [f"{base}/catalogue/{shelf.slug}/" for shelf in frame.shelves]
    yield _urls(f"{frame.slug}/sitemap/pages.xml", [(place, None) for place in standing])


def sitemap_month(organ: Organ, frame: Frame, month: Month) -> Page:
    """One month: its log, and the items whose live line stands in it."""
    rows = in_month(public_lines(organ), month).filter(ended_at=None).order_by("published_on", "id")
    items = rows.values_list("item_id", "published_on")
    places: list[tuple[str, date | None]] = [(f"/{frame.slug}/log/{month.slug}/", None)]
    places += [(f"/{frame.slug}/items/{item_id}/", day) for item_id, day in items]
    return _urls(f"{frame.slug}/sitemap/{month.slug}.xml", places)


def robots(frames: Sequence[Frame]) -> Page:
    """Everything may be read but what is one person's, and the dynamic search, which repeats what the lists hold."""
    lines = ["User-agent: *", "Disallow: /desk/"]
    private = ("search/", "track/", "apply/send/", "apply/receipt/")
    lines += [f"Disallow: /{frame.slug}/{part}" for frame in frames for part in private]
    lines += [f"Sitemap: {address(f'/{frame.slug}/sitemap.xml')}" for frame in frames]
    return Page("robots.txt", ("\n".join(lines) + "\n").encode())


def _urls(path: str, places: Sequence[tuple[str, date | None]]) -> Page:
    rows = "\n".join(
        f"<url><loc>{escape(address(place))}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for place, day in places
    )
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}\n</urlset>\n'
    return Page(path, f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode())
