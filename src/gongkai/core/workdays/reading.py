"""What a clock says: the due date, why, and day by day how it came about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gongkai.core.terms import Citation
from gongkai.core.workdays.calendar import Calendar
from gongkai.core.workdays.course import Course
from gongkai.core.workdays.explain import DayLine, Segment, day_lines, segments_of


@dataclass(frozen=True)
class ClockReading:
    """A clock as its events left it.

    `started` is the day of the event that started it, `counted_from` the day the present count begins
    (later, after a restart). `due` is None while the clock stands still and nobody knows until when.
    `paused_since` and `paused_for` tell why it stands still; `paused_until` is the latest end of a pause
    that has a limit of its own, and `due` then supposes that nobody answers before.
    `clauses` are what the date rests on (limit, pauses, extension), in order of use; `also` are the limits
    and caps that hold beside them but do not bind. The clause of a restart stands on its segment.
    """

    name: str
    title: str
    started: date
    counted_from: date
    due: date | None
    provisional: bool
    clauses: tuple[Citation, ...]
    also: tuple[Citation, ...]
    paused_since: date | None
    paused_for: str
    paused_until: date | None
    course: Course = field(repr=False)
    calendar: Calendar = field(repr=False, compare=False)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Runs, pauses, restarts and extensions, in the order of time."""
        return segments_of(self.course, self.calendar)

    @cached_property
    def days(self) -> tuple[DayLine, ...]:
        """Every day from the start to the due date (or to the last event where there is none)."""
        return self.days_until(None)

    def days_until(self, today: date | None) -> tuple[DayLine, ...]:
        """As `days`; while the clock stands still without a known end, on to `today`."""
        return day_lines(self.course, self.calendar, today)

    def stands_still(self, today: date) -> bool:
        """Whether the clock is stopped or paused on the day."""
        if self.paused_since is None or today < self.paused_since:
            return False
        return self.paused_until is None or today <= self.paused_until


def remaining(reading: ClockReading, today: date, calendar: Calendar) -> int | None:
    """Working days left after `today` up to the due date; negative when overdue; None without a due date.

    On the due day itself 0. The day after a due Friday is 0 too where it is a day off: ask `today > due`
    for whether it is overdue.
    """
    return None if reading.due is None else calendar.between(today, reading.due)
