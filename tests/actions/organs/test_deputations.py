"""A deputy acts in a post for some days, one deputy at a time."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused

from gongkai.actions import organs
from gongkai.core.organs import Standing
from gongkai.records.models import Deputation, LedgerEntry, Post

MOMENT = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
DAY = date(2025, 3, 3)
FRIDAY = date(2025, 3, 7)


def _officer(cast: Cast) -> Standing:
    return cast.naiman.standing("office_handler", DAY)


def _deputise(
    cast: Cast, deputy: str = "other_head", start: date = DAY, end: date = FRIDAY, reason: str = "外出学习"
) -> Deputation:
    return organs.deputise(
        _officer(cast),
        cast.naiman.organ.pk,
        Post.objects.get(holder=cast.naiman.business_head).pk,
        cast.naiman.person(deputy).pk,
        held_from=start,
        held_until=end,
        reason=reason,
        moment=MOMENT,
    )


def _end(cast: Cast, deputation: Deputation, ended_on: date) -> Deputation:
    return organs.end_deputation(
        _officer(cast), cast.naiman.organ.pk, deputation.pk, ended_on=ended_on, moment=MOMENT
    )


def _labels(cast: Cast, on: date) -> list[str]:
    return [capacity.label for capacity in cast.naiman.standing("other_head", on).capacities]


def test_she_acts_in_the_post_for_those_days(cast: Cast) -> None:
    _deputise(cast)
    assert [_labels(cast, on) for on in (FRIDAY, date(2025, 3, 8))] == [
        ["城建股股长", "建筑业股股长（代 郑凯）"],
        ["城建股股长"],
    ]
    assert json.loads(LedgerEntry.objects.get().payload) == {
        "post": "建筑业股股长",
        "post_id": Deputation.objects.get().post_id,
        "unit": "建筑业股",
        "holder": cast.naiman.business_head.key,
        "holder_name": "郑凯",
        "deputy": cast.naiman.other_head.key,
        "deputy_name": "胡日查",
        "held_from": "2025-03-03",
        "held_until": "2025-03-07",
        "reason": "外出学习",
    }


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("deputises_herself", {"deputy": "business_head"}),
        ("dates_reversed", {"end": date(2025, 3, 2)}),
        ("outside_post", {"start": date(2008, 4, 30)}),
        ("date_out_of_range", {"start": date(1899, 1, 1)}),
        ("text_missing", {"reason": ""}),
        ("text_too_long", {"reason": "事" * 201}),
    ],
)
def test_what_cannot_be(cast: Cast, code: str, arguments: dict[str, str | date]) -> None:
    with refused(code):
        _deputise(cast, **arguments)  # type: ignore[arg-type] # named in the table above
    assert Deputation.objects.count() == 0


def test_not_longer_than_the_post_itself(cast: Cast) -> None:
    Post.objects.filter(holder=cast.naiman.business_head).update(held_until=date(2025, 3, 6))
    with refused("outside_post"):
        _deputise(cast)


def test_one_deputy_at_a_time(cast: Cast) -> None:
    _deputise(cast)
    with refused("has_deputy"):
        _deputise(cast, "center_head", FRIDAY, date(2025, 3, 20))
    assert (
        _deputise(cast, "center_head", date(2025, 3, 8), date(2025, 3, 20)).deputy == cast.naiman.center_head
    )


def test_ended_early_she_acts_no_more_that_day_and_another_may(cast: Cast) -> None:
    _end(cast, _deputise(cast), date(2025, 3, 5))
    assert [len(_labels(cast, on)) for on in (date(2025, 3, 4), date(2025, 3, 5))] == [2, 1]
    assert _deputise(cast, "center_head", date(2025, 3, 5), FRIDAY).deputy == cast.naiman.center_head


@pytest.mark.parametrize("ended_on", [date(2025, 3, 2), date(2025, 3, 8)])
def test_ended_between_today_and_its_last_day(cast: Cast, ended_on: date) -> None:
    deputation = _deputise(cast)
    with refused("date_out_of_range"):
        _end(cast, deputation, ended_on)


def test_ended_once(cast: Cast) -> None:
    deputation = _end(cast, _deputise(cast), DAY)
    with refused("deputation_ended"):
        _end(cast, deputation, DAY)


def test_of_another_organ_it_is_not_found(cast: Cast) -> None:
    deputation = _deputise(cast)
    with refused("deputation_elsewhere"):
        organs.end_deputation(
            cast.hulunbuir.standing("office_handler", DAY),
            cast.hulunbuir.organ.pk,
            deputation.pk,
            ended_on=DAY,
            moment=MOMENT,
        )
