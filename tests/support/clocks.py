"""Clock rules made by hand, as both bureaus and the statute would give them in 2025."""

from __future__ import annotations

from datetime import date

from gongkai.core.terms import Citation, Refusal
from gongkai.core.workdays import (
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


def law(clause: str) -> Citation:
    return Citation("cn-foi", clause)


def bureau(clause: str) -> Citation:
    return Citation("hulunbuir-statistics", clause)


CONSULTATION = PauseRule(
    "consultation_started",
    "consultation_ended",
    law("33"),
    "征求第三方意见",
    CitedLimit(Limit(working_days=15), law("32")),
)
CONSULTATION_WITHOUT_LIMIT = PauseRule(
    "consultation_started", "consultation_ended", law("33"), "征求第三方意见"
)
CORRECTION = RestartRule("correction_asked", "corrected", law("30"), "等待补正")
FEE = RestartRule("fee_noticed", "fee_paid", law("42"), "等待缴费")
ONE_MONTH = CitedLimit(Limit(months=1), bureau("2.3"))
TWENTY_DAYS = CitedLimit(Limit(working_days=20), law("33"))

REPLY = ClockRule(
    name="requests.reply",
    title="答复期限",
    starts=("received",),
    limits=(CitedLimit(Limit(working_days=15), bureau("2.3")), TWENTY_DAYS),
    pauses=(CONSULTATION,),
    restarts=(CORRECTION, FEE),
    extension=ExtensionRule((ONE_MONTH, TWENTY_DAYS), bureau("2.3")),
)
"""The reply to a request at the statistics bureau: 15 working days, stricter than the statute's 20."""


def on(text: str, event: str, *, working_days: int | None = None, months: int | None = None) -> Event:
    """`on("2025-01-24", "received")`."""
    return Event(date.fromisoformat(text), event, working_days, months)


def read(rule: ClockRule, *events: Event) -> ClockReading:
    """The reading on the built-in calendar; fails where the clock refuses."""
    reading = read_clock(rule, events, built_in_calendar())
    assert isinstance(reading, ClockReading), reading
    return reading


def refused(rule: ClockRule, *events: Event) -> Refusal:
    """The refusal on the built-in calendar; fails where the clock gives a reading."""
    refusal = read_clock(rule, events, built_in_calendar())
    assert isinstance(refusal, Refusal), refusal
    return refusal
