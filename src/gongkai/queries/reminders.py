"""Reminders: who is to be told what this morning, what she reads on her desk, and which mails did not go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from gongkai.access.request_cases import RequestCase, load_requests
from gongkai.access.standing import standings_of_organ
from gongkai.core.organs import Bearing, Standing, capacity_for
from gongkai.core.requests import states
from gongkai.core.requests.notices import AFTER, MOST_ATTEMPTS
from gongkai.core.requests.reminders import (
    ACCEPTANCE,
    ACTING,
    CORRECTION,
    FEE,
    FILED,
    FILING,
    HEADS,
    LETTER,
    NAMES,
    OFFICES,
    RECEIPT,
    REPLY,
    TASK,
    UNIT,
    Reminder,
    Watched,
    reminders_on,
)
from gongkai.core.terms import Role
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.request_turn import next_request_act
from gongkai.records.models import (
    Account,
    Consultation,
    Notice,
    Organ,
    PublicationTask,
    RefusalFiling,
    Request,
)

_ROLES = {
    HEADS: (Role.PRODUCING_UNIT_HEAD, Role.LEADER_IN_CHARGE),
    OFFICES: (Role.LEADING_GROUP_OFFICE, Role.SUPERVISION_OFFICE),
    ACCEPTANCE: (Role.ACCEPTANCE_BODY,),
    UNIT: (Role.PRODUCER,),
}


@dataclass(frozen=True, slots=True)
class Call:
    """One person to be told one thing of one request; `by_mail` where she has an address."""

    request_id: int
    person_id: int
    kind: str
    serial: str
    text: str
    by_mail: bool


def calls_of(organ: Organ, today: date) -> list[Call]:
    """Everything the staff of an organ are to be told today; a constant number of queries."""
    if not calendar_in_use().is_working(today):
        return []
    watched = _watched_elsewhere(organ, today)
    concerned = Q(ended_at=None) | Q(pk__in=list(watched))
    cases = load_requests(Request.objects.filter(concerned, organ=organ).order_by("id"), today)
    staff = standings_of_organ(organ.pk, today)
    mails = dict(
        Account.objects.filter(person__organ=organ, is_active=True).values_list("person_id", "email")
    )
    able = [who for who in staff if who.person_id in mails]
    return [
        Call(case.request.pk, who, reminder.kind, case.request.serial, reminder.text, bool(mails[who]))
        for case in cases
        for what in (*_watched_on(case), *watched.get(case.request.pk, ()))
        for reminder in reminders_on(what, today, calendar_in_use())
        for who in _told(case, reminder, able)
    ]


def _watched_on(case: RequestCase) -> Iterator[Watched]:
    """The dates on the row of an open request."""
    request = case.request
    if request.state in states.ENDED:
        return
    if request.due_on is not None:
        yield Watched(REPLY, request.due_on)
    if request.state == states.UNCONFIRMED:
        yield Watched(RECEIPT, request.arrived_on)
    if request.state == states.CORRECTING and case.correction is not None:
        yield Watched(CORRECTION, case.correction.period_end)
    if request.state == states.AWAITING_FEE and case.fee is not None:
        yield Watched(FEE, case.fee.pay_by)


def _watched_elsewhere(organ: Organ, today: date) -> dict[int, list[Watched]]:
    """The dates on letters, filings and publication tasks, by request; three queries."""
    found: dict[int, list[Watched]] = {}
    letters = Consultation.objects.filter(request__organ=organ, answered_on=None, due_on__lt=today)
    for letter in letters.filter(request__ended_at=None):
        if letter.due_on is not None:
            found.setdefault(letter.request_id, []).append(Watched(LETTER, letter.due_on))
    filings = RefusalFiling.objects.filter(request__organ=organ, acknowledged_on=None)
    for request_id, opened, delivered in filings.values_list("request_id", "opened_on", "delivered_on"):
        what = Watched(FILED, delivered) if delivered else Watched(FILING, opened)
        found.setdefault(request_id, []).append(what)
    tasks = PublicationTask.objects.filter(request__organ=organ, done_on=None)
    for task in tasks:
        if task.due_on is not None:
            found.setdefault(task.request_id, []).append(Watched(TASK, task.due_on, task.unit_id))
    return found


def _told(case: RequestCase, reminder: Reminder, staff: list[Standing]) -> list[int]:
    """Who is told, by person; where nobody can act, the acceptance body hears of it."""
    if reminder.to == ACTING:
        found = [who.person_id for who in staff if next_request_act(who, case)]
        return found or _in_roles(_ROLES[ACCEPTANCE], case.bearing, staff)
    bearing = case.bearing
    if reminder.unit is not None:
        bearing = replace(bearing, responsible_unit=reminder.unit)
    return _in_roles(_ROLES[reminder.to], bearing, staff) or (
        _in_roles(_ROLES[HEADS], bearing, staff) if reminder.to == UNIT else []
    )


def _in_roles(roles: tuple[Role, ...], bearing: Bearing, staff: Iterable[Standing]) -> list[int]:
    return [who.person_id for who in staff if capacity_for(who, roles, bearing)]


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A reminder as the desk shows it: the request's line in the register, and what is the matter."""

    request_id: int
    serial: str
    text: str


def my_notices(who: Standing, today: date) -> tuple[ReminderLine, ...]:
    """What a person was reminded of today, of requests that are still as they were in the morning; one query."""
    rows = (
        Notice.objects.filter(person_id=who.person_id, on=today)
        .select_related("request")
        .order_by("request__due_on", "id")
    )
    lines = []
    for row in rows:
        name = row.kind.partition(".")[0]
        over = row.request.ended_at is not None and name.startswith(("due", "late", "un"))
        if name in NAMES and (not over or name in ("unfiled", "unacknowledged")):
            text = row.subject.partition("：")[2]
            lines.append(ReminderLine(row.request_id, row.request.serial, text))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that may go now. `to_applicant`: her address is opened when it is sent, else `address` is staff's."""

    notice_id: int
    request_id: int
    attempts: int
    to_applicant: bool
    address: str
    subject: str
    body: str


def mails_to_send(now: datetime, most: int = 200) -> list[Mail]:
    """The mails whose next try has come, the oldest first; one query."""
    ready = Q()
    for attempts, wait in enumerate(AFTER):
        ready |= Q(attempts=attempts, created_at__lte=now - wait)
    rows = Notice.objects.filter(ready, sent_at=None).select_related("person__account").order_by("id")[:most]
    return [
        Mail(
            row.pk,
            row.request_id,
            row.attempts,
            row.person is None,
            row.person.account.email if row.person else "",
            row.subject,
            row.body,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A mail that has not gone after a try: to whom (a name of staff, or 申请人), and whether it is given up."""

    to: str
    subject: str
    written_at: datetime
    attempts: int
    given_up: bool


def undelivered(request_id: int) -> tuple[Undelivered, ...]:
    """What of a request could not be mailed so far; one query."""
    rows = Notice.objects.filter(request_id=request_id, sent_at=None, attempts__gt=0)
    return tuple(
        Undelivered(
            row.person.name if row.person else "申请人",
            row.subject,
            row.created_at,
            row.attempts,
            row.attempts >= MOST_ATTEMPTS,
        )
        for row in rows.select_related("person").order_by("id")
    )
