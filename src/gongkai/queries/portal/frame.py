"""The frame around every page of an organ: its name, rule book, categories, contact and look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core.regime import Lawbook
from gongkai.core.regime.ruled import RuleSilentError
from gongkai.core.regime.values_release import Category, Contact, Look
from gongkai.core.terms import Audience, Citation, UnitFunction
from gongkai.queries.lawbooks import NoRuleBook, lawbook_for, lawbook_of_organ
from gongkai.queries.portal.shelves import categories_used
from gongkai.records.models import Adoption, Organ, Unit

PLAIN_LOOK = Look("#1d4b82", "#12335b")
UNCATEGORISED = "uncategorised"
"""The address of what has no category (a rule book without categories)."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category as the catalogue shows it; `clause` is None for one that the rule book no longer knows."""

    id: str
    title: str
    clause: Citation | None

    @property
    def slug(self) -> str:
        return self.id or UNCATEGORISED


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of an organ have in common on a day."""

    slug: str
    name: str
    short_name: str
    organ_code: str
    superior_name: str
    contact: Contact
    look: Look
    shelves: tuple[Shelf, ...]
    acceptance_unit: str
    publishing_unit: str
    lawbook: Lawbook
    on: date

    def shelf(self, category: str) -> Shelf:
        """The shelf of a category.

        Every category that held a public line has one. A line that came in since the frame was read may lack
        it; the baking that its own task asks for sees it.
        """
        found = (shelf for shelf in self.shelves if shelf.id == category)
        return next(found, Shelf(category, category or "未归类", None))


def portal_organs(on: date) -> list[Organ]:
    """The organs that have a portal: those whose rule book is in force."""
    ids = Adoption.objects.filter(in_force_from__lte=on).values("organ_id")
    return list(Organ.objects.filter(id__in=ids).order_by("id"))


def frame_of(organ: Organ, on: date) -> Frame:
    """The frame of an organ on a day; NoRuleBook where it has no rule book in force."""
    lawbook = lawbook_of_organ(organ, on)
    units = list(Unit.objects.filter(organ=organ, closed_on=None).order_by("id"))
    return Frame(
        slug=organ.slug,
        name=organ.name,
        short_name=organ.short_name,
        organ_code=organ.organ_code,
        superior_name=organ.superior_name,
        contact=_contact(lawbook, on),
        look=_look(lawbook, on),
        shelves=_shelves(organ, lawbook, on),
        acceptance_unit=_unit_with(units, UnitFunction.ACCEPTANCE_BODY),
        publishing_unit=_unit_with(units, UnitFunction.LEADING_GROUP_OFFICE),
        lawbook=lawbook,
        on=on,
    )


def _unit_with(units: list[Unit], function: UnitFunction) -> str:
    return next((unit.name for unit in units if function.value in unit.functions), function.title)


def _contact(lawbook: Lawbook, on: date) -> Contact:
    try:
        return lawbook.contact(on).value
    except RuleSilentError:
        return Contact()


def _look(lawbook: Lawbook, on: date) -> Look:
    try:
        return lawbook.look(on).value
    except RuleSilentError:
        return PLAIN_LOOK


def _shelves(organ: Organ, lawbook: Lawbook, on: date) -> tuple[Shelf, ...]:
    """The public categories in the order of the rule book, then those that only earlier rule books knew."""
    shelves = [Shelf(category.id, category.title, category.clause) for category in _categories(lawbook, on)]
    known = {shelf.id for shelf in shelves}
    for former in categories_used(organ):
        if former not in known:
            shelves.append(Shelf(former, _former_title(organ, former), None))
    return tuple(shelves)


def _categories(lawbook: Lawbook, on: date) -> list[Category]:
    try:
        found = lawbook.categories(on).value
    except RuleSilentError:
        return []
    return [category for category in found if category.audience is Audience.PUBLIC]


def _former_title(organ: Organ, category_id: str) -> str:
    for adoption in Adoption.objects.filter(organ=organ).select_related("version"):
        for category in _categories(lawbook_for(adoption.version), adoption.in_force_from):
            if category.id == category_id:
                return category.title
    return category_id or "未归类"


__all__ = ["UNCATEGORISED", "Frame", "NoRuleBook", "Shelf", "frame_of", "portal_organs"]
