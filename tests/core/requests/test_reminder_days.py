"""On which days before and after a date staff are reminded, and of what."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.requests.reminders import (
    ACCEPTANCE,
    ACTING,
    HEADS,
    OFFICES,
    STEPS,
    UNIT,
    Reminder,
    Watched,
    reminders_on,
)
from gongkai.gateways.calendars import built_in_calendar

CALENDAR = built_in_calendar()
DUE = date(2025, 4, 1)  # a Tuesday; 4 April is a day off


def _names(what: str, working_days: int) -> list[tuple[str, str]]:
    """Step and whom it tells, so many working days after the date."""
    today = CALENDAR.at(CALENDAR.position(DUE) + working_days)
    found = reminders_on(Watched(what, DUE), today, CALENDAR)
    return [(one.kind.partition(".")[0], one.to) for one in found]


LATE, HEADS_TOO, OFFICES_TOO = ("late", ACTING), ("late-heads", HEADS), ("late-offices", OFFICES)
TASK_LATE = [("task-late", UNIT), ("task-late-heads", HEADS)]


@pytest.mark.parametrize(
    ("what", "days", "expected"),
    [
        ("reply", -6, []),
        ("reply", -5, [("due-5", ACTING)]),
        ("reply", -3, [("due-5", ACTING)]),
        ("reply", -2, [("due-2", ACTING)]),
        ("reply", -1, [("due-2", ACTING)]),
        ("reply", 0, [("due-0", ACTING)]),
        ("reply", 1, [LATE, HEADS_TOO]),
        ("reply", 2, [LATE, HEADS_TOO]),
        ("reply", 3, [LATE, HEADS_TOO, OFFICES_TOO]),
        ("receipt", 1, []),
        ("receipt", 2, [("unconfirmed", ACCEPTANCE)]),
        ("correction", 0, []),
        ("correction", 1, [("uncorrected", ACCEPTANCE)]),
        ("fee", 0, []),
        ("fee", 1, [("unpaid", ACCEPTANCE)]),
        ("letter", 0, []),
        ("letter", 1, [("unanswered", ACCEPTANCE)]),
        ("filing", 4, []),
        ("filing", 5, [("unfiled", ACCEPTANCE)]),
        ("filed", 14, []),
        ("filed", 15, [("unacknowledged", ACCEPTANCE)]),
        ("task", -6, []),
        ("task", -5, [("task-5", UNIT)]),
        ("task", -2, [("task-2", UNIT)]),
        ("task", 0, [("task-0", UNIT)]),
        ("task", 1, TASK_LATE),
    ],
)
def test_the_table(what: str, days: int, expected: list[tuple[str, str]]) -> None:
    assert _names(what, days) == expected


def test_what_is_said_names_the_date_and_the_working_days_left() -> None:
    assert reminders_on(Watched("reply", DUE), date(2025, 3, 25), CALENDAR) == (
        Reminder("due-5.250401.0", ACTING, "答复期限到2025年4月1日，还剩 5 个工作日，现在轮到您办理"),
    )


def test_over_the_spring_festival_working_days_count_and_the_worked_sunday_too() -> None:
    due = date(2025, 2, 8)  # a Saturday that is worked; 26 January, a Sunday, is worked as well
    days = [date(2025, 1, 26), date(2025, 1, 27), date(2025, 1, 30), date(2025, 2, 5), date(2025, 2, 6)]
    kinds = [[one.kind for one in reminders_on(Watched("reply", due), day, CALENDAR)] for day in days]
    assert kinds == [["due-5.250208.0"], ["due-5.250208.0"], [], ["due-5.250208.0"], ["due-2.250208.0"]]


def test_nobody_is_reminded_on_a_day_off() -> None:
    assert reminders_on(Watched("reply", DUE), date(2025, 4, 5), CALENDAR) == ()


def test_who_is_late_hears_of_it_each_day_and_her_superiors_each_week() -> None:
    kinds = []
    for days in range(1, 7):
        today = CALENDAR.at(CALENDAR.position(DUE) + days)
        kinds += [one.kind for one in reminders_on(Watched("reply", DUE), today, CALENDAR)]
    assert sorted(set(kinds)) == [
        "late-heads.250401.0",
        "late-heads.250401.1",
        "late-offices.250401.0",
        *(f"late.250401.{number}" for number in range(6)),
    ]


def test_a_new_due_date_is_told_anew() -> None:
    later = date(2025, 4, 15)
    first, second = (
        reminders_on(Watched("reply", due), CALENDAR.at(CALENDAR.position(due) - 5), CALENDAR)
        for due in (DUE, later)
    )
    assert first[0].kind != second[0].kind


def test_every_kind_fits_its_column() -> None:
    longest = max(len(step.name) for steps in STEPS.values() for step in steps)
    assert longest + len(".250401.9999") <= 30
