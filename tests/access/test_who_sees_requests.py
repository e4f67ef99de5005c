"""Who may know of a request: the list and the single case agree, for everybody, in every state."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.plain_letters import plain_letters
from tests.support.request_road import (
    GRANTED,
    applied,
    approve_as,
    assigned,
    at_request_state,
    case_of,
    fresh,
    states_of,
    who,
)
from tests.support.road import MOMENT

from gongkai.access.requests import may_see, visible_requests
from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.records.models import Request

__all__ = ["plain_letters"]


@pytest.fixture(params=["hulunbuir", "naiman"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.hulunbuir if request.param == "hulunbuir" else cast.naiman


def test_the_list_and_the_case_agree_for_everybody(bureau: Bureau, cast: Cast) -> None:
    rows = [at_request_state(bureau, state) for state in states_of(bureau)]
    other = cast.naiman if bureau is cast.hulunbuir else cast.hulunbuir
    standings = [who(each, key) for each in (bureau, other) for key in each.people]
    listed = {one.person_id: set(visible_requests(one).values_list("pk", flat=True)) for one in standings}
    single = {one.person_id: {row.pk for row in rows if may_see(one, case_of(row.pk))} for one in standings}
    assert listed == single
    assert {len(seen) for seen in listed.values()} >= {0, len(rows)}


def test_what_no_unit_has_yet_is_seen_by_the_leader_in_charge_of_the_acceptance_body(cast: Cast) -> None:
    """He approves what the acceptance body proposes by itself, and must be able to open it."""
    bureau = cast.hulunbuir
    unit = bureau.unit("group")
    unit.functions = []
    unit.save()
    row = applied(bureau).request
    leader = who(bureau, "second_leader")
    assert list(visible_requests(leader)) == [row]
    assert list(visible_requests(who(bureau, "leader"))) == []
    acts.propose_reply(who(bureau, "general_handler"), row.pk, given=GRANTED, moment=MOMENT)
    approve_as(bureau, "office_handler", row.pk)
    approve_as(bureau, "second_leader", row.pk)
    assert fresh(row).state == states.APPROVED


def test_whoever_may_not_know_of_it_can_do_nothing_with_it(cast: Cast) -> None:
    row = assigned(cast.naiman)
    for key in ("other_handler", "website_handler"):
        with pytest.raises(Request.DoesNotExist):
            acts.recuse_request(who(cast.naiman, key), row.pk, reason="亲属", moment=MOMENT)
