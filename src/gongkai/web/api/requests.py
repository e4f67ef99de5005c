"""Requests, for staff: the case, registering one, every act, the letters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field

from gongkai.access.request_cases import RequestCase, load_request
from gongkai.actions.requests import register_request
from gongkai.queries.request_list import (
    DUE_GROUPS,
    ORDERS,
    PAGE_SIZE,
    STATE_GROUPS,
    RequestFilter,
    request_list,
)
from gongkai.queries.request_page import request_case_of, request_page
from gongkai.web.api.doorway import FORM, SMALL, Caller, Token, caller
from gongkai.web.api.form_bodies import RegisteredForm, taken_form
from gongkai.web.api.given import LARGEST_ID, Given
from gongkai.web.api.made import made_by
from gongkai.web.api.paging import Asked, OneOf, only_known
from gongkai.web.api.receipts import RegisteredOut, receipt_out
from gongkai.web.api.register_shape import RequestsOut, line_out
from gongkai.web.api.request_shape import (
    RequestOut,
    RequestStateOut,
    request_out,
    state_out,
)
from gongkai.web.api.request_verbs import REQUEST_VERBS, RequestVerb
from gongkai.web.api.shapes import STAFF_NOS, Out, out

router = Router(tags=["依申请公开（工作人员）"])


class RequestDoneOut(Out):
    """办成了。"""

    verb: str = out("办了什么", example="assign")
    request: RequestStateOut = out("申请现在到了哪里")
    made: dict[str, Any] = out("新产生的东西的编号；查看申请人信息的，是申请人的资料")


_STATE = OneOf("状态", STATE_GROUPS)
_DUE = OneOf("期限", DUE_GROUPS)
_ORDER = OneOf("排列", {key: title for key, (title, _) in ORDERS.items()})


class RequestsAsked(Asked):
    state: Annotated[str, *_STATE.rules] = ""
    due: Annotated[str, *_DUE.rules] = ""
    order: Annotated[str, *_ORDER.rules] = ""
    unit: int | None = Field(None, title="承办科室的编号；0 是还没有分办的", ge=0, le=LARGEST_ID)
    outcome: str = Asked.words("答复类型")
    way: str = Asked.words("怎样收到的", why="oral 是口头提出的。")
    year: int | None = Field(None, title="登记的年份", ge=2000, le=2199)
    q: str = Asked.words("序号、编号或者内容里的字")


@router.get(
    "/{slug:organ}/requests",
    auth=Token(),
    response={200: RequestsOut, **STAFF_NOS},
    operation_id="requests",
    summary="申请的登记簿",
    description=f"您能看到的申请，新的在前；一页{PAGE_SIZE}件。申请人的姓名不全写出。",
)
def requests(request: HttpRequest, organ: str, asked: Query[RequestsAsked]) -> RequestsOut:
    found = caller(request, organ)
    only_known(request, RequestsAsked)
    told = asked.model_dump(exclude={"page", "q"})
    page = request_list(found.who, RequestFilter(**told, text=asked.q), asked.page, found.today)
    lines = [line_out(line) for line in page.lines]
    return RequestsOut(page=page.page, pages=page.pages, total=page.total, requests=lines)


@router.get(
    "/{slug:organ}/requests/{int:request_id}",
    auth=Token(),
    response={200: RequestOut, **STAFF_NOS},
    operation_id="request",
    summary="一件申请的案卷",
    description="状态、逐日的期限、现在能办的事及其条款、答复、文书。申请人是谁，用 look 查看。",
)
def one_request(request: HttpRequest, organ: str, request_id: int) -> RequestOut:
    found = caller(request, organ)
    return request_out(request_page(found.who, request_id, found.today))


@router.post(
    "/{slug:organ}/requests",
    auth=Token(FORM),
    response={201: RegisteredOut, **STAFF_NOS},
    operation_id="register_request",
    summary="登记一件申请",
    description="当面、邮寄、传真或者口头提出的申请，由受理机构登记。回答里有给申请人的编号和查询码。",
)
def register(request: HttpRequest, organ: str, given: RegisteredForm) -> Status[RegisteredOut]:
    found = caller(request, organ)
    draft, files = taken_form(given, found.lawbook, found.today)
    receipt = register_request(
        found.who,
        draft,
        files,
        way=given.way,
        arrived_on=given.arrived_on,
        confirmed_on=given.confirmed_on,
        oral=given.oral,
        old_number=given.old_number,
        moment=found.moment,
    )
    return Status(201, receipt_out(receipt))


def seen(found: Caller, request_id: int) -> RequestCase:
    """The case of a request she may see; Request.DoesNotExist for any other."""
    return request_case_of(found.who, request_id, found.today)


def _view(name: str, verb: RequestVerb) -> Callable[..., RequestDoneOut]:
    def act(request: HttpRequest, organ: str, request_id: int, given: Given) -> RequestDoneOut:
        found = caller(request, organ)
        case = seen(found, request_id)
        if not case.table.knows(name):
            raise Http404
        made = verb.perform(found.who, request_id, given, found.moment)
        fresh = load_request(request_id, found.today)
        return RequestDoneOut(verb=name, request=state_out(fresh), made=made_by(made))

    act.__annotations__["given"] = verb.body
    if not verb.body.model_fields:
        act.__defaults__ = (verb.body(),)
    return act


for _name, _verb in REQUEST_VERBS.items():
    router.post(
        f"/{{slug:organ}}/requests/{{int:request_id}}/{_name}",
        auth=Token(SMALL),
        response={200: RequestDoneOut, **STAFF_NOS},
        operation_id=_name,
        summary=_verb.title,
        description=_verb.note,
    )(_view(_name, _verb))
