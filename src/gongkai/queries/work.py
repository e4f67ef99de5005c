"""我的待办: everything that waits for a person, by what is due first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.access.cases import Case, load_cases
from gongkai.access.editions import visible_editions
from gongkai.core.organs import Standing
from gongkai.core.terms import states
from gongkai.core.workdays import ClockReading, due_badge
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.clocks import arrivals, publication_clock, secrecy_clock
from gongkai.queries.items import next_act
from gongkai.queries.request_work import request_lines
from gongkai.queries.work_lines import (
    GROUPS,
    LATER,
    OTHERS,
    OVERDUE,
    THIS_WEEK,
    TODAY,
    Figures,
    WorkLine,
    by_urgency,
    figures,
    group_of,
)

__all__ = [
    "GROUPS",
    "LATER",
    "OTHERS",
    "OVERDUE",
    "THIS_WEEK",
    "TODAY",
    "Figures",
    "WorkLine",
    "figures",
    "my_work",
    "nearest_clock",
    "open_cases",
    "overdue_publications",
]

_UNDER_WAY = (states.DRAFT, states.REFERRED, states.CLEARED, states.APPROVED)


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
    return sorted([*lines, *request_lines(who, today)], key=by_urgency)


def overdue_publications(who: Standing, today: date) -> list[WorkLine]:
    """What should be public by now or soon, overdue first (naiman-housing:disclosure.6)."""
    lines = []
    for case in open_cases(who, today):
        reading = publication_clock(case)
        if reading is not None and reading.due is not None:
            lines.append(_as_line(case, reading, today, verb="", act="", group=group_of(reading.due, today)))
    return sorted(lines, key=lambda line: (line.due or date.max, line.key))


def _line(who: Standing, case: Case, came: Mapping[int, date], today: date) -> WorkLine | None:
    arrived = came.get(case.edition.pk)
    reading = nearest_clock(case, arrived)
    permit = next_act(who, case)
    if permit is not None:
        group = group_of(reading.due if reading else None, today)
        return _as_line(case, reading, today, verb=permit.move.verb, act=permit.move.title, group=group)
    if _has_hand_in(who, case):
        return _as_line(case, reading, today, verb="", act="", group=OTHERS)
    return None


def _has_hand_in(who: Standing, case: Case) -> bool:
    signed = any(row.signer_id == who.person_id for row in case.signatures)
    return signed or case.edition.drafted_by_id == who.person_id


def _as_line(
    case: Case, reading: ClockReading | None, today: date, *, verb: str, act: str, group: str
) -> WorkLine:
    edition = case.edition
    moves = case.table.open_moves(edition.state)
    clause = next((move.clause for move in moves if move.verb == verb), moves[0].clause)
    return WorkLine(
        address=f"/desk/items/{edition.item_id}/",
        key=edition.pk,
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
