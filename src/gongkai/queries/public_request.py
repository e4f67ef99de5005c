"""What an applicant sees of her request: where it stands, until when, what she was sent, what she may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from gongkai.access.request_cases import RequestCase, load_request
from gongkai.core.procedure import Move
from gongkai.core.regime.values_requests import Remedies
from gongkai.core.requests import states
from gongkai.core.terms import Citation
from gongkai.core.workdays import ClockReading
from gongkai.queries.public_state import state_sentence
from gongkai.queries.request_clock import reading_of, request_events
from gongkai.records.models import FollowUp, Letter, ReleasedFile, ReplyFile, Request

CORRECT, WITHDRAW, FOLLOW_UP = "correct", "withdraw", "follow-up"


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter she was sent; there is no PDF where the machine had no Chinese font."""

    id: int
    title: str
    number: str
    issued_on: date
    has_pdf: bool


@dataclass(frozen=True, slots=True)
class GivenFile:
    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class GivenEdition:
    """A reviewed edition that went out with the reply: its text and its files."""

    edition_id: int
    title: str
    doc_number: str
    redacted: bool
    body_html: str
    body_text: str
    files: tuple[GivenFile, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """What is asked of her now and until when: a `correction` (its points) or a `fee` (its amount in yuan)."""

    kind: str
    until: date
    clause: Citation
    points: tuple[str, ...] = ()
    amount: Decimal = Decimal(0)
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class SaidAfterwards:
    """Her follow-up and what was answered."""

    title: str
    text: str
    raised_on: date
    answer: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class SplitPart:
    """Another request that came out of the same form."""

    request_id: int
    number: str
    matter: str


@dataclass(frozen=True)
class PublicView:
    """The tracking page. `reading` is None before the day of receipt is settled; `may` are the acts open to her."""

    case: RequestCase
    sentence: str
    reading: ClockReading | None
    outcome_title: str
    letters: tuple[LetterLine, ...]
    given: tuple[GivenEdition, ...]
    expected: Expected | None
    remedies: tuple[Remedies, Citation] | None
    said: tuple[SaidAfterwards, ...]
    parts: tuple[SplitPart, ...]
    may: tuple[str, ...]

    @property
    def request(self) -> Request:
        return self.case.request

    @property
    def ended(self) -> bool:
        return self.request.state in states.ENDED

    @property
    def late(self) -> bool:
        due = self.reading.due if self.reading else None
        return not self.ended and due is not None and self.case.today > due


def public_view(request_id: int, today: date) -> PublicView:
    """The page of a request for its applicant; Request.DoesNotExist where there is none.

    Who asks must have shown number and query code. A constant number of queries.
    """
    case = load_request(request_id, today)
    request = case.request
    events = request_events([request.pk]).get(request.pk, ())
    reading = reading_of(case.lawbook, request.received_on, events)
    title = _outcome_title(case)
    given = given_editions(request.pk)
    return PublicView(
        case=case,
        sentence=state_sentence(case, reading, title),
        reading=reading,
        outcome_title=title,
        letters=_letters(request),
        given=given,
        expected=_expected(case),
        remedies=_remedies(case),
        said=_said(request),
        parts=_parts(request),
        may=_may(case),
    )


def given_editions(request_id: int) -> tuple[GivenEdition, ...]:
    """What went out with the reply of a request; nothing before it was sent."""
    rows = list(
        ReplyFile.objects.filter(
            reply__request_id=request_id,
            reply__request__state=states.REPLIED,
            reply__sent_at__isnull=False,
            reply__returned_at=None,
        ).select_related("edition")
    )
    files: dict[int, list[GivenFile]] = {}
    # Never the attachment itself: what goes out is the file that was made anew and proved in its place.
    released = ReleasedFile.objects.filter(attachment__edition__in=[each.edition_id for each in rows])
    columns = ("attachment__edition_id", "name", "digest", "size")
    for edition_id, *file in released.order_by("attachment__position", "attachment_id").values_list(*columns):
        files.setdefault(edition_id, []).append(GivenFile(*file))
    return tuple(
        GivenEdition(
            edition_id=row.edition_id,
            title=row.edition.title,
            doc_number=row.edition.doc_number,
            redacted=row.redacted,
            body_html=row.edition.body_html,
            body_text=row.edition.body_text,
            files=tuple(files.get(row.edition_id, ())),
        )
        for row in rows
    )


def letter_of(request_id: int, letter_id: int) -> Letter | None:
    """A letter to the applicant of this request; None for any other."""
    return Letter.objects.filter(pk=letter_id, request_id=request_id, to_applicant=True).first()


def _letters(request: Request) -> tuple[LetterLine, ...]:
    rows = Letter.objects.filter(request=request, to_applicant=True).defer("docx", "pdf").order_by("-id")
    return tuple(
        LetterLine(row.pk, row.title, row.number, timezone.localdate(row.issued_at), bool(row.pdf_digest))
        for row in rows
    )


def _expected(case: RequestCase) -> Expected | None:
    if case.request.state == states.CORRECTING and case.correction:
        points = tuple(line.strip() for line in case.correction.points.splitlines() if line.strip())
        return Expected("correction", case.correction.period_end, case.lawbook.gate("correction"), points)
    if case.request.state == states.AWAITING_FEE and case.fee:
        fee, clause = case.fee, case.lawbook.gate("fee")
        return Expected("fee", fee.pay_by, clause, amount=fee.amount, reasons=fee.reasons)
    return None


def _outcome_title(case: RequestCase) -> str:
    if case.request.state != states.REPLIED:
        return ""
    titles = {outcome.id: outcome.title for outcome in case.lawbook.outcomes(case.on)}
    return titles.get(case.request.outcome, "")


def _remedies(case: RequestCase) -> tuple[Remedies, Citation] | None:
    """Told once there is something to contest, as the letters of the case tell them."""
    if case.request.state not in states.ENDED or case.request.outcome == "withdrawn":
        return None
    found = case.lawbook.remedies(case.on)
    return (found.value, found.clause) if found else None


def _said(request: Request) -> tuple[SaidAfterwards, ...]:
    return tuple(
        SaidAfterwards(
            title=row.get_kind_display(),
            text=row.text,
            raised_on=timezone.localdate(row.raised_at),
            answer=row.answer,
            answered_on=timezone.localdate(row.answered_at) if row.answered_at else None,
        )
        for row in FollowUp.objects.filter(request=request)
    )


def _parts(request: Request) -> tuple[SplitPart, ...]:
    """The others of the same form: the first and all that were split off from it."""
    first = request.split_from_id or request.pk
    rows: Iterable[Request] = Request.objects.filter(split_from_id=first).order_by("id")
    if request.split_from_id:
        rows = [*Request.objects.filter(pk=first), *rows]
    return tuple(SplitPart(row.pk, row.number, row.description) for row in rows if row.pk != request.pk)


def _may(case: RequestCase) -> tuple[str, ...]:
    state = case.request.state
    verbs = ((CORRECT, "take_correction"), (WITHDRAW, "withdraw_request"))
    open_acts = [act for act, verb in verbs if isinstance(case.table.find(verb, state), Move)]
    if state == states.REPLIED:
        open_acts.append(FOLLOW_UP)
    return tuple(open_acts)
