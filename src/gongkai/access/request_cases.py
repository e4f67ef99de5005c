"""A request with its rule book and everything that bears on who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Prefetch, QuerySet

from gongkai.access.lawbooks import lawbook_for
from gongkai.core.organs import Bearing
from gongkai.core.procedure import Table
from gongkai.core.regime import Lawbook
from gongkai.core.regime.values_requests import Clock, ReplyChain
from gongkai.core.requests.moves import request_table
from gongkai.core.requests.replying import HandedOut, ReplyPaper
from gongkai.core.terms import Role, UnitFunction
from gongkai.records.models import Correction, Extension, FeeNotice, Reply, Request, Unit


@dataclass(frozen=True)
class RequestCase:
    """One request, ready to be asked; reads nothing further. `on` is the day whose rules bind it."""

    request: Request
    lawbook: Lawbook
    on: date
    today: date
    chain: ReplyChain
    table: Table
    bearing: Bearing
    reply: Reply | None
    correction: Correction | None
    fee: FeeNotice | None
    extension: Extension | None

    @property
    def state_title(self) -> str:
        return self.table.state_title(self.request.state)

    @property
    def fingerprint(self) -> str:
        """What the reply under way says now; "" where there is none."""
        return paper_of(self.reply).fingerprint if self.reply else ""

    @property
    def unit(self) -> Unit | None:
        return self.request.unit


def request_rows(requests: QuerySet[Request]) -> QuerySet[Request]:
    """The rows with all that `as_request_case` needs, in a constant number of queries."""
    rows = requests.select_related(
        "organ", "regime_version", "unit", "applicant", "correction", "fee", "filing", "late_unit"
    )
    # The texts of the rule books are long and kept in memory once read; a list must not fetch them for every row.
    return rows.defer("regime_version__bureau_sources", "regime_version__statute_sources").prefetch_related(
        "recusals",
        "organ__units",
        Prefetch("replies", Reply.objects.prefetch_related("files", "approvals__signer")),
        Prefetch("extensions", Extension.objects.filter(decided_at=None), to_attr="open_extensions"),
    )


def paper_of(reply: Reply) -> ReplyPaper:
    """What a reply says, as a value; its files in the order they were named."""
    names = ("outcome", "where", "when", "withheld", "ground", "reasons", "who", "contact", "law")
    return ReplyPaper(
        **{name: getattr(reply, name) for name in names},
        earlier=reply.earlier_id,
        public_interest=reply.public_interest,
        provision=reply.provision,
        files=tuple(HandedOut(row.edition_id, row.fingerprint, row.redacted) for row in reply.files.all()),
    )


@lru_cache(maxsize=64)
def request_table_for(lawbook: Lawbook, on: date) -> Table:
    """The table of requests received on a day."""
    return request_table(lawbook.reply_chain(on).value, extension_consent(lawbook, on), lawbook.gate)


def extension_consent(lawbook: Lawbook, on: date) -> tuple[Role, ...]:
    """Who agrees to an extension: as the bureau says, else as the statute does."""
    for book in (lawbook.own, lawbook.law):
        dated = book.value("requests.reply", on) if book else None
        clock: Clock | None = dated.value if dated else None
        if clock and clock.extension and clock.extension.consent:
            return clock.extension.consent
    return (Role.ACCEPTANCE_BODY,)


def as_request_case(request: Request, today: date) -> RequestCase:
    """The case of a row that came through `request_rows`; its rules are those of the day it arrived."""
    on = request.received_on or request.arrived_on
    lawbook = lawbook_for(request.regime_version)
    replies = [reply for reply in request.replies.all() if reply.returned_at is None]
    return RequestCase(
        request=request,
        lawbook=lawbook,
        on=on,
        today=today,
        chain=lawbook.reply_chain(on).value,
        table=request_table_for(lawbook, on),
        bearing=Bearing(
            organ_id=request.organ_id,
            responsible_unit=request.unit_id or _acceptance_unit(request),
            recused=frozenset(row.person_id for row in request.recusals.all()),
        ),
        reply=replies[-1] if replies else None,
        correction=getattr(request, "correction", None),
        fee=getattr(request, "fee", None),
        extension=next(iter(request.open_extensions), None),  # type: ignore[attr-defined] # set by request_rows
    )


def _acceptance_unit(request: Request) -> int | None:
    """Before a request is given to a unit, its leader is the one in charge of the acceptance body."""
    for unit in request.organ.units.all():
        if unit.closed_on is None and UnitFunction.ACCEPTANCE_BODY.value in unit.functions:
            return unit.pk
    return None


def load_request(request_id: int, today: date) -> RequestCase:
    """The case of a request; Request.DoesNotExist where there is none."""
    return as_request_case(request_rows(Request.objects.filter(pk=request_id)).get(), today)


def load_requests(requests: QuerySet[Request], today: date) -> list[RequestCase]:
    """Many cases in a constant number of queries."""
    return [as_request_case(request, today) for request in request_rows(requests)]
