"""The register of requests (依申请公开台账): filtered, sorted, a page at a time, and whole for export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from gongkai.access.applicants import masked_applicant
from gongkai.access.requests import visible_requests
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.requests.identity import ApplicantKind
from gongkai.core.workdays import ClockReading, DueBadge
from gongkai.queries.request_rows import (
    badge_of,
    lawbook_of,
    light,
    readings_of,
    rules_day,
    shortened,
    state_title,
)
from gongkai.queries.work_lines import end_of_week
from gongkai.records.models import Organ, Request, Unit

PAGE_SIZE = 50
CHUNK = 500
MOST_WORDS = 6

OPEN, ENDED = "open", "ended"
STATE_GROUPS: dict[str, str] = {
    OPEN: "没有办结的",
    states.UNCONFIRMED: "待与申请人确认",
    states.RECEIVED: "待分办",
    states.WORKING: "承办中",
    "waiting": "等补正、等意见、等缴费",
    "in_approval": "答复审批中",
    states.APPROVED: "已批准待发出",
    ENDED: "已经办结的",
    states.REPLIED: "已答复",
    states.CLOSED: "已终结",
}
_WAITING = (states.CORRECTING, states.CONSULTING, states.AWAITING_FEE)

OVERDUE, TODAY, WEEK, PAUSED, LATE = "overdue", "today", "week", "paused", "late"
DUE_GROUPS: dict[str, str] = {
    OVERDUE: "逾期",
    TODAY: "今天到期",
    WEEK: "本周到期",
    PAUSED: "暂停计时",
    LATE: "逾期办结的",
}
ORDERS: dict[str, tuple[str, str]] = {
    "oldest": ("登记先后", "id"),
    "due": ("到期先后", "due_on"),
    "received": ("收到先后", "received_on"),
    "unit": ("承办科室", "unit__name"),
    "state": ("状态", "state"),
}
"""Other orders than the newest first: the title, and what is sorted by."""


@dataclass(frozen=True, slots=True)
class RequestFilter:
    """Which requests; "" and None leave nothing out. `unit` 0 are those that no unit has yet.

    `text` is looked for in serial, number, old number and description; `order` is a key of ORDERS.
    """

    state: str = ""
    unit: int | None = None
    due: str = ""
    outcome: str = ""
    way: str = ""
    year: int | None = None
    text: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One line, in words; the applicant's name is masked."""

    request_id: int
    serial: str
    number: str
    old_number: str
    matter: str
    applicant: str
    applicant_kind: str
    way: str
    arrived_on: date
    received_on: date | None
    due_on: date | None
    badge: DueBadge | None
    state: str
    unit: str
    outcome: str
    ended_on: date | None
    late: bool

    @property
    def cells(self) -> tuple[str | date | None, ...]:
        """The line in the order of HEADINGS."""
        return (
            self.serial,
            self.number,
            self.old_number,
            self.matter,
            self.applicant,
            self.applicant_kind,
            self.way,
            self.arrived_on,
            self.received_on,
            self.due_on,
            self.state,
            self.unit,
            self.outcome,
            self.ended_on,
            "逾期" if self.late else "",
        )


HEADINGS: tuple[tuple[str, int], ...] = (
    ("序号", 14),
    ("申请编号", 18),
    ("旧编号", 14),
    ("申请内容", 50),
    ("申请人", 14),
    ("申请人类别", 12),
    ("提交方式", 14),
    ("到件日期", 12),
    ("收到之日", 12),
    ("答复期限", 12),
    ("状态", 18),
    ("承办科室", 16),
    ("办理结果", 20),
    ("办结日期", 12),
    ("是否逾期", 10),
)
"""The columns of the export with their widths in characters."""


@dataclass(frozen=True, slots=True)
class RequestPages:
    """Lines of one page; `pages` is at least 1."""

    lines: tuple[RequestLine, ...]
    total: int
    page: int
    pages: int


