"""What of the requests waits for a person: the open ones that are hers now, and what comes after a reply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase, load_requests
from gongkai.access.requests import visible_requests
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.terms import PostKind, UnitFunction
from gongkai.core.workdays import ClockReading
from gongkai.queries.request_after import after_lines
from gongkai.queries.request_rows import badge_of, lawbook_of, light, line_title, readings_of, state_title
from gongkai.queries.request_turn import next_request_act
from gongkai.queries.work_lines import OTHERS, WorkLine, group_of
from gongkai.records.models import Consultation, Extension, Request

MOST = 150
"""The most urgent ones on one list; a person with more works from the register."""
MOST_OTHERS = 30
MOST_IN_YEAR = 300


def request_lines(who: Standing, today: date) -> list[WorkLine]:
    """The lines of a person, unsorted: at most MOST of her own; a constant number of queries."""
    if not who.capacities:
        return []
    cases = load_requests(_waiting(who, today).order_by(F("due_on").asc(nulls_last=True), "id")[:MOST], today)
    over = _limit_over(cases, today)
    readings = readings_of(case.request for case in cases)
    lines, seen = [], set()
    for case in cases:
        permit = next_request_act(who, case)
        if permit is not None and (permit.move.verb != "record_opinion" or case.request.pk in over):
            lines.append(_mine(case, permit, readings.get(case.request.pk), today))
            seen.add(case.request.pk)
    return [*lines, *_others(who, seen, today), *after_lines(who, today)]


def due_in_year(who: Standing, year: int, today: date) -> list[WorkLine]:
    """The open requests the person may see that are due in a year, for the calendar; two queries."""
    rows = visible_requests(who).filter(ended_at=None, due_on__year=year).order_by("due_on", "id")
    listed = list(light(rows)[:MOST_IN_YEAR])
    readings = readings_of(listed)
    return [_theirs(row, readings.get(row.pk), today) for row in listed]


def _waiting(who: Standing, today: date) -> QuerySet[Request]:
    """The open requests that may wait for her; whether one does is asked of its procedure table."""
    rows = visible_requests(who).filter(ended_at=None)
    letter_over = Exists(
        Consultation.objects.filter(request=OuterRef("pk"), answered_on=None, due_on__lt=today)
    )
    asked = Exists(Extension.objects.filter(request=OuterRef("pk"), decided_at=None))
    found = Q(state__startswith=states.IN_APPROVAL) | Q(asked)
    consulting = Q(state=states.CONSULTING) & Q(letter_over)
    if _takes_in(who):
        found |= Q(state__in=(states.UNCONFIRMED, states.RECEIVED, states.APPROVED)) | consulting
        found |= Q(state=states.CORRECTING, correction__period_end__lt=today)
        found |= Q(state=states.AWAITING_FEE, fee__pay_by__lt=today)
        found |= Q(state=states.WORKING, handed_in_at__isnull=False)
    if units := _handled(who):
        found |= Q(unit_id__in=units) & (Q(state=states.WORKING, handed_in_at=None) | consulting)
    return rows.filter(found)


def _takes_in(who: Standing) -> bool:
    return any(UnitFunction.ACCEPTANCE_BODY in capacity.functions for capacity in who.capacities)


def _handled(who: Standing) -> set[int]:
    """The units whose handler she is."""
    return {capacity.unit_id for capacity in who.capacities if capacity.kind is PostKind.HANDLER}


def _limit_over(cases: Iterable[RequestCase], today: date) -> set[int]:
    """Those of the requests that have a letter whose limit is over and that nobody has answered."""
    ids = [case.request.pk for case in cases if case.request.state == states.CONSULTING]
    rows = Consultation.objects.filter(request__in=ids, answered_on=None, due_on__lt=today)
    return set(rows.values_list("request_id", flat=True))


def _mine(case: RequestCase, permit: Permit, reading: ClockReading | None, today: date) -> WorkLine:
    row = case.request
    badge = badge_of(row, reading, today)
    due = reading.due if reading else None
    return WorkLine(
        address=f"/desk/requests/{row.pk}/",
        key=row.pk,
        title=line_title(row),
        step=case.state_title,
        verb=permit.move.verb,
        act=permit.move.title,
        badge=badge,
        due=due,
        clause=permit.move.clause,
        group=group_of(due, today),
        unit=row.unit.name if row.unit else "",
    )


def _others(who: Standing, mine: set[int], today: date) -> list[WorkLine]:
    """Open requests she has had a hand in and that wait for somebody else; the nearest due first.

    What rests until somebody outside answers stays with those who take the answer in.
    """
    hand = (
        Q(registered_by_id=who.person_id)
        | Q(replies__proposed_by_id=who.person_id)
        | Q(replies__approvals__signer_id=who.person_id)
        | Q(hand_ins__person_id=who.person_id)
    )
    resting = Q(state__in=(states.CORRECTING, states.CONSULTING, states.AWAITING_FEE))
    hand |= resting if _takes_in(who) else resting & Q(unit_id__in=_handled(who))
    ids = (
        visible_requests(who)
        .filter(hand, ended_at=None)
        .exclude(pk__in=mine)
        .order_by(F("due_on").asc(nulls_last=True), "id")
        .distinct()
    )
    rows = list(light(ids)[:MOST_OTHERS])
    readings = readings_of(rows)
    return [_theirs(row, readings.get(row.pk), today) for row in rows]


def _theirs(row: Request, reading: ClockReading | None, today: date) -> WorkLine:
    return WorkLine(
        address=f"/desk/requests/{row.pk}/",
        key=row.pk,
        title=line_title(row),
        step=state_title(row),
        verb="",
        act="",
        badge=badge_of(row, reading, today),
        due=reading.due if reading else None,
        clause=lawbook_of(row).gate("reply"),
        group=OTHERS,
        unit=row.unit.name if row.unit else "",
    )
