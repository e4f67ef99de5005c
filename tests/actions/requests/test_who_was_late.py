"""A reply that comes too late names the unit in whose hands the request lay when its time ran out."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.request_road import (
    applied,
    approve_all,
    approve_as,
    ask_correction,
    assigned,
    finish,
    fresh,
    given_to_unit,
    on_day,
    propose,
    send,
    who,
    withdraw,
)

from gongkai.actions import requests as acts
from gongkai.records.models import LedgerEntry, Request

DUE = 28
"""Days from MOMENT (2025-03-03) to the last day of the twenty working days of 奈曼: 2025-03-31."""


def test_on_the_last_day_nobody_is_late(cast: Cast) -> None:
    row = assigned(cast.naiman)
    assert str(row.due_on) == "2025-03-31"
    assert finish(cast.naiman, row.pk, moment=on_day(DUE)).late_unit is None


@pytest.mark.clause("cn-foi:33")
def test_the_unit_that_had_not_handed_in(cast: Cast) -> None:
    row = assigned(cast.naiman)
    done = finish(cast.naiman, row.pk, moment=on_day(DUE + 1))
    assert done.late_unit == cast.naiman.unit("business")
    payload = LedgerEntry.objects.get(verb="send_reply").payload
    assert '"late_unit_name":"建筑业股"' in payload
    assert '"was_due":"2025-03-31"' in payload


def test_handed_in_after_the_day_is_late_as_well(cast: Cast) -> None:
    row = assigned(cast.naiman)
    hand_in(cast, row, DUE + 1)
    assert finish(cast.naiman, row.pk, moment=on_day(DUE + 2)).late_unit == cast.naiman.unit("business")


def test_the_acceptance_body_that_did_not_propose_what_was_handed_in(cast: Cast) -> None:
    row = assigned(cast.naiman)
    hand_in(cast, row, 3)
    assert finish(cast.naiman, row.pk, moment=on_day(DUE + 1)).late_unit == cast.naiman.unit("general")


def test_whoever_had_to_approve_when_the_time_ran_out(cast: Cast) -> None:
    row = assigned(cast.naiman)
    hand_in(cast, row, 3)
    propose(cast.naiman, row.pk, moment=on_day(4))
    approve_as(cast.naiman, "business_head", row.pk, on_day(5))
    approve_as(cast.naiman, "leader", row.pk, on_day(DUE + 1))
    assert send(cast.naiman, row.pk, on_day(DUE + 1)).late_unit == cast.naiman.unit("leaders")


def test_a_unit_that_proposed_the_reply_in_time_was_not_late(cast: Cast) -> None:
    row = assigned(cast.naiman)
    propose(cast.naiman, row.pk, moment=on_day(4))
    approve_as(cast.naiman, "business_head", row.pk, on_day(5))
    approve_as(cast.naiman, "leader", row.pk, on_day(DUE + 1))
    assert send(cast.naiman, row.pk, on_day(DUE + 1)).late_unit == cast.naiman.unit("leaders")


def test_the_acceptance_body_that_did_not_send_what_was_approved(cast: Cast) -> None:
    row = assigned(cast.naiman)
    hand_in(cast, row, 3)
    propose(cast.naiman, row.pk, moment=on_day(4))
    approve_all(cast.naiman, row.pk, on_day(5))
    assert send(cast.naiman, row.pk, on_day(DUE + 1)).late_unit == cast.naiman.unit("general")


def test_the_acceptance_body_that_gave_it_to_nobody(cast: Cast) -> None:
    row = applied(cast.naiman).request
    done = withdraw(cast.naiman, row.pk, on_day(DUE + 1))
    assert done.late_unit == cast.naiman.unit("general")


def test_the_unit_that_has_it_last(cast: Cast) -> None:
    row = assigned(cast.naiman)
    hand_in(cast, row, 3)
    given_to_unit(cast.naiman, row.pk, on_day(5), unit="other")
    acts.propose_reply(
        who(cast.naiman, "other_handler"), row.pk, given=acts.ReplyGiven("granted", where="一楼"),
        moment=on_day(DUE + 1),
    )  # fmt: skip
    done = withdraw(cast.naiman, row.pk, on_day(DUE + 1))
    assert done.late_unit == cast.naiman.unit("other")


def test_while_the_clock_stood_still_nobody_was_late(cast: Cast) -> None:
    row = assigned(cast.naiman)
    ask_correction(cast.naiman, row.pk)
    acts.correct_online(row.pk, description="2023年", moment=on_day(DUE + 10))
    done = finish(cast.naiman, row.pk, moment=on_day(DUE + 11))
    assert done.late_unit is None
    assert fresh(row).due_on is not None


def hand_in(cast: Cast, row: Request, day: int) -> None:
    handler = who(cast.naiman, "business_handler", on_day(day))
    acts.hand_in(handler, row.pk, note="可以提供。", editions=[], moment=on_day(day))
