"""Replies on their way: proposing one, approving it stage by stage, sending it back."""

from __future__ import annotations

from datetime import datetime

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.actions.requests.door import Told, need, request_act
from gongkai.actions.requests.written import ReplyGiven, checked_paper, keep_reply, reply_told
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.terms import Refusal, Refused
from gongkai.records.models import Reply, ReplyApproval


def propose_reply(who: Standing, request_id: int, *, given: ReplyGiven, moment: datetime) -> Reply:
    """Write the reply that goes to approval; refused where it lacks what its outcome needs (2.3, cn-foi:36)."""

    def act(case: RequestCase, permit: Permit) -> Told[Reply]:
        paper, outcome = checked_paper(case, given)
        row = keep_reply(case, paper, who, moment)
        case.request.state = states.in_approval(case.chain.stages[0].id)
        return Told(row, reply_told(row, paper), (outcome.clause,))

    return request_act(who, "propose_reply", request_id, moment, act)


def approve_reply(
    who: Standing, request_id: int, *, note: str = "", seen_fingerprint: str, moment: datetime
) -> Reply:
    """Agree to a reply at the stage whose turn it is; binds to exactly what was read."""

    def act(case: RequestCase, permit: Permit) -> Told[Reply]:
        reply = _unchanged(case, seen_fingerprint)
        stage = states.stage_of(case.request.state) or ""
        row = ReplyApproval.objects.create(
            reply=reply,
            stage=stage,
            role=permit.role.value,
            signer_id=who.person_id,
            signer_post=permit.capacity.label,
            in_place_of_id=permit.capacity.in_place_of,
            note=note.strip()[:1000],
            fingerprint=case.fingerprint,
            signed_at=moment,
        )
        case.request.state = permit.move.target or ""
        payload: dict[str, object] = {
            "approval": row.pk,
            "reply": reply.pk,
            "stage": stage,
            "role": row.role,
            "in_place_of": row.in_place_of_id,
            "note": row.note,
            "fingerprint": row.fingerprint,
        }
        return Told(reply, payload)

    return request_act(who, "approve_reply", request_id, moment, act)


def return_reply(who: Standing, request_id: int, *, reasons: str, moment: datetime) -> Reply:
    """Send a proposed reply back; its approvals no longer count."""

    def act(case: RequestCase, permit: Permit) -> Told[Reply]:
        reply = case.reply
        if reply is None:
            reason = "没有拟好的答复。"
            raise Refused(Refusal("no_reply", reason, permit.move.clause, "请先由承办的人拟答复。"))
        reply.return_reasons = need(
            reasons, "no_reasons", "没有写明退回的理由。", permit.move.clause, "请写明要改什么。"
        )
        reply.returned_at = moment
        reply.save(update_fields=["return_reasons", "returned_at"])
        case.request.state = states.WORKING if case.request.unit_id else states.RECEIVED
        return Told(reply, {"reply": reply.pk, "reasons": reply.return_reasons})

    return request_act(who, "return_reply", request_id, moment, act)


def _unchanged(case: RequestCase, seen: str) -> Reply:
    reply, clause = case.reply, case.lawbook.gate("signature_binds")
    if reply is None or seen != case.fingerprint:
        reason = "您看到的答复已经改动，不能按原来的内容批准。"
        raise Refused(Refusal("changed_meanwhile", reason, clause, "请重新打开，看过现在的内容再办理。"))
    return reply
