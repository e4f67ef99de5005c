"""Tables in the documents are made from the code; a page that differs from it is wrong.

GONGKAI_WRITE_DOCS=1 python -m pytest tests/docs/test_capability_tables.py     writes them anew
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import pytest
from tests.support import procedure_tables as procedure
from tests.support import request_tables as requests
from tests.support import screening_tables as screening
from tests.support import value_tables as values
from tests.support.documents import documents, name_of, tables, with_tables

from gongkai.core.terms import PostKind, UnitFunction

MAKERS: dict[str, Callable[[], str]] = {
    "books": values.books,
    "rule-names": values.rule_names,
    "gate-clauses": values.gate_clauses,
    "clocks": values.clocks,
    "events": values.events,
    "calendars": values.calendars,
    "index-numbers": values.index_numbers,
    "header": values.header,
    "paper": values.paper,
    "posts": partial(values.titled, PostKind),
    "functions": partial(values.titled, UnitFunction),
    "verbs": values.verbs,
    "cast": values.cast_of_walks,
    "states": procedure.states,
    "chains": procedure.chains,
    "opinions": procedure.opinions,
    "gates": procedure.gates,
    "releasing": procedure.releasing,
    "channels": procedure.channels,
    "register": procedure.register,
    "organ-acts": procedure.organ_acts,
    "witnesses": procedure.witnesses,
    "request-witnesses": requests.request_witnesses,
    **{f"review.{bureau}": partial(procedure.review, bureau) for bureau in procedure.BUREAUS},
    **{f"release.{bureau}": partial(procedure.release, bureau) for bureau in procedure.BUREAUS},
    **{f"screening.{bureau}": partial(procedure.screening, bureau) for bureau in procedure.BUREAUS},
    "findings": screening.findings,
    "answers": screening.answers,
    "request-states": requests.request_states,
    "reply-approval": requests.approval,
    "receipt-ways": requests.receipt_ways,
    **{f"requests.{bureau}": partial(requests.moves, bureau) for bureau in procedure.BUREAUS},
    **{f"outcomes.{bureau}": partial(requests.outcomes, bureau) for bureau in procedure.BUREAUS},
    **{f"categories.{bureau}": partial(values.categories, bureau) for bureau in procedure.BUREAUS},
}


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    found = {name: make() for name, make in MAKERS.items()}
    if os.environ.get("GONGKAI_WRITE_DOCS"):
        for document in documents():
            document.write_text(with_tables(document.read_text("utf-8"), found), "utf-8")
    return found


def test_every_table_in_the_documents_is_what_the_code_says(made: dict[str, str]) -> None:
    written = {(name_of(page), name): text for page in documents() for name, text in tables(page).items()}
    assert written == {key: made.get(key[1], "no table of this name is made") for key in written}


def test_every_table_that_is_made_stands_in_a_document() -> None:
    assert {name for page in documents() for name in tables(page)} == set(MAKERS)
