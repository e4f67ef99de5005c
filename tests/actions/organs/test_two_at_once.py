"""Two officers at the same time: the second sees what the first did."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from tests.support.cast import Cast, install
from tests.support.road import sign_as, submitted

from gongkai.actions import organs
from gongkai.core.organs import Standing
from gongkai.core.terms import Refused
from gongkai.records.models import LedgerEntry, Post

MOMENT = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
DAY = date(2025, 3, 3)

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*acts: Callable[[], object]) -> list[str]:
    """What became of each: "done" or the code of the refusal."""
    together = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            together.wait(timeout=30)
            act()
        except Refused as refused:
            return refused.refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def _appoint(cast: Cast, who: Standing) -> Post:
    return organs.appoint(
        who,
        cast.hulunbuir.organ.pk,
        cast.hulunbuir.law_handler.pk,
        unit_id=cast.hulunbuir.unit("business").pk,
        kind="handler",
        title="工业统计科科员",
        held_from=DAY,
        moment=MOMENT,
    )


def test_one_post_is_given_once() -> None:
    cast = install()
    officers = [cast.hulunbuir.standing(key, DAY) for key in ("office_handler", "office_handler_2")]
    outcome = _at_once(*(lambda who=who: _appoint(cast, who) for who in officers))
    assert outcome == ["already_holds", "done"]
    assert Post.objects.filter(holder=cast.hulunbuir.law_handler, unit__name="工业统计科").count() == 1
    assert LedgerEntry.objects.filter(verb="appoint").count() == 1


def test_two_officers_cannot_end_each_other() -> None:
    cast = install()
    Post.objects.filter(unit=cast.hulunbuir.unit("office"), holder=cast.hulunbuir.office_head).delete()
    pair = ("office_handler", "office_handler_2")
    posts = {key: Post.objects.get(holder=cast.hulunbuir.person(key)).pk for key in pair}

    def end(officer: str, other: str) -> object:
        who = cast.hulunbuir.standing(officer, DAY)
        return organs.end_post(who, cast.hulunbuir.organ.pk, posts[other], held_until=DAY, moment=MOMENT)

    outcome = _at_once(lambda: end(*pair), lambda: end(*pair[::-1]))
    assert outcome == ["done", "last_personnel_officer"]
    assert Post.objects.filter(pk__in=posts.values(), held_until=None).count() == 1


def test_an_officer_and_a_signer_do_not_lock_each_other_out() -> None:
    bureau = install().hulunbuir
    officer = bureau.standing("office_head", DAY)
    editions = [submitted(bureau) for _ in range(4)]

    def open_unit(name: str) -> object:
        return organs.open_unit(officer, bureau.organ.pk, name=name, moment=MOMENT)

    acts: list[Callable[[], object]] = []
    for edition in editions:
        acts.append(partial(sign_as, bureau, "office_handler", edition))
        acts.append(partial(open_unit, f"新科{edition.pk}"))
    assert _at_once(*acts) == ["done"] * 8
