"""Every move of both bureaus rests on a clause that exists, and has a name in the ledger."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.access.cases import table_for
from gongkai.core.ledger.verbs import VERBS
from gongkai.gateways.regimes import load_builtin

ON = date(2025, 3, 3)


@pytest.mark.parametrize("bureau", ["naiman-housing", "hulunbuir-statistics"])
def test_clauses_exist_and_verbs_have_names(bureau: str) -> None:
    book = load_builtin(bureau)
    moves = table_for(book, ON).moves
    for move in moves:
        book.clause(move.clause)
    assert {move.verb for move in moves} - set(VERBS) == set()
