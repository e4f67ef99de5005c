"""What a request waits for from its applicant: a correction; and what follows when nothing comes."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.actions.requests.door import Told, applicant_act, between, need, request_act
from gongkai.actions.requests.ending import close
from gongkai.actions.requests.letters import articles, issue, letter_told
from gongkai.core.organs import Standing
from gongkai.core.procedure import Move
from gongkai.core.requests import states
from gongkai.core.requests.identity import clean_text
from gongkai.core.terms import Citation, Refusal, Refused
from gongkai.core.workdays import ClockReading, Event, read_clock, zh_day
from gongkai.queries.calendar import calendar_in_use
from gongkai.records.models import Correction, Request

LONGEST_PERIOD = 90


def ask_correction(
    who: Standing, request_id: int, *, points: str, period_days: int, moment: datetime
) -> Request:
    """Tell the applicant everything that is unclear, once, with a period to answer (cn-foi:30).

    Refused a second time, and after the limit for the notice; the reply clock stops until she answers.
    """

    def act(case: RequestCase, permit: Permit) -> Told[Request]:
        request, clause = case.request, permit.move.clause
        _once_and_in_time(case, clause)
        remedy = "请一次写全所有要补正的事项。"
        said = need(points, "no_points", "没有写明需要补正的事项。", clause, remedy, 3000)
        if not 1 <= period_days <= LONGEST_PERIOD:
            reason = f"补正期限是 {period_days} 个工作日，应在 1 至 {LONGEST_PERIOD} 之间。"
            raise Refused(
                Refusal("unreasonable_period", reason, clause, "请给一个合理的期限，例如 10 个工作日。")
            )
        end = calendar_in_use().add(case.today, period_days).date
        Correction.objects.create(
            request=request, points=said, asked_on=case.today, period_days=period_days, period_end=end
        )
        request.state = permit.move.target or ""
        event = Event(case.today, "correction_asked")
        letter = issue(
            case,
            "correction",
            {
                "points": [line for line in said.splitlines() if line.strip()],
                "period": f"收到本告知书之日起{period_days}个工作日内",
                "period_end": zh_day(end),
                "articles": articles(case, *_correction_clauses(case, clause)),
            },
            moment,
            events=(event,),
        )
        payload: dict[str, object] = {
            "points": said,
            "period_days": period_days,
            "period_end": end.isoformat(),
            "letters": [letter_told(letter)],
        }
        return Told(request, payload, events=(event,))

    return request_act(who, "ask_correction", request_id, moment, act)


def _correction_clauses(case: RequestCase, clause: Citation) -> tuple[Citation, ...]:
    rule = case.lawbook.clock_rule("requests.correction_notice", case.on)
    return (clause, *((limit.clause for limit in rule.limits) if rule else ()))


def _once_and_in_time(case: RequestCase, clause: Citation) -> None:
    if case.correction is not None:
        asked = zh_day(case.correction.asked_on)
        reason = f"{asked}已经告知过补正，补正只能要求一次。"
        remedy = "请按现有内容答复；补正后仍不明确的，可以按“补正后仍不明确”答复。"
        raise Refused(Refusal("correction_twice", reason, clause, remedy))
    rule = case.lawbook.clock_rule("requests.correction_notice", case.on)
    if rule is None or case.request.received_on is None:
        return
    reading = read_clock(rule, [Event(case.request.received_on, "received")], calendar_in_use())
    if isinstance(reading, ClockReading) and reading.due is not None and case.today > reading.due:
        reason = f"告知补正的期限到{zh_day(reading.due)}为止，现在不能再要求补正。"
        raise Refused(
            Refusal("correction_too_late", reason, reading.clauses[0], "请按现有内容答复，可先与申请人沟通。")
        )


def take_correction(
    who: Standing, request_id: int, *, description: str, on: date, moment: datetime
) -> Request:
    """Record a correction that came on paper; the reply clock begins anew on the day it was received."""

    def act(case: RequestCase, permit: Permit) -> Told[Request]:
        asked = case.correction.asked_on if case.correction else case.today
        day = between(on, asked, case.today, "收到补正的日期", permit.move.clause)
        return _corrected(case, permit.move, description, day)

    return request_act(who, "take_correction", request_id, moment, act)


def correct_online(request_id: int, *, description: str, moment: datetime) -> Request:
    """The applicant answers the notice on the tracking page; the clock begins anew today."""

    def act(case: RequestCase, move: Move) -> Told[Request]:
        return _corrected(case, move, description, case.today)

    return applicant_act("take_correction", request_id, moment, act)


def _corrected(case: RequestCase, move: Move, description: str, day: date) -> Told[Request]:
    request, row = case.request, case.correction
    if row is None:
        raise Refused(Refusal("not_asked", "没有告知过补正。", move.clause, "请先告知补正。"))
    reason = "没有写明补正后的内容。"
    said = need(clean_text(description), "no_description", reason, move.clause, "请写明所需信息。", 5000)
    row.before, row.corrected_on = request.description, day
    row.save(update_fields=["before", "corrected_on"])
    request.description = said
    request.state = states.WORKING if request.unit_id else states.RECEIVED
    payload: dict[str, object] = {"before": row.before, "description": said, "on": day.isoformat()}
    return Told(request, payload, events=(Event(day, "corrected"),))


def abandon(who: Standing, request_id: int, *, moment: datetime) -> Request:
    """Take a request as given up: not corrected, or not paid, and the period is over (cn-foi:30, cn-foi:42)."""

    def act(case: RequestCase, permit: Permit) -> Told[Request]:
        correcting = case.request.state == states.CORRECTING
        clause = case.lawbook.gate("correction" if correcting else "fee")
        end = None
        if correcting and case.correction:
            end = case.correction.period_end
        elif case.fee:
            end = case.fee.pay_by
        if end is None or case.today <= end:
            until = zh_day(end) if end else "期限"
            reason = f"期限到{until}为止，还没有过，不能按放弃申请处理。"
            raise Refused(Refusal("period_not_over", reason, clause, "请等到期限届满。"))
        outcome = "not-corrected" if correcting else "fee-unpaid"
        why = "逾期未补正且无正当理由" if correcting else "逾期未按通知缴纳信息处理费"
        return close(case, outcome, why, clause, moment)

    return request_act(who, "abandon", request_id, moment, act)
