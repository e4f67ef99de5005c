"""The register of requests: who sees what, filters, orders, pages, masked names, a constant number of queries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.cast import Bureau, Cast
from tests.support.request_road import applied, assigned, at_request_state, replied
from tests.support.road import TODAY

from gongkai.core.requests import states
from gongkai.queries.request_list import HEADINGS, RequestFilter, lines_for_export, request_list
from gongkai.records.models import Request


def serials(bureau: Bureau, key: str = "general_handler", today: date = TODAY, **wanted: Any) -> list[str]:
    who = bureau.standing(key, today)
    return [line.serial for line in request_list(who, RequestFilter(**wanted), 1, today).lines]


def test_units_see_theirs_and_the_acceptance_body_sees_all(cast: Cast) -> None:
    bureau = cast.hulunbuir
    applied(bureau)
    assigned(bureau)
    assert serials(bureau) == ["2025-00002", "2025-00001"]
    assert serials(bureau, "business_handler") == ["2025-00002"]
    assert serials(bureau, "leader") == ["2025-00002"]
    assert serials(bureau, "other_handler") == []
    assert serials(cast.naiman) == []


def test_a_line_is_in_words_and_masks_the_applicant(cast: Cast) -> None:
    row = replied(cast.hulunbuir)
    [line] = request_list(cast.hulunbuir.standing("general_handler", TODAY), RequestFilter(), 1, TODAY).lines
    assert (line.applicant, line.applicant_kind, line.way) == ("李**", "公民", "互联网")
    assert (line.state, line.outcome, line.unit) == ("已答复", "予以公开", "工业统计科")
    assert (line.ended_on, line.late, line.badge) == (TODAY, False, None)
    assert len(line.cells) == len(HEADINGS)
    assert row.serial == line.serial


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"state": "open"}, [1, 2, 3]),
        ({"state": "ended"}, [4]),
        ({"state": states.RECEIVED}, [1]),
        ({"state": "waiting"}, [3]),
        ({"state": "no such state"}, [1, 2, 3, 4]),
        ({"unit": 0}, [1]),
        ({"outcome": "refused"}, [4]),
        ({"way": "online"}, [1, 2, 3, 4]),
        ({"way": "fax"}, []),
        ({"way": "oral"}, []),
        ({"year": 2025}, [1, 2, 3, 4]),
        ({"year": 2024}, []),
        ({"due": "paused"}, [3]),
        ({"text": "2025-00002"}, [2]),
        ({"text": "工业 分行业"}, [1, 2, 3, 4]),
        ({"text": "没有的词"}, []),
        ({"text": "%"}, []),
    ],
)
def test_filters(cast: Cast, wanted: dict[str, Any], found: list[int]) -> None:
    bureau = cast.hulunbuir
    for state in (states.RECEIVED, states.WORKING, states.CORRECTING, states.REPLIED):
        at_request_state(bureau, state)
    assert sorted(serials(bureau, **wanted)) == [f"2025-{number:05d}" for number in found]


def test_due_groups_follow_the_day(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau)
    found = {
        (day, group): bool(serials(bureau, today=day, due=group))
        for day in (date(2025, 3, 21), date(2025, 3, 24), date(2025, 3, 25))
        for group in ("overdue", "today", "week")
    }
    assert row.due_on == date(2025, 3, 24)
    assert [key for key, is_there in found.items() if is_there] == [
        (date(2025, 3, 24), "today"),
        (date(2025, 3, 24), "week"),
        (date(2025, 3, 25), "overdue"),
    ]


def test_old_numbers_are_found(cast: Cast) -> None:
    row = applied(cast.hulunbuir).request
    Request.objects.filter(pk=row.pk).update(old_number="依申请2023-7")
    assert serials(cast.hulunbuir, text="2023-7") == [row.serial]


@pytest.mark.parametrize("order", ["oldest", "due", "received", "unit", "state", "nonsense"])
def test_every_order_lists_every_request(cast: Cast, order: str) -> None:
    for state in (states.UNCONFIRMED, states.WORKING, states.CORRECTING):
        at_request_state(cast.hulunbuir, state)
    found = serials(cast.hulunbuir, order=order)
    assert sorted(found) == ["2025-00001", "2025-00002", "2025-00003"]
    if order == "due":
        assert found[0] == "2025-00002", "what has a date comes before what has none"


def test_a_page_outside_the_register_is_the_nearest(cast: Cast) -> None:
    applied(cast.hulunbuir)
    who = cast.hulunbuir.standing("general_handler", TODAY)
    pages = [request_list(who, RequestFilter(), number, TODAY) for number in (-3, 1, 99)]
    assert [(page.page, page.pages, page.total, len(page.lines)) for page in pages] == [(1, 1, 1, 1)] * 3


def test_the_export_has_the_same_lines(cast: Cast) -> None:
    for _ in range(3):
        applied(cast.hulunbuir)
    who = cast.hulunbuir.standing("general_handler", TODAY)
    wanted = RequestFilter()
    assert tuple(lines_for_export(who, wanted, TODAY)) == request_list(who, wanted, 1, TODAY).lines


def test_a_page_takes_the_same_number_of_queries_at_one_and_at_three_rows(cast: Cast) -> None:
    who = cast.hulunbuir.standing("general_handler", TODAY)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            assigned(cast.hulunbuir)
        with CaptureQueriesContext(connection) as taken:
            request_list(who, RequestFilter(), 1, TODAY)
        counts.append(len(taken))
    assert counts == [3, 3]
