"""Once a year is installed, every page of the house counts by it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.support.cast import Cast
from tests.support.road import draft
from tests.support.years import NOTICE, year_file

from gongkai.access.calendars import CALENDAR_KEEPER
from gongkai.access.cases import load_case
from gongkai.actions import catalogue
from gongkai.actions.calendars import install_calendar
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.clocks import publication_clock
from gongkai.queries.portal.promise import due_on
from gongkai.queries.work import my_work
from gongkai.queries.year_calendar import year_page

MOMENT = datetime(2026, 9, 22, 2, 0, tzinfo=UTC)
TODAY = date(2026, 9, 22)


def test_the_page_of_the_year_shows_the_installed_days_and_their_notice(cast: Cast) -> None:
    who = cast.hulunbuir.standing("business_handler", TODAY)
    before = year_page(who, 2026, TODAY)
    install_calendar(CALENDAR_KEEPER, year_file(off=("2026-10-08",)), moment=MOMENT)
    after = year_page(who, 2026, TODAY)
    assert (after.working_days, after.notices) == (before.working_days - 1, (NOTICE,))
    day = next(day for week in after.months[9].weeks for day in week if day and day.date == date(2026, 10, 8))
    assert (day.kind, day.sign, day.why) == ("holiday", "休", "调整放假")


def test_clocks_lists_and_figures_of_items_count_by_it(cast: Cast) -> None:
    bureau = cast.hulunbuir
    who = bureau.standing("business_handler", TODAY)
    edition = catalogue.register_item(
        who,
        draft(bureau, formed_on=date(2026, 9, 21)),
        organ=bureau.organ,
        responsible_unit=bureau.unit("business"),
        moment=MOMENT,
    )

    def dates() -> list[date | None]:
        reading = publication_clock(load_case(edition.pk, TODAY))
        assert reading is not None
        promised = due_on(bureau.regime_version.pk, date(2026, 9, 21), None, calendar_in_use())
        return [reading.due, my_work(who, TODAY)[0].due, promised]

    assert dates() == [date(2026, 10, 12)] * 3
    install_calendar(CALENDAR_KEEPER, year_file(off=("2026-10-08",)), moment=MOMENT)
    assert dates() == [date(2026, 10, 13)] * 3
