"""我的待办: everything that waits for a person, by what is due first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.access.cases import Case, load_cases
from gongkai.access.editions import visible_editions
from gongkai.core.organs import Standing
from gongkai.core.terms import Citation, states
from gongkai.core.workdays import ClockReading, DueBadge, due_badge
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.clocks import arrivals, publication_clock, secrecy_clock
from gongkai.queries.items import next_act

OVERDUE, TODAY, THIS_WEEK, LATER, OTHERS = "逾期", "今天", "本周", "之后", "等别人"
GROUPS = (OVERDUE, TODAY, THIS_WEEK, LATER, OTHERS)
_UNDER_WAY = (states.DRAFT, states.REFERRED, states.CLEARED, states.APPROVED)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One line of the list; `verb` is "" where it waits for others."""

    item_id: int
    edition_id: int
    title: str
    step: str
    verb: str
    act: str
    badge: DueBadge | None
    due: date | None
    clause: Citation
    group: str
    unit: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The four figures on top of the first screen."""

    overdue: int
    today: int
    mine: int
    others: int


def open_cases(who: Standing, today: date) -> list[Case]:
    """Every edition of the person's organ that is under way; a constant number of queries."""
    rows = visible_editions(who).filter(state__in=_UNDER_WAY) | visible_editions(who).filter(
        state__startswith=states.IN_REVIEW
    )
    return load_cases(rows.filter(current_of__isnull=False).order_by("id"), today)


def nearest_clock(case: Case, arrived: date | None) -> ClockReading | None:
    """The clock that runs out first: the secrecy body's while the case lies there, and the publication's."""
    readings = [publication_clock(case)]
    stage = states.stage_of(case.edition.state)
    if stage is not None and arrived is not None:
        readings.append(secrecy_clock(case, arrived))
    running = [reading for reading in readings if reading is not None and reading.due is not None]
    return min(running, key=lambda reading: reading.due or date.max, default=None)


def my_work(who: Standing, today: date) -> list[WorkLine]:
    """What waits for this person and what she waits for, the most urgent first."""
    cases = open_cases(who, today)
    came = arrivals(cases)
    lines = [line for case in cases if (line := _line(who, case, came, today)) is not None]
    return sorted(lines, key=lambda line: (GROUPS.index(line.group), line.due or date.max, line.edition_id))


def figures(lines: list[WorkLine]) -> Figures:
    """Counts over the list: overdue, due today, mine altogether, waiting for others."""
    counts = {group: sum(line.group == group for line in lines) for group in GROUPS}
    return Figures(counts[OVERDUE], counts[TODAY], len(lines) - counts[OTHERS], counts[OTHERS])


def overdue_publications(who: Standing, today: date) -> list[WorkLine]:
    """What should be public by now or soon, overdue first (naiman-housing:disclosure.6)."""
    lines = []
    for case in open_cases(who, today):
        reading = publication_clock(case)
        if reading is not None and reading.due is not None:
            lines.append(_as_line(case, reading, today, verb="", act="", group=_group(reading.due, today)))
    return sorted(lines, key=lambda line: (line.due or date.max, line.edition_id))


def _line(who: Standing, case: Case, came: Mapping[int, date], today: date) -> WorkLine | None:
    arrived = came.get(case.edition.pk)
    reading = nearest_clock(case, arrived)
    permit = next_act(who, case)
    if permit is not None:
        group = _group(reading.due if reading else None, today)
        return _as_line(case, reading, today, verb=permit.move.verb, act=permit.move.title, group=group)
    if _has_hand_in(who, case):
        return _as_line(case, reading, today, verb="", act="", group=OTHERS)
    return None


def _has_hand_in(who: Standing, case: Case) -> bool:
    signed = any(row.signer_id == who.person_id for row in case.signatures)
    return signed or case.edition.drafted_by_id == who.person_id


def _group(due: date | None, today: date) -> str:
    if due is None:
        return LATER
    if due < today:
        return OVERDUE
    if due == today:
        return TODAY
    return THIS_WEEK if due <= today + timedelta(days=6 - today.weekday()) else LATER


def _as_line(
    case: Case, reading: ClockReading | None, today: date, *, verb: str, act: str, group: str
) -> WorkLine:
    edition = case.edition
    moves = case.table.open_moves(edition.state)
    clause = next((move.clause for move in moves if move.verb == verb), moves[0].clause)
    return WorkLine(
        item_id=edition.item_id,
        edition_id=edition.pk,
        title=edition.title,
        step=case.state_title,
        verb=verb,
        act=act,
        badge=due_badge(reading, today, calendar_in_use()) if reading else None,
        due=reading.due if reading else None,
        clause=clause,
        group=group,
        unit=edition.responsible_unit.name,
    )
