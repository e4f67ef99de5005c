"""Two at once on one request: one wins, the other is told; nothing is double."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.support.cast import Bureau, install
from tests.support.databases import together
from tests.support.request_road import (
    GRANTED,
    REFUSED,
    a_draft,
    applied,
    approve_as,
    ask_correction,
    assigned,
    case_of,
    fresh,
    proposed,
    who,
)
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.core.terms import Refused
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Correction, FeeNotice, LedgerEntry, Letter, Reply, ReplyApproval, Request


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    return install().naiman


def answers(*acts_at_once: Callable[[], object]) -> list[str]:
    """`done` for who won, the code of the refusal for who did not; anything else as it is."""
    outcomes = together(*acts_at_once)
    return sorted(
        outcome.refusal.code
        if isinstance(outcome, Refused)
        else repr(outcome)
        if isinstance(outcome, BaseException)
        else "done"
        for outcome in outcomes
    )


def test_two_officers_propose_different_replies(bureau: Bureau) -> None:
    row = assigned(bureau)

    def propose(key: str, given: acts.ReplyGiven) -> Callable[[], object]:
        return lambda: acts.propose_reply(who(bureau, key), row.pk, given=given, moment=MOMENT)

    first, second = propose("business_handler", GRANTED), propose("business_handler_2", REFUSED)
    assert answers(first, second) == ["done", "not_in_this_state"]
    assert Reply.objects.count() == 1
    assert verify_organ(bureau.organ).holds


def test_two_officers_answer_on_the_spot(bureau: Bureau) -> None:
    row = applied(bureau).request

    def answer(key: str) -> Callable[[], object]:
        return lambda: acts.answer_at_once(who(bureau, key), row.pk, given=GRANTED, how="当面", moment=MOMENT)

    assert answers(answer("general_handler"), answer("general_head")) == ["done", "not_in_this_state"]
    assert Letter.objects.filter(kind="reply-granted").count() == 1
    assert verify_organ(bureau.organ).holds


def test_one_approves_while_another_sends_it_back(bureau: Bureau) -> None:
    row = proposed(bureau)
    seen = case_of(row.pk).fingerprint
    # Returned first, the approval finds another state; approved first, so does the return of that stage.
    assert answers(
        lambda: approve_as(bureau, "business_head", row.pk, seen=seen),
        lambda: acts.return_reply(who(bureau, "business_head"), row.pk, reasons="请改。", moment=MOMENT),
    ) in (["done", "not_in_this_state"], ["done", "not_your_turn"])
    assert ReplyApproval.objects.count() + Reply.objects.exclude(returned_at=None).count() == 1
    assert verify_organ(bureau.organ).holds


def test_a_correction_is_asked_once(bureau: Bureau) -> None:
    row = assigned(bureau)
    assert answers(
        lambda: ask_correction(bureau, row.pk),
        lambda: acts.ask_correction(
            who(bureau, "general_head"), row.pk, points="地区", period_days=5, moment=MOMENT
        ),
    ) == ["done", "not_in_this_state"]
    assert Correction.objects.count() == 1
    assert Letter.objects.filter(kind="correction").count() == 1


def test_a_fee_and_a_withdrawal_do_not_cross(bureau: Bureau) -> None:
    row = assigned(bureau)

    def fee() -> object:
        return acts.notice_fee(
            who(bureau, "general_handler"),
            row.pk,
            tariff="pages",
            quantity=50,
            reasons="量大",
            moment=MOMENT,
        )

    found = answers(fee, lambda: acts.withdraw_online(row.pk, moment=MOMENT))
    # The withdrawal is open in both states: it may come second, the fee may not.
    assert found in (["done", "done"], ["done", "not_in_this_state"])
    assert fresh(row).state == "closed"
    assert FeeNotice.objects.count() == (1 if found == ["done", "done"] else 0)
    assert verify_organ(bureau.organ).holds


def test_applications_sent_at_once_get_numbers_of_their_own(bureau: Bureau) -> None:
    outcomes = answers(*[lambda: applied(bureau) for _ in range(4)])
    assert outcomes == ["done"] * 4
    assert sorted(Request.objects.values_list("serial", flat=True)) == [f"2025-0000{n}" for n in range(1, 5)]
    assert Letter.objects.values("number").distinct().count() == 4
    assert LedgerEntry.objects.filter(verb="apply").count() == 4
    assert verify_organ(bureau.organ).holds


def test_one_sending_twice_at_once_is_one_request(bureau: Bureau) -> None:
    def press() -> object:
        return acts.apply_online(bureau.organ, a_draft(), (), moment=MOMENT, nonce="once")

    assert answers(press, press) == ["already_sent", "done"]
    assert Request.objects.count() == 1
