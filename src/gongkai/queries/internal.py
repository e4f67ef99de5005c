"""Internal publications (部门内部公开), and who has read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from gongkai.access.cases import Case, as_case, case_rows
from gongkai.core.organs import Standing
from gongkai.core.terms import Audience
from gongkai.records.models import Edition, Person, Post, Publication, ReadReceipt

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of the staff, and when she read it; None: not yet."""

    name: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class InternalLine:
    """A publication as the list shows it; `mine`: she has read it; `readers`: how many have."""

    publication: Publication
    mine: bool
    readers: int


@dataclass(frozen=True, slots=True)
class InternalPage:
    """A page of the list; `page` knows its number and its neighbours."""

    page: Page[Publication]
    lines: tuple[InternalLine, ...]


def internal_publications(who: Standing, number: int) -> InternalPage:
    """What is open inside the organ now, newest first; four queries."""
    rows = _visible(who).select_related("edition").defer("edition__body_html", "edition__body_text")
    page = Paginator(rows.order_by("-published_at", "-id"), PAGE_SIZE).get_page(number)
    shown = list(page.object_list)
    receipts = ReadReceipt.objects.filter(publication__in=shown)
    mine = set(receipts.filter(person_id=who.person_id).values_list("publication_id", flat=True))
    counted = receipts.values_list("publication_id").annotate(readers=Count("pk"))
    readers: dict[int, int] = dict(counted)
    return InternalPage(
        page, tuple(InternalLine(row, row.pk in mine, readers.get(row.pk, 0)) for row in shown)
    )


def internal_publication(who: Standing, publication_id: int, today: date) -> tuple[Publication, Case]:
    """One of them with its case; Publication.DoesNotExist for what she may not know of."""
    publication = _visible(who).get(pk=publication_id)
    return publication, as_case(case_rows(Edition.objects.filter(pk=publication.edition_id)).get(), today)


def readers_of(publication: Publication, today: date) -> list[Reader]:
    """Everybody who holds a post today or has read it, those who have not read it first. Two queries."""
    read = {row.person_id: row for row in publication.receipts.select_related("person")}
    holding = Post.objects.filter(unit__organ_id=publication.organ_id, held_from__lte=today).exclude(
        held_until__lt=today
    )
    staff = Person.objects.filter(pk__in=holding.values("holder")).order_by("id")
    lines = [Reader(person.name, None) for person in staff if person.pk not in read]
    return lines + [
        Reader(row.person.name, row.read_at) for row in sorted(read.values(), key=lambda row: row.read_at)
    ]


def _visible(who: Standing) -> QuerySet[Publication]:
    if not who.capacities:
        return Publication.objects.none()
    return Publication.objects.filter(organ_id=who.organ_id, audience=Audience.INTERNAL.value, ended_at=None)
