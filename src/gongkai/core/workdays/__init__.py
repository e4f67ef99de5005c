"""Working days and clocks: calendars, counting, due dates and their day-by-day explanation."""

from gongkai.core.workdays.badge import BadgeKind, DueBadge, date_badge, due_badge
from gongkai.core.workdays.calendar import Calendar, CalendarYear, Dated, DayInfo, OutsideCalendar, SpecialDay
from gongkai.core.workdays.clock import read_clock
from gongkai.core.workdays.dates import zh_day
from gongkai.core.workdays.events import EVENT_TITLES, Event
from gongkai.core.workdays.explain import DayKind, DayLine, Segment, SegmentKind
from gongkai.core.workdays.limits import CitedLimit, Limit
from gongkai.core.workdays.reading import ClockReading, remaining
from gongkai.core.workdays.rules import ClockRule, ExtensionRule, PauseRule, RestartRule

__all__ = [
    "EVENT_TITLES",
    "BadgeKind",
    "Calendar",
    "CalendarYear",
    "CitedLimit",
    "ClockReading",
    "ClockRule",
    "Dated",
    "DayInfo",
    "DayKind",
    "DayLine",
    "DueBadge",
    "Event",
    "ExtensionRule",
    "Limit",
    "OutsideCalendar",
    "PauseRule",
    "RestartRule",
    "Segment",
    "SegmentKind",
    "SpecialDay",
    "date_badge",
    "due_badge",
    "read_clock",
    "remaining",
    "zh_day",
]
