"""The fee: one tariff, once a request; the clock stops and begins anew with the payment."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.support.cast import Cast
from tests.support.plain_letters import words_of
from tests.support.refusals import refused
from tests.support.request_road import (
    applied,
    ask_fee,
    assigned,
    day_of,
    fresh,
    on_day,
    registered_by_hand,
    who,
)
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.records.models import FeeNotice


@pytest.mark.clause("cn-foi:42")
@pytest.mark.parametrize(
    ("tariff", "quantity", "amount"),
    [
        ("requests", 11, 100),
        ("requests", 31, 20 * 100 + 200),
        ("pages", 31, 10),
        ("pages", 201, 70 * 10 + 100 * 20 + 40),
    ],
)
def test_either_tariff_is_progressive(cast: Cast, tariff: str, quantity: int, amount: int) -> None:
    row = assigned(cast.naiman)
    clerk = who(cast.naiman, "general_handler")
    notice = acts.notice_fee(
        clerk, row.pk, tariff=tariff, quantity=quantity, reasons="超过合理范围", moment=MOMENT
    )
    assert (notice.amount, notice.noticed_on, notice.pay_by) == (
        Decimal(amount),
        day_of(),
        date(2025, 3, 31),
    )
    assert f"{amount}元" in words_of(row.letters.get(kind="fee"))


@pytest.mark.clause("cn-foi:42")
def test_the_clock_stops_and_begins_anew_with_the_payment(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    ask_fee(cast.hulunbuir, row.pk, on_day(1))
    waiting = fresh(row)
    assert (waiting.state, waiting.due_on, waiting.standing_still) == (
        states.AWAITING_FEE,
        None,
        "缴纳信息处理费",
    )
    clerk = who(cast.hulunbuir, "general_handler")
    paid = acts.record_payment(clerk, row.pk, on=day_of(on_day(8)), receipt="票001", moment=on_day(9))
    assert (paid.state, paid.due_on, paid.standing_still) == (states.WORKING, date(2025, 4, 1), "")
    assert FeeNotice.objects.get().paid_on == day_of(on_day(8))


@pytest.mark.clause("cn-foi:42")
def test_a_second_fee_for_one_request_is_refused(cast: Cast) -> None:
    row = assigned(cast.naiman)
    ask_fee(cast.naiman, row.pk)
    clerk = who(cast.naiman, "general_handler")
    acts.record_payment(clerk, row.pk, on=day_of(), receipt="票001", moment=MOMENT)
    with refused("fee_twice") as caught:
        ask_fee(cast.naiman, row.pk, on_day(1))
    assert caught.clause == "cn-foi:42"


@pytest.mark.parametrize(
    ("tariff", "quantity", "code"),
    [
        ("requests", 10, "nothing_to_pay"),
        ("pages", 30, "nothing_to_pay"),
        ("pages", 0, "no_quantity"),
        ("pages", 2_000_000, "no_quantity"),
        ("weight", 5, "no_tariff"),
    ],
)
def test_what_is_free_or_makes_no_sense(cast: Cast, tariff: str, quantity: int, code: str) -> None:
    row = assigned(cast.naiman)
    clerk = who(cast.naiman, "general_handler")
    with refused(code):
        acts.notice_fee(clerk, row.pk, tariff=tariff, quantity=quantity, reasons="量大", moment=MOMENT)
    assert fresh(row).state == states.WORKING


@pytest.mark.clause("cn-foi:42")
def test_before_there_was_a_tariff_no_fee_is_taken(cast: Cast) -> None:
    row = registered_by_hand(cast.naiman, arrived_on=date(2020, 12, 31))
    with refused("no_tariff"):
        ask_fee(cast.naiman, row.pk)


@pytest.mark.clause("cn-foi:42")
def test_unpaid_it_is_given_up_only_after_the_period(cast: Cast) -> None:
    row = assigned(cast.naiman)
    ask_fee(cast.naiman, row.pk)
    clerk = who(cast.naiman, "general_handler")
    with refused("period_not_over"):
        acts.abandon(clerk, row.pk, moment=on_day(28))
    done = acts.abandon(clerk, row.pk, moment=on_day(29))
    assert (done.state, done.outcome, done.report_row) == (states.CLOSED, "fee-unpaid", "other.2")
    assert (done.late_unit, done.due_on) == (None, None)
    assert "逾期未按通知缴纳" in words_of(done.letters.get(kind="closing"))


@pytest.mark.parametrize("day", [-1, 3])
def test_a_payment_has_a_day_that_can_be(cast: Cast, day: int) -> None:
    row = assigned(cast.naiman)
    ask_fee(cast.naiman, row.pk)
    with refused("implausible_date"):
        acts.record_payment(
            who(cast.naiman, "general_handler"),
            row.pk,
            on=day_of(on_day(day)),
            receipt="1",
            moment=on_day(2),
        )


def test_before_it_was_given_out_it_goes_back_to_be_given_out(cast: Cast) -> None:
    row = applied(cast.naiman).request
    ask_fee(cast.naiman, row.pk)
    clerk = who(cast.naiman, "general_handler")
    paid = acts.record_payment(clerk, row.pk, on=day_of(), receipt="票001", moment=MOMENT)
    assert paid.state == states.RECEIVED
