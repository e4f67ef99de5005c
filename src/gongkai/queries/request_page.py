"""The case of a request: what it is, where its clock stands, what was done on it, what may answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.access.applicants import consulted_name, masked_applicant
from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase, as_request_case, request_rows
from gongkai.access.requests import open_request_moves, visible_requests
from gongkai.access.standing import standings_of_organ
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.requests.form import FORM_WANTED, WAY_WANTED
from gongkai.core.requests.identity import ApplicantKind
from gongkai.core.workdays import ClockReading, DueBadge, date_badge
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.history import HistoryLine
from gongkai.queries.known import Known, what_is_known
from gongkai.queries.reminders import Undelivered, undelivered
from gongkai.queries.request_clock import reading_of, request_events
from gongkai.queries.request_history import history_of_request
from gongkai.queries.request_list import outcome_title, way_title
from gongkai.queries.request_rows import badge_of, light, shortened, state_title
from gongkai.queries.request_sheet import ApprovalLine, approval_sheet, past_replies, request_turns
from gongkai.queries.request_turn import next_request_act
from gongkai.queries.signers import Turn
from gongkai.records.models import (
    Applicant,
    Consultation,
    Edition,
    Extension,
    FollowUp,
    HandIn,
    Letter,
    PublicationTask,
    Reply,
    Request,
    RequestFile,
    SearchRecord,
)

MOST_SIMILAR = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """A letter to others: to whom, how long they have, what they answered."""

    row: Consultation
    name: str
    badge: DueBadge | None


@dataclass(frozen=True, slots=True)
class Given:
    """An edition that is named in a hand-in or a reply."""

    edition_id: int
    item_id: int
    title: str
    doc_number: str
    number: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    row: HandIn
    editions: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another request: of the same applicant, or out of the same form."""

    request_id: int
    serial: str
    matter: str
    state: str
    outcome: str
    replied: bool


@dataclass(frozen=True)
class RequestPage:
    """Everything the page of a case shows; reads nothing further. `applicant` is masked."""

    case: RequestCase
    reading: ClockReading | None
    badge: DueBadge | None
    applicant: str
    applicant_kind: str
    way: str
    form_wanted: str
    way_wanted: str
    outcome: str
    reply_outcome: str
    permits: tuple[Permit, ...]
    next: Permit | None
    turns: tuple[Turn, ...]
    sheet: tuple[ApprovalLine, ...]
    past: tuple[Reply, ...]
    reply_files: tuple[tuple[Given, bool], ...]
    letters: tuple[Letter, ...]
    files: tuple[RequestFile, ...]
    asked: tuple[Asked, ...]
    searches: tuple[SearchRecord, ...]
    hand_ins: tuple[HandedIn, ...]
    extensions: tuple[Extension, ...]
    tasks: tuple[PublicationTask, ...]
    follow_ups: tuple[FollowUp, ...]
    similar: tuple[Related, ...]
    family: tuple[Related, ...]
    known: Known | None
    mails: tuple[Undelivered, ...]
    history: tuple[HistoryLine, ...]

    @property
    def request(self) -> Request:
        return self.case.request

    @property
    def ended(self) -> bool:
        return self.request.state in states.ENDED


def request_case_of(who: Standing, request_id: int, today: date) -> RequestCase:
    """The case of a request the person may see; Request.DoesNotExist otherwise."""
    return as_request_case(request_rows(visible_requests(who).filter(pk=request_id)).get(), today)


