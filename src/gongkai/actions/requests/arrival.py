"""Writing a new request: its number and code, its sealed applicant, its clock, its receipt."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from gongkai.access.lawbooks import lawbook_for, version_in_force
from gongkai.access.request_cases import RequestCase, load_request
from gongkai.access.request_digests import ASKED, applicant_digest, asked_digest, file_told, text_digest
from gongkai.actions.counters import next_serial
from gongkai.actions.door import today_of
from gongkai.actions.ledger import append_entry
from gongkai.actions.requests.door import APPLICANT, between, clock_told, iso
from gongkai.actions.requests.letters import issue, letter_told
from gongkai.actions.requests.people import copy_applicant, sealed_applicant
from gongkai.core.organs import Capacity, Standing
from gongkai.core.regime import Lawbook
from gongkai.core.requests import states
from gongkai.core.requests.form import RequestDraft, SentFile
from gongkai.core.terms import Actor, Citation, Refusal, Refused
from gongkai.core.workdays import Event
from gongkai.gateways.files import FileStore
from gongkai.gateways.vault import the_vault
from gongkai.records.models import Organ, Request, RequestFile

_PLAIN = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that cannot be taken for one another."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How and when a request came; `received_on` is None until the applicant has confirmed."""

    way: str
    arrived_on: date
    received_on: date | None


def settle_arrival(
    lawbook: Lawbook, way: str, arrived_on: date, confirmed_on: date | None, today: date
) -> Arrival:
    """The day of receipt for a way of sending, as the rule book counts it (cn-foi:31)."""
    ways = lawbook.receipt_ways(arrived_on)
    known = next((each for each in ways.value if each.id == way), None)
    if known is None:
        titles = "、".join(each.title for each in ways.value)
        raise Refused(
            Refusal("unknown_way", "没有选择提交的方式。", ways.clause, f"请从「{titles}」中选择。")
        )
    between(arrived_on, date(2008, 5, 1), today, "收到的日期", ways.clause)
    if known.counted_from != "confirmed":
        return Arrival(way, arrived_on, arrived_on)
    if confirmed_on is not None:
        between(confirmed_on, arrived_on, today, "确认之日", ways.clause)
    return Arrival(way, arrived_on, confirmed_on)


def new_request(
    organ: Organ,
    draft: RequestDraft,
    files: tuple[SentFile, ...],
    arrival: Arrival,
    *,
    moment: datetime,
    verb: str,
    by: tuple[Standing, Capacity] | None = None,
    oral: bool = False,
    old_number: str = "",
    nonce: str = "",
) -> tuple[Request, str]:
    """The row with everything that belongs to it, its ledger entry and its receipt; answers with the query code."""
    request = Request(
        organ=organ,
        regime_version=version_in_force(organ, arrival.received_on or arrival.arrived_on),
        way=arrival.way,
        arrived_on=arrival.arrived_on,
        received_on=arrival.received_on,
        registered_by_id=by[0].person_id if by else None,
        oral=oral,
        old_number=old_number,
        nonce=nonce or None,
        description=draft.description,
        document_name=draft.document_name,
        document_number=draft.document_number,
        document_date=draft.document_date,
        form_wanted=draft.form_wanted,
        way_wanted=draft.way_wanted,
        purpose=draft.purpose,
    )
    code = _number(request, moment)
    applicant = sealed_applicant(request, draft.applicant)
    payload: dict[str, object] = {
        "applicant": applicant_digest(applicant),
        "files": _keep_files(request, files),
    }
    _open(request, payload, verb=verb, by=by, moment=moment, code=code)
    return request, code


def copy_of(case: RequestCase, description: str, moment: datetime) -> Request:
    """A further request of the same applicant on the same day, for one matter of a form that held several.

    Its receipt tells the applicant its number and code.
    """
    first = case.request
    copied = (
        "organ",
        "regime_version",
        "way",
        "arrived_on",
        "received_on",
        "oral",
        "form_wanted",
        "way_wanted",
    )
    request = Request(
        **{name: getattr(first, name) for name in (*copied, "registered_by")},
        description=description,
        purpose=first.purpose,
        split_from=first,
    )
    code = _number(request, moment)
    applicant = copy_applicant(first.applicant, request)
    payload: dict[str, object] = {
        "applicant": applicant_digest(applicant),
        "split_from": first.pk,
        "number_of_first": first.number,
    }
    _open(request, payload, verb="split_off", by=None, moment=moment, code=code)
    return request


