"""The rule of a clock: what starts it, how long it runs, what stops it, what lengthens it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from gongkai.core.terms import Citation
from gongkai.core.workdays.limits import CitedLimit


@dataclass(frozen=True, slots=True)
class PauseRule:
    """Days d with start < d ≤ end are not counted.

    `at_most` ends the pause by itself where nobody answers (a silent third party, cn-foi:32), counted from
    the event `starts`; None: the pause lasts until the event `ends`.
    """

    starts: str
    ends: str
    clause: Citation
    title: str
    at_most: CitedLimit | None = None


@dataclass(frozen=True, slots=True)
class RestartRule:
    """The clock stops at `stops` (None: it runs on) and begins anew at `restarts`.

    `correction_asked` … `corrected` (cn-foi:30); `fee_noticed` … `fee_paid`.
    """

    stops: str | None
    restarts: str
    clause: Citation
    title: str


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """The due date may be put off by the event, `times` times, by no more than every one of `caps`."""

    caps: tuple[CitedLimit, ...]
    clause: Citation
    event: str = "extended"
    times: int = 1


Use = tuple[
    Literal["start", "pause", "resume", "stop", "restart", "extend"], "PauseRule | RestartRule | None"
]
"""What a clock does at an event, and under which of its rules."""


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock of a rule book, as of a date.

    The latest of the `starts` events starts it (publication: `created`, `changed`). All `limits` hold: the
    earliest due date binds, the first listed where two agree, and the others are listed beside it.
    """

    name: str
    title: str
    starts: tuple[str, ...]
    limits: tuple[CitedLimit, ...]
    pauses: tuple[PauseRule, ...] = ()
    restarts: tuple[RestartRule, ...] = ()
    extension: ExtensionRule | None = None
    uses: Mapping[str, Use] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "uses", _uses(self))
        if not self.starts or not self.limits:
            raise ValueError(f"时钟 {self.name} 至少要有一个起算事件和一个期限")


def _uses(rule: ClockRule) -> dict[str, Use]:
    """Event → what the clock does at it; a start outranks all, a pause a restart, these an extension."""
    uses: dict[str, Use] = dict.fromkeys(rule.starts, ("start", None))
    for pause in rule.pauses:
        uses.setdefault(pause.starts, ("pause", pause))
        uses.setdefault(pause.ends, ("resume", pause))
    for restart in rule.restarts:
        uses.setdefault(restart.restarts, ("restart", restart))
        if restart.stops is not None:
            uses.setdefault(restart.stops, ("stop", restart))
    uses.setdefault(rule.extension.event if rule.extension else "extended", ("extend", None))
    return uses
