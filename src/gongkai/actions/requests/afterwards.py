"""After the reply: the filing of refusals, publication for all, and what applicants still have to say."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.actions.door import today_of
from gongkai.actions.requests.door import Told, between, iso, locked_case, need, request_act, write
from gongkai.actions.requests.door import applicant_of as _applicant
from gongkai.actions.requests.letters import articles, issue, letter_told
from gongkai.actions.requests.outgoing import open_task
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.requests.identity import clean_text
from gongkai.core.terms import Citation, Refusal, Refused
from gongkai.core.workdays import zh_day
from gongkai.records.models import FollowUp, Publication, PublicationTask, RefusalFiling, Unit

DECISIONS = {
    "inaccurate": {"correct": "予以更正", "forward": "转送有权更正的机关", "refuse": "不予更正"},
    "suggest": {"accept": "纳入主动公开", "refuse": "不纳入主动公开"},
}
MOST_FOLLOW_UPS = 10


def deliver_filing(who: Standing, request_id: int, *, on: date, how: str, moment: datetime) -> RefusalFiling:
    """Record that the refusal was sent to the superior (naiman-housing:disclosure.10)."""

    def act(case: RequestCase, permit: Permit) -> Told[RefusalFiling]:
        row, clause = _filing(case, permit), permit.move.clause
        if row.delivered_on is not None:
            raise Refused(Refusal("filing_delivered", "备案已经报送过。", clause, "没有回执的，可以催办。"))
        row.delivered_on = between(on, row.opened_on, case.today, "报送日期", clause)
        row.delivered_how = need(how, "no_how", "没有写明怎样报送。", clause, "请填写报送方式和编号。", 200)
        row.save(update_fields=["delivered_on", "delivered_how"])
        return Told(row, {"filing": row.pk, "on": iso(row.delivered_on), "how": row.delivered_how})

    return request_act(who, "deliver_filing", request_id, moment, act)


def chase_filing(who: Standing, request_id: int, *, on: date, how: str, moment: datetime) -> RefusalFiling:
    """Record that the superior was asked for its receipt."""

    def act(case: RequestCase, permit: Permit) -> Told[RefusalFiling]:
        row, clause = _filing(case, permit), permit.move.clause
        _delivered(row, clause)
        row.chased_on = between(on, row.delivered_on or row.opened_on, case.today, "催办日期", clause)
        row.chased_times += 1
        row.save(update_fields=["chased_on", "chased_times"])
        said = need(how, "no_how", "没有写明怎样催办。", clause, "请填写催办方式。", 200)
        payload: dict[str, object] = {"filing": row.pk, "on": iso(row.chased_on), "how": said}
        return Told(row, payload | {"times": row.chased_times})

    return request_act(who, "chase_filing", request_id, moment, act)


def acknowledge_filing(
    who: Standing, request_id: int, *, on: date, by: str, moment: datetime
) -> RefusalFiling:
    """Record the superior's receipt; with it the filing is complete."""

    def act(case: RequestCase, permit: Permit) -> Told[RefusalFiling]:
        row, clause = _filing(case, permit), permit.move.clause
        _delivered(row, clause)
        row.acknowledged_on = between(on, row.delivered_on or row.opened_on, case.today, "回执日期", clause)
        row.acknowledged_by = need(by, "no_by", "没有填写备案机关。", clause, "请填写出具回执的机关。", 120)
        row.save(update_fields=["acknowledged_on", "acknowledged_by"])
        payload: dict[str, object] = {"filing": row.pk, "on": iso(row.acknowledged_on)}
        return Told(row, payload | {"by": row.acknowledged_by})

    return request_act(who, "acknowledge_filing", request_id, moment, act)


def _filing(case: RequestCase, permit: Permit) -> RefusalFiling:
    row: RefusalFiling | None = getattr(case.request, "filing", None)
    if row is None:
        reason = "这件申请没有要备案的不予公开。"
        raise Refused(Refusal("no_filing", reason, permit.move.clause, "只有不予公开的答复要备案。"))
    if row.acknowledged_on is not None:
        reason = "备案已经收到回执，不用再办。"
        raise Refused(Refusal("filing_closed", reason, permit.move.clause, "请看办理记录。"))
    return row


def _delivered(row: RefusalFiling, clause: Citation) -> None:
    if row.delivered_on is None:
        raise Refused(Refusal("filing_not_delivered", "备案还没有报送。", clause, "请先登记报送。"))


def suggest_publication(who: Standing, request_id: int, *, unit_id: int, moment: datetime) -> PublicationTask:
    """Have a unit publish what several have asked for (cn-foi:44)."""

    def act(case: RequestCase, permit: Permit) -> Told[PublicationTask]:
        clause = permit.move.clause
        unit = Unit.objects.filter(pk=unit_id, organ_id=case.request.organ_id, closed_on=None).first()
        if unit is None:
            raise Refused(Refusal("unknown_unit", "没有选择科室。", clause, "请选择产生信息的科室。"))
        _no_open_task(case, clause)
        told = open_task(case, unit, "many")
        return Told(case.request.publication_tasks.latest("id"), told)

    return request_act(who, "suggest_publication", request_id, moment, act)


