"""A correction that comes on paper, and what may be asked and when."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.cast import Cast
from tests.support.plain_letters import words_of
from tests.support.refusals import refused
from tests.support.request_road import (
    applied,
    ask_correction,
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


@pytest.mark.clause("2.3.7", "cn-foi:30")
def test_the_clock_begins_anew_on_the_day_it_was_received_not_typed_in(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    ask_correction(cast.hulunbuir, row.pk, on_day(1))
    clerk = who(cast.hulunbuir, "general_handler")
    done = acts.take_correction(
        clerk, row.pk, description="2023年的数据", on=day_of(on_day(7)), moment=on_day(9)
    )
    assert (done.due_on, done.state, done.description) == (
        date(2025, 3, 31),
        states.WORKING,
        "2023年的数据",
    )


@pytest.mark.clause("cn-foi:30")
def test_the_letter_holds_every_point_and_the_period(cast: Cast) -> None:
    row = assigned(cast.naiman)
    acts.ask_correction(
        who(cast.naiman, "general_handler"), row.pk, points="年份\n地区", period_days=7, moment=MOMENT
    )
    words = words_of(fresh(row).letters.get(kind="correction"))
    assert all(each in words for each in ("年份", "地区", "7个工作日", "2025年3月12日"))


@pytest.mark.parametrize("days", [0, 91])
def test_a_period_that_is_no_reasonable_one(cast: Cast, days: int) -> None:
    row = assigned(cast.naiman)
    with refused("unreasonable_period"):
        ask_correction(cast.naiman, row.pk, period_days=days)
    assert fresh(row).state == states.WORKING


@pytest.mark.parametrize("day", [-1, 3])
def test_a_correction_does_not_come_before_it_was_asked_nor_tomorrow(cast: Cast, day: int) -> None:
    row = assigned(cast.naiman)
    ask_correction(cast.naiman, row.pk)
    with refused("implausible_date"):
        acts.take_correction(
            who(cast.naiman, "general_handler"),
            row.pk,
            description="2023年",
            on=day_of(on_day(day)),
            moment=on_day(2),
        )


def test_an_empty_correction_is_none(cast: Cast) -> None:
    row = assigned(cast.naiman)
    ask_correction(cast.naiman, row.pk)
    with refused("no_description"):
        acts.correct_online(row.pk, description=" \u200b", moment=on_day(1))


def test_before_it_was_given_out_it_goes_back_to_be_given_out(cast: Cast) -> None:
    row = applied(cast.naiman).request
    ask_correction(cast.naiman, row.pk)
    assert acts.correct_online(row.pk, description="2023年", moment=MOMENT).state == states.RECEIVED


def test_under_the_rules_of_2008_there_was_no_limit_for_the_notice(cast: Cast) -> None:
    row = registered_by_hand(cast.naiman, arrived_on=date(2018, 3, 1))
    assert ask_correction(cast.naiman, row.pk).state == states.CORRECTING
