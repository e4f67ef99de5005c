"""Per bureau: what each post may do with a request in each state, and that the door opens for nothing else."""

from __future__ import annotations

import os

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.permitted_requests import (
    ATTEMPTS,
    asked,
    golden,
    in_words,
    titles_of,
    tried,
    waiting_request,
    write_golden,
)
from tests.support.request_road import case_of, states_of

pytestmark = pytest.mark.clause(
    "disclosure.7", "secrecy.7.2", "secrecy.7.4", "1.4.2", "2.2.2", "2.3", "cn-foi:33"
)


@pytest.fixture(params=["hulunbuir", "naiman"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.hulunbuir if request.param == "hulunbuir" else cast.naiman


def test_the_screens_offer_exactly_the_golden_table(bureau: Bureau) -> None:
    table = {}
    for state in states_of(bureau):
        row = waiting_request(bureau, state)
        table[case_of(row.pk).state_title] = in_words(bureau, row, asked(bureau, row))
    if os.environ.get("GONGKAI_WRITE_GOLDEN"):
        write_golden(bureau, table)
    assert table == golden(bureau)


def test_the_door_opens_for_exactly_the_golden_table(bureau: Bureau) -> None:
    expected = golden(bureau)
    for state in states_of(bureau):
        row = waiting_request(bureau, state)
        title = case_of(row.pk).state_title
        assert in_words(bureau, row, tried(bureau, row)) == expected[title], title


def test_every_verb_of_the_table_is_tried_and_every_state_is_reached(bureau: Bureau) -> None:
    case = case_of(waiting_request(bureau, "received").pk)
    reached = {state for move in case.table.moves for state in (*move.source, move.target) if state}
    assert set(titles_of(case)) == set(ATTEMPTS)
    assert reached == set(states_of(bureau))
    assert {case.table.state_title(state) for state in reached} == set(golden(bureau))
