"""The clocks: the limits of both rule books put into one rule that the working-day engine runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from gongkai.core.regime.binding import Dated
from gongkai.core.regime.ruled import Ruled
from gongkai.core.regime.values_requests import Clock, Pause, Restart
from gongkai.core.regime.vocabulary import CLOCKS, RULES
from gongkai.core.workdays.limits import CitedLimit
from gongkai.core.workdays.rules import ClockRule, ExtensionRule, PauseRule, RestartRule

Part = TypeVar("Part", Pause, Restart)


class ClockRules(Ruled):
    """Clocks as of a day: the day the request came in, or the item was made."""

    def clock_rule(self, name: str, on: date) -> ClockRule | None:
        """The clock's rule with the limits of bureau and statute; None where both are silent.

        A pause or restart that only one of them knows holds; where both know it the bureau's clause is
        cited. LookupError where there is no clock of that name.
        """
        if name not in CLOCKS:
            raise LookupError(f"没有名为「{name}」的时钟，可用的有：{'、'.join(CLOCKS)}")
        rule = CLOCKS[name]
        books = (self.own, self.law) if self.law else (self.own,)
        spoken = [dated for book in books if (dated := book.value(rule, on)) is not None]
        if not spoken:
            return None
        clocks: list[Clock] = [dated.value for dated in spoken]
        return ClockRule(
            name=name,
            title=next((clock.title for clock in clocks if clock.title), RULES[rule].title),
            starts=next(clock.of for clock in clocks if clock.of),
            limits=tuple(CitedLimit(dated.value.within, dated.clause) for dated in spoken),
            pauses=tuple(_pause(part) for part in _united([clock.pauses for clock in clocks])),
            restarts=tuple(
                RestartRule(part.stops, part.restarts, part.clause, part.title)
                for part in _united([clock.restarts for clock in clocks])
            ),
            extension=_extension(spoken),
        )


def _united(books: Iterable[tuple[Part, ...]]) -> list[Part]:
    """The parts of all books, each pair of events once, the earlier book first."""
    kept: dict[str, Part] = {}
    for parts in books:
        for part in parts:
            key = part.starts if isinstance(part, Pause) else part.restarts
            kept.setdefault(key, part)
    return list(kept.values())


def _pause(part: Pause) -> PauseRule:
    at_most = CitedLimit(part.at_most, part.at_most_clause or part.clause) if part.at_most else None
    return PauseRule(part.starts, part.ends, part.clause, part.title, at_most)


def _extension(spoken: list[Dated[Clock]]) -> ExtensionRule | None:
    extensions = [dated.value.extension for dated in spoken if dated.value.extension is not None]
    if not extensions:
        return None
    return ExtensionRule(
        caps=tuple(CitedLimit(extension.within, extension.clause) for extension in extensions),
        clause=extensions[0].clause,
        event=extensions[0].event,
        times=min(extension.times for extension in extensions),
    )
