"""Which day counts as the day of receipt, by the way a request came."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import a_draft, applied, who
from tests.support.road import MOMENT, TODAY

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.records.models import Request

FRIDAY = date(2025, 2, 28)


def _registered(cast: Cast, way: str, confirmed_on: date | None = None) -> Request:
    clerk = who(cast.naiman, "general_handler")
    return acts.register_request(
        clerk, a_draft(), (), way=way, arrived_on=FRIDAY, confirmed_on=confirmed_on, moment=MOMENT
    ).request


@pytest.mark.clause("cn-foi:31")
@pytest.mark.parametrize(
    ("way", "confirmed", "received", "state"),
    [
        ("in-person", None, FRIDAY, states.RECEIVED),
        ("registered-post", None, FRIDAY, states.RECEIVED),
        ("ordinary-post", TODAY, TODAY, states.RECEIVED),
        ("fax", TODAY, TODAY, states.RECEIVED),
        ("ordinary-post", None, None, states.UNCONFIRMED),
        ("fax", None, None, states.UNCONFIRMED),
    ],
)
def test_the_way_settles_the_day(
    cast: Cast, way: str, confirmed: date | None, received: date | None, state: str
) -> None:
    row = _registered(cast, way, confirmed)
    assert (row.received_on, row.state, row.due_on is None) == (received, state, received is None)


@pytest.mark.clause("cn-foi:31")
def test_an_online_request_is_received_when_it_is_sent(cast: Cast) -> None:
    row = applied(cast.naiman).request
    assert (row.way, row.received_on, row.due_on) == ("online", TODAY, date(2025, 3, 31))


@pytest.mark.clause("cn-foi:31")
def test_the_clock_begins_on_the_day_of_confirmation(cast: Cast) -> None:
    row = _registered(cast, "fax")
    clerk = who(cast.naiman, "general_handler")
    done = acts.confirm_receipt(clerk, row.pk, on=TODAY, moment=MOMENT)
    assert (done.state, done.received_on, done.due_on) == (states.RECEIVED, TODAY, date(2025, 3, 31))


@pytest.mark.parametrize("on", [FRIDAY - timedelta(days=1), TODAY + timedelta(days=1)])
def test_nobody_confirms_before_it_came_or_tomorrow(cast: Cast, on: date) -> None:
    row = _registered(cast, "fax")
    with refused("implausible_date") as no:
        acts.confirm_receipt(who(cast.naiman, "general_handler"), row.pk, on=on, moment=MOMENT)
    assert no.clause == "cn-foi:31"


@pytest.mark.clause("disclosure.7")
def test_only_the_acceptance_body_takes_requests_in(cast: Cast) -> None:
    with refused("not_your_turn") as no:
        acts.register_request(
            who(cast.naiman, "business_handler"), a_draft(), (), way="fax", arrived_on=FRIDAY, moment=MOMENT
        )
    assert no.clause == "naiman-housing:disclosure.7"
    assert not Request.objects.exists()
