"""Posts begin and end by date; what cannot be is refused and nothing is kept."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.refusals import refused

from gongkai.actions import organs
from gongkai.records.models import LedgerEntry, Post, Unit

MOMENT = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
DAY = date(2025, 3, 3)


def _appoint(bureau: Bureau, key: str = "business_handler", **changes: Any) -> Post:
    values: dict[str, Any] = {
        "unit_id": bureau.unit("other").pk,
        "kind": "handler",
        "title": "农牧业统计科科员",
        "held_from": DAY,
    }
    who = bureau.standing("office_handler", DAY)
    return organs.appoint(who, bureau.organ.pk, bureau.person(key).pk, moment=MOMENT, **(values | changes))


def _end(bureau: Bureau, key: str, held_until: date) -> Post:
    post = Post.objects.filter(holder=bureau.person(key)).order_by("id")[0]
    who = bureau.standing("office_handler", DAY)
    return organs.end_post(who, bureau.organ.pk, post.pk, held_until=held_until, moment=MOMENT)


def test_appointed_from_a_day_on(cast: Cast) -> None:
    post = _appoint(cast.hulunbuir, held_from=date(2025, 4, 1))
    held = [
        [capacity.title for capacity in cast.hulunbuir.standing("business_handler", on).capacities]
        for on in (date(2025, 3, 31), date(2025, 4, 1))
    ]
    assert held == [["工业统计科科员"], ["工业统计科科员", "农牧业统计科科员"]]
    assert json.loads(LedgerEntry.objects.get().payload) == {
        "person": cast.hulunbuir.business_handler.key,
        "name": "阿拉坦",
        "unit": "农牧业统计科",
        "kind": "handler",
        "title": "农牧业统计科科员",
        "held_from": "2025-04-01",
        "held_until": None,
        "in_charge_of": [],
    }
    assert (LedgerEntry.objects.get().subject_kind, LedgerEntry.objects.get().subject_id) == ("post", post.pk)


def test_a_leader_is_put_in_charge_of_units(cast: Cast) -> None:
    units = {cast.hulunbuir.unit(key).pk for key in ("law", "general")}
    leaders = cast.hulunbuir.unit("leaders").pk
    post = _appoint(
        cast.hulunbuir,
        "law_head",
        unit_id=leaders,
        kind="leader_in_charge",
        title="副局长",
        in_charge_of=units,
    )
    assert {unit.pk for unit in post.in_charge_of.all()} == units


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("dates_reversed", {"held_until": date(2025, 3, 2)}),
        ("date_out_of_range", {"held_from": date(1899, 1, 1)}),
        ("text_missing", {"title": " 　"}),
        ("text_too_long", {"title": "科" * 61}),
        ("text_unprintable", {"title": "科\x00员"}),
        ("unknown_post_kind", {"kind": "emperor"}),
        ("unit_elsewhere", {"unit_id": 999_999}),
    ],
)
def test_what_cannot_be(cast: Cast, code: str, changes: dict[str, Any]) -> None:
    before = Post.objects.count()
    with refused(code):
        _appoint(cast.hulunbuir, **changes)
    assert (Post.objects.count(), LedgerEntry.objects.count()) == (before, 0)


def test_units_and_people_of_another_organ(cast: Cast) -> None:
    with refused("unit_elsewhere"):
        _appoint(cast.hulunbuir, unit_id=cast.naiman.unit("business").pk)
    with refused("person_elsewhere"):
        organs.appoint(
            cast.hulunbuir.standing("office_handler", DAY),
            cast.hulunbuir.organ.pk,
            cast.naiman.business_handler.pk,
            unit_id=cast.hulunbuir.unit("law").pk,
            kind="handler",
            title="科员",
            held_from=DAY,
            moment=MOMENT,
        )


def test_a_closed_unit_takes_nobody(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.hulunbuir.unit("other").pk).update(closed_on=date(2025, 3, 1))
    with refused("unit_closed"):
        _appoint(cast.hulunbuir)


def test_only_a_leader_is_in_charge_of_units(cast: Cast) -> None:
    with refused("not_a_leader"):
        _appoint(cast.hulunbuir, in_charge_of=[cast.hulunbuir.unit("law").pk])


def test_the_same_post_is_not_held_twice_at_once(cast: Cast) -> None:
    _appoint(cast.hulunbuir, held_until=date(2025, 6, 30))
    with refused("already_holds"):
        _appoint(cast.hulunbuir, held_from=date(2025, 6, 30))
    again = _appoint(cast.hulunbuir, held_from=date(2025, 7, 1))
    assert again.held_from == date(2025, 7, 1)


@pytest.mark.parametrize(("last", "still"), [(date(2025, 3, 2), 0), (date(2025, 3, 3), 1)])
def test_a_post_ends_at_once_or_at_the_end_of_a_day(cast: Cast, last: date, still: int) -> None:
    _end(cast.hulunbuir, "business_handler", last)
    assert len(cast.hulunbuir.standing("business_handler", DAY).capacities) == still


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (date(2025, 3, 1), "date_passed"),
        (date(2008, 4, 30), "dates_reversed"),
        (date(1899, 1, 1), "date_out_of_range"),
    ],
)
def test_days_on_which_a_post_cannot_end(cast: Cast, last: date, code: str) -> None:
    with refused(code):
        _end(cast.hulunbuir, "business_handler", last)


def test_a_post_ends_once(cast: Cast) -> None:
    Post.objects.filter(holder=cast.hulunbuir.business_handler).update(held_until=date(2025, 2, 28))
    with refused("post_ended"):
        _end(cast.hulunbuir, "business_handler", DAY)


def test_a_post_of_another_organ_is_not_found(cast: Cast) -> None:
    post = Post.objects.get(holder=cast.naiman.business_handler)
    with refused("post_elsewhere"):
        organs.end_post(
            cast.hulunbuir.standing("office_handler", DAY),
            cast.hulunbuir.organ.pk,
            post.pk,
            held_until=DAY,
            moment=MOMENT,
        )


def test_the_last_personnel_officer_stays(cast: Cast) -> None:
    _end(cast.hulunbuir, "office_head", DAY)
    _end(cast.hulunbuir, "office_handler_2", DAY)
    with refused("last_personnel_officer"):
        _end(cast.hulunbuir, "office_handler", DAY)


def test_an_officer_who_cannot_log_in_does_not_count_as_another(cast: Cast) -> None:
    for key in ("office_head", "office_handler_2"):
        account = cast.hulunbuir.person(key).account
        account.is_active = False
        account.save()
    with refused("last_personnel_officer"):
        _end(cast.hulunbuir, "office_handler", DAY)
