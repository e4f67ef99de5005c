"""The title of a clause by which something is withheld, as readers of the redacted file are to see it."""

from __future__ import annotations

import re

from gongkai.core.regime.lawbook import Lawbook
from gongkai.core.screening.plan import Title
from gongkai.core.terms import Citation
from gongkai.gateways.regimes.loader import load_builtin
from gongkai.gateways.regimes.sources import builtin_ids

_NAMED = re.compile("制度|条例|办法|规定|规则|细则")
_STATE = "中华人民共和国"


def ground_title(book: Lawbook, ground: str) -> str | None:
    """The title of a clause of the book or of its statute, with the book's name where it would say too little alone."""
    try:
        citation = Citation.parse(ground, book.id)
        clause = book.clause(citation)
    except (LookupError, ValueError):
        return None
    home = book.law if book.law is not None and citation.regime == book.law.id else book.own
    shown = clause.title or clause.id
    return (
        shown
        if _NAMED.search(shown)
        else f"{home.title.removeprefix(_STATE).removeprefix(home.organ)}{shown}"
    )


def builtin_titles(regime_id: str = "") -> Title:
    """Titles out of the built-in rule books: those of `regime_id` first, or of whichever has the clause."""
    wanted = [regime_id] if regime_id else [*builtin_ids()]

    def title(ground: str) -> str | None:
        found = (ground_title(load_builtin(name), ground) for name in wanted)
        return next((one for one in found if one), None)

    return title
