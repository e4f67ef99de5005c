"""The one engine that turns events into a due date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from gongkai.core.terms import Citation, Refusal
from gongkai.core.workdays.binding import Bound
from gongkai.core.workdays.calendar import Calendar, OutsideCalendar
from gongkai.core.workdays.course import Course, Span
from gongkai.core.workdays.events import EVENT_TITLES, Event
from gongkai.core.workdays.reading import ClockReading
from gongkai.core.workdays.rules import ClockRule
from gongkai.core.workdays.running import RunningClock


def read_clock(rule: ClockRule, events: Sequence[Event], calendar: Calendar) -> ClockReading | Refusal:
    """Where the clock stands after the events, taken by date (those of one day in the order given).

    A pause or a stop that comes after the due date changes nothing: what is overdue stays overdue.
    Refusals: `unknown_event`, `not_started`, `event_out_of_order`, `extension_too_long`, `extension_twice`,
    `extension_after_due`, `extension_not_allowed`, `extension_without_length`, `outside_calendar`.
    """
    running = RunningClock(rule, calendar)
    try:
        for event in sorted(events, key=lambda event: event.on):
            refusal = running.take(event)
            if refusal is not None:
                return refusal
        return _read(running)
    except OutsideCalendar as outside:
        return Refusal("outside_calendar", f"{outside}。", None, "请检查事件的日期。")


def _read(running: RunningClock) -> ClockReading | Refusal:
    rule, started, counted_from = running.rule, running.started, running.counted_from
    if started is None or counted_from is None:
        names = "、".join(EVENT_TITLES.get(name, name) for name in rule.starts)
        return Refusal(
            "not_started",
            f"{rule.title}尚未起算。",
            rule.limits[0].clause,
            f"起算需要先有这一事件：{names}。",
        )
    spans = running.all_spans()
    bound = running.bound(spans)
    due = None if running.stops else bound.due
    course = _course_of(running, spans, bound, due)
    clauses = _once(_rests_on(course, counted_from))
    since, why, until = _standing_still(running, due)
    return ClockReading(
        name=rule.name,
        title=rule.title,
        started=started,
        counted_from=counted_from,
        due=due,
        provisional=due is not None and _leans(running, bound, counted_from, due),
        clauses=clauses,
        also=_once(_beside(rule, running.extra > 0), besides=clauses),
        paused_since=since,
        paused_for=why,
        paused_until=until,
        course=course,
        calendar=running.calendar,
    )


def _course_of(running: RunningClock, spans: tuple[Span, ...], bound: Bound, due: date | None) -> Course:
    extended = running.extra > 0
    return Course(
        legs=running.all_legs(),
        spans=spans,
        last_event=running.last_event,
        base=None if running.stops else bound.base,
        due=due,
        counts=bound.cited.limit.by is None,
        limit_clause=bound.cited.clause,
        extension_clause=running.extension_clause if extended else None,
    )


def _rests_on(course: Course, counted_from: date) -> Iterator[Citation]:
    """The limit, the pauses that fell into the present count, the extension."""
    yield course.limit_clause
    if course.counts or course.extension_clause:
        for span in course.spans:
            falls_in = course.due is None or span.start < course.due
            if falls_in and (span.end is None or span.end > counted_from):
                yield span.rule.clause
                if span.cut_by:
                    yield span.cut_by
    if course.extension_clause:
        yield course.extension_clause


def _beside(rule: ClockRule, extended: bool) -> Iterator[Citation]:
    """Every limit, and where the date was put off every cap, binding or not."""
    yield from (cited.clause for cited in rule.limits)
    if extended and rule.extension is not None:
        yield from (cap.clause for cap in rule.extension.caps)


def _once(citations: Iterable[Citation], besides: tuple[Citation, ...] = ()) -> tuple[Citation, ...]:
    found: list[Citation] = []
    for citation in citations:
        if citation not in besides and citation not in found:
            found.append(citation)
    return tuple(found)


def _leans(running: RunningClock, bound: Bound, counted_from: date, due: date) -> bool:
    """A fixed date leans on no calendar; what is counted from it does."""
    by = bound.cited.limit.by is not None
    return running.calendar.leans_on_unannounced(bound.base if by and bound.base else counted_from, due)


def _standing_still(running: RunningClock, due: date | None) -> tuple[date | None, str, date | None]:
    """Since when, why, and until when at the latest the clock stands still; a stop outranks a pause."""
    for rule, since in running.stops.values():
        return since, rule.title, None
    for pause in running.open_pauses.values():
        if due is None or pause.since < due:
            return pause.since, pause.rule.title, running.latest_end(pause)
    return None, "", None
