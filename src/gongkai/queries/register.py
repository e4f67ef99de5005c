"""The release register (信息发布登记): what was published, when, by whom, reviewed by whom, and what became of it.

hulunbuir-statistics:6.2.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime

from gongkai.access.lawbooks import lawbook_for
from gongkai.core.terms import Audience
from gongkai.records.models import Organ, Publication

PAGE_SIZE = 50
CHUNK = 500
IN_FORCE = "公开中"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which lines: published from `since` to `until` (both days included), in a category, for an audience.

    `standing` is `live`, `replaced` or `withdrawn`; "" and None leave nothing out. `order` is a key of ORDERS;
    anything else is the newest first.
    """

    since: date | None = None
    until: date | None = None
    category: str = ""
    audience: str = ""
    standing: str = ""
    order: str = ""


ORDERS: dict[str, tuple[str, ...]] = {
    "oldest": ("published_at", "pk"),
    "title": ("edition__title", "pk"),
    "category": ("category", "-published_at", "-pk"),
    "publisher": ("publisher__name", "-published_at", "-pk"),
}
"""Other orders than the newest first."""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line, in words. Moments are those of the organ's clock.

    `ended_how` is "" while the publication is live, then `replaced` or `withdrawn`.
    """

    publication_id: int
    item_id: int
    number: str
    index_number: str
    title: str
    doc_number: str
    category: str
    audience: str
    published_at: datetime
    publisher: str
    reviewers: str
    channels: str
    fingerprint: str
    standing: str
    ended_how: str
    ended_at: datetime | None
    withdrawal_reason: str

    @property
    def cells(self) -> tuple[str | datetime | None, ...]:
        """The line in the order of HEADINGS."""
        return (
            self.number,
            self.index_number,
            self.title,
            self.doc_number,
            self.category,
            self.audience,
            self.published_at,
            self.publisher,
            self.reviewers,
            self.channels,
            self.fingerprint,
            self.standing,
            self.ended_at if self.ended_how == "withdrawn" else None,
            self.withdrawal_reason,
        )


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Lines of one page, the newest first; `pages` is at least 1."""

    lines: tuple[RegisterLine, ...]
    total: int
    page: int
    pages: int


HEADINGS: tuple[tuple[str, int], ...] = (
    ("登记号", 14),
    ("索引号", 22),
    ("标题", 44),
    ("发文字号", 22),
    ("类别", 18),
    ("公开方式（对象）", 16),
    ("发布时间", 17),
    ("发布人", 22),
    ("审查人", 36),
    ("渠道", 24),
    ("内容摘要值（SM3）", 30),
    ("状态", 10),
    ("撤回时间", 17),
    ("撤回原因", 30),
)
"""The columns of the export with their widths in characters."""


def register_page(organ: Organ, wanted: RegisterFilter, page: int = 1) -> RegisterPage:
    """A page of an organ's register; a page outside the register is the nearest one."""
    rows = _rows(organ, wanted)
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    return RegisterPage(tuple(_lines(rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])), total, page, pages)


def register_lines(organ: Organ, wanted: RegisterFilter) -> Iterator[RegisterLine]:
    """Every line of an organ's register, the newest first; read in portions, two queries for each."""
    return _lines(_rows(organ, wanted).iterator(chunk_size=CHUNK))


def _rows(organ: Organ, wanted: RegisterFilter) -> QuerySet[Publication]:
    rows = (
        Publication.objects.filter(organ=organ)
        .select_related("item", "edition__regime_version", "publisher")
        .defer("edition__body_html", "edition__body_text")
        .prefetch_related("channels")
        .order_by(*ORDERS.get(wanted.order, ("-published_at", "-pk")))
    )
    conditions: dict[str, object] = {
        "published_on__gte": wanted.since,
        "published_on__lte": wanted.until,
        "category": wanted.category or None,
        "audience": wanted.audience or None,
    }
    rows = rows.filter(**{name: value for name, value in conditions.items() if value is not None})
    if wanted.standing == "live":
        return rows.filter(ended_at=None)
    return rows.filter(ended_how=wanted.standing) if wanted.standing else rows


def _lines(rows: Iterable[Publication]) -> Iterator[RegisterLine]:
    titles: dict[tuple[str, date], dict[str, str]] = {}
    for row in rows:
        version = row.edition.regime_version
        key = (version.version, row.published_on)
        if key not in titles:
            titles[key] = _titles(row)
        yield _line(row, titles[key])


def _titles(row: Publication) -> dict[str, str]:
    """Names of categories and channels as the rule book of the publication had them on its day."""
    lawbook = lawbook_for(row.edition.regime_version)
    titles = {category.id: category.title for category in lawbook.categories(row.published_on).value}
    return titles | {channel.id: channel.title for channel in lawbook.channels(row.published_on).value}


def _line(row: Publication, titles: dict[str, str]) -> RegisterLine:
    uses = sorted(row.channels.all(), key=lambda use: (use.used_on, use.pk))
    channels = dict.fromkeys(titles.get(use.channel, use.channel) for use in uses)
    return RegisterLine(
        publication_id=row.pk,
        item_id=row.item_id,
        number=row.number,
        index_number=row.item.index_number,
        title=row.edition.title,
        doc_number=row.edition.doc_number,
        category=titles.get(row.category, row.category),
        audience=Audience(row.audience).title,
        published_at=localtime(row.published_at),
        publisher=f"{row.publisher.name}（{row.publisher_post}）",
        reviewers=row.reviewers,
        channels="、".join(channels),
        fingerprint=row.fingerprint,
        standing=row.get_ended_how_display() if row.ended_at else IN_FORCE,
        ended_how=row.ended_how,
        ended_at=localtime(row.ended_at) if row.ended_at else None,
        withdrawal_reason=row.withdrawal_reason,
    )
