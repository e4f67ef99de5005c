"""The due date counted on one's fingers: day after day, written without looking at the engine.

It shares nothing with it but the words for events: what is a working day comes straight from the notices'
files, and every rule of counting is said again in its plainest form.
"""

from __future__ import annotations

import calendar as month_lengths
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from gongkai.core.workdays import Event
from gongkai.gateways.calendars import FOLDER

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=1)
def notices() -> dict[date, bool]:
    """Every day a notice names: True where it is off."""
    named: dict[date, bool] = {}
    for path in sorted(FOLDER.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for year in data.get("years", [data]):
            for holiday in year["holidays"]:
                named |= {date.fromisoformat(day): True for day in holiday["off"]}
                named |= {date.fromisoformat(day): False for day in holiday.get("work", [])}
    return named


def works(day: date) -> bool:
    return not notices().get(day, day.isoweekday() > 5)


def next_days(day: date, count: int) -> date:
    """The end of `count` working days of a day."""
    while count > 0:
        day += ONE_DAY
        count -= works(day)
    return day


def month_after(day: date, months: int) -> date:
    """The same day `months` later, the last of the month where there is none; on to a working day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = month_lengths.monthrange(year, month + 1)[1]
    end = date(year, month + 1, min(day.day, last))
    while not works(end):
        end += ONE_DAY
    return end


@dataclass(frozen=True, slots=True)
class TooLate:
    """An extension after the due date."""

    due: date


@dataclass(slots=True)
class Walk:
    """A request on its way: `limit` working days; a consultation lasts `pause_limit` at most (None: for ever)."""

    limit: int
    pause_limit: int | None
    day: date
    counted: int = 0
    target: int = 0
    waiting: bool = False
    consulting_since: date | None = None

    def step(self) -> None:
        """On to the next day."""
        self.day += ONE_DAY
        self.counted += works(self.day) and not self.waiting and not self.paused(self.day)

    def paused(self, day: date) -> bool:
        if self.consulting_since is None:
            return False
        limit = self.pause_limit
        return limit is None or day <= next_days(self.consulting_since, limit)

    def never_ends(self) -> bool:
        return self.waiting or (self.consulting_since is not None and self.pause_limit is None)

    def take(self, event: Event) -> None:
        match event.event:
            case "correction_asked":
                self.waiting = True
            case "corrected":
                self.waiting, self.counted, self.target = False, 0, self.limit
            case "consultation_started":
                self.consulting_since = event.on
            case "consultation_ended":
                self.consulting_since = None
            case "extended":
                self.target += self.lengthening(event)

    def lengthening(self, event: Event) -> int:
        """How many working days it adds, looked ahead from today: an endless consultation ends today."""
        day, counted = self.day, self.counted
        while counted < self.target:
            day += ONE_DAY
            still = self.pause_limit is not None and self.paused(day)
            counted += works(day) and not still
        if event.months is None:
            return event.working_days or 0
        end, added = month_after(day, event.months), 0
        while day < end:
            day += ONE_DAY
            added += works(day)
        return added


def slow_due(events: Sequence[Event], limit: int, pause_limit: int | None) -> date | TooLate | None:
    """The due date of a request, received first; None while it stands still without a known end."""
    walk = Walk(limit, pause_limit, events[0].on, target=limit)
    left = list(events[1:])
    while True:
        while left and left[0].on == walk.day:
            walk.take(left.pop(0))
        if walk.counted >= walk.target and not walk.waiting:
            late = any(event.event == "extended" for event in left)
            return TooLate(walk.day) if late else walk.day
        if not left and walk.never_ends():
            return None
        walk.step()
