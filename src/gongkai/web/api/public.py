"""For anybody, without a token: organs, the form, applying, what is known already, counting working days."""

from __future__ import annotations

from django.db import IntegrityError
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from ninja.responses import Status
from pydantic import BaseModel, Field

from gongkai.actions.requests import apply_online
from gongkai.core.requests.typed import clean_line
from gongkai.core.terms import Refusal
from gongkai.core.workdays import OutsideCalendar
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.known import what_is_known
from gongkai.queries.organs import organ_lines
from gongkai.web import clock
from gongkai.web.api.doorway import FORM, Anybody, public_organ
from gongkai.web.api.faults import Faulty
from gongkai.web.api.form_bodies import Form, taken_form
from gongkai.web.api.given import Day, words
from gongkai.web.api.paging import only_known
from gongkai.web.api.public_shape import (
    FormOut,
    KnownOut,
    OrganOut,
    OrgansOut,
    WorkdayOut,
    form_out,
    known_out,
)
from gongkai.web.api.receipts import ReceiptOut, receipt_out
from gongkai.web.api.shapes import NOS, RefusedOut

router = Router(tags=["任何人都能用的"])

MOST_DAYS = 100_000


class Applied(Form):
    """网上提交的申请。"""

    nonce: str = words(
        "这一次提交的标记",
        64,
        "",
        why="自己生成的随机文字，至少16个字。同一个标记再发一次不会登记两件，回答 already_sent。",
        example="b0f1a7c2d94e4b6f8a35",
    )


class KnownAsked(BaseModel):
    q: str = Field("", title="您要找什么")


class DaysAsked(BaseModel):
    date: Day = Field(title="从哪天起；当日不计")
    n: int = Field(title="第几个工作日；负数往回数", ge=-MOST_DAYS, le=MOST_DAYS)


@router.get(
    "/organs",
    auth=Anybody(),
    response={200: OrgansOut},
    operation_id="organs",
    summary="各机关",
)
def organs(request: HttpRequest) -> OrgansOut:
    lines = organ_lines(timezone.localdate(clock.now()))
    return OrgansOut(
        organs=[
            OrganOut(
                id=line.slug,
                name=line.name,
                superior=line.superior,
                regime=line.regime or None,
                since=line.in_force_from,
            )
            for line in lines
        ]
    )


@router.get(
    "/workdays/add",
    auth=Anybody(),
    response={200: WorkdayOut, **NOS},
    operation_id="workdays_add",
    summary="往后数工作日",
    description="例如 `?date=2024-09-20&n=20`。按已经公布的放假和调休计算。",
)
def workdays_add(request: HttpRequest, asked: Query[DaysAsked]) -> WorkdayOut:
    only_known(request, DaysAsked)
    try:
        found = calendar_in_use().add(asked.date, asked.n)
    except OutsideCalendar as outside:
        refusal = Refusal("outside_calendar", f"{outside}。", None, "请换一个近些的日期。")
        raise Faulty([("date", refusal)]) from outside
    return WorkdayOut(date=found.date.isoformat(), provisional=found.provisional)


@router.get(
    "/{slug:organ}/form",
    auth=Anybody(),
    response={200: FormOut, **NOS},
    operation_id="form",
    summary="申请表有哪些字段",
)
def form(request: HttpRequest, organ: str) -> FormOut:
    today = timezone.localdate(clock.now())
    return form_out(public_organ(organ, today)[1], today)


@router.get(
    "/{slug:organ}/known",
    auth=Anybody(),
    response={200: KnownOut, **NOS},
    operation_id="known",
    summary="申请以前先看看：有没有已经公开的",
)
def known(request: HttpRequest, organ: str, asked: Query[KnownAsked]) -> KnownOut:
    only_known(request, KnownAsked)
    today = timezone.localdate(clock.now())
    found, _ = public_organ(organ, today)
    return known_out(organ, what_is_known(found, clean_line(asked.q[:1000]), today))


@router.post(
    "/{slug:organ}/apply",
    auth=Anybody(FORM),
    response={201: ReceiptOut, 409: RefusedOut, **NOS},
    operation_id="apply",
    summary="提出申请",
    description=(
        "和网页上的申请表一样办理：当场登记，当场有编号、查询码和到期日。查询码只显示这一次。"
        "文件用 base64，最多10个，合计20 MB。"
    ),
)
def apply(request: HttpRequest, organ: str, given: Applied) -> Status[ReceiptOut]:
    moment = clock.now()
    found, lawbook = public_organ(organ, timezone.localdate(moment))
    _long_enough(given.nonce)
    draft, files = taken_form(given, lawbook, timezone.localdate(moment))
    try:
        receipt = apply_online(found, draft, files, moment=moment, nonce=given.nonce)
    except IntegrityError:
        if not given.nonce:
            raise
        # The same sending came twice at once; now that the other is written, it is told as such.
        receipt = apply_online(found, draft, files, moment=moment, nonce=given.nonce)
    told = receipt_out(receipt)
    return Status(201, ReceiptOut(**{name: getattr(told, name) for name in ReceiptOut.model_fields}))


def _long_enough(nonce: str) -> None:
    if nonce and len(nonce) < 16:
        reason = f"「nonce」有 {len(nonce)} 个字，至少 16 个字。"
        refusal = Refusal("too_short", reason, None, "请用随机的文字，免得和别人的相同。")
        raise Faulty([("nonce", refusal)])