def request_list(who: Standing, wanted: RequestFilter, page: int, today: date) -> RequestPages:
    """A page of what the person may see; a page outside the register is the nearest. Three queries."""
    rows = filtered(visible_requests(who), wanted, today)
    total = rows.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    found = list(light(ordered(rows, wanted.order))[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return RequestPages(tuple(_lines(found, today)), total, page, pages)


def lines_for_export(who: Standing, wanted: RequestFilter, today: date) -> Iterator[RequestLine]:
    """Every line as filtered, read in portions."""
    rows = iter(
        light(ordered(filtered(visible_requests(who), wanted, today), wanted.order)).iterator(
            chunk_size=CHUNK
        )
    )
    while portion := list(islice(rows, CHUNK)):
        yield from _lines(portion, today)


def filtered(rows: QuerySet[Request], wanted: RequestFilter, today: date) -> QuerySet[Request]:
    """The rows a filter leaves; what it names and nobody knows leaves nothing out."""
    rows = rows.filter(_by_state(wanted.state), due_condition(wanted.due, today))
    if wanted.unit is not None:
        rows = rows.filter(unit_id=wanted.unit) if wanted.unit else rows.filter(unit=None)
    if wanted.outcome:
        rows = rows.filter(outcome=wanted.outcome)
    if wanted.way:
        rows = rows.filter(oral=True) if wanted.way == "oral" else rows.filter(way=wanted.way)
    if wanted.year is not None:
        rows = rows.filter(serial__startswith=f"{wanted.year}-")
    for word in wanted.text.split()[:MOST_WORDS]:
        rows = rows.filter(
            Q(serial__icontains=word)
            | Q(number__icontains=word)
            | Q(old_number__icontains=word)
            | Q(description__icontains=word)
        )
    return rows


def ordered(rows: QuerySet[Request], order: str) -> QuerySet[Request]:
    if order not in ORDERS:
        return rows.order_by("-id")
    return rows.order_by(F(ORDERS[order][1]).asc(nulls_last=True), "id")


def units_of(who: Standing) -> list[Unit]:
    """The units of the person's organ, for filters and for giving out."""
    return list(Unit.objects.filter(organ_id=who.organ_id, closed_on=None).order_by("id"))


def _by_state(state: str) -> Q:
    if state == OPEN:
        return Q(ended_at=None)
    if state == ENDED:
        return Q(ended_at__isnull=False)
    if state == "waiting":
        return Q(state__in=_WAITING)
    if state == "in_approval":
        return Q(state__startswith=states.IN_APPROVAL)
    return Q(state=state) if state in STATE_GROUPS else Q()


def due_condition(due: str, today: date) -> Q:
    """The condition of a key of DUE_GROUPS; a clock that stands still is overdue once its last date is over."""
    if due == LATE:
        return Q(ended_at__isnull=False, late_unit__isnull=False)
    still, opened = Q(standing_still=""), Q(ended_at=None)
    found = {
        OVERDUE: opened & Q(due_on__lt=today),
        TODAY: opened & still & Q(due_on=today),
        WEEK: opened & still & Q(due_on__gte=today, due_on__lte=end_of_week(today)),
        PAUSED: opened & ~still & (Q(due_on=None) | Q(due_on__gte=today)),
    }
    return found.get(due, Q())


def _lines(rows: Iterable[Request], today: date) -> Iterator[RequestLine]:
    listed = list(rows)
    readings = readings_of(row for row in listed if row.ended_at is None)
    return (_line(row, readings.get(row.pk), today) for row in listed)


def _line(row: Request, reading: ClockReading | None, today: date) -> RequestLine:
    ended = timezone.localdate(row.ended_at) if row.ended_at else None
    return RequestLine(
        request_id=row.pk,
        serial=row.serial,
        number=row.number,
        old_number=row.old_number,
        matter=shortened(row.description, 200),
        applicant=masked_applicant(row.applicant),
        applicant_kind=ApplicantKind(row.applicant.kind).title,
        way=way_title(row),
        arrived_on=row.arrived_on,
        received_on=row.received_on,
        due_on=row.due_on,
        badge=badge_of(row, reading, today),
        state=state_title(row),
        unit=row.unit.name if row.unit else "",
        outcome=outcome_title(row),
        ended_on=ended,
        late=bool(row.due_on and (ended or today) > row.due_on),
    )


def way_title(row: Request) -> str:
    """How a request came, in the words of its rule book."""
    ways = lawbook_of(row).receipt_ways(row.arrived_on).value
    title = next((way.title for way in ways if way.id == row.way), row.way)
    return f"{title}（口头）" if row.oral else title


def outcome_title(row: Request) -> str:
    """How a request ended, in the words of its rule book; "" while it is open."""
    if not row.outcome:
        return ""
    book = lawbook_of(row)
    # A row of an old register may have ended in a way that the rules of its day had no word for.
    spoken = (*book.outcomes(rules_day(row)), *book.outcomes(date.max))
    return next((outcome.title for outcome in spoken if outcome.id == row.outcome), row.outcome)


def open_requests(organ: Organ) -> list[Request]:
    """The requests of an organ that are still open, the nearest due date first, what stands still last; one query."""
    rows = Request.objects.filter(organ=organ, ended_at=None)
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "id"))
