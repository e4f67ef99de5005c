"""How a clause is shown: its place as people say it, its gist, and where the rule book is read."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.regime.lawbook import Lawbook
from gongkai.core.terms import Citation


@dataclass(frozen=True, slots=True)
class Cited:
    """`label` is what the chip says, `gist` what it opens to, `address` the place on the rules page."""

    label: str
    gist: str
    address: str


def cite(citation: Citation, lawbook: Lawbook | None, rules_page: str) -> Cited:
    """A clause as the chip shows it; one that no rule book at hand holds is shown by its bare id.

    `rules_page` is the address of the organ's rules page, e.g. `/hulunbuir-statistics/rules/`.
    """
    try:
        clause = lawbook.clause(citation) if lawbook else None
    except LookupError:
        clause = None
    place = (clause.title if clause else "") or citation.clause
    statute = lawbook is not None and citation.regime == lawbook.statute_id
    return Cited(
        label=f"条例 {_article(place)}" if statute else _of_the_bureau(place),
        gist=clause.gist if clause else "",
        address=f"{rules_page}#c-{citation.clause if not statute else str(citation).replace(':', '-')}",
    )


def _article(place: str) -> str:
    """`33` is an article of the statute; a place already written out stays as it is."""
    return f"第{place}条" if place.isdigit() else place


def _of_the_bureau(place: str) -> str:
    """A place that names its rule already （信息公开制度六） needs no word before it."""
    return place if "制度" in place or "机制" in place else f"制度 {place}"
