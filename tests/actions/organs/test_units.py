"""Units are opened, changed and closed; nothing is closed that something depends on."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.refusals import refused
from tests.support.road import registered

from gongkai.actions import organs
from gongkai.core.organs import Standing
from gongkai.records.models import LedgerEntry, Post, Unit

MOMENT = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
DAY = date(2025, 3, 3)


def _officer(bureau: Bureau) -> Standing:
    return bureau.standing("office_handler", DAY)


def _open(bureau: Bureau, name: str, functions: tuple[str, ...] = ()) -> Unit:
    return organs.open_unit(_officer(bureau), bureau.organ.pk, name=name, functions=functions, moment=MOMENT)


def test_opened_with_functions_in_the_order_of_the_list(cast: Cast) -> None:
    unit = _open(cast.naiman, " 法规股 ", ("website_office", "secrecy_body", "website_office"))
    unit.refresh_from_db()
    assert (unit.name, unit.functions, unit.organ) == (
        "法规股",
        ["secrecy_body", "website_office"],
        cast.naiman.organ,
    )


@pytest.mark.parametrize(
    ("code", "name", "functions"),
    [
        ("text_missing", "", ()),
        ("text_too_long", "股" * 61, ()),
        ("unit_name_taken", "城建股", ()),
        ("unknown_function", "法规股", ("kitchen",)),
    ],
)
def test_units_that_cannot_be(cast: Cast, code: str, name: str, functions: tuple[str, ...]) -> None:
    with refused(code):
        _open(cast.naiman, name, functions)
    assert LedgerEntry.objects.count() == 0


def test_two_organs_may_have_a_unit_of_one_name(cast: Cast) -> None:
    assert _open(cast.naiman, "工业统计科").organ == cast.naiman.organ


def test_changed_and_the_ledger_keeps_both(cast: Cast) -> None:
    bureau = cast.naiman
    organs.change_unit(
        _officer(bureau),
        bureau.organ.pk,
        bureau.unit("website").pk,
        name="信息中心",
        functions=["website_office", "supervision_office"],
        moment=MOMENT,
    )
    assert json.loads(LedgerEntry.objects.get().payload) == {
        "before": {"name": "信息股", "functions": ["website_office"]},
        "after": {"name": "信息中心", "functions": ["supervision_office", "website_office"]},
    }


def test_a_change_that_changes_nothing_is_refused(cast: Cast) -> None:
    bureau = cast.naiman
    with refused("nothing_changed"):
        organs.change_unit(
            _officer(bureau),
            bureau.organ.pk,
            bureau.unit("website").pk,
            name="信息股",
            functions=["website_office"],
            moment=MOMENT,
        )


def test_the_personnel_function_is_not_lost(cast: Cast) -> None:
    bureau = cast.hulunbuir
    with refused("last_personnel_officer"):
        organs.change_unit(
            _officer(bureau),
            bureau.organ.pk,
            bureau.unit("office").pk,
            name="办公室",
            functions=[],
            moment=MOMENT,
        )


def _close(bureau: Bureau, key: str, closed_on: date) -> Unit:
    return organs.close_unit(
        _officer(bureau), bureau.organ.pk, bureau.unit(key).pk, closed_on=closed_on, moment=MOMENT
    )


def test_closed_when_empty(cast: Cast) -> None:
    Post.objects.filter(unit=cast.naiman.unit("center")).update(held_until=date(2025, 3, 31))
    unit = _close(cast.naiman, "center", date(2025, 4, 1))
    assert unit.closed_on == date(2025, 4, 1)
    with refused("unit_closed"):
        _close(cast.naiman, "center", date(2025, 4, 2))


@pytest.mark.parametrize(
    ("closed_on", "code"),
    [
        (date(2025, 3, 31), "unit_has_posts"),
        (date(2025, 3, 2), "date_passed"),
        (date(1899, 1, 1), "date_out_of_range"),
    ],
)
def test_days_on_which_it_cannot_close(cast: Cast, closed_on: date, code: str) -> None:
    Post.objects.filter(unit=cast.naiman.unit("center")).update(held_until=date(2025, 3, 31))
    with refused(code):
        _close(cast.naiman, "center", closed_on)


@pytest.mark.clause("naiman-housing:secrecy.3")
def test_not_closed_while_it_answers_for_unfinished_items(cast: Cast) -> None:
    registered(cast.naiman)
    Post.objects.filter(unit=cast.naiman.unit("business")).update(held_until=date(2025, 3, 31))
    with refused("unit_has_items"):
        _close(cast.naiman, "business", date(2025, 4, 1))
