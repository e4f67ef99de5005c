"""Answered on the spot: on the day of receipt, and only what needs nobody's decision any more."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import (
    GRANTED,
    REFUSED,
    applied,
    assigned,
    day_of,
    fresh,
    on_day,
    on_request_edition,
    registered_by_hand,
    who,
)
from tests.support.road import MOMENT, at_state

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Reply

Given = acts.ReplyGiven


@pytest.mark.clause("2.3", "cn-foi:33")
def test_what_is_public_is_told_at_once(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = registered_by_hand(bureau)
    clerk = who(bureau, "general_handler")
    given = Given("already-public", where="门户网站统计数据栏")
    reply = acts.answer_at_once(clerk, row.pk, given=given, how="口头告知", moment=MOMENT)
    done = fresh(row)
    assert (done.state, done.outcome, done.report_row, done.late_unit) == (
        states.REPLIED,
        "already-public",
        "granted",
        None,
    )
    assert done.ended_at == reply.sent_at == MOMENT
    assert list(done.letters.values_list("kind", flat=True)) == ["receipt", "reply-already-public"]
    assert verify_organ(bureau.organ).why == ""


@pytest.mark.clause("2.3.2")
def test_what_should_be_public_opens_the_task_at_once_too(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row, edition = registered_by_hand(bureau), on_request_edition(bureau)
    given = Given("should-be-public", editions=(edition.pk,))
    acts.answer_at_once(who(bureau, "general_handler"), row.pk, given=given, how="当面提供", moment=MOMENT)
    task = fresh(row).publication_tasks.get()
    assert (task.unit, task.why) == (bureau.unit("business"), "should_be")


NEEDS_A_DECISION = [
    REFUSED,
    Given("needs-making", reasons="没有现成的。"),
    Given("excessive", reasons="太多。"),
    Given("confirm-again", reasons="已有。"),
]


@pytest.mark.parametrize("given", NEEDS_A_DECISION, ids=lambda given: given.outcome)
def test_what_somebody_must_decide_goes_to_approval(cast: Cast, given: acts.ReplyGiven) -> None:
    row = applied(cast.naiman).request
    clerk = who(cast.naiman, "general_handler")
    with refused("not_on_the_spot"):
        acts.answer_at_once(clerk, row.pk, given=given, how="当面", moment=MOMENT)
    assert not Reply.objects.exists()


@pytest.mark.clause("cn-foi:33")
def test_tomorrow_is_not_at_once(cast: Cast) -> None:
    row = applied(cast.naiman).request
    clerk = who(cast.naiman, "general_handler")
    with refused("not_the_day"):
        acts.answer_at_once(clerk, row.pk, given=GRANTED, how="当面", moment=on_day(1))


@pytest.mark.clause("secrecy.2")
def test_what_is_not_reviewed_is_not_given_at_once_either(cast: Cast) -> None:
    row, edition = applied(cast.naiman).request, at_state(cast.naiman, "draft")
    given = Given("granted", editions=(edition.pk,))
    with refused("not_reviewed"):
        acts.answer_at_once(
            who(cast.naiman, "general_handler"), row.pk, given=given, how="当面", moment=MOMENT
        )
    assert fresh(row).state == states.RECEIVED


@pytest.mark.clause("disclosure.7")
def test_a_unit_does_not_answer_by_itself(cast: Cast) -> None:
    row = assigned(cast.naiman)
    with refused("not_your_turn"):
        acts.answer_at_once(
            who(cast.naiman, "business_handler"), row.pk, given=GRANTED, how="当面", moment=MOMENT
        )


@pytest.mark.clause("2.4")
def test_delivery_is_recorded_once_with_its_proof(cast: Cast) -> None:
    row = applied(cast.hulunbuir).request
    clerk = who(cast.hulunbuir, "general_handler")
    acts.answer_at_once(clerk, row.pk, given=GRANTED, how="邮寄", moment=MOMENT)
    said = {"how": "邮寄", "proof": "EMS 1234567890"}
    with refused("implausible_date"):
        acts.record_delivery(clerk, row.pk, on=day_of(on_day(-1)), moment=on_day(2), **said)
    with refused("no_proof"):
        acts.record_delivery(clerk, row.pk, on=day_of(), how="邮寄", proof=" ", moment=on_day(2))
    done = acts.record_delivery(clerk, row.pk, on=day_of(on_day(2)), moment=on_day(2), **said)
    assert (done.delivered_on, done.delivered_how, done.delivery_proof) == (
        day_of(on_day(2)),
        "邮寄",
        "EMS 1234567890",
    )
    with refused("delivered"):
        acts.record_delivery(clerk, row.pk, on=day_of(on_day(2)), moment=on_day(2), **said)
