"""Taking requests in: on the web, at the counter, by post; confirming, giving out, splitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.access.editions import Permit
from gongkai.access.lawbooks import lawbook_for, version_in_force
from gongkai.access.request_cases import RequestCase
from gongkai.access.requests import may_register
from gongkai.access.standing import standing_of
from gongkai.actions.door import today_of
from gongkai.actions.requests.arrival import Arrival, copy_of, new_request, settle_arrival
from gongkai.actions.requests.door import Told, between, request_act
from gongkai.actions.requests.letters import issue, letter_told
from gongkai.core.organs import Standing
from gongkai.core.regime import Lawbook
from gongkai.core.requests.form import RequestDraft, SentFile, cleaned, faults_of, file_faults
from gongkai.core.terms import Refusal, Refused
from gongkai.core.workdays import Event
from gongkai.records.models import Organ, Person, Request, Unit


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the applicant goes away with; `code` is told once and kept only as a digest."""

    request: Request
    code: str


def apply_online(
    organ: Organ, draft: RequestDraft, files: Sequence[SentFile], *, moment: datetime, nonce: str = ""
) -> Receipt:
    """Take in a request from the web.

    The applicant confirms on the last look and the receipt answers at once: both sides have confirmed that day
    (cn-foi:31). `nonce` names one sending: the same one again is refused with `already_sent`.
    """
    today = today_of(moment)
    lawbook = lawbook_for(version_in_force(organ, today))
    tidy = _taken(draft, files, lawbook, today)
    with transaction.atomic():
        # Two clicks at the same moment: the second waits here until the first is kept, and then finds it.
        Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
        if nonce and Request.objects.filter(organ=organ, nonce=nonce).exists():
            clause = lawbook.gate("receipt")
            raise Refused(Refusal("already_sent", "这份申请已经提交过了。", clause, "请用回执上的编号查询。"))
        arrival = Arrival("online", today, today)
        request, code = new_request(
            organ, tidy, tuple(files), arrival, moment=moment, verb="apply", nonce=nonce
        )
        return Receipt(request, code)


def register_request(
    who: Standing,
    draft: RequestDraft,
    files: Sequence[SentFile],
    *,
    way: str,
    arrived_on: date,
    confirmed_on: date | None = None,
    oral: bool = False,
    old_number: str = "",
    moment: datetime,
) -> Receipt:
    """Type in a request that came on paper, by post, by fax or by word of mouth (cn-foi:29, cn-foi:31).

    Only the acceptance body may (naiman-housing:disclosure.7). Ordinary post and fax count from the day on which
    the applicant confirmed; without that day the request waits for it.
    """
    today = today_of(moment)
    with transaction.atomic():
        person = Person.objects.select_related("organ").get(pk=who.person_id)
        standing = standing_of(person, today)
        lawbook = lawbook_for(version_in_force(person.organ, today))
        capacity = may_register(standing)
        if capacity is None:
            clause = lawbook.gate("acceptance")
            reason = "登记申请由受理机构办理，您现在的职务不在其中。"
            raise Refused(Refusal("not_your_turn", reason, clause, "请把申请转给受理机构。"))
        tidy = _taken(draft, files, lawbook, today)
        arrival = settle_arrival(lawbook, way, arrived_on, confirmed_on, today)
        request, code = new_request(
            person.organ,
            tidy,
            tuple(files),
            arrival,
            moment=moment,
            verb="register_request",
            by=(standing, capacity),
            oral=oral,
            old_number=old_number.strip()[:60],
        )
        return Receipt(request, code)


def _taken(draft: RequestDraft, files: Sequence[SentFile], lawbook: Lawbook, today: date) -> RequestDraft:
    tidy = cleaned(draft)
    faults = faults_of(tidy, lawbook.request_form(today).value, today, lawbook.gate)
    for fault in (*faults, *file_faults(tuple(files))):
        raise Refused(fault.refusal)
    return tidy


def confirm_receipt(who: Standing, request_id: int, *, on: date, moment: datetime) -> Request:
    """Record the day on which the applicant confirmed; from then on the clock runs (cn-foi:31)."""

    def act(case: RequestCase, permit: Permit) -> Told[Request]:
        request = case.request
        day = between(on, request.arrived_on, case.today, "确认之日", permit.move.clause)
        request.received_on = day
        request.state = permit.move.target or ""
        events = (Event(day, "received"),)
        # Only now is there a due date to tell her; the query code is the one she was given before.
        letter = issue(case, "receipt", {"query_code": "与前次回执相同"}, moment, events=events)
        payload: dict[str, object] = {"received_on": day.isoformat(), "letters": [letter_told(letter)]}
        return Told(request, payload, events=events)

    return request_act(who, "confirm_receipt", request_id, moment, act)


def assign(who: Standing, request_id: int, *, unit_id: int, note: str = "", moment: datetime) -> Request:
    """Give a request to the unit that has the information, or may have it."""

    def act(case: RequestCase, permit: Permit) -> Told[Request]:
        request = case.request
        unit = Unit.objects.filter(pk=unit_id, organ_id=request.organ_id, closed_on=None).first()
        if unit is None:
            raise Refused(
                Refusal("unknown_unit", "没有选择承办的科室。", permit.move.clause, "请从列出的科室中选择。")
            )
        request.unit, request.handed_in_at = unit, None
        request.state = permit.move.target or ""
        return Told(request, {"unit": unit.pk, "unit_name": unit.name, "note": note.strip()[:1000]})

    return request_act(who, "assign", request_id, moment, act)


def split(who: Standing, request_id: int, *, matters: list[str], moment: datetime) -> list[Request]:
    """One form, one matter: the first stays here, each further one becomes a request of its own.

    They arrived together, so that they are due together (hulunbuir-statistics:2.1.1). What the applicant wrote is
    kept in the ledger's digest and in the receipt already issued.
    """

    def act(case: RequestCase, permit: Permit) -> Told[list[Request]]:
        request = case.request
        listed = [text.strip() for text in matters if text.strip()]
        if len(listed) < 2:
            reason = "拆分至少要有两项内容。"
            raise Refused(Refusal("one_matter_only", reason, permit.move.clause, "请逐项写明各自要的信息。"))
        if any(len(text) > 5000 for text in listed) or len(listed) > 20:
            reason = "拆分的内容过多或者过长。"
            raise Refused(Refusal("too_long", reason, permit.move.clause, "最多二十项，每项最多 5000 字。"))
        before, request.description = request.description, listed[0]
        children = [copy_of(case, text, moment) for text in listed[1:]]
        payload: dict[str, object] = {
            "before": before,
            "matters": listed,
            "split_off": [child.pk for child in children],
        }
        return Told([request, *children], payload)

    return request_act(who, "split", request_id, moment, act)