def _no_open_task(case: RequestCase, clause: Citation) -> None:
    if case.request.publication_tasks.filter(done_on=None).exists():
        reason = "这件申请已经有一项待公开的任务。"
        raise Refused(Refusal("task_open", reason, clause, "请等科室办结。"))


def fulfil_publication(
    who: Standing, request_id: int, *, task_id: int, item_id: int, moment: datetime
) -> PublicationTask:
    """Close a publication task with the item that is public now (hulunbuir-statistics:2.3.2)."""

    def act(case: RequestCase, permit: Permit) -> Told[PublicationTask]:
        clause = permit.move.clause
        row = case.request.publication_tasks.filter(pk=task_id, done_on=None).first()
        if row is None:
            raise Refused(Refusal("no_task", "没有这项待公开的任务。", clause, "请看办理记录。"))
        live = Publication.objects.filter(
            item_id=item_id, organ_id=case.request.organ_id, ended_at=None, audience="public"
        )
        if not live.exists():
            reason = "选择的信息没有向社会公开。"
            raise Refused(Refusal("not_public", reason, clause, "请先按程序发布，再来登记。"))
        row.item_id, row.done_on = item_id, case.today
        row.save(update_fields=["item", "done_on"])
        return Told(row, {"task": row.pk, "item": item_id, "on": iso(row.done_on)})

    return request_act(who, "fulfil_publication", request_id, moment, act)


def follow_up_online(request_id: int, *, kind: str, text: str, moment: datetime) -> FollowUp:
    """The applicant says that a record about her is wrong (cn-foi:41), or that all should have it (cn-foi:44)."""
    with transaction.atomic():
        case = locked_case(request_id, today_of(moment))
        clause = case.lawbook.gate("record_accuracy" if kind == "inaccurate" else "suggestion")
        if case.request.state != states.REPLIED:
            raise Refused(Refusal("not_replied", "答复以后才能提出。", clause, "请等待答复。"))
        if kind not in DECISIONS:
            raise Refused(Refusal("unknown_kind", "没有选择要提出什么。", clause, "请从列出的两项中选择。"))
        if case.request.follow_ups.count() >= MOST_FOLLOW_UPS:
            reason = f"已经提出 {MOST_FOLLOW_UPS} 次，不能再提。"
            raise Refused(Refusal("too_many", reason, clause, "请等待答复，或者联系受理机构。"))
        said = need(clean_text(text), "no_text", "没有写明内容。", clause, "请写明，有证据的请说明。", 2000)
        row = FollowUp.objects.create(request=case.request, kind=kind, text=said, raised_at=moment)
        told = Told(row, {"follow_up": row.pk, "kind": kind, "text": said})
        by = (_applicant(case.request), "")
        write(case, "follow_up", told, clause=clause, by=by, moment=moment)
        return row


def answer_followup(
    who: Standing, request_id: int, *, followup_id: int, decision: str, answer: str, moment: datetime
) -> FollowUp:
    """Answer what an applicant still had to say; a suggestion that is accepted opens a publication task."""

    def act(case: RequestCase, permit: Permit) -> Told[FollowUp]:
        row = case.request.follow_ups.filter(pk=followup_id, answered_at=None).first()
        if row is None:
            reason = "没有这条等待答复的意见。"
            raise Refused(Refusal("no_follow_up", reason, permit.move.clause, "请从列出的意见中选择。"))
        clause = case.lawbook.gate("record_accuracy" if row.kind == "inaccurate" else "suggestion")
        choices = DECISIONS[row.kind]
        if decision not in choices:
            remedy = f"请从「{'、'.join(choices.values())}」中选择。"
            raise Refused(Refusal("unknown_decision", "没有选择处理结果。", clause, remedy))
        said = need(answer, "no_answer", "没有写明理由。", clause, "请写明核实的情况和理由。", 2000)
        row.decision, row.answer, row.answered_at = decision, said, moment
        row.save(update_fields=["decision", "answer", "answered_at"])
        told: dict[str, object] = {"follow_up": row.pk, "decision": decision, "answer": said}
        if decision == "accept":
            unit = case.request.unit or case.request.organ.units.get(pk=permit.capacity.unit_id)
            told |= open_task(case, unit, "suggested")
        letter = issue(
            case,
            "followup",
            {
                "asked": row.text,
                "asked_on": zh_day(today_of(row.raised_at)),
                "conclusion": choices[decision],
                "reasons": said,
                "articles": articles(case, clause),
            },
            moment,
        )
        return Told(row, told | {"letters": [letter_told(letter)]}, (clause,))

    return request_act(who, "answer_followup", request_id, moment, act)
