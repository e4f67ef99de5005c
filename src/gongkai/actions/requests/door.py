"""The door for requests: lock, ask, act, move the clock, write the ledger, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from django.db import transaction

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase, load_request
from gongkai.access.requests import may_request, may_see
from gongkai.access.standing import standing_of
from gongkai.actions.door import today_of
from gongkai.actions.ledger import append_entry
from gongkai.core.organs import Standing
from gongkai.core.procedure import Move
from gongkai.core.regime import Lawbook
from gongkai.core.terms import Actor, Citation, Refusal, Refused
from gongkai.core.workdays import ClockReading, Event, read_clock
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.request_clock import CLOCK_KEY, request_events
from gongkai.records.models import Person, Request

T = TypeVar("T")

APPLICANT = "申请人"


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """What an act answers with, what it adds to its entry, and what it tells the clock."""

    thing: T
    payload: dict[str, object] = field(default_factory=dict)
    clauses: tuple[Citation, ...] = ()
    events: tuple[Event, ...] = ()


def request_act(
    who: Standing,
    verb: str,
    request_id: int,
    moment: datetime,
    act: Callable[[RequestCase, Permit], Told[T]],
) -> T:
    """Do one act on a request as a person.

    `act` checks the evidence (raising Refused) and writes. Raises Refused when the answer is no, and
    Request.DoesNotExist for a request the person may not know of.
    """
    today = today_of(moment)
    with transaction.atomic():
        case = locked_case(request_id, today)
        standing = standing_of(Person.objects.get(pk=who.person_id), today)
        if not may_see(standing, case):
            raise Request.DoesNotExist(f"request {request_id} is none this person may know of")
        permit = may_request(standing, verb, case)
        if isinstance(permit, Refusal):
            raise Refused(permit)
        told = act(case, permit)
        by = (standing.actor, permit.capacity.label)
        write(case, verb, told, clause=permit.move.clause, by=by, moment=moment)
        return told.thing


def permitted_request(who: Standing, verb: str, request_id: int, moment: datetime) -> RequestCase:
    """The case of a request on which a person may do an act, before anything is locked; the door asks again.

    For an act with long work to do first. Raises as `request_act` does.
    """
    today = today_of(moment)
    case = load_request(request_id, today)
    standing = standing_of(Person.objects.get(pk=who.person_id), today)
    if not may_see(standing, case):
        raise Request.DoesNotExist(f"request {request_id} is none this person may know of")
    permit = may_request(standing, verb, case)
    if isinstance(permit, Refusal):
        raise Refused(permit)
    return case


def applicant_act(
    verb: str, request_id: int, moment: datetime, act: Callable[[RequestCase, Move], Told[T]]
) -> T:
    """Do one act on a request as its applicant, who has shown number and query code."""
    with transaction.atomic():
        case = locked_case(request_id, today_of(moment))
        move = case.table.find(verb, case.request.state)
        if isinstance(move, Refusal):
            raise Refused(move)
        told = act(case, move)
        write(case, verb, told, clause=move.clause, by=(applicant_of(case.request), ""), moment=moment)
        return told.thing


def applicant_of(request: Request) -> Actor:
    """The applicant as the ledger names her: by the request, never by name."""
    return Actor(f"applicant:{request.pk}", APPLICANT, str(request.organ_id))


def locked_case(request_id: int, today: date) -> RequestCase:
    """The case, its row held until the transaction ends: acts on one request happen one after another."""
    Request.objects.select_for_update(no_key=True).get(pk=request_id)
    return load_request(request_id, today)


def write(
    case: RequestCase,
    verb: str,
    told: Told[T],
    *,
    clause: Citation,
    by: tuple[Actor, str],
    moment: datetime,
) -> None:
    """Move the clock by what was told, keep the row, append the entry; `by` is the actor and her post."""
    request = case.request
    payload: dict[str, object] = dict(told.payload)
    if told.events:
        payload |= clock_told(request, case.lawbook, told.events)
    request.save()
    append_entry(
        organ_id=request.organ_id,
        moment=moment,
        actor=by[0],
        post=by[1],
        verb=verb,
        subject_kind="request",
        subject_id=request.pk,
        clauses=tuple(dict.fromkeys((clause, *told.clauses))),
        payload={"state": request.state, "due": iso(request.due_on)} | payload,
    )


def set_clock(request: Request, lawbook: Lawbook, events: tuple[Event, ...]) -> ClockReading | None:
    """Keep on the row what the clock says after these further events; Refused where they cannot be."""
    if request.received_on is None:
        return None
    rule = lawbook.clock_rule("requests.reply", request.received_on)
    if rule is None:
        return None
    before = request_events([request.pk]).get(request.pk, ()) if request.pk else ()
    reading = read_clock(rule, (*before, *events), calendar_in_use())
    if isinstance(reading, Refusal):
        raise Refused(reading)
    keep_reading(request, reading)
    return reading


def clock_told(request: Request, lawbook: Lawbook, events: tuple[Event, ...]) -> dict[str, object]:
    """Move the clock of the row by further events; answers with what the ledger keeps of it."""
    set_clock(request, lawbook, events)
    told: dict[str, object] = {CLOCK_KEY: [told_event(event) for event in events]}
    return told | {"provisional": request.due_provisional, "still": request.standing_still}


def keep_reading(request: Request, reading: ClockReading) -> None:
    """Repeat a reading on the row, for lists."""
    request.due_on, request.due_provisional = reading.due, reading.provisional
    request.standing_still = reading.paused_for[:60]


def told_event(event: Event) -> dict[str, object]:
    """An event as the ledger keeps it."""
    told: dict[str, object] = {"event": event.event, "on": event.on.isoformat()}
    for name in ("working_days", "months"):
        if getattr(event, name) is not None:
            told[name] = getattr(event, name)
    return told


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def refuse(code: str, reason: str, clause: Citation | None, remedy: str) -> None:
    """Raise a refusal."""
    raise Refused(Refusal(code, reason, clause, remedy))


def need(  # noqa: PLR0917 - text and refusal, in the order of a Refusal
    text: str, code: str, reason: str, clause: Citation | None, remedy: str, longest: int = 1000
) -> str:
    """The text trimmed; Refused where it is empty or longer than `longest` characters."""
    clean = text.strip()
    if not clean:
        raise Refused(Refusal(code, reason, clause, remedy))
    if len(clean) > longest:
        too_long = f"内容有 {len(clean)} 个字，最多 {longest} 个字。"
        raise Refused(Refusal("too_long", too_long, clause, "请缩短后再办理。"))
    return clean


def between(day: date, first: date, last: date, what: str, clause: Citation) -> date:
    """The day where it lies between two days (both in); Refused otherwise."""
    if not first <= day <= last:
        reason = f"{what}不在{first:%Y年%m月%d日}和{last:%Y年%m月%d日}之间。"
        raise Refused(Refusal("implausible_date", reason, clause, "请核对日期。"))
    return day
