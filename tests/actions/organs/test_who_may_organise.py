"""Only the personnel office of the organ changes it, and nobody there helps herself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.refusals import refused

from gongkai.access.standing import standing_of
from gongkai.actions import organs
from gongkai.core.terms import system_actor
from gongkai.records.models import LedgerEntry, Post

MOMENT = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
DAY = date(2025, 3, 3)

Act = Callable[[organs.Who, Bureau], object]


def _acts() -> dict[str, Act]:
    """Every act on an organ, as somebody might try it on 城建股/农牧业统计科 and its head."""
    return {
        "open_unit": lambda who, b: organs.open_unit(who, b.organ.pk, name="新设机构", moment=MOMENT),
        "change_unit": lambda who, b: organs.change_unit(
            who, b.organ.pk, b.unit("other").pk, name="改名", functions=[], moment=MOMENT
        ),
        "close_unit": lambda who, b: organs.close_unit(
            who, b.organ.pk, b.unit("other").pk, closed_on=DAY, moment=MOMENT
        ),
        "add_person": lambda who, b: organs.add_person(who, b.organ.pk, name="新人", moment=MOMENT),
        "appoint": lambda who, b: organs.appoint(
            who,
            b.organ.pk,
            b.other_head.pk,
            unit_id=b.unit("business").pk,
            kind="handler",
            title="科员",
            held_from=DAY,
            moment=MOMENT,
        ),
        "end_post": lambda who, b: organs.end_post(
            who, b.organ.pk, _post(b, "other_head"), held_until=DAY, moment=MOMENT
        ),
        "deputise": lambda who, b: organs.deputise(
            who,
            b.organ.pk,
            _post(b, "other_head"),
            b.business_head.pk,
            held_from=DAY,
            held_until=DAY,
            reason="请假",
            moment=MOMENT,
        ),
        "set_password": lambda who, b: organs.set_password(
            who, b.organ.pk, b.other_head.account.pk, password="correct-horse-9", moment=MOMENT
        ),
        "close_account": lambda who, b: organs.close_account(
            who, b.organ.pk, b.other_head.account.pk, moment=MOMENT
        ),
        "adopt_regime": lambda who, b: organs.adopt_regime(
            who, b.organ.pk, place=b.organ.slug, in_force_from=DAY, moment=MOMENT
        ),
    }


def _post(bureau: Bureau, key: str) -> int:
    return Post.objects.filter(holder=bureau.person(key)).order_by("id")[0].pk


@pytest.mark.clause("hulunbuir-statistics:4.2")
@pytest.mark.clause("naiman-housing:disclosure.7")
@pytest.mark.parametrize("verb", _acts())
def test_only_the_personnel_office_of_the_organ(cast: Cast, verb: str) -> None:
    act = _acts()[verb]
    for bureau, other in (cast.bureaus, cast.bureaus[::-1]):
        strangers = [standing_of(person, DAY) for key, person in bureau.people.items() if "office" not in key]
        if bureau is cast.naiman:
            strangers = [who for who in strangers if "综合股" not in {c.unit_name for c in who.capacities}]
        strangers.append(other.standing("office_handler", DAY))
        for who in strangers:
            with refused("not_personnel_office"):
                act(who, bureau)
    with refused("not_personnel_office") as caught:
        act(system_actor("baker", "门户生成"), cast.hulunbuir)
    assert caught.clause == "hulunbuir-statistics:4.2"
    assert LedgerEntry.objects.count() == 0


@pytest.mark.parametrize("verb", sorted(set(_acts()) - {"close_unit"}))
def test_the_personnel_office_does_it_and_the_ledger_knows(cast: Cast, verb: str) -> None:
    bureau = cast.hulunbuir
    _acts()[verb](bureau.standing("office_handler", DAY), bureau)
    entry = LedgerEntry.objects.get()
    assert (entry.verb, entry.actor_name, entry.actor_post, entry.clauses, entry.moment) == (
        verb,
        "张雪梅",
        "办公室科员",
        ["hulunbuir-statistics:4.2"],
        MOMENT,
    )


def test_a_post_that_ended_meanwhile_counts_no_more(cast: Cast) -> None:
    bureau = cast.hulunbuir
    before = bureau.standing("office_handler", DAY)
    Post.objects.filter(holder=bureau.office_handler).update(held_until=date(2025, 3, 2))
    with refused("not_personnel_office"):
        organs.add_person(before, bureau.organ.pk, name="新人", moment=MOMENT)


def test_nobody_appoints_herself(cast: Cast) -> None:
    bureau = cast.hulunbuir
    who = bureau.standing("office_head", DAY)
    with refused("appoints_herself"):
        organs.appoint(
            who,
            bureau.organ.pk,
            who.person_id,
            unit_id=bureau.unit("law").pk,
            kind="unit_head",
            title="科长",
            held_from=DAY,
            moment=MOMENT,
        )


def test_nobody_makes_herself_deputy(cast: Cast) -> None:
    bureau = cast.hulunbuir
    who = bureau.standing("office_head", DAY)
    with refused("appoints_herself"):
        organs.deputise(
            who,
            bureau.organ.pk,
            _post(bureau, "principal"),
            who.person_id,
            held_from=DAY,
            held_until=DAY,
            reason="出差",
            moment=MOMENT,
        )


def test_nobody_touches_her_own_account(cast: Cast) -> None:
    bureau = cast.hulunbuir
    who, organ_id = bureau.standing("office_head", DAY), bureau.organ.pk
    account = bureau.office_head.account
    with refused("own_account"):
        organs.set_password(who, organ_id, account.pk, password="correct-horse-9", moment=MOMENT)
    with refused("own_account"):
        organs.close_account(who, organ_id, account.pk, moment=MOMENT)
    with refused("own_account"):
        organs.open_account(
            who, organ_id, who.person_id, username="another", password="correct-horse-9", moment=MOMENT
        )
