"""The explanation of a due date: its segments, and every day with what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.core.terms import Citation
from gongkai.core.workdays.calendar import Calendar
from gongkai.core.workdays.course import Course, Leg

_ONE_DAY = timedelta(days=1)


class SegmentKind(StrEnum):
    RUN = "run"
    PAUSE = "pause"
    RESTART = "restart"
    EXTENSION = "extension"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the clock over days d with start < d ≤ end; `end` None: it lasts still.

    `working_days` is how many working days lie in it: counted in a run or an extension, left out in a
    pause. A restart lasts from the stop to the event that starts the count anew.
    """

    kind: SegmentKind
    start: date
    end: date | None
    working_days: int
    clause: Citation
    title: str


class DayKind(StrEnum):
    """What became of a day: all but `counted`, `working_weekend` and `extension` do not count."""

    START = "start"
    COUNTED = "counted"
    WORKING_WEEKEND = "working_weekend"
    OFF = "off"
    PAUSED = "paused"
    WAITING = "waiting"
    RESTART = "restart"
    EXTENSION = "extension"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the explanation; `number` is its number in the count, None where it does not count.

    `weekend_worked` also marks a working weekend inside an extension or a pause.
    """

    date: date
    kind: DayKind
    number: int | None
    why: str
    provisional: bool
    weekend_worked: bool = False


def segments_of(course: Course, calendar: Calendar) -> tuple[Segment, ...]:
    """The course as segments in the order of time."""
    return tuple(segment for leg in course.legs for segment in _of_leg(leg, course, calendar))


def day_lines(course: Course, calendar: Calendar, today: date | None) -> tuple[DayLine, ...]:
    """Every day from the first start to the due date; without one, to the last event or to `today`."""
    lines = [DayLine(course.legs[0].start, DayKind.START, None, "起算事件当日，不计入", False)]
    number = 0
    for segment in segments_of(course, calendar):
        end = segment.end or max(course.last_event, today or course.last_event)
        if segment.kind is SegmentKind.RESTART:
            if segment.end == lines[-1].date:
                lines.pop()  # started anew on the very day of the stop: the day is told once
            lines += _waiting(segment, end, calendar)
            number = 0
            continue
        for day in _days(segment.start, end):
            line = _line(segment, day, number + 1 if course.counts else None, calendar)
            number += line.kind in _COUNTING
            lines.append(line)
    return tuple(lines)


_COUNTING = (DayKind.COUNTED, DayKind.WORKING_WEEKEND, DayKind.EXTENSION)


def _of_leg(leg: Leg, course: Course, calendar: Calendar) -> Iterator[Segment]:
    """Runs and pauses by turns, cut where the extension begins; then the restart that ended the leg."""
    final = leg.stopped is None
    end = course.due if final else leg.stopped
    cursor = leg.start
    for span in course.spans if course.counts or not final else ():
        start = max(span.start, cursor)
        if (end is not None and start >= end) or (span.end is not None and span.end <= start):
            continue
        yield from _run(cursor, start, final, course, calendar)
        stop = span.end if end is None else min(span.end or end, end)
        left_out = calendar.between(start, stop) if stop else 0
        yield Segment(SegmentKind.PAUSE, start, stop, left_out, span.rule.clause, span.rule.title)
        if stop is None:
            return
        cursor = stop
    if end is not None:
        yield from _run(cursor, end, final, course, calendar)
    if leg.stopped is not None and leg.restart is not None:
        left_out = calendar.between(leg.stopped, leg.resumed) if leg.resumed else 0
        rule = leg.restart
        yield Segment(SegmentKind.RESTART, leg.stopped, leg.resumed, left_out, rule.clause, rule.title)


def _run(start: date, end: date, final: bool, course: Course, calendar: Calendar) -> Iterator[Segment]:
    base = course.base if final and course.extension_clause else None
    turn = end if base is None else min(max(base, start), end)
    if turn > start:
        counted = calendar.between(start, turn)
        yield Segment(SegmentKind.RUN, start, turn, counted, course.limit_clause, "计时")
    if end > turn and course.extension_clause:
        counted = calendar.between(turn, end)
        yield Segment(SegmentKind.EXTENSION, turn, end, counted, course.extension_clause, "延长期限")


def _waiting(segment: Segment, end: date, calendar: Calendar) -> Iterator[DayLine]:
    """The days between the stop and the restart, and the day of the restart, which is not counted either."""
    restarted = segment.end is not None
    for day in _days(segment.start, end - _ONE_DAY if restarted else end):
        unknown = not calendar.announced(day.year)
        yield DayLine(day, DayKind.WAITING, None, f"{segment.title}，不计入", unknown)
    if restarted:
        unknown = not calendar.announced(end.year)
        yield DayLine(end, DayKind.RESTART, None, f"{segment.title}，自次日起重新计算", unknown)


def _line(segment: Segment, day: date, number: int | None, calendar: Calendar) -> DayLine:
    info = calendar.day(day)
    weekend_worked = info.working and day.weekday() >= 5
    unknown = not info.announced
    if segment.kind is SegmentKind.PAUSE:
        return DayLine(day, DayKind.PAUSED, None, f"{segment.title}，不计入", unknown, weekend_worked)
    if not info.working:
        return DayLine(day, DayKind.OFF, None, info.why, unknown)
    if segment.kind is SegmentKind.EXTENSION:
        kind = DayKind.EXTENSION
    else:
        kind = DayKind.WORKING_WEEKEND if weekend_worked else DayKind.COUNTED
    return DayLine(day, kind, number, info.why, unknown, weekend_worked)


def _days(start: date, end: date) -> Iterator[date]:
    """Days d with start < d ≤ end."""
    return (date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1))
