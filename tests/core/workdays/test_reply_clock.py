"""The reply clock: limit, pause, restart, extension, and what the date rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support.clocks import (
    CONSULTATION_WITHOUT_LIMIT,
    REPLY,
    bureau,
    law,
    on,
    read,
    refused,
)

from gongkai.core.terms import Citation
from gongkai.core.workdays import (
    CitedLimit,
    ClockRule,
    Event,
    ExtensionRule,
    Limit,
    Segment,
    SegmentKind,
    remaining,
)

EXAMPLE = (
    on("2025-01-24", "received"),
    on("2025-02-06", "correction_asked"),
    on("2025-02-12", "corrected"),
    on("2025-02-20", "consultation_started"),
    on("2025-03-05", "consultation_ended"),
    on("2025-03-10", "extended", working_days=10),
)


@pytest.mark.clause("2.3")
@pytest.mark.clause("cn-foi:30")
@pytest.mark.clause("cn-foi:33")
def test_correction_restarts_consultation_does_not_count_extension_adds() -> None:
    reading = read(REPLY, *EXAMPLE)
    assert (reading.due, reading.clauses, reading.also) == (
        date(2025, 4, 1),
        (bureau("2.3"), law("33")),
        (),
    )
    assert reading.segments == (
        _segment(SegmentKind.RUN, "2025-01-24", "2025-02-06", 4, bureau("2.3"), "计时"),
        _segment(SegmentKind.RESTART, "2025-02-06", "2025-02-12", 5, law("30"), "等待补正"),
        _segment(SegmentKind.RUN, "2025-02-12", "2025-02-20", 6, bureau("2.3"), "计时"),
        _segment(SegmentKind.PAUSE, "2025-02-20", "2025-03-05", 9, law("33"), "征求第三方意见"),
        _segment(SegmentKind.RUN, "2025-03-05", "2025-03-18", 9, bureau("2.3"), "计时"),
        _segment(SegmentKind.EXTENSION, "2025-03-18", "2025-04-01", 10, law("33"), "延长期限"),
    )


def test_events_may_be_given_in_any_order() -> None:
    assert read(REPLY, *reversed(EXAMPLE)).due == date(2025, 4, 1)


@pytest.mark.clause("2.3")
def test_the_stricter_limit_binds_and_the_other_is_listed() -> None:
    reading = read(REPLY, on("2024-09-20", "received"))
    assert (reading.due, reading.clauses, reading.also) == (
        date(2024, 10, 16),
        (bureau("2.3"),),
        (law("33"),),
    )


@pytest.mark.clause("cn-foi:32")
def test_a_silent_third_party_holds_the_clock_for_its_own_limit_at_most() -> None:
    silent = read(REPLY, on("2025-04-10", "received"), on("2025-04-21", "consultation_started"))
    assert (silent.due, silent.paused_since, silent.paused_until, silent.clauses) == (
        date(2025, 5, 26),
        date(2025, 4, 21),
        date(2025, 5, 14),
        (bureau("2.3"), law("33"), law("32")),
    )
    late = (
        on("2025-04-10", "received"),
        on("2025-04-21", "consultation_started"),
        on("2025-05-20", "consultation_ended"),
    )
    assert read(REPLY, *late).due == silent.due


def test_a_pause_without_a_limit_leaves_no_due_date_until_it_ends() -> None:
    rule = replace(REPLY, pauses=(CONSULTATION_WITHOUT_LIMIT,))
    reading = read(rule, on("2025-04-10", "received"), on("2025-04-21", "consultation_started"))
    assert (reading.due, reading.paused_since, reading.paused_for, reading.paused_until) == (
        None,
        date(2025, 4, 21),
        "征求第三方意见",
        None,
    )


def test_two_letters_out_at_once_pause_until_both_are_answered() -> None:
    together = read(
        REPLY,
        on("2025-06-03", "received"),
        on("2025-06-05", "consultation_started"),
        on("2025-06-09", "consultation_started"),
        on("2025-06-10", "consultation_ended"),
        on("2025-06-13", "consultation_ended"),
    )
    as_one = read(
        REPLY,
        on("2025-06-03", "received"),
        on("2025-06-05", "consultation_started"),
        on("2025-06-13", "consultation_ended"),
    )
    assert together.due == as_one.due == date(2025, 7, 2)


def test_while_a_correction_is_awaited_there_is_no_due_date() -> None:
    reading = read(REPLY, on("2025-01-24", "received"), on("2025-02-06", "correction_asked"))
    assert (reading.due, reading.paused_since, reading.paused_for) == (None, date(2025, 2, 6), "等待补正")
    assert reading.days[-1].date == date(2025, 2, 6)
    assert reading.days_until(date(2025, 2, 10))[-1].date == date(2025, 2, 10)


def test_what_comes_after_the_due_date_does_not_move_it() -> None:
    overdue = on("2025-06-03", "received")
    due = date(2025, 6, 24)
    assert read(REPLY, overdue).due == due
    pause = (on("2025-07-01", "consultation_started"), on("2025-07-04", "consultation_ended"))
    assert read(REPLY, overdue, *pause).due == due
    stop = (on("2025-07-01", "correction_asked"), on("2025-07-04", "corrected"))
    assert read(REPLY, overdue, *stop).due == due
    assert read(REPLY, overdue, stop[0]).due == due


def test_a_restart_takes_the_extension_with_it() -> None:
    reading = read(
        REPLY,
        on("2025-06-03", "received"),
        on("2025-06-10", "extended", working_days=10),
        on("2025-06-12", "correction_asked"),
        on("2025-06-16", "corrected"),
    )
    assert (reading.due, reading.counted_from, reading.clauses) == (
        date(2025, 7, 7),
        date(2025, 6, 16),
        (bureau("2.3"),),
    )


def test_the_latest_start_counts() -> None:
    rule = ClockRule(
        "publication",
        "主动公开期限",
        ("created", "changed"),
        (CitedLimit(Limit(working_days=10), bureau("1.4.4")),),
    )
    reading = read(rule, on("2025-01-10", "created"), on("2025-01-23", "changed"))
    assert (reading.started, reading.due) == (date(2025, 1, 23), date(2025, 2, 12))


def test_an_extension_cites_the_cap_that_binds() -> None:
    """A month over the National Day holds fewer than 20 working days; in June it holds more."""
    autumn = read(REPLY, on("2024-08-30", "received"), on("2024-09-10", "extended", working_days=5))
    june = read(REPLY, on("2025-06-03", "received"), on("2025-06-10", "extended", working_days=20))
    assert (autumn.clauses, autumn.also) == ((bureau("2.3"),), (law("33"),))
    assert (june.due, june.clauses) == (date(2025, 7, 22), (bureau("2.3"), law("33")))


@pytest.mark.parametrize(
    ("extension", "code", "clause"),
    [
        (on("2025-06-10", "extended", working_days=21), "extension_too_long", law("33")),
        (on("2025-06-10", "extended", months=1), "extension_too_long", law("33")),
        (on("2025-06-25", "extended", working_days=1), "extension_after_due", bureau("2.3")),
        (on("2025-06-10", "extended"), "extension_without_length", bureau("2.3")),
        (on("2025-06-10", "extended", working_days=0), "extension_without_length", bureau("2.3")),
        (on("2025-06-10", "extended", working_days=1, months=1), "extension_without_length", bureau("2.3")),
    ],
)
@pytest.mark.clause("2.3")
@pytest.mark.clause("cn-foi:33")
def test_an_extension_is_refused_with_its_clause(extension: Event, code: str, clause: Citation) -> None:
    refusal = refused(REPLY, on("2025-06-03", "received"), extension)
    assert (refusal.code, refusal.clause) == (code, clause)
    assert refusal.reason
    assert refusal.remedy


def test_a_second_extension_is_refused() -> None:
    refusal = refused(
        REPLY,
        on("2025-06-03", "received"),
        on("2025-06-10", "extended", working_days=5),
        on("2025-06-11", "extended", working_days=5),
    )
    assert (refusal.code, refusal.clause, refusal.reason) == (
        "extension_twice",
        bureau("2.3"),
        "答复期限只能延长1次，此前已经延长过。",
    )


def test_an_extension_too_long_says_how_far_it_may_go() -> None:
    refusal = refused(REPLY, on("2025-06-03", "received"), on("2025-06-10", "extended", working_days=21))
    assert (refusal.reason, refusal.remedy) == (
        "延长后到期日为2025年7月23日，超过最多延长20个工作日的限度（最迟2025年7月22日）。",
        "请把到期日定在2025年7月22日或之前。",
    )


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ((), "not_started"),
        ((on("2025-06-03", "letter_received"),), "not_started"),
        ((on("2025-06-03", "recieved"),), "unknown_event"),
        ((on("2025-06-03", "consultation_started"),), "event_out_of_order"),
        ((on("2025-06-03", "received"), on("2025-06-04", "consultation_ended")), "event_out_of_order"),
        ((on("2025-06-03", "received"), on("2025-06-04", "corrected")), "event_out_of_order"),
        (
            (
                on("2025-06-03", "received"),
                on("2025-06-04", "correction_asked"),
                on("2025-06-05", "correction_asked"),
            ),
            "event_out_of_order",
        ),
        (
            (
                on("2025-06-03", "received"),
                on("2025-06-04", "correction_asked"),
                on("2025-06-05", "extended", working_days=5),
            ),
            "event_out_of_order",
        ),
        ((on("1899-06-03", "received"),), "outside_calendar"),
        ((on("2046-12-30", "received"),), "outside_calendar"),
    ],
)
def test_events_that_cannot_have_been_so_are_refused(events: tuple[Event, ...], code: str) -> None:
    assert refused(REPLY, *events).code == code


def test_an_event_of_another_clock_changes_nothing() -> None:
    reading = read(REPLY, on("2025-06-03", "received"), on("2025-06-05", "letter_received"))
    assert reading.due == date(2025, 6, 24)


@pytest.mark.clause("cn-foi:49")
def test_a_fixed_date_is_that_date_even_on_a_day_off() -> None:
    rule = ClockRule(
        "report.publish", "年度报告公布期限", ("year_ended",), (CitedLimit(Limit(by=(1, 31)), law("49")),)
    )
    reading = read(rule, on("2025-12-31", "year_ended"))
    assert (reading.due, reading.provisional) == (date(2026, 1, 31), False)
    assert reading.days[-1].number is None


def test_months_run_to_the_same_day_or_the_last_and_on_to_a_working_day() -> None:
    rule = replace(REPLY, limits=(CitedLimit(Limit(months=1), law("x")),), extension=None)
    assert read(rule, on("2025-01-31", "received")).due == date(2025, 2, 28)
    assert read(rule, on("2025-09-01", "received")).due == date(2025, 10, 9)


def test_a_rule_without_extension_refuses_one() -> None:
    rule = replace(REPLY, extension=None)
    refusal = refused(rule, on("2025-06-03", "received"), on("2025-06-05", "extended", working_days=1))
    assert (refusal.code, refusal.reason) == ("extension_not_allowed", "答复期限不能延长。")


def test_an_extension_without_caps_is_bounded_only_by_its_times() -> None:
    rule = replace(REPLY, extension=ExtensionRule((), bureau("2.3"), times=2))
    reading = read(
        rule,
        on("2025-06-03", "received"),
        on("2025-06-05", "extended", working_days=30),
        on("2025-06-06", "extended", working_days=30),
    )
    assert reading.due == date(2025, 9, 16)


def test_remaining_counts_working_days_after_today() -> None:
    reading = read(REPLY, on("2024-09-20", "received"))
    calendar = reading.calendar
    assert [remaining(reading, day, calendar) for day in _days("2024-09-30", "2024-10-16", "2024-10-18")] == [
        8,
        0,
        -2,
    ]


def _days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def _segment(kind: SegmentKind, start: str, end: str, count: int, clause: Citation, title: str) -> Segment:  # noqa: PLR0917 - a row of the table above
    return Segment(kind, date.fromisoformat(start), date.fromisoformat(end), count, clause, title)
