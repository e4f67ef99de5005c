"""The public lines of the release register: the one place where the portal gets publications from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, When
from django.utils import timezone

from gongkai.core.terms import Audience
from gongkai.records.models import Organ, Publication

ORDER = ("published_on", "id")
"""Register order. Ids rise with every publication, so that a new line is the last one of its month."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the register. `first` tells whether the item was new to the public with it.

    Title, number and summary are those of the edition that came out with the line; where a redacted edition took its
    place later, they are what the item says now: what was withheld since must not stand on in the lists (secrecy.12).
    """

    publication_id: int
    item_id: int
    number: str
    category: str
    fingerprint: str
    published_at: datetime
    published_on: date
    ended_at: datetime | None
    ended_how: str
    withdrawal_reason: str
    title: str
    doc_number: str
    index_number: str
    formed_on: date
    summary: str
    first: bool

    @property
    def status(self) -> str:
        """`live`, `replaced` or `withdrawn`."""
        return self.ended_how if self.ended_at else "live"

    @property
    def ended_on(self) -> date | None:
        return timezone.localdate(self.ended_at) if self.ended_at else None


_FIELDS = (
    "id", "item_id", "number", "category", "fingerprint", "published_at", "published_on", "ended_at", "ended_how",
    "withdrawal_reason", "shown_title", "shown_doc_number", "item__index_number", "edition__formed_on",
    "shown_summary", "first",
)  # fmt: skip


def public_lines(organ: Organ) -> QuerySet[Publication]:
    """Every publication to the public of an organ, ended ones too; what was published internally is not here."""
    return Publication.objects.filter(organ=organ, audience=Audience.PUBLIC.value)


def live_lines(organ: Organ) -> QuerySet[Publication]:
    """What is open to the public now."""
    return public_lines(organ).filter(ended_at=None)


def read_lines(rows: QuerySet[Publication]) -> Iterator[Line]:
    """The rows as lines, in the order of the query; one query."""
    # An internal edition before a public one is nobody's business: only public ones count as earlier.
    earlier = Publication.objects.filter(
        item=OuterRef("item"), id__lt=OuterRef("id"), audience=Audience.PUBLIC.value
    )
    shown = {f"shown_{name}": _shown(name) for name in ("title", "doc_number", "summary")}
    return (Line(*row) for row in rows.annotate(first=~Exists(earlier), **shown).values_list(*_FIELDS))


def _shown(name: str) -> Case:
    """A text of a line's own edition, or of the item's last one where a redacted edition came after."""
    of_item = Publication.objects.filter(item=OuterRef("item"), audience=Audience.PUBLIC.value).order_by()
    redacted = of_item.filter(id__gt=OuterRef("id"), edition__redacted_from__isnull=False)
    last = Subquery(of_item.order_by("-id").values(f"edition__{name}")[:1])
    # Asked of ended lines only: of the live ones, which are most, nothing came after.
    return Case(When(Exists(redacted), ended_at__isnull=False, then=last), default=F(f"edition__{name}"))


def newest(rows: QuerySet[Publication], count: int) -> list[Line]:
    """The newest lines, newest first."""
    return list(read_lines(rows.order_by("-published_on", "-id")[:count]))
