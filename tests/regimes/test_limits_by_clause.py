"""Each limit of the three texts, from an event to the day it ends."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.regime.golden import run_clock
from gongkai.core.workdays import ClockReading, Event
from gongkai.gateways.calendars import built_in_calendar
from gongkai.gateways.regimes import load_builtin

clause = pytest.mark.clause


def read(book: str, clock: str, *events: tuple[date, str]) -> ClockReading:
    answer = run_clock(
        load_builtin(book), clock, [Event(on, name) for on, name in events], built_in_calendar()
    )
    assert isinstance(answer, ClockReading)
    return answer


@pytest.mark.parametrize(
    ("book", "clock", "event", "due", "rests_on"),
    [
        pytest.param(
            "hulunbuir-statistics",
            "publication",
            (date(2024, 9, 20), "created"),
            date(2024, 10, 10),
            "hulunbuir-statistics:1.4.4",
            marks=clause("1.4.4"),
        ),
        pytest.param(
            "naiman-housing",
            "publication",
            (date(2024, 9, 20), "changed"),
            date(2024, 10, 23),
            "cn-foi:26",
            marks=clause("cn-foi:26"),
        ),
        pytest.param(
            "naiman-housing",
            "publication",
            (date(2010, 3, 1), "created"),
            date(2010, 3, 29),
            "cn-foi:2007.18",
            marks=clause("cn-foi:2007.18"),
        ),
        pytest.param(
            "naiman-housing",
            "review.secrecy_body",
            (date(2025, 3, 3), "arrived"),
            date(2025, 3, 24),
            "naiman-housing:secrecy.11",
            marks=clause("secrecy.11"),
        ),
        pytest.param(
            "hulunbuir-statistics",
            "coordination.incoming",
            (date(2025, 4, 1), "letter_received"),
            date(2025, 4, 9),
            "hulunbuir-statistics:5.8",
            marks=clause("5.8"),
        ),
        pytest.param(
            "naiman-housing",
            "requests.correction_notice",
            (date(2025, 3, 3), "received"),
            date(2025, 3, 12),
            "cn-foi:30",
            marks=clause("cn-foi:30"),
        ),
        pytest.param(
            "naiman-housing",
            "requests.third_party",
            (date(2025, 3, 3), "letter_received"),
            date(2025, 3, 24),
            "cn-foi:32",
            marks=clause("cn-foi:32"),
        ),
        pytest.param(
            "naiman-housing",
            "requests.co_maker",
            (date(2025, 3, 3), "letter_received"),
            date(2025, 3, 24),
            "cn-foi:34",
            marks=clause("cn-foi:34"),
        ),
        pytest.param(
            "naiman-housing",
            "report.publish",
            (date(2024, 12, 31), "year_ended"),
            date(2025, 1, 31),
            "cn-foi:49",
            marks=clause("cn-foi:49"),
        ),
        pytest.param(
            "hulunbuir-statistics",
            "report.publish",
            (date(2012, 12, 31), "year_ended"),
            date(2013, 3, 31),
            "cn-foi:2007.31",
            marks=clause("cn-foi:2007.31"),
        ),
    ],
)
def test_the_limit_ends_on_its_day(
    book: str, clock: str, event: tuple[date, str], due: date, rests_on: str
) -> None:
    reading = read(book, clock, event)
    assert (reading.due, [str(each) for each in reading.clauses]) == (due, [rests_on])


@pytest.mark.clause("cn-foi:33")
@pytest.mark.clause("cn-foi:2007.24")
def test_the_day_of_receipt_decides_which_text_holds() -> None:
    old = read("naiman-housing", "requests.reply", (date(2019, 5, 14), "received"))
    new = read("naiman-housing", "requests.reply", (date(2019, 5, 15), "received"))
    assert [(each.due, [str(c) for c in each.clauses]) for each in (old, new)] == [
        (date(2019, 6, 4), ["cn-foi:2007.24"]),
        (date(2019, 6, 13), ["cn-foi:33"]),
    ]


def test_publication_counts_from_the_later_of_making_and_change() -> None:
    both = read(
        "hulunbuir-statistics", "publication", (date(2025, 3, 3), "created"), (date(2025, 3, 10), "changed")
    )
    assert both.due == date(2025, 3, 24)
