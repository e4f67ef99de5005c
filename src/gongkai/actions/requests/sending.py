"""Replies going out: sending what was approved, answering on the spot, and the proof of delivery."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase, load_request, paper_of
from gongkai.actions.door import today_of
from gongkai.actions.reactions import bake_fronts_later
from gongkai.actions.requests.door import Told, between, iso, need, permitted_request, request_act
from gongkai.actions.requests.ending import end
from gongkai.actions.requests.handing import reviewed_editions
from gongkai.actions.requests.outgoing import follow_ups_of, reply_letter
from gongkai.actions.requests.written import ReplyGiven, checked_paper, keep_reply, reply_told
from gongkai.actions.screening.clearing import clear_for_release, refuse_uncleared
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.requests.outcomes import needs_of
from gongkai.core.terms import Refusal, Refused
from gongkai.records.models import Reply, Request


def send_reply(who: Standing, request_id: int, *, how: str, moment: datetime) -> Reply:
    """Send the approved reply: letter, files, what follows from it. What is handed out is looked at once more, and its
    files are made anew and proved."""
    case = permitted_request(who, "send_reply", request_id, moment)
    given_files = case.reply.files.all() if case.reply else ()
    _clear(case, tuple(file.edition_id for file in given_files), moment)

    def act(case: RequestCase, permit: Permit) -> Told[Reply]:
        reply = case.reply
        if reply is None or not _approved(case):
            reason = "答复还没有逐级批准，或者批准之后有改动。"
            clause = case.lawbook.gate("reply_approved")
            raise Refused(Refusal("not_approved", reason, clause, "请退回重拟，重新批准。"))
        return _send(case, reply, how, who, moment)

    return request_act(who, "send_reply", request_id, moment, act)


def answer_at_once(who: Standing, request_id: int, *, given: ReplyGiven, how: str, moment: datetime) -> Reply:
    """Answer on the spot, on the day of receipt: only what needs nobody's decision any more (2.3, cn-foi:33)."""
    case = permitted_request(who, "answer_at_once", request_id, moment)
    _clear(case, (*given.editions, *given.redacted), moment)

    def act(case: RequestCase, permit: Permit) -> Told[Reply]:
        paper, outcome = checked_paper(case, given)
        clause = permit.move.clause
        if not needs_of(outcome).on_the_spot:
            reason = f"「{outcome.title}」要按制度逐级批准，不能当场答复。"
            raise Refused(Refusal("not_on_the_spot", reason, clause, "请拟答复送审批。"))
        if case.request.received_on != case.today:
            reason = "当场答复在收到申请的当日办理，今天已经不是当日。"
            raise Refused(Refusal("not_the_day", reason, clause, "请拟答复送审批。"))
        row = keep_reply(case, paper, who, moment)
        case.request.state = permit.move.target or ""
        fresh = load_request(case.request.pk, case.today)
        told = _send(fresh, row, how, who, moment)
        case.request.__dict__.update(
            {
                name: getattr(fresh.request, name)
                for name in ("outcome", "report_row", "ended_at", "late_unit")
            }
        )
        return Told(row, reply_told(row, paper) | told.payload, (outcome.clause,))

    return request_act(who, "answer_at_once", request_id, moment, act)


def record_delivery(
    who: Standing, request_id: int, *, on: date, how: str, proof: str, moment: datetime
) -> Reply:
    """Record how and when the reply reached the applicant, with its proof (2.4)."""

    def act(case: RequestCase, permit: Permit) -> Told[Reply]:
        reply, clause = case.reply, permit.move.clause
        if reply is None or reply.sent_at is None:
            raise Refused(
                Refusal("no_reply", "没有发出的答复。", clause, "补录的申请没有答复书，不用登记送达。")
            )
        if reply.delivered_on is not None:
            raise Refused(Refusal("delivered", "送达已经登记过。", clause, "请看办理记录。"))
        reply.delivered_on = between(on, today_of(reply.sent_at), case.today, "送达日期", clause)
        reply.delivered_how = need(how, "no_how", "没有写明送达方式。", clause, "请填写送达方式。", 60)
        reply.delivery_proof = need(
            proof, "no_proof", "没有写明送达凭据。", clause, "请填写签收或邮件单号。", 300
        )
        reply.save(update_fields=["delivered_on", "delivered_how", "delivery_proof"])
        payload: dict[str, object] = {
            "reply": reply.pk,
            "on": iso(reply.delivered_on),
            "how": reply.delivered_how,
            "proof": reply.delivery_proof,
        }
        return Told(reply, payload)

    return request_act(who, "record_delivery", request_id, moment, act)


def _approved(case: RequestCase) -> bool:
    if case.reply is None:
        return False
    now = paper_of(case.reply).fingerprint
    signed = {row.stage for row in case.reply.approvals.all() if row.fingerprint == now}
    return now == case.reply.fingerprint and signed == {stage.id for stage in case.chain.stages}


def _clear(case: RequestCase, editions: tuple[int, ...], moment: datetime) -> None:
    for each in reviewed_editions(case, editions):
        clear_for_release(each.edition.pk, moment)


def _send(case: RequestCase, reply: Reply, how: str, who: Standing, moment: datetime) -> Told[Reply]:
    clause = case.lawbook.gate("provision")
    editions = reviewed_editions(case, tuple(file.edition_id for file in reply.files.all()))
    now = {each.edition.pk: each.fingerprint for each in editions}
    if any(now[file.edition_id] != file.fingerprint for file in reply.files.all()):
        reason = "拟提供的信息在批准之后有改动。"
        gate = case.lawbook.gate("reply_reviewed")
        raise Refused(Refusal("signatures_void", reason, gate, "请退回重拟，按现在的内容批准。"))
    for each in editions:
        refuse_uncleared(each)
    reply.sent_at, reply.sent_by_id = moment, who.person_id
    reply.delivered_how = need(how, "no_how", "没有选择提供的方式。", clause, "请选择怎样交给申请人。", 60)
    reply.save(update_fields=["sent_at", "sent_by", "delivered_how"])
    request: Request = case.request
    told = end(case, reply.outcome, reply.ground, moment)
    request.state = states.REPLIED
    bake_fronts_later(request.organ, moment)
    letters = reply_letter(case, reply, editions, moment)
    payload: dict[str, object] = {
        "reply": reply.pk,
        "outcome": reply.outcome,
        "how": reply.delivered_how,
        "letters": letters,
    }
    return Told(reply, payload | told | follow_ups_of(case, reply, editions, moment))
