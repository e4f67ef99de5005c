"""What the door wrote about requests holds: every state, every kind of row, wiped applicants too."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.request_history import everything
from tests.support.request_road import at_request_state, states_of

from gongkai.queries.ledger import ledger_organs, verify_organ
from gongkai.records.models import LedgerEntry


@pytest.fixture(params=["hulunbuir", "naiman"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.hulunbuir if request.param == "hulunbuir" else cast.naiman


def test_requests_in_every_state_hold(bureau: Bureau) -> None:
    for state in states_of(bureau):
        assert at_request_state(bureau, state).state == state
    verdict = verify_organ(bureau.organ)
    assert (verdict.holds, verdict.why) == (True, "")
    assert verdict.entries == LedgerEntry.objects.filter(organ=bureau.organ).count()


def test_everything_that_can_happen_holds(bureau: Bureau) -> None:
    everything(bureau)
    verdict = verify_organ(bureau.organ)
    assert (verdict.holds, verdict.why) == (True, "")
    assert ledger_organs() == [bureau.organ]
