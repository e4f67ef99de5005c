"""Giving a request to a unit, and one matter a form."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.plain_letters import words_of
from tests.support.refusals import refused
from tests.support.request_road import (
    applied,
    assigned,
    fresh,
    given_to_unit,
    on_day,
    registered_by_hand,
    search,
    who,
)
from tests.support.road import MOMENT

from gongkai.access.applicants import applicant_field
from gongkai.actions import requests as acts
from gongkai.actions.requests.tracking import open_by_code
from gongkai.core.requests import states
from gongkai.queries.request_clock import request_events
from gongkai.records.models import LedgerEntry, Request


@pytest.mark.clause("disclosure.7", "2.2.2")
def test_it_lands_with_the_acceptance_body_and_is_given_out_by_it(cast: Cast) -> None:
    row = applied(cast.naiman).request
    assert (row.state, row.unit) == (states.RECEIVED, None)
    unit = cast.naiman.unit("business").pk
    with refused("not_your_turn"):
        acts.assign(who(cast.naiman, "principal"), row.pk, unit_id=unit, moment=MOMENT)
    for key in ("business_handler", "business_head"):
        # Whose unit does not have it may not even know of it.
        with pytest.raises(Request.DoesNotExist):
            acts.assign(who(cast.naiman, key), row.pk, unit_id=unit, moment=MOMENT)
    given = given_to_unit(cast.naiman, row.pk)
    assert (given.state, given.unit) == (states.WORKING, cast.naiman.unit("business"))


def test_the_next_unit_works_on_it_and_the_first_no_longer(cast: Cast) -> None:
    row = assigned(cast.naiman)
    handler = who(cast.naiman, "business_handler")
    acts.hand_in(handler, row.pk, note="不归我科。", editions=[], moment=MOMENT)
    assert fresh(row).handed_in_at == MOMENT
    again = given_to_unit(cast.naiman, row.pk, on_day(1), unit="other")
    assert (again.unit, again.handed_in_at) == (cast.naiman.unit("other"), None)
    with pytest.raises(Request.DoesNotExist):
        search(cast.naiman, row.pk, on_day(1))


@pytest.mark.parametrize("foreign", [True, False])
def test_a_unit_of_another_bureau_or_none_at_all(cast: Cast, foreign: bool) -> None:
    row = applied(cast.naiman).request
    unit = cast.hulunbuir.unit("business").pk if foreign else 0
    with refused("unknown_unit"):
        acts.assign(who(cast.naiman, "general_handler"), row.pk, unit_id=unit, moment=MOMENT)


def test_another_bureaus_request_does_not_exist(cast: Cast) -> None:
    row = applied(cast.naiman).request
    with pytest.raises(Request.DoesNotExist):
        acts.look(who(cast.hulunbuir, "general_handler"), row.pk, why="好奇", moment=MOMENT)


@pytest.mark.clause("2.1.1")
def test_each_further_matter_is_a_request_of_its_own_due_together(cast: Cast) -> None:
    row = registered_by_hand(cast.hulunbuir)
    clerk = who(cast.hulunbuir, "general_handler", on_day(2))
    first, second, third = acts.split(
        clerk, row.pk, matters=["甲事项", " ", "乙事项", "丙事项"], moment=on_day(2)
    )
    assert [each.description for each in (first, second, third)] == ["甲事项", "乙事项", "丙事项"]
    assert {(each.due_on, each.received_on, each.state) for each in (first, second, third)} == {
        (row.due_on, row.received_on, states.RECEIVED)
    }
    assert [each.split_from_id for each in (first, second, third)] == [None, row.pk, row.pk]
    assert [each.serial for each in (second, third)] == ["2025-00002", "2025-00003"]
    assert {applicant_field(each.applicant, "name") for each in (second, third)} == {"李四光"}
    assert second.applicant.same_as == first.applicant.same_as
    assert request_events([second.pk]) == {second.pk: request_events([row.pk])[row.pk]}
    told = LedgerEntry.objects.get(verb="split")
    assert (told.clauses, f'"before":"{row.description}"' in told.payload) == (
        ["hulunbuir-statistics:2.1.1"],
        True,
    )


def test_the_applicant_gets_a_receipt_with_a_code_for_each(cast: Cast) -> None:
    row = applied(cast.naiman).request
    _, second = acts.split(who(cast.naiman, "general_handler"), row.pk, matters=["甲", "乙"], moment=MOMENT)
    words = words_of(second.letters.get()).split()
    code = next(word for word in words if len(word) == 10 and word.isalnum() and word.isupper())
    assert open_by_code(cast.naiman.organ, second.number, code, address="10.0.0.1", moment=MOMENT) == second


@pytest.mark.parametrize(
    ("matters", "code"),
    [
        (["甲"], "one_matter_only"),
        (["甲", " "], "one_matter_only"),
        (["甲"] * 21, "too_long"),
        (["甲", "长" * 5001], "too_long"),
    ],
)
def test_one_matter_is_nothing_to_split_and_too_many_are_too_many(
    cast: Cast, matters: list[str], code: str
) -> None:
    row = applied(cast.hulunbuir).request
    with refused(code) as caught:
        acts.split(who(cast.hulunbuir, "general_handler"), row.pk, matters=matters, moment=MOMENT)
    assert caught.clause == "hulunbuir-statistics:2.1.1"
    assert Request.objects.count() == 1
