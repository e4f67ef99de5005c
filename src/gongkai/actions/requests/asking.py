"""Asking others: third parties, co-makers, other organs."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.access.request_digests import consulted_digest
from gongkai.actions.requests.door import Told, between, iso, need, request_act
from gongkai.actions.requests.letters import articles, issue, letter_told
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.terms import Citation, Refusal, Refused
from gongkai.core.workdays import ClockReading, Event, read_clock, zh_day
from gongkai.gateways.vault import the_vault
from gongkai.queries.calendar import calendar_in_use
from gongkai.records.models import Consultation

KINDS = {"third_party": "第三方", "co_maker": "共同制作机关", "organ": "其他机关"}
OPINIONS = {"agree": "同意公开", "object": "不同意公开", "partly": "同意公开一部分", "silent": "逾期未答复"}
_CLOCKS = {
    "third_party": "requests.third_party",
    "co_maker": "requests.co_maker",
    "organ": "requests.co_maker",
}
MOST_LETTERS = 20


def consult(
    who: Standing,
    request_id: int,
    *,
    kind: str,
    name: str,
    address: str,
    matter: str,
    why: str,
    moment: datetime,
) -> Consultation:
    """Send a letter to a third party or another organ; the reply clock rests until the answer (cn-foi:32 to 34)."""

    def act(case: RequestCase, permit: Permit) -> Told[Consultation]:
        request = case.request
        clause = _clause(case, kind)
        if kind not in KINDS:
            remedy = f"请从「{'、'.join(KINDS.values())}」中选择。"
            raise Refused(Refusal("unknown_kind", "没有选择向谁征求意见。", clause, remedy))
        called = need(name, "no_name", "没有填写对方的姓名或者名称。", clause, "请填写。", 100)
        asked = need(matter, "no_matter", "没有写明征求意见的信息。", clause, "请写明涉及哪些信息。")
        because = need(why, "no_reasons", "没有写明为什么要征求意见。", clause, "请写明与对方的关系。")
        if request.consultations.count() >= MOST_LETTERS:
            reason = f"一件申请最多发 {MOST_LETTERS} 封征求意见的信。"
            raise Refused(Refusal("too_many", reason, clause, "请先处理已发出的。"))
        row = Consultation(
            request=request, kind=kind, matter=asked, why=because, sent_on=case.today, name="", address=""
        )
        row.save()
        row.name = the_vault().seal(called, consultation_context(row, "name"))
        if address.strip():
            row.address = the_vault().seal(address.strip()[:200], consultation_context(row, "address"))
        row.save(update_fields=["name", "address"])
        request.state = permit.move.target or ""
        event = Event(case.today, "consultation_started")
        letter = issue(case, *_letter(case, row, called, clause), moment, events=(event,), to_applicant=False)
        payload: dict[str, object] = {
            "consultation": row.pk,
            "kind": kind,
            "matter": asked,
            "reasons": because,
            "sealed": consulted_digest(row),
            "letters": [letter_told(letter)],
        }
        return Told(row, payload, (clause,), (event,))

    return request_act(who, "consult", request_id, moment, act)


def consultation_context(row: Consultation, name: str) -> str:
    """What the other side's name and address are sealed with."""
    return f"consultation:{row.pk}:{name}"


def _clause(case: RequestCase, kind: str) -> Citation:
    return case.lawbook.gate("third_party" if kind == "third_party" else "co_maker")


def _letter(
    case: RequestCase, row: Consultation, called: str, clause: Citation
) -> tuple[str, dict[str, str]]:
    rule = case.lawbook.clock_rule(_CLOCKS[row.kind], case.on)
    period = f"收到本函之日起{rule.limits[0].limit.title}内" if rule else "收到本函后尽快"
    shared = {"information": row.matter, "period": period, "articles": articles(case, clause)}
    if row.kind == "third_party":
        return "third-party", shared | {"third_party": called, "why": row.why}
    own = {"addressee": called, "our_opinion": "拟依申请公开，请确认有无异议", "basis": row.why}
    return "consultation", shared | own


