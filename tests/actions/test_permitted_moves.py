"""Per bureau: what each post may do in each state, and that the door opens for nothing else."""

from __future__ import annotations

import os

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.permitted import asked, golden, in_words, states_of, tried, write_golden
from tests.support.road import at_state, registered

pytestmark = pytest.mark.clause(
    "secrecy.7.1",
    "secrecy.7.2",
    "secrecy.7.3",
    "secrecy.7.4",
    "secrecy.4",
    "3.9.1",
    "3.9.2",
    "4.3",
    "1.4.1",
    "4.2",
)


@pytest.fixture(params=["hulunbuir", "naiman"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.hulunbuir if request.param == "hulunbuir" else cast.naiman


def test_the_screens_offer_exactly_the_golden_table(bureau: Bureau) -> None:
    table = {}
    for state, title in states_of(registered(bureau)).items():
        edition = at_state(bureau, state)
        table[title] = in_words(bureau, edition, asked(bureau, edition))
    if os.environ.get("GONGKAI_WRITE_GOLDEN"):
        write_golden(bureau, table)
    assert table == golden(bureau)


def test_the_door_opens_for_exactly_the_golden_table(bureau: Bureau) -> None:
    expected = golden(bureau)
    for state, title in states_of(registered(bureau)).items():
        edition = at_state(bureau, state)
        open_verbs = in_words(bureau, edition, tried(bureau, edition))
        assert {post: sorted(verbs) for post, verbs in open_verbs.items()} == {
            post: sorted(verbs) for post, verbs in expected[title].items()
        }, title
