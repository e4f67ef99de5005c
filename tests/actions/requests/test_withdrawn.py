"""An applicant takes her request back, on paper or on the tracking page."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.plain_letters import words_of
from tests.support.refusals import refused
from tests.support.request_road import (
    REFUSED,
    applied,
    assigned,
    at_request_state,
    fresh,
    replied,
    states_of,
    who,
    withdraw,
)
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.records.models import LedgerEntry


@pytest.mark.clause("cn-foi:27")
def test_it_ends_with_a_letter_and_counts_in_its_row(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    done = withdraw(cast.hulunbuir, row.pk)
    assert (done.state, done.outcome, done.report_row) == (states.CLOSED, "withdrawn", "other.3")
    assert (done.ended_at, done.late_unit) == (MOMENT, None)
    assert "当面签字" in words_of(done.letters.get(kind="closing"))


def test_on_the_tracking_page_she_does_it_herself(cast: Cast) -> None:
    row = applied(cast.naiman).request
    acts.withdraw_online(row.pk, moment=MOMENT)
    entry = LedgerEntry.objects.get(verb="withdraw_request")
    assert (fresh(row).state, entry.actor_key, entry.actor_name) == (
        states.CLOSED,
        f"applicant:{row.pk}",
        "申请人",
    )


def test_in_every_state_until_it_has_ended(cast: Cast) -> None:
    found = {}
    for state in states_of(cast.naiman):
        row = at_request_state(cast.naiman, state)
        if state in states.ENDED:
            with refused("not_in_this_state"):
                acts.withdraw_online(row.pk, moment=MOMENT)
        else:
            acts.withdraw_online(row.pk, moment=MOMENT)
        found[state] = fresh(row).state
    assert found == dict.fromkeys(states_of(cast.naiman), states.CLOSED) | {states.REPLIED: states.REPLIED}


def test_without_evidence_nothing_is_taken_back(cast: Cast) -> None:
    row = assigned(cast.naiman)
    with refused("no_evidence"):
        acts.withdraw_request(who(cast.naiman, "general_handler"), row.pk, evidence=" ", moment=MOMENT)
    assert fresh(row).state == states.WORKING


def test_a_reply_stays_given(cast: Cast) -> None:
    row = replied(cast.naiman, REFUSED)
    with refused("not_in_this_state"):
        withdraw(cast.naiman, row.pk)
