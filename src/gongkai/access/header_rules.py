"""What a rule book says a header needs, ready for checking a draft."""

from __future__ import annotations

from datetime import date

from gongkai.core.catalogue import HeaderRules
from gongkai.core.regime import Lawbook
from gongkai.core.terms import Audience


def header_rules(lawbook: Lawbook, on: date) -> HeaderRules:
    """Categories by audience and routes of a rule book as of a day, with the clauses behind them."""
    categories = lawbook.categories(on).value
    routing = lawbook.routing(on)
    return HeaderRules(
        categories={
            audience: frozenset(category.id for category in categories if category.audience is audience)
            for audience in Audience
        },
        matters=frozenset(route.id for route in routing.value) if routing else frozenset(),
        class_clause=lawbook.gate("class_required"),
        category_clause=lawbook.gate("category_required"),
        provenance_clause=lawbook.gate("class_required"),
        matter_clause=routing.clause if routing else None,
    )
