"""The processing fee: asking for it, and recording that it was paid."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.actions.requests.door import Told, between, need, request_act
from gongkai.actions.requests.letters import articles, issue, letter_told
from gongkai.core.letters import Value
from gongkai.core.organs import Standing
from gongkai.core.regime.values_requests import Tariff
from gongkai.core.requests import states
from gongkai.core.requests.fees import MOST_PIECES, Fee, fee
from gongkai.core.terms import Citation, Refusal, Refused
from gongkai.core.workdays import Event, zh_day
from gongkai.queries.calendar import calendar_in_use
from gongkai.records.models import FeeNotice, Request

WITHIN = 20
"""Working days to pay where the rule book in force gives none."""


def notice_fee(
    who: Standing, request_id: int, *, tariff: str, quantity: int, reasons: str, moment: datetime
) -> FeeNotice:
    """Ask for the processing fee: one tariff, once a request, progressive (cn-foi:42).

    `quantity` is what the tariff counts: requests of the calendar month, or pages.
    """

    def act(case: RequestCase, permit: Permit) -> Told[FeeNotice]:
        request, clause = case.request, permit.move.clause
        chosen = _tariff(case, tariff, clause)
        said = need(reasons, "no_reasons", "没有写明收费的理由。", clause, "请写明为什么超过合理范围。")
        due = _due(chosen, quantity, clause)
        payment = case.lawbook.fee_payment(case.on)
        days = payment.value.within.working_days if payment else None
        row = FeeNotice.objects.create(
            request=request,
            tariff=tariff,
            quantity=quantity,
            amount=due.amount,
            reasons=said,
            noticed_on=case.today,
            pay_by=calendar_in_use().add(case.today, days or WITHIN).date,
        )
        request.state = permit.move.target or ""
        event = Event(case.today, "fee_noticed")
        letter = issue(case, "fee", _words(case, row, chosen, due, clause), moment, events=(event,))
        payload: dict[str, object] = {
            "fee": row.pk,
            "tariff": tariff,
            "quantity": quantity,
            "amount": yuan(due.amount),
            "reasons": said,
            "pay_by": row.pay_by.isoformat(),
            "letters": [letter_told(letter)],
        }
        return Told(row, payload, events=(event,))

    return request_act(who, "notice_fee", request_id, moment, act)


def _tariff(case: RequestCase, tariff: str, clause: Citation) -> Tariff:
    if case.fee is not None:
        reason = "这件申请已经通知过收费，一件申请只收一次。"
        raise Refused(Refusal("fee_twice", reason, clause, "请按已发出的通知办理。"))
    tariffs = case.lawbook.tariffs(case.on)
    if tariffs is None:
        reason = "收到申请之日没有可用的收费标准。"
        raise Refused(Refusal("no_tariff", reason, clause, "没有标准的不收费，请照常办理。"))
    for each in tariffs.value:
        if each.id == tariff:
            return each
    raise Refused(Refusal("no_tariff", "没有选择收费标准。", clause, "按件、按量只选一种。"))


def _due(tariff: Tariff, quantity: int, clause: Citation) -> Fee:
    most = MOST_PIECES[tariff.id]
    if not 1 <= quantity <= most:
        reason = f"计费数量是 {quantity}，应在 1 至 {most} 之间。"
        raise Refused(Refusal("no_quantity", reason, clause, "请填写件数或者页数。"))
    due = fee(tariff, quantity)
    if due.amount <= 0:
        reason = f"{tariff.title}：数量 {quantity} 在免费范围内，不收费。"
        raise Refused(Refusal("nothing_to_pay", reason, clause, "请照常办理。"))
    return due


def _words(case: RequestCase, row: FeeNotice, tariff: Tariff, due: Fee, clause: Citation) -> dict[str, Value]:
    return {
        "tariff": tariff.title,
        "quantity": str(row.quantity),
        "amount": f"{yuan(due.amount)}元",
        "pay_by": zh_day(row.pay_by),
        "fee_lines": [
            (f"第{line.first}至第{line.last}", f"{yuan(line.each)}元", f"{yuan(line.amount)}元")
            for line in due.lines
        ],
        "articles": articles(case, clause),
    }


def yuan(amount: Decimal) -> str:
    """An amount as it is written: whole yuan without a point.

    >>> yuan(Decimal("4000.00")), yuan(Decimal("0.5"))
    ('4000', '0.50')
    """
    return str(int(amount)) if amount == amount.to_integral_value() else f"{amount:.2f}"


def record_payment(who: Standing, request_id: int, *, on: date, receipt: str, moment: datetime) -> Request:
    """Record that the fee was paid; the reply clock begins anew the day after."""

    def act(case: RequestCase, permit: Permit) -> Told[Request]:
        request, row, clause = case.request, case.fee, permit.move.clause
        if row is None:
            raise Refused(Refusal("no_fee", "没有发出过收费通知。", clause, "请先通知收费。"))
        day = between(on, row.noticed_on, case.today, "缴费日期", clause)
        row.paid_on = day
        row.receipt = need(receipt, "no_receipt", "没有填写缴款凭证号。", clause, "请填写票据号。", 100)
        row.save(update_fields=["paid_on", "receipt"])
        request.state = states.WORKING if request.unit_id else states.RECEIVED
        payload: dict[str, object] = {
            "fee": row.pk,
            "on": day.isoformat(),
            "receipt": row.receipt,
        }
        return Told(request, payload, events=(Event(day, "fee_paid"),))

    return request_act(who, "record_payment", request_id, moment, act)