def request_page(who: Standing, request_id: int, today: date) -> RequestPage:
    """The page of a request the person may see; Request.DoesNotExist otherwise. A constant number of queries."""
    case = request_case_of(who, request_id, today)
    row = case.request
    events = request_events([row.pk]).get(row.pk, ())
    reading = reading_of(case.lawbook, row.received_on, events)
    standings = standings_of_organ(row.organ_id, today)
    hand_ins = list(row.hand_ins.select_related("person"))
    files = list(case.reply.files.all()) if case.reply else []
    given = _given(
        {*(key for each in hand_ins for key in each.editions), *(each.edition_id for each in files)}
    )
    permits = open_request_moves(who, case)
    writes = any(permit.move.verb == "propose_reply" for permit in permits)
    return RequestPage(
        case=case,
        reading=reading,
        badge=badge_of(row, reading, today),
        applicant=masked_applicant(row.applicant),
        applicant_kind=ApplicantKind(row.applicant.kind).title,
        way=way_title(row),
        form_wanted=FORM_WANTED.get(row.form_wanted, row.form_wanted),
        way_wanted=WAY_WANTED.get(row.way_wanted, row.way_wanted),
        outcome=outcome_title(row),
        reply_outcome=_reply_outcome(case),
        permits=permits,
        next=next_request_act(who, case),
        turns=request_turns(case, standings),
        sheet=approval_sheet(case, standings),
        past=past_replies(case),
        reply_files=tuple(
            (given[each.edition_id], each.redacted) for each in files if each.edition_id in given
        ),
        letters=tuple(Letter.objects.filter(request=row).defer("docx", "pdf").order_by("-id")),
        files=tuple(row.files.order_by("id")),
        asked=tuple(_asked(each, today) for each in row.consultations.all()),
        searches=tuple(row.searches.select_related("unit", "person")),
        hand_ins=tuple(
            HandedIn(each, tuple(given[key] for key in each.editions if key in given)) for each in hand_ins
        ),
        extensions=tuple(row.extensions.select_related("proposed_by", "decided_by")),
        tasks=tuple(row.publication_tasks.select_related("unit", "item__current").order_by("id")),
        follow_ups=tuple(row.follow_ups.all()),
        similar=_similar(who, case),
        family=_family(who, row),
        known=what_is_known(row.organ, row.description, today) if writes else None,
        mails=undelivered(row.pk),
        history=history_of_request(case),
    )


def _given(ids: set[int]) -> dict[int, Given]:
    rows = Edition.objects.filter(pk__in=ids).only("item_id", "title", "doc_number", "number")
    return {row.pk: Given(row.pk, row.item_id, row.title, row.doc_number, row.number) for row in rows}


def _asked(row: Consultation, today: date) -> Asked:
    open_still = row.answered_on is None and row.due_on is not None
    badge = date_badge(row.due_on, today, calendar_in_use()) if open_still and row.due_on else None
    return Asked(row, consulted_name(row), badge)


def _reply_outcome(case: RequestCase) -> str:
    if case.reply is None:
        return ""
    titles = {outcome.id: outcome.title for outcome in case.lawbook.outcomes(case.on)}
    return titles.get(case.reply.outcome, case.reply.outcome)


def _similar(who: Standing, case: RequestCase) -> tuple[Related, ...]:
    """Earlier requests of the same applicant that the person may see, the newest first; two queries.

    The applicants are asked first, by their index: a long register must not be read through for one of them.
    """
    same = case.request.applicant.same_as
    if not same:
        return ()
    earlier = Applicant.objects.filter(same_as=same, request_id__lt=case.request.pk)
    ids = list(earlier.order_by("-request_id").values_list("request_id", flat=True)[:MOST_SIMILAR])
    return _in_words(visible_requests(who).filter(pk__in=ids), reverse=True)


def _family(who: Standing, row: Request) -> tuple[Related, ...]:
    """The others that came out of the same form; two queries."""
    first = row.split_from_id or row.pk
    ids = {first, *Request.objects.filter(split_from_id=first).order_by().values_list("pk", flat=True)}
    return _in_words(visible_requests(who).filter(pk__in=ids - {row.pk}))


def _in_words(rows: QuerySet[Request], *, reverse: bool = False) -> tuple[Related, ...]:
    listed = sorted(light(rows.order_by()), key=lambda row: row.pk, reverse=reverse)
    return tuple(_related(row) for row in listed)


def _related(row: Request) -> Related:

    return Related(
        row.pk,
        row.serial,
        shortened(row.description),
        state_title(row),
        outcome_title(row),
        row.state == states.REPLIED,
    )
