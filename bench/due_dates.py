"""Due dates per second, beside a plain walk from day to day over the same requests in the same run."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from gongkai.core.terms import Citation
from gongkai.core.workdays import (
    Calendar,
    CitedLimit,
    ClockReading,
    ClockRule,
    Event,
    ExtensionRule,
    Limit,
    PauseRule,
    RestartRule,
    read_clock,
)
from gongkai.gateways.calendars import built_in_calendar

REQUESTS = 20_000
Case = TypeVar("Case")
ONE_DAY = timedelta(days=1)

_LAW = Citation("cn-foi", "33")
REPLY = ClockRule(
    name="requests.reply",
    title="答复期限",
    starts=("received",),
    limits=(
        CitedLimit(Limit(working_days=15), Citation("bureau", "2.3")),
        CitedLimit(Limit(working_days=20), _LAW),
    ),
    pauses=(PauseRule("consultation_started", "consultation_ended", _LAW, "征求意见"),),
    restarts=(RestartRule("correction_asked", "corrected", Citation("cn-foi", "30"), "等待补正"),),
    extension=ExtensionRule((CitedLimit(Limit(working_days=20), _LAW),), _LAW),
)


def run() -> dict[str, float]:
    """Measures and prints; rates are per second, ratios are ours against a walk from day to day.

    The walk for due dates yields a bare date; ours also finds the binding limit, clauses and provisionality.
    """
    calendar = built_in_calendar()
    plain, eventful = _plain(REQUESTS), _eventful(REQUESTS // 4)
    works = {date.fromordinal(n): calendar.is_working(date.fromordinal(n)) for n in _ordinals(calendar)}
    fast = _rate(plain, lambda events: _due(events, calendar))
    walk = _rate(plain, lambda events: _walk(events, works))
    fast_eventful = _rate(eventful, lambda events: _due(events, calendar))
    walk_eventful = _rate(eventful, lambda events: _walk(events, works))
    days = [events[0].on for events in plain]
    added = _rate(days, lambda day: calendar.add(day, 20))
    added_by_loop = _rate(days, lambda day: _count_on(day, 20, works))
    explained = _rate(eventful[:1000], lambda events: _explained(events, calendar))
    if any(_due(events, calendar) != _walk(events, works) for events in plain + eventful):
        raise AssertionError("the engine and the walk disagree")
    result = {
        "working_days_added_per_second": added,
        "added_ratio_to_day_loop": added / added_by_loop,
        "due_dates_per_second": fast,
        "ratio_to_day_loop": fast / walk,
        "eventful_due_dates_per_second": fast_eventful,
        "eventful_ratio_to_day_loop": fast_eventful / walk_eventful,
        "explained_day_by_day_per_second": explained,
    }
    print("due dates: " + ", ".join(f"{name} {value:,.2f}" for name, value in result.items()))
    return result


def _rate(cases: list[Case], work: Callable[[Case], object]) -> float:
    """Cases per second, the best of three goes (the others met somebody else's work)."""
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        for events in cases:
            work(events)
        best = min(best, time.perf_counter() - begun)
    return len(cases) / best


def _due(events: list[Event], calendar: Calendar) -> date | None:
    reading = read_clock(REPLY, events, calendar)
    return reading.due if isinstance(reading, ClockReading) else None


def _explained(events: list[Event], calendar: Calendar) -> int:
    reading = read_clock(REPLY, events, calendar)
    return len(reading.days) if isinstance(reading, ClockReading) else 0


def _count_on(day: date, count: int, works: dict[date, bool]) -> date:
    while count > 0:
        day += ONE_DAY
        count -= works[day]
    return day


def _walk(events: list[Event], works: dict[date, bool]) -> date:
    """Day after day, for a history as `_eventful` makes them: correction, consultation, extension."""
    on = {event.event: event for event in events}
    start = on["corrected"].on if "corrected" in on else on["received"].on
    extended = on.get("extended")
    target = 15 + (extended.working_days or 0 if extended else 0)
    paused = (
        (on["consultation_started"].on, on["consultation_ended"].on) if "consultation_ended" in on else None
    )
    day, counted = start, 0
    while counted < target:
        day += ONE_DAY
        if works[day] and not (paused and paused[0] < day <= paused[1]):
            counted += 1
    return day


def _plain(count: int) -> list[list[Event]]:
    dice = random.Random(2024)
    return [[Event(_some_day(dice), "received")] for _ in range(count)]


def _eventful(count: int) -> list[list[Event]]:
    """Received, corrected a week later, consulted on for ten days, extended by ten working days."""
    dice = random.Random(2025)
    names = (
        "received",
        "correction_asked",
        "corrected",
        "consultation_started",
        "extended",
        "consultation_ended",
    )
    after = (0, 2, 8, 12, 14, 22)
    histories = []
    for _ in range(count):
        day = _some_day(dice)
        histories.append(
            [
                Event(day + ONE_DAY * days, name, 10 if name == "extended" else None)
                for name, days in zip(names, after, strict=True)
            ]
        )
    return histories


def _some_day(dice: random.Random) -> date:
    return date(2008, 5, 1) + ONE_DAY * dice.randrange(6500)


def _ordinals(calendar: Calendar) -> range:
    return range(calendar.first_day.toordinal(), calendar.last_day.toordinal() + 1)


if __name__ == "__main__":
    run()
