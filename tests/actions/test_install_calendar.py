"""Installing a year: every open date that moves, moves in one act, and every organ's ledger tells of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.support.cast import Bureau, Cast, install
from tests.support.databases import together
from tests.support.refusals import refused
from tests.support.request_road import applied, assigned, replied, who
from tests.support.years import file_2027, year_file

from gongkai.access.calendars import CALENDAR_KEEPER
from gongkai.actions import requests
from gongkai.actions.calendars import install_calendar
from gongkai.actions.ledger import append_entry
from gongkai.core.terms import Refused, system_actor
from gongkai.gateways.calendars import YearFile, built_in_calendar, year_of
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.calendar_moves import Moved, moves
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import BakeTask, InstalledCalendar, LedgerEntry, Organ, Request

SEPTEMBER = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)
MOMENT = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)
LONGER = year_file(off=("2026-10-08",))


def by_office(bureau: Bureau, file: YearFile = LONGER, moment: datetime = MOMENT) -> list[Moved]:
    return install_calendar(who(bureau, "office_handler", moment), file, moment=moment)


def test_the_rows_move_as_the_preview_said(cast: Cast) -> None:
    first = applied(cast.hulunbuir, SEPTEMBER).request
    second = assigned(cast.naiman, SEPTEMBER)
    said = moves(LONGER)
    assert [move.subject for move in said] == [first.pk, second.pk]
    assert by_office(cast.hulunbuir) == said
    assert list(Request.objects.order_by("id").values_list("due_on", "due_provisional")) == [
        (date(2026, 10, 12), False),
        (date(2026, 10, 19), False),
    ]
    assert moves(LONGER) == []


def test_every_organ_with_a_rule_book_has_it_in_its_ledger(cast: Cast) -> None:
    row = assigned(cast.naiman, SEPTEMBER)
    by_office(cast.hulunbuir)
    calendar = InstalledCalendar.objects.get()
    entries = LedgerEntry.objects.filter(verb="install_calendar").order_by("organ_id")
    told = {"calendar": calendar.pk, "year": 2026, "digest": LONGER.digest}
    move = {
        "request": row.pk,
        "number": row.number,
        "before": "2026-10-16",
        "after": "2026-10-19",
        "provisional": False,
    }
    assert [
        (e.organ_id, e.subject_kind, e.subject_id, e.actor_name, e.clauses, json.loads(e.payload))
        for e in entries
    ] == [
        (organ.pk, "organ", organ.pk, cast.hulunbuir.office_handler.name, clauses, told | {"moves": found})
        for organ, clauses, found in (
            (cast.hulunbuir.organ, ["hulunbuir-statistics:2.3"], []),
            (cast.naiman.organ, ["naiman-housing:disclosure.3"], [move]),
        )
    ]
    assert all(verify_organ(organ).holds for organ in (cast.hulunbuir.organ, cast.naiman.organ))


def test_the_year_is_kept_as_it_was_installed_and_counts_from_now_on(cast: Cast) -> None:
    by_office(cast.hulunbuir)
    row = InstalledCalendar.objects.get()
    assert (row.year, row.source, row.notice, row.installed_at) == (
        2026,
        LONGER.source,
        "https://www.gov.cn/zhengce/changed.htm",
        MOMENT,
    )
    assert not calendar_in_use().is_working(date(2026, 10, 8))
    assert applied(cast.hulunbuir, SEPTEMBER).request.due_on == date(2026, 10, 12)


def test_the_figures_of_the_portal_are_made_again(cast: Cast) -> None:
    by_office(cast.hulunbuir)
    fronts = BakeTask.objects.filter(item=None).order_by("organ_id")
    assert list(fronts.values_list("organ__slug", flat=True)) == ["hulunbuir-statistics", "naiman-housing"]
    assert BakeTask.objects.count() == 2


def test_what_is_answered_keeps_its_date(cast: Cast) -> None:
    row = replied(cast.hulunbuir, moment=SEPTEMBER)
    by_office(cast.hulunbuir)
    assert Request.objects.get(pk=row.pk).due_on == date(2026, 10, 10)


def test_a_provisional_date_becomes_certain(cast: Cast, tmp_path: Path) -> None:
    moment = datetime(2026, 12, 10, 2, 0, tzinfo=UTC)
    row = applied(cast.naiman, moment).request
    assert (row.due_on, row.due_provisional) == (date(2027, 1, 8), True)
    by_office(cast.naiman, file_2027(tmp_path), moment)
    row.refresh_from_db()
    assert (row.due_on, row.due_provisional) == (date(2027, 1, 9), False)


def test_a_year_can_be_installed_again_and_put_back(cast: Cast) -> None:
    row = applied(cast.hulunbuir, SEPTEMBER).request
    by_office(cast.hulunbuir)
    by_office(cast.hulunbuir, year_file(off=("2026-10-08", "2026-10-09")))
    row.refresh_from_db()
    assert row.due_on == date(2026, 10, 13)
    by_office(cast.hulunbuir, year_file())
    row.refresh_from_db()
    assert row.due_on == date(2026, 10, 10)
    assert InstalledCalendar.objects.count() == 3
    assert calendar_in_use() == built_in_calendar()


def test_the_machine_of_the_command_line_may(cast: Cast) -> None:
    install_calendar(CALENDAR_KEEPER, LONGER, moment=MOMENT)
    entry = LedgerEntry.objects.filter(verb="install_calendar").first()
    assert entry is not None
    assert (entry.actor_key, entry.actor_name, entry.actor_post) == ("system:calendar", "放假安排安装", "")


def test_nobody_else_may(cast: Cast) -> None:
    for key in ("business_handler", "general_handler", "leader"):
        with refused("not_leading_group_office") as caught:
            install_calendar(who(cast.hulunbuir, key, MOMENT), LONGER, moment=MOMENT)
        assert caught.clause == "hulunbuir-statistics:4.2"
    with refused("not_leading_group_office"):
        install_calendar(system_actor("baker", "门户生成"), LONGER, moment=MOMENT)
    assert not InstalledCalendar.objects.exists()


def test_a_year_that_is_as_it_is_already_is_refused(cast: Cast) -> None:
    with refused("calendar_unchanged"):
        by_office(cast.hulunbuir, year_file())
    by_office(cast.hulunbuir)
    again = LONGER.source | {"holidays": list(reversed(LONGER.source["holidays"]))}
    with refused("calendar_unchanged"):
        by_office(cast.hulunbuir, YearFile(year_of(again, "2026.json"), again))
    assert InstalledCalendar.objects.count() == 1


def test_a_year_that_leaves_a_gap_is_refused(cast: Cast) -> None:
    source = {"year": 2050, "notices": ["https://www.gov.cn/2050.htm"], "holidays": []}
    with refused("calendar_apart"):
        by_office(cast.hulunbuir, YearFile(year_of(source, "2050.json"), source))


def test_an_organ_without_a_rule_book_has_no_entry(cast: Cast) -> None:
    by_office(cast.hulunbuir, moment=datetime(2008, 4, 1, 2, 0, tzinfo=UTC) + timedelta(days=365))
    organs = LedgerEntry.objects.filter(verb="install_calendar").values_list("organ__slug", flat=True)
    assert sorted(organs) == ["hulunbuir-statistics", "naiman-housing"]
    assert Organ.objects.count() > 2


def test_all_of_it_or_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = applied(cast.hulunbuir, SEPTEMBER).request
    written: list[int] = []

    def fails_at_the_second(**entry: object) -> object:
        if written:
            raise RuntimeError("the power is gone")
        written.append(1)
        return append_entry(**entry)  # type: ignore[arg-type] # passed through as it came

    monkeypatch.setattr("gongkai.actions.calendars.append_entry", fails_at_the_second)
    with pytest.raises(RuntimeError):
        by_office(cast.hulunbuir)
    row.refresh_from_db()
    assert (row.due_on, InstalledCalendar.objects.count()) == (date(2026, 10, 10), 0)
    assert not LedgerEntry.objects.filter(verb="install_calendar").exists()
    assert calendar_in_use() == built_in_calendar()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_install_it_once() -> None:
    cast = install()
    row = applied(cast.hulunbuir, SEPTEMBER).request
    acts: list[Callable[[], list[Moved]]] = [
        lambda: by_office(cast.hulunbuir),
        lambda: by_office(cast.naiman),
    ]
    outcomes = together(*acts)
    lost = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    won = [outcome for outcome in outcomes if isinstance(outcome, list)]
    assert ([refusal.refusal.code for refusal in lost], [len(moved) for moved in won]) == (
        ["calendar_unchanged"],
        [1],
    )
    row.refresh_from_db()
    assert (row.due_on, InstalledCalendar.objects.count()) == (date(2026, 10, 12), 1)
    assert LedgerEntry.objects.filter(verb="install_calendar").count() == 2
    assert verify_organ(cast.hulunbuir.organ).holds


@pytest.mark.django_db(transaction=True)
def test_a_different_year_at_once_is_counted_on_top() -> None:
    cast = install()
    row = applied(cast.hulunbuir, SEPTEMBER).request
    first, second = year_file(off=("2026-10-08",)), year_file(2025, off=("2025-10-09",))
    outcomes = together(lambda: by_office(cast.hulunbuir, first), lambda: by_office(cast.naiman, second))
    assert [type(outcome) for outcome in outcomes] == [list, list]
    row.refresh_from_db()
    assert row.due_on == date(2026, 10, 12)
    assert not calendar_in_use().is_working(date(2026, 10, 8))
    assert not calendar_in_use().is_working(date(2025, 10, 9))


@pytest.mark.django_db(transaction=True)
def test_an_act_on_a_request_meanwhile_is_not_lost() -> None:
    cast = install()
    row = applied(cast.hulunbuir, SEPTEMBER).request
    unit = cast.hulunbuir.unit("business")
    outcomes = together(
        lambda: by_office(cast.hulunbuir),
        lambda: requests.assign(
            who(cast.hulunbuir, "general_handler", SEPTEMBER), row.pk, unit_id=unit.pk, moment=SEPTEMBER
        ),
    )
    assert [type(outcome) for outcome in outcomes] == [list, Request]
    row.refresh_from_db()
    assert (row.unit_id, row.due_on, row.state) == (unit.pk, date(2026, 10, 12), "working")
