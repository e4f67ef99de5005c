"""Preview of a changed year: whose dates would move, before and after; nothing is changed by looking."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.cast import Cast
from tests.support.request_road import a_draft, applied, assigned, consult, replied, who
from tests.support.road import draft, slug
from tests.support.years import file_2027, year_file

from gongkai.actions import catalogue, requests
from gongkai.gateways.calendars import BadCalendar, YearFile, year_of
from gongkai.queries.calendar_moves import Moved, moves
from gongkai.records.models import LedgerEntry, Request

SEPTEMBER = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)
DECEMBER = datetime(2026, 12, 10, 2, 0, tzinfo=UTC)
LONGER_NATIONAL_DAY = year_file(off=("2026-10-08",))


def dates(moved: list[Moved]) -> list[tuple[str, str, date | None, date | None, bool, bool]]:
    return [(m.organ, m.kind, m.before, m.after, m.provisional_before, m.provisional_after) for m in moved]


def test_requests_of_both_bureaus_move_by_their_own_limits(cast: Cast) -> None:
    first = applied(cast.hulunbuir, SEPTEMBER, description="2025年工业\n增加值" + "分行业数据" * 10).request
    second = assigned(cast.naiman, SEPTEMBER, document_name="棚户区改造名单")
    assert moves(LONGER_NATIONAL_DAY) == [
        Moved(
            "hulunbuir-statistics", "呼伦贝尔市统计局", "request", first.pk, first.number,
            "2025年工业 增加值" + "分行业数据" * 5 + "分行业…",
            date(2026, 10, 10), date(2026, 10, 12), False, False,
        ),
        Moved(
            "naiman-housing", "奈曼旗住房和城乡建设局", "request", second.pk, second.number, "棚户区改造名单",
            date(2026, 10, 16), date(2026, 10, 19), False, False,
        ),
    ]  # fmt: skip


def test_the_pause_of_a_consultation_moves_with_its_own_limit(cast: Cast) -> None:
    row = assigned(cast.naiman, SEPTEMBER)
    consult(cast.naiman, row.pk, SEPTEMBER)
    # Fifteen working days from 14 September end on 10 October (12 after the change); twenty follow.
    assert dates(moves(LONGER_NATIONAL_DAY)) == [
        ("naiman-housing", "request", date(2026, 11, 6), date(2026, 11, 9), False, False)
    ]


def test_what_has_no_date_or_is_over_does_not_move(cast: Cast) -> None:
    replied(cast.hulunbuir, moment=SEPTEMBER)
    waiting = assigned(cast.naiman, SEPTEMBER)
    requests.ask_correction(
        who(cast.naiman, "general_handler", SEPTEMBER),
        waiting.pk,
        points="请写明年份。",
        period_days=10,
        moment=SEPTEMBER,
    )
    requests.register_request(
        who(cast.naiman, "general_handler", SEPTEMBER),
        a_draft(),
        (),
        way="fax",
        arrived_on=date(2026, 9, 14),
        moment=SEPTEMBER,
    )
    assert moves(LONGER_NATIONAL_DAY) == []


def test_a_request_that_ends_before_the_changed_day_stays(cast: Cast) -> None:
    applied(cast.hulunbuir, datetime(2026, 8, 3, 2, 0, tzinfo=UTC))
    assert moves(LONGER_NATIONAL_DAY) == []


def test_an_announced_year_makes_provisional_dates_certain(cast: Cast, tmp_path: Path) -> None:
    applied(cast.naiman, DECEMBER)
    applied(cast.hulunbuir, datetime(2026, 12, 11, 2, 0, tzinfo=UTC))
    assert dates(moves(file_2027(tmp_path))) == [
        # 4 January off, so the first working day of 2027 is the 5th; Saturday the 9th is worked.
        ("hulunbuir-statistics", "request", date(2027, 1, 4), date(2027, 1, 5), True, False),
        ("naiman-housing", "request", date(2027, 1, 8), date(2027, 1, 9), True, False),
    ]


def test_a_date_that_stays_but_becomes_certain_is_told(cast: Cast) -> None:
    applied(cast.naiman, DECEMBER)
    source = {
        "year": 2027,
        "notices": ["https://www.gov.cn/2027.htm"],
        "days": [{"date": "2027-01-01", "name": "元旦", "off": True}],
    }
    same = YearFile(year_of(source, "2027.json"), source)
    assert dates(moves(same)) == [
        ("naiman-housing", "request", date(2027, 1, 8), date(2027, 1, 8), True, False)
    ]


def test_items_on_their_way_to_publication_are_listed_after_the_requests(cast: Cast) -> None:
    bureau = cast.hulunbuir
    applied(bureau, SEPTEMBER)
    edition = catalogue.register_item(
        who(bureau, "business_handler", SEPTEMBER),
        draft(bureau, formed_on=date(2026, 9, 21)),
        organ=bureau.organ,
        responsible_unit=bureau.unit("business"),
        moment=datetime(2026, 9, 22, 2, 0, tzinfo=UTC),
    )
    # Ten working days from 21 September: 22–24, 28–30, then 8, 9, 10 and 12 October.
    assert dates(moves(LONGER_NATIONAL_DAY)) == [
        (slug(bureau), "request", date(2026, 10, 10), date(2026, 10, 12), False, False),
        (slug(bureau), "item", date(2026, 10, 12), date(2026, 10, 13), False, False),
    ]
    item = moves(LONGER_NATIONAL_DAY)[1]
    assert (item.subject, item.number, item.title) == (
        edition.item_id,
        edition.item.index_number,
        edition.title,
    )


def test_looking_changes_nothing(cast: Cast) -> None:
    applied(cast.hulunbuir, SEPTEMBER)
    before = list(Request.objects.values()), LedgerEntry.objects.count()
    moves(LONGER_NATIONAL_DAY)
    assert (list(Request.objects.values()), LedgerEntry.objects.count()) == before


def test_a_year_that_leaves_a_gap_is_refused(cast: Cast) -> None:
    source = {"year": 2050, "notices": ["https://www.gov.cn/2050.htm"], "days": []}
    with pytest.raises(BadCalendar, match="2050年与日历"):
        moves(YearFile(year_of(source, "2050.json"), source))


def test_queries_do_not_grow_with_the_requests(cast: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            moves(LONGER_NATIONAL_DAY)
        return len(queries)

    applied(cast.hulunbuir, SEPTEMBER)
    moves(LONGER_NATIONAL_DAY)
    one = asked()
    for _ in range(3):
        applied(cast.hulunbuir, SEPTEMBER)
    assert asked() == one