def record_arrival(
    who: Standing, request_id: int, *, consultation_id: int, on: date, moment: datetime
) -> Consultation:
    """Record the day on which the other side got the letter; its own limit runs from then."""

    def act(case: RequestCase, permit: Permit) -> Told[Consultation]:
        row = _open_letter(case, consultation_id, permit)
        clause = _clause(case, row.kind)
        row.letter_received_on = between(on, row.sent_on, case.today, "对方收到的日期", clause)
        rule = case.lawbook.clock_rule(_CLOCKS[row.kind], case.on)
        if rule is not None:
            reading = read_clock(rule, [Event(row.letter_received_on, "letter_received")], calendar_in_use())
            row.due_on = reading.due if isinstance(reading, ClockReading) else None
        row.save(update_fields=["letter_received_on", "due_on"])
        payload: dict[str, object] = {
            "consultation": row.pk,
            "letter_received_on": iso(row.letter_received_on),
            "answer_due": iso(row.due_on),
        }
        return Told(row, payload, (clause,))

    return request_act(who, "record_arrival", request_id, moment, act)


def record_opinion(
    who: Standing,
    request_id: int,
    *,
    consultation_id: int,
    opinion: str,
    text: str,
    well_founded: bool = False,
    on: date,
    moment: datetime,
) -> Consultation:
    """Record the answer, or that none came in time; once all have answered the work and the clock go on.

    Silence counts only after the other side's limit (cn-foi:32, cn-foi:34).
    """

    def act(case: RequestCase, permit: Permit) -> Told[Consultation]:
        row = _open_letter(case, consultation_id, permit)
        clause = _clause(case, row.kind)
        if opinion not in OPINIONS:
            remedy = f"请从「{'、'.join(OPINIONS.values())}」中选择。"
            raise Refused(Refusal("unknown_opinion", "没有选择对方的意见。", clause, remedy))
        day = case.today if opinion == "silent" else between(on, row.sent_on, case.today, "答复日期", clause)
        if opinion == "silent":
            _silent_in_time(row, case.today, clause)
        elif opinion != "agree":
            need(
                text,
                "no_text",
                "没有写明对方不同意的理由。",
                clause,
                "请照来信写明，没有理由的写“未说明理由”。",
                2000,
            )
        row.opinion, row.opinion_text, row.answered_on = opinion, text.strip()[:2000], day
        row.well_founded = well_founded and opinion in ("object", "partly")
        row.save(update_fields=["opinion", "opinion_text", "answered_on", "well_founded"])
        request = case.request
        if not request.consultations.filter(answered_on=None).exists():
            request.state = states.WORKING if request.unit_id else states.RECEIVED
        payload: dict[str, object] = {
            "consultation": row.pk,
            "opinion": opinion,
            "text": row.opinion_text,
            "well_founded": row.well_founded,
            "on": day.isoformat(),
        }
        return Told(row, payload, (clause,), (Event(day, "consultation_ended"),))

    return request_act(who, "record_opinion", request_id, moment, act)


def _silent_in_time(row: Consultation, today: date, clause: Citation) -> None:
    if row.letter_received_on is None:
        reason = "还没有登记对方收到征求意见的信，对方的期限没有起算。"
        raise Refused(Refusal("arrival_unknown", reason, clause, "请先登记对方收到的日期。"))
    if row.due_on is not None and today <= row.due_on:
        reason = f"对方的答复期限到{zh_day(row.due_on)}为止，还没有过。"
        raise Refused(Refusal("period_not_over", reason, clause, "请等到期限届满，或者登记对方的意见。"))


def _open_letter(case: RequestCase, consultation_id: int, permit: Permit) -> Consultation:
    row = Consultation.objects.filter(pk=consultation_id, request=case.request, answered_on=None).first()
    if row is None:
        reason = "没有这封等待答复的信。"
        raise Refused(Refusal("no_letter", reason, permit.move.clause, "请从列出的信中选择。"))
    return row
