"""The receipt of a request, as the API hands it out."""

from __future__ import annotations

from datetime import date

from gongkai.access.lawbooks import lawbook_for
from gongkai.actions.requests import Receipt
from gongkai.core.workdays.narrative import narrate
from gongkai.queries.request_clock import reading_of, request_events
from gongkai.web.api.shapes import DayOut, Out, clock_out, out


class ReceiptOut(Out):
    """登记回执。"""

    number: str = out("编号", example="2025-K7MP-3QXR")
    code: str = out("查询码，只显示这一次", example="7H2QWX9KMA")
    received_on: date | None = out("收到之日；要与申请人确认的，确认以前没有")
    due: date | None = out("最迟哪天答复")
    provisional: bool = out("到期日是否暂定")
    clauses: list[str] = out("到期日依据的条款", example=["2.3"])
    why: list[str] = out("到期日怎样算出来的")
    days: list[DayOut] = out("逐日")
    track: str = out("在哪里查进度", example="/hulunbuir-statistics/track/")


class RegisteredOut(ReceiptOut):
    """登记簿里的一件新申请。"""

    id: int = out("编号，供程序用")
    serial: str = out("登记簿的序号", example="2025-00003")


def receipt_out(receipt: Receipt) -> RegisteredOut:
    """What a receipt says; applicants are given `number` and `code`, staff the ids of the register too."""
    row = receipt.request
    lawbook = lawbook_for(row.regime_version)
    reading = reading_of(lawbook, row.received_on, request_events([row.pk]).get(row.pk, ()))
    clock = clock_out(reading)
    return RegisteredOut(
        id=row.pk,
        serial=row.serial,
        number=row.number,
        code=receipt.code,
        received_on=row.received_on,
        due=clock.due if clock else None,
        provisional=clock.provisional if clock else False,
        clauses=clock.clauses if clock else [],
        why=list(narrate(reading, str)) if reading else [],
        days=clock.days if clock else [],
        track=f"/{row.organ.slug}/track/",
    )
