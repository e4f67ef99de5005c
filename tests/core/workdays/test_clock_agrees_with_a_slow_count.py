"""The engine against a count day after day, over 2008–2026, with pauses, restarts and extensions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.clocks import CORRECTION, law
from tests.support.slow_count import TooLate, slow_due

from gongkai.core.terms import Refusal
from gongkai.core.workdays import (
    CitedLimit,
    ClockRule,
    Event,
    ExtensionRule,
    Limit,
    PauseRule,
    read_clock,
)
from gongkai.gateways.calendars import built_in_calendar

SINCE, UNTIL = date(2008, 5, 1), date(2026, 6, 30)


def rule(limit: int, pause_limit: int | None) -> ClockRule:
    at_most = CitedLimit(Limit(working_days=pause_limit), law("32")) if pause_limit else None
    return ClockRule(
        name="requests.reply",
        title="答复期限",
        starts=("received",),
        limits=(CitedLimit(Limit(working_days=limit), law("33")),),
        pauses=(PauseRule("consultation_started", "consultation_ended", law("33"), "征求意见", at_most),),
        restarts=(CORRECTION,),
        extension=ExtensionRule((CitedLimit(Limit(working_days=60), law("33")),), law("33")),
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """A believable history: letters go out and come back, corrections are asked and come in, one extension."""
    day = draw(st.dates(SINCE, UNTIL))
    events = [Event(day, "received")]
    waiting = consulting = extended = False
    for _ in range(draw(st.integers(0, 7))):
        day += timedelta(days=draw(st.integers(0, 16)))
        choices = ["corrected" if waiting else "correction_asked"]
        choices.append("consultation_ended" if consulting else "consultation_started")
        if not waiting and not extended:
            choices += ["extended", "extended_months"]
        choice = draw(st.sampled_from(choices))
        if choice == "extended":
            events.append(Event(day, "extended", working_days=draw(st.integers(1, 20))))
        elif choice == "extended_months":
            events.append(Event(day, "extended", months=draw(st.integers(1, 2))))
        else:
            events.append(Event(day, choice))
        waiting = choice == "correction_asked" or (waiting and choice != "corrected")
        consulting = choice == "consultation_started" or (consulting and choice != "consultation_ended")
        extended = choice.startswith("extended") or (extended and choice != "corrected")
    return events


@pytest.mark.clause("cn-foi:30")
@pytest.mark.clause("cn-foi:33")
@settings(max_examples=500, deadline=None)
@given(histories(), st.sampled_from([5, 7, 10, 15, 20]), st.sampled_from([None, 5, 15]))
def test_due_date_is_the_one_counted_day_by_day(
    events: list[Event], limit: int, pause_limit: int | None
) -> None:
    slow = slow_due(events, limit, pause_limit)
    reading = read_clock(rule(limit, pause_limit), events, built_in_calendar())
    if isinstance(slow, TooLate):
        assert isinstance(reading, Refusal)
        assert reading.code in ("extension_after_due", "extension_twice")
    else:
        assert not isinstance(reading, Refusal), reading
        assert reading.due == slow


@settings(max_examples=200, deadline=None)
@given(histories(), st.sampled_from([7, 15]), st.sampled_from([None, 15]))
def test_the_day_by_day_explanation_ends_on_the_due_date_with_the_last_number(
    events: list[Event], limit: int, pause_limit: int | None
) -> None:
    reading = read_clock(rule(limit, pause_limit), events, built_in_calendar())
    if isinstance(reading, Refusal) or reading.due is None:
        return
    days = reading.days
    one = timedelta(days=1)
    assert [line.date for line in days] == [
        reading.started + one * number for number in range((reading.due - reading.started).days + 1)
    ]
    present = [line for line in days if line.date > reading.counted_from]
    numbers = [line.number for line in present if line.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert days[-1].number == len(numbers) >= limit
    runs = [s for s in reading.segments if s.start >= reading.counted_from and s.kind in ("run", "extension")]
    assert sum(segment.working_days for segment in runs) == len(numbers)
