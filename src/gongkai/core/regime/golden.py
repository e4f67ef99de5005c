"""Golden cases: what law people expect of a rule book, held against what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.core.regime.lawbook import Lawbook
from gongkai.core.regime.plain import plain
from gongkai.core.regime.vocabulary import CLOCKS, RULES
from gongkai.core.terms import Citation, Refusal
from gongkai.core.workdays import Calendar, ClockReading, Event, read_clock


@dataclass(frozen=True, slots=True)
class ClockCase:
    """Events of a clock, and what must come of them; `expect` holds only what the case speaks about.

    Keys of `expect`: `due` (ISO date or None), `provisional`, `clauses` (each must be among those the date or
    the refusal rests on), `refused` (a refusal's code).
    """

    case: str
    regime: str
    clock: str
    events: tuple[Event, ...]
    expect: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RuleCase:
    """A rule on a day; keys of `expect`: `clause`, `also`, `value`, `silent`."""

    case: str
    regime: str
    rule: str
    on: date
    expect: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a case expected and got; `got` tells the same keys."""

    case: str
    passed: bool
    expected: dict[str, Any]
    got: dict[str, Any]


def law_date(lawbook: Lawbook, clock: str, events: Sequence[Event]) -> date:
    """The day whose law governs the clock: that of the latest event that can start it, else the first event.

    LookupError for an unknown clock, ValueError where there are no events.
    """
    if clock not in CLOCKS:
        raise LookupError(f"没有名为「{clock}」的时钟，可用的有：{'、'.join(CLOCKS)}")
    books = [book for book in (lawbook.own, lawbook.law) if book is not None]
    starting = {
        name for book in books for dated in book.rules.get(CLOCKS[clock], ()) for name in dated.value.of
    }
    days = [event.on for event in events if event.event in starting]
    return max(days) if days else min(event.on for event in events)


def run_clock(
    lawbook: Lawbook, clock: str, events: Sequence[Event], calendar: Calendar
) -> ClockReading | Refusal:
    """Where the clock stands under this rule book; `no_such_clock` where neither book has it on that day."""
    on = law_date(lawbook, clock, events)
    rule = lawbook.clock_rule(clock, on)
    if rule is None:
        title = RULES[CLOCKS[clock]].title
        return Refusal("no_such_clock", f"{lawbook.title}和条例在 {on} 都没有规定{title}。")
    return read_clock(rule, events, calendar)


def judge_clock(case: ClockCase, lawbook: Lawbook, calendar: Calendar) -> Verdict:
    """The clock case held against the engine."""
    answer = run_clock(lawbook, case.clock, case.events, calendar)
    if isinstance(answer, Refusal):
        cited = [answer.clause.seen_from(lawbook.id)] if answer.clause else []
        refused = {"refused": answer.code, "clauses": cited, "reason": answer.reason}
        return _verdict(case.case, case.expect, refused, lawbook.id)
    rests_on = [*answer.clauses, *(segment.clause for segment in answer.segments)]
    got = {
        "due": answer.due.isoformat() if answer.due else None,
        "provisional": answer.provisional,
        "clauses": list(dict.fromkeys(clause.seen_from(lawbook.id) for clause in rests_on)),
    }
    return _verdict(case.case, case.expect, got, lawbook.id)


def judge_rule(case: RuleCase, lawbook: Lawbook) -> Verdict:
    """The rule case held against what binds on its day."""
    found = lawbook.find(case.rule, case.on)
    if found is None:
        return _verdict(case.case, case.expect, {"silent": True})
    got = {
        "silent": False,
        "clause": found.clause.seen_from(lawbook.id),
        "also": [clause.seen_from(lawbook.id) for clause in found.also],
        "value": plain(found.value),
    }
    return _verdict(case.case, case.expect, got, lawbook.id)


def _verdict(case: str, expected: dict[str, Any], got: dict[str, Any], home: str = "") -> Verdict:
    """Passed where every key that is expected holds; a case that expects nothing proves nothing."""
    held = [key in got and _holds(key, wanted, got[key], home) for key, wanted in expected.items()]
    return Verdict(case, bool(held) and all(held), expected, got)


def _holds(key: str, wanted: Any, answer: Any, home: str) -> bool:
    if key == "clauses" and isinstance(wanted, list):
        return {Citation.parse(str(each), home).seen_from(home) for each in wanted} <= set(answer)
    return bool(answer == wanted)
