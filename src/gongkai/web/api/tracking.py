"""For applicants, who show number and query code with every call: progress, letters, files, and their own acts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja import Router
from pydantic import Field

from gongkai.actions.requests import correct_online, follow_up_online, withdraw_online
from gongkai.actions.requests.tracking import open_by_code
from gongkai.core.requests.typed import half_width
from gongkai.queries.public_request import given_editions, letter_of, public_view
from gongkai.records.models import Request
from gongkai.web import clock
from gongkai.web.api.doorway import Anybody, public_organ
from gongkai.web.api.files import kept_file, letter_file
from gongkai.web.api.given import Given, plain, words
from gongkai.web.api.shapes import NOS, RefusedOut
from gongkai.web.api.track_shape import TrackOut, track_out
from gongkai.web.visitor import address_of

router = Router(tags=["申请人凭编号和查询码"])

Typed = Annotated[str, Field(max_length=60)]
_NOS = {**NOS, 409: RefusedOut, 429: RefusedOut}
_WRONG = "编号和查询码不对回答 409 wrong_code；连续输错多次回答 429，Retry-After 里写着多少秒以后再试。"


class Shown(Given):
    """回执上的编号和查询码。"""

    number: Typed = plain("编号", example="2025-K7MP-3QXR")
    code: Typed = plain("查询码", example="7H2QWX9KMA")


class Correct(Shown):
    description: str = words("补正后的内容", 5000)


class FollowUp(Shown):
    kind: Literal["inaccurate", "suggest"] = plain(
        "提出什么", why="inaccurate 与自己有关的记录不准确，要求更正；suggest 建议向社会公开。"
    )
    text: str = words("内容和理由", 2000)


@router.post(
    "/{slug:organ}/track",
    auth=Anybody(),
    response={200: TrackOut, **_NOS},
    operation_id="track",
    summary="查进度",
    description=_WRONG,
)
def track(request: HttpRequest, organ: str, given: Shown) -> TrackOut:
    row, moment = _opened(request, organ, given)
    return _now(row, moment)


@router.post(
    "/{slug:organ}/track/correct",
    auth=Anybody(),
    response={200: TrackOut, **_NOS},
    operation_id="track_correct",
    summary="补正",
    description="收到补正告知以后用；答复期限重新计算。",
)
def correct(request: HttpRequest, organ: str, given: Correct) -> TrackOut:
    row, moment = _opened(request, organ, given)
    correct_online(row.pk, description=given.description, moment=moment)
    return _now(row, moment)


@router.post(
    "/{slug:organ}/track/withdraw",
    auth=Anybody(),
    response={200: TrackOut, **_NOS},
    operation_id="track_withdraw",
    summary="撤回申请",
)
def withdraw(request: HttpRequest, organ: str, given: Shown) -> TrackOut:
    row, moment = _opened(request, organ, given)
    withdraw_online(row.pk, moment=moment)
    return _now(row, moment)


@router.post(
    "/{slug:organ}/track/follow-up",
    auth=Anybody(),
    response={200: TrackOut, **_NOS},
    operation_id="track_follow_up",
    summary="答复以后提出意见",
)
def follow_up(request: HttpRequest, organ: str, given: FollowUp) -> TrackOut:
    row, moment = _opened(request, organ, given)
    follow_up_online(row.pk, kind=given.kind, text=given.text, moment=moment)
    return _now(row, moment)


@router.post(
    "/{slug:organ}/track/letters/{int:letter_id}/{slug:kind}",
    auth=Anybody(),
    response={200: None, **_NOS},
    operation_id="track_letter",
    summary="下载一份文书",
    description="kind 是 docx 或者 pdf。",
)
def letter(request: HttpRequest, organ: str, letter_id: int, kind: str, given: Shown) -> HttpResponseBase:
    row, _ = _opened(request, organ, given)
    return letter_file(letter_of(row.pk, letter_id), kind)


@router.post(
    "/{slug:organ}/track/files/{int:edition_id}/{slug:digest}",
    auth=Anybody(),
    response={200: None, **_NOS},
    operation_id="track_file",
    summary="下载随答复提供的一个文件",
)
def file(request: HttpRequest, organ: str, edition_id: int, digest: str, given: Shown) -> HttpResponseBase:
    row, _ = _opened(request, organ, given)
    names = {
        each.digest: each.name
        for edition in given_editions(row.pk)
        if edition.edition_id == edition_id
        for each in edition.files
    }
    if digest not in names:
        raise Http404
    return kept_file(digest, names[digest])


def _opened(request: HttpRequest, slug: str, given: Shown) -> tuple[Request, datetime]:
    moment = clock.now()
    organ, _ = public_organ(slug, _day(moment))
    number, code = half_width(given.number), half_width(given.code)
    address = address_of(request)
    return open_by_code(organ, number, code, address=address, moment=moment), moment


def _now(row: Request, moment: datetime) -> TrackOut:
    return track_out(public_view(row.pk, _day(moment)))


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
