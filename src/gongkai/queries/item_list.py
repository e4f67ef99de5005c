"""The list of an organ's items: filtered, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from gongkai.access.cases import table_for
from gongkai.access.editions import visible_items
from gongkai.access.lawbooks import lawbook_for
from gongkai.core.organs import Standing
from gongkai.core.terms import DisclosureClass, states
from gongkai.records.models import Item, Unit

PAGE_SIZE = 30
STATE_FILTERS = {**states.STATE_TITLES, "in_review": "审查中"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list; "" and None let everything through. `text` is looked for in title and numbers."""

    state: str = ""
    disclosure_class: str = ""
    category: str = ""
    unit: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item as the list shows it, by its current edition."""

    item_id: int
    index_number: str
    title: str
    doc_number: str
    formed_on: date
    class_title: str
    category: str
    unit: str
    state: str
    state_title: str
    edition: int


@dataclass(frozen=True, slots=True)
class ItemPage:
    """A page of the list; `page` knows its number and its neighbours."""

    page: Page[Item]
    lines: tuple[ItemLine, ...]


def item_page(who: Standing, wanted: Wanted, number: int, today: date) -> ItemPage:
    """One page of the items a person may see; a page beyond the last is the last. Two queries."""
    found = _filtered(visible_items(who).filter(current__isnull=False), wanted)
    rows = found.select_related("current__responsible_unit", "current__regime_version").defer(
        "current__body_html", "current__body_text"
    )
    page = Paginator(rows.order_by("-id"), PAGE_SIZE).get_page(number)
    return ItemPage(page, tuple(_line(item, today) for item in page.object_list))


def units_of(who: Standing) -> list[Unit]:
    """The units of the person's organ, for the filter."""
    return list(Unit.objects.filter(organ_id=who.organ_id).order_by("id"))


def _filtered(items: QuerySet[Item], wanted: Wanted) -> QuerySet[Item]:
    if wanted.state == "in_review":
        items = items.filter(current__state__startswith=states.IN_REVIEW)
    elif wanted.state:
        items = items.filter(current__state=wanted.state)
    if wanted.disclosure_class:
        proposed = Q(current__decided_class="", current__proposed_class=wanted.disclosure_class)
        items = items.filter(proposed | Q(current__decided_class=wanted.disclosure_class))
    if wanted.category:
        items = items.filter(current__category=wanted.category)
    if wanted.unit is not None:
        items = items.filter(current__responsible_unit_id=wanted.unit)
    for word in wanted.text.split():
        items = items.filter(
            Q(current__title__icontains=word)
            | Q(current__doc_number__icontains=word)
            | Q(index_number__icontains=word)
        )
    return items


def _line(item: Item, today: date) -> ItemLine:
    edition = item.current
    if edition is None:
        raise LookupError(f"item {item.pk} has no current edition")
    lawbook = lawbook_for(edition.regime_version)
    on = edition.submitted_on or today
    categories = {category.id: category.title for category in lawbook.categories(on).value}
    return ItemLine(
        item_id=item.pk,
        index_number=item.index_number,
        title=edition.title,
        doc_number=edition.doc_number,
        formed_on=edition.formed_on,
        class_title=DisclosureClass(edition.decided_class or edition.proposed_class).title,
        category=categories.get(edition.category, ""),
        unit=edition.responsible_unit.name,
        state=edition.state,
        state_title=table_for(lawbook, on).state_title(edition.state),
        edition=edition.number,
    )
