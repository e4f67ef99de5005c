"""By name, who may sign the empty lines of a review sheet, and whose turn it is outside the review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.access.cases import Case
from gongkai.access.standing import standings_of_organ
from gongkai.core.terms import Role
from gongkai.queries.items import Row, names_for, next_act


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the sheet; `names` are those who could sign it today, "" once it is signed."""

    row: Row
    names: tuple[str, ...] = ()


def who_signs(case: Case, rows: tuple[Row, ...], today: date) -> tuple[SheetLine, ...]:
    """The rows with names. Who has signed another line, or drafted it and would sign as a reviewer, is left out."""
    if all(row.signature for row in rows):
        return tuple(SheetLine(row) for row in rows)
    standings = standings_of_organ(case.bearing.organ_id, today)
    signed = {one.signer for one in case.review.signed}
    others = [one for one in standings if one.person_id not in signed]
    reviewers = [one for one in others if one.person_id != case.edition.drafted_by_id]
    return tuple(
        SheetLine(row)
        if row.signature
        else SheetLine(
            row, names_for(row.role, case.bearing, others if row.role is Role.PRODUCER else reviewers)
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """An act that brings the edition further, and those who may do it today."""

    act: str
    names: tuple[str, ...]


def whose_turn(case: Case, today: date) -> tuple[Turn, ...]:
    """Who brings an edition further that no stage of the review holds, by act; empty when nobody can."""
    found: dict[str, list[str]] = {}
    for standing in standings_of_organ(case.bearing.organ_id, today):
        permit = next_act(standing, case)
        if permit is not None:
            found.setdefault(permit.move.title, []).append(standing.name)
    return tuple(Turn(act, tuple(names)) for act, names in found.items())
