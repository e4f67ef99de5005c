"""More time: asking for it, and the consent without which nobody may take it."""

from __future__ import annotations

from datetime import datetime

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.actions.requests.door import Told, iso, need, request_act
from gongkai.actions.requests.letters import articles, issue, letter_told
from gongkai.core.organs import Standing
from gongkai.core.terms import Refusal, Refused
from gongkai.core.workdays import ClockReading, Event, read_clock, zh_day
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.request_clock import request_events
from gongkai.records.models import Extension


def propose_extension(
    who: Standing,
    request_id: int,
    *,
    reasons: str,
    working_days: int | None = None,
    months: int | None = None,
    moment: datetime,
) -> Extension:
    """Ask for leave to reply later; what the rule book would refuse is refused at once (2.3, cn-foi:33)."""

    def act(case: RequestCase, permit: Permit) -> Told[Extension]:
        clause = permit.move.clause
        if case.extension is not None:
            reason = "已经有一次延期在等待决定。"
            raise Refused(Refusal("extension_waiting", reason, clause, "请等待决定。"))
        said = need(reasons, "no_reasons", "没有写明延期的理由。", clause, "请写明为什么不能按期答复。")
        event = Event(case.today, "extended", working_days, months)
        reading = _extended(case, event)
        row = Extension.objects.create(
            request=case.request,
            working_days=working_days,
            months=months,
            reasons=said,
            proposed_by_id=who.person_id,
            proposed_at=moment,
            old_due=case.request.due_on,
            new_due=reading.due,
        )
        payload: dict[str, object] = {
            "extension": row.pk,
            "working_days": working_days,
            "months": months,
            "reasons": said,
            "old_due": iso(row.old_due),
            "new_due": iso(reading.due),
        }
        return Told(row, payload)

    return request_act(who, "propose_extension", request_id, moment, act)


def decide_extension(
    who: Standing, request_id: int, *, agreed: bool, note: str = "", moment: datetime
) -> Extension:
    """Consent to an extension, or decline it; with the consent goes the letter that tells the applicant."""

    def act(case: RequestCase, permit: Permit) -> Told[Extension]:
        row = case.extension
        if row is None:
            reason = "没有等待决定的延期。"
            raise Refused(Refusal("no_extension_proposed", reason, permit.move.clause, "请先提请延期。"))
        row.decided_by_id, row.decided_post = who.person_id, permit.capacity.label
        row.decided_at, row.agreed, row.note = moment, agreed, note.strip()[:1000]
        payload: dict[str, object] = {"extension": row.pk, "agreed": agreed, "note": row.note}
        if not agreed:
            row.save()
            return Told(row, payload)
        event = Event(case.today, "extended", row.working_days, row.months)
        reading = _extended(case, event)
        row.old_due, row.new_due = case.request.due_on, reading.due
        row.save()
        values = {
            "old_due": zh_day(row.old_due) if row.old_due else "",
            "new_due": zh_day(reading.due) if reading.due else "",
            "reason": row.reasons,
            "consented_by": f"{permit.role.title}（{permit.capacity.label} {who.name}）",
            "articles": articles(case, *reading.clauses),
        }
        letter = issue(case, "extension", values, moment, events=(event,))
        payload |= {"old_due": iso(row.old_due), "new_due": iso(row.new_due)}
        payload["letters"] = [letter_told(letter)]
        return Told(row, payload, reading.clauses, (event,))

    return request_act(who, "decide_extension", request_id, moment, act)


def _extended(case: RequestCase, event: Event) -> ClockReading:
    """The clock with the extension; Refused where the rule book does not let it be."""
    request = case.request
    before = request_events([request.pk]).get(request.pk, ())
    rule = case.lawbook.clock_rule("requests.reply", case.on)
    clause = case.lawbook.gate("extension")
    if rule is None or request.received_on is None:
        raise Refused(Refusal("not_started", "答复期限还没有起算。", clause, "请先确认收到申请的日期。"))
    reading = read_clock(rule, (*before, event), calendar_in_use())
    if isinstance(reading, Refusal):
        raise Refused(reading)
    return reading
