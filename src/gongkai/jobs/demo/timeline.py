"""Many histories told at once, each act in the order of its moment."""

from __future__ import annotations

import heapq
from collections.abc import Generator, Iterable, Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from gongkai.core.workdays import Calendar
from gongkai.jobs.demo.texts import figure

Tale = Generator[datetime, None, None]
"""A history: before each act it yields the moment at which it wants to act."""


def in_order(tales: Iterable[Tale]) -> Iterator[None]:
    """Tell all tales, always going on with the one whose next moment is the earliest; yields as each ends.

    So the ledger of an organ grows in the order of time, as it would have in service.
    """
    waiting: list[tuple[datetime, int, Tale]] = []
    for number, tale in enumerate(tales):
        _queue(waiting, number, tale)
    while waiting:
        _, number, tale = heapq.heappop(waiting)
        if not _queue(waiting, number, tale):
            yield


def _queue(waiting: list[tuple[datetime, int, Tale]], number: int, tale: Tale) -> bool:
    moment = next(tale, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, number, tale))
    return moment is not None


class Pace:
    """The moments of one history: working hours of working days, never after `now`, never backwards."""

    def __init__(self, name: str, begins: date, now: datetime, calendar: Calendar) -> None:
        self.name, self.now, self.calendar = name, now, calendar
        self.zone: tzinfo | None = now.tzinfo
        self.position = calendar.position(begins)
        self.day = begins
        self.steps = 0
        self.last = datetime.combine(begins, time(0), self.zone)

    def after(self, working_days: int) -> datetime:
        """A moment so many working days on; on the same day, a while later."""
        self.steps += 1
        if working_days:
            self.position += working_days
            self.day = self.calendar.at(self.position)
        minutes = figure(self.name, str(self.steps), low=0, high=55)
        wished = datetime.combine(self.day, time(9), self.zone) + timedelta(minutes=minutes)
        self.last = min(max(wished, self.last + timedelta(minutes=7 + minutes // 2)), self.now)
        return self.last
