"""On a day a person stands in her own posts and in those she deputises in, and nowhere else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.support.cast import Cast

from gongkai.access.standing import standing_of, standing_of_account
from gongkai.core.organs import Capacity, Standing
from gongkai.core.terms import PostKind, UnitFunction
from gongkai.records.models import Deputation, Post, Unit

DAY = date(2025, 3, 3)


def _titles(standing: Standing) -> list[str]:
    return [capacity.label for capacity in standing.capacities]


def test_two_posts_with_their_units_and_functions(cast: Cast) -> None:
    person = cast.hulunbuir.law_handler
    law, secrecy = Post.objects.filter(holder=person).order_by("id")
    assert standing_of(person, DAY) == Standing(
        person_id=person.pk,
        name="何静",
        organ_id=cast.hulunbuir.organ.pk,
        capacities=(
            Capacity(law.pk, "设计与法规科科员", PostKind.HANDLER, law.unit_id, "设计与法规科"),
            Capacity(
                secrecy.pk,
                "兼职保密员",
                PostKind.HANDLER,
                secrecy.unit_id,
                "保密办",
                frozenset({UnitFunction.SECRECY_BODY}),
            ),
        ),
    )


def test_a_leader_is_in_charge_of_her_units(cast: Cast) -> None:
    units = {cast.naiman.unit(key).pk for key in ("business", "other", "center")}
    (capacity,) = cast.naiman.standing("leader", DAY).capacities
    assert capacity.in_charge_of == units


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 2, 28), []),
        (date(2025, 3, 1), ["建筑业股科员"]),
        (date(2025, 3, 31), ["建筑业股科员"]),
        (date(2025, 4, 1), []),
    ],
)
def test_first_and_last_day_of_a_post_count(cast: Cast, on: date, expected: list[str]) -> None:
    person = cast.naiman.business_handler
    Post.objects.filter(holder=person).update(held_from=date(2025, 3, 1), held_until=date(2025, 3, 31))
    assert _titles(standing_of(person, on)) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 2, 28), ["城建股股长"]),
        (date(2025, 3, 1), ["城建股股长", "建筑业股股长（代 郑凯）"]),
        (date(2025, 3, 9), ["城建股股长", "建筑业股股长（代 郑凯）"]),
        (date(2025, 3, 10), ["城建股股长"]),
    ],
)
def test_deputising_by_date_and_ended_early(cast: Cast, on: date, expected: list[str]) -> None:
    deputation = _deputise(cast)
    deputation.ended_on = date(2025, 3, 10)
    deputation.save()
    assert _titles(cast.naiman.standing("other_head", on)) == expected


def test_a_deputy_has_nothing_when_the_post_has_ended(cast: Cast) -> None:
    deputation = _deputise(cast)
    Post.objects.filter(pk=deputation.post_id).update(held_until=DAY - timedelta(days=1))
    assert _titles(cast.naiman.standing("other_head", DAY)) == ["城建股股长"]


def test_a_closed_unit_gives_nothing_from_the_day_it_is_closed(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.naiman.unit("business").pk).update(closed_on=DAY)
    before, after = (cast.naiman.standing("business_head", day) for day in (DAY - timedelta(days=1), DAY))
    assert (_titles(before), _titles(after)) == (["建筑业股股长"], [])


def test_a_closed_account_stands_nowhere(cast: Cast) -> None:
    account = cast.naiman.business_head.account
    opened = _titles(standing_of_account(account, DAY))
    account.is_active = False
    assert (opened, _titles(standing_of_account(account, DAY))) == (["建筑业股股长"], [])


@pytest.mark.parametrize("more", [0, 3])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = cast.hulunbuir.leader
    for key in ("office", "general", "secrecy")[:more]:
        post = Post.objects.create(
            unit=cast.hulunbuir.unit(key), holder=person, kind="handler", title=key, held_from=DAY
        )
        post.in_charge_of.add(cast.hulunbuir.unit("law"))
    with django_assert_num_queries(3):
        standing = standing_of(person, DAY)
    assert len(standing.capacities) == 1 + more


def _deputise(cast: Cast) -> Deputation:
    post = Post.objects.get(holder=cast.naiman.business_head)
    return Deputation.objects.create(
        post=post,
        deputy=cast.naiman.other_head,
        held_from=date(2025, 3, 1),
        held_until=date(2025, 3, 14),
        reason="外出学习",
    )