def _number(request: Request, moment: datetime) -> str:
    """Give a new request its numbers, keep it and answer with its query code."""
    take_number(request, moment)
    request.state = states.RECEIVED if request.received_on else states.UNCONFIRMED
    code = drawn(10)
    request.code_digest = code_digest(request.number, code)
    request.save()
    return code


def take_number(request: Request, moment: datetime) -> None:
    """Put the next line of the register on a row, and a number for the applicant.

    Hers is drawn by lot, so that nobody can count or guess those of others.
    """
    day = today_of(moment)
    serial = next_serial(request.organ, f"requests:{day.year}")
    request.serial = f"{day.year}-{serial:05d}"
    request.number = f"{day.year}-{drawn(4)}-{drawn(4)}"
    request.registered_at = moment


def drawn(length: int) -> str:
    """So many characters by lot."""
    return "".join(secrets.choice(_PLAIN) for _ in range(length))


def code_digest(number: str, code: str) -> str:
    """What is kept of a query code."""
    return the_vault().digest(code, f"query-code:{number}")


def _open(
    request: Request,
    payload: dict[str, object],
    *,
    verb: str,
    by: tuple[Standing, Capacity] | None,
    moment: datetime,
    code: str,
) -> None:
    lawbook = lawbook_for(request.regime_version)
    events: tuple[Event, ...] = ()
    if request.received_on:
        events = (Event(request.received_on, "received"),)
        payload |= clock_told(request, lawbook, events)
        request.save(update_fields=["due_on", "due_provisional", "standing_still"])
    case = load_request(request.pk, today_of(moment))
    letter = issue(case, "receipt", {"query_code": code}, moment, events=events)
    payload["letters"] = [letter_told(letter)]
    actor = by[0].actor if by else Actor(f"applicant:{request.pk}", APPLICANT, str(request.organ_id))
    gate = "receipt" if verb == "apply" else "one_matter" if verb == "split_off" else "acceptance"
    post = by[1].label if by else ""
    opening_entry(request, payload, verb, (actor, post), clause=lawbook.gate(gate), moment=moment)


def opening_entry(
    request: Request,
    payload: dict[str, object],
    verb: str,
    by: tuple[Actor, str],
    *,
    clause: Citation,
    moment: datetime,
) -> None:
    """Write the first entry about a request, with everything its row says; `by` is the actor and her post."""
    append_entry(
        organ_id=request.organ_id,
        moment=moment,
        actor=by[0],
        post=by[1],
        verb=verb,
        subject_kind="request",
        subject_id=request.pk,
        clauses=(clause, *_receipt_day(request, lawbook_for(request.regime_version))),
        payload={
            "state": request.state,
            "due": iso(request.due_on),
            "number": request.number,
            "serial": request.serial,
            "code": text_digest(request.code_digest),
            "way": request.way,
            "oral": request.oral,
            "old_number": request.old_number,
            "registered_by": request.registered_by_id,
            "arrived_on": request.arrived_on.isoformat(),
            "received_on": iso(request.received_on),
            "description": text_digest(request.description),
            "asked": asked_digest({name: getattr(request, name) for name in ASKED}),
            "rules": request.regime_version.version,
        }
        | payload,
    )


def _receipt_day(request: Request, lawbook: Lawbook) -> tuple[Citation, ...]:
    ways = lawbook.receipt_ways(request.arrived_on).value
    return tuple(way.clause for way in ways if way.id == request.way)


def _keep_files(request: Request, files: tuple[SentFile, ...]) -> list[dict[str, object]]:
    store, vault, kept = FileStore(settings.FILES_DIR), the_vault(), []
    for file in files:
        context = f"request-file:{request.pk}"
        digest = store.put(vault.seal_bytes(file.data, context))
        name = vault.seal(file.name[:200], context)
        row = RequestFile.objects.create(
            request=request, kind=file.kind, name=name, digest=digest, size=len(file.data)
        )
        kept.append(file_told(row))
    return kept
