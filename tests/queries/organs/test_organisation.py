"""The organisation page: units, posts past, present and to come, deputies and accounts."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.support.cast import Bureau, Cast

from gongkai.core.terms import PostKind, UnitFunction
from gongkai.queries.organs import AccountLine, DeputationLine, PostLine, When, organ_lines, organisation
from gongkai.records.models import Adoption, Deputation, Person, Post, RegimeVersion

DAY = date(2025, 3, 3)


def _post(bureau: Bureau, key: str, unit: str, start: date, end: date | None = None) -> Post:
    return Post.objects.create(
        unit=bureau.unit(unit),
        holder=bureau.person(key),
        kind="handler",
        title="借调人员",
        held_from=start,
        held_until=end,
    )


def test_posts_of_a_unit_held_now_first_then_to_come_then_past(cast: Cast) -> None:
    bureau = cast.naiman
    past = _post(bureau, "center_handler", "website", date(2020, 1, 1), date(2020, 12, 31))
    coming = _post(bureau, "other_handler", "website", date(2025, 3, 4))
    (unit,) = [unit for unit in organisation(bureau.organ, DAY).units if unit.name == "信息股"]
    assert (unit.functions, unit.closed_on) == ((UnitFunction.WEBSITE_OFFICE,), None)
    assert [(post.holder, post.when) for post in unit.posts] == [
        ("曹阳", When.CURRENT),
        ("杜鹃", When.CURRENT),
        ("梁宇", When.FUTURE),
        ("常青", When.PAST),
    ]
    assert [post.id for post in unit.posts if post.when == "past"] == [past.pk]
    assert tuple(post for post in unit.posts if post.when == "future") == (
        PostLine(
            id=coming.pk,
            title="借调人员",
            kind=PostKind.HANDLER,
            holder_id=bureau.other_handler.pk,
            holder="梁宇",
            held_from=date(2025, 3, 4),
            held_until=None,
            in_charge_of=(),
            when=When.FUTURE,
        ),
    )


def _deputation(bureau: Bureau) -> Deputation:
    return Deputation.objects.create(
        post=Post.objects.get(holder=bureau.leader),
        deputy=bureau.second_leader,
        held_from=DAY,
        held_until=date(2025, 3, 7),
        reason="出差",
    )


@pytest.mark.parametrize(
    ("on", "when"), [(date(2025, 3, 2), When.FUTURE), (DAY, When.CURRENT), (date(2025, 3, 8), When.PAST)]
)
def test_a_deputation_and_the_deputy_beside_the_post(cast: Cast, on: date, when: When) -> None:
    deputation = _deputation(cast.naiman)
    shown = organisation(cast.naiman.organ, on)
    assert shown.deputations == (
        DeputationLine(
            id=deputation.pk,
            post="副局长",
            unit="局领导",
            holder="丁文博",
            deputy="娜仁",
            held_from=DAY,
            held_until=date(2025, 3, 7),
            ended_on=None,
            reason="出差",
            when=when,
        ),
    )
    deputies = {post.deputy for unit in shown.units for post in unit.posts} - {""}
    assert deputies == ({"娜仁"} if when is When.CURRENT else set())


def test_a_deputation_ended_early_is_past_on_that_day(cast: Cast) -> None:
    deputation = _deputation(cast.naiman)
    Deputation.objects.filter(pk=deputation.pk).update(ended_on=date(2025, 3, 5))
    lines = [organisation(cast.naiman.organ, date(2025, 3, day)).deputations[0].when for day in (4, 5)]
    assert lines == [When.CURRENT, When.PAST]


def test_what_a_leader_is_in_charge_of(cast: Cast) -> None:
    posts = [post for unit in organisation(cast.naiman.organ, DAY).units for post in unit.posts]
    (leader,) = [post for post in posts if post.holder == "丁文博"]
    assert leader.in_charge_of == ("建筑业股", "城建股", "房产服务中心")


def test_people_with_and_without_an_account(cast: Cast) -> None:
    newcomer = Person.objects.create(organ=cast.naiman.organ, name="金鑫")
    lines = organisation(cast.naiman.organ, DAY).accounts
    account = cast.naiman.website_handler.account
    assert lines[-1] == AccountLine(newcomer.pk, "金鑫", (), None, "", False)
    assert (
        AccountLine(account.person_id, "杜鹃", ("信息股科员", "兼职保密员"), account.pk, "dujuan", True)
        in lines
    )


@pytest.mark.parametrize("more", [0, 3])
def test_the_number_of_queries_does_not_grow(
    cast: Cast, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for key in ("center_handler", "other_handler", "supervision_handler")[:more]:
        _post(cast.naiman, key, "website", date(2025, 1, 1))
    with django_assert_num_queries(6):
        organisation(cast.naiman.organ, DAY)


def test_organs_with_the_rule_book_of_the_day(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    newer = RegimeVersion.objects.create(
        version="f" * 64, regime_id="naiman-housing", title="新制度", bureau_sources={}, statute_sources={}
    )
    Adoption.objects.create(
        organ=cast.naiman.organ, version=newer, in_force_from=date(2025, 4, 1), adopted_at="2025-03-01T00:00Z"
    )
    with django_assert_num_queries(2):
        lines = organ_lines(date(2025, 3, 31))
    assert [(line.slug, line.superior, line.regime_title) for line in lines] == [
        ("hulunbuir-government", "", ""),
        ("hulunbuir-statistics", "呼伦贝尔市人民政府", cast.hulunbuir.regime_version.title),
        ("naiman-government", "", ""),
        ("naiman-housing", "奈曼旗人民政府", cast.naiman.regime_version.title),
    ]
    assert organ_lines(date(2025, 4, 1))[-1].regime_title == "新制度"
