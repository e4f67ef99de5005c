"""Items, for staff: the list, one item, registering a draft, every act on an edition, its files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Query, Router
from ninja.responses import Status

from gongkai.access.cases import Case
from gongkai.access.editions import may
from gongkai.actions.catalogue import register_item
from gongkai.core.terms import DisclosureClass, Refusal, Refused
from gongkai.queries.edition_files import name_of_file
from gongkai.queries.item_list import STATE_FILTERS, Wanted, item_page
from gongkai.queries.items import case_of, item_of
from gongkai.records.models import Edition, Unit
from gongkai.web.api.doorway import PAPERS, Caller, Token, caller
from gongkai.web.api.faults import Faulty
from gongkai.web.api.files import kept_file
from gongkai.web.api.item_bodies import Register, Typed
from gongkai.web.api.item_drafts import drafted
from gongkai.web.api.item_shape import (
    EditionStateOut,
    ItemLineOut,
    ItemOut,
    ItemsOut,
    edition_state,
    item_out,
)
from gongkai.web.api.item_verbs import ITEM_VERBS, ItemVerb
from gongkai.web.api.made import made_by
from gongkai.web.api.paging import Asked, OneOf, only_known
from gongkai.web.api.shapes import STAFF_NOS, Out, out

router = Router(tags=["信息的登记、审查和发布（工作人员）"])


class EditionDoneOut(Out):
    """办成了。"""

    verb: str = out("办了什么", example="submit")
    edition: EditionStateOut = out("版本现在到了哪里；另立新版本的，是新的版本")
    made: dict[str, Any] = out("新产生的东西的编号")


_STATE = OneOf("状态", STATE_FILTERS)
_CLASS = OneOf("公开属性", {one.value: one.title for one in DisclosureClass})


class ItemsAsked(Asked):
    state: Annotated[str, *_STATE.rules] = ""
    disclosure_class: Annotated[str, *_CLASS.rules] = ""
    category: str = Asked.words("类别")
    unit: int | None = Asked.an_id("责任科室的编号")
    q: str = Asked.words("标题、文号或者索引号里的字")


@router.get(
    "/{slug:organ}/items",
    auth=Token(),
    response={200: ItemsOut, **STAFF_NOS},
    operation_id="items",
    summary="信息的清单",
    description="新的在前；一页30件。",
)
def items(request: HttpRequest, organ: str, asked: Query[ItemsAsked]) -> ItemsOut:
    found = caller(request, organ)
    only_known(request, ItemsAsked)
    wanted = Wanted(asked.state, asked.disclosure_class, asked.category, asked.unit, asked.q)
    page = item_page(found.who, wanted, asked.page, found.today)
    lines = [
        ItemLineOut(
            id=line.item_id,
            **{name: getattr(line, name) for name in ItemLineOut.model_fields if name != "id"},
        )
        for line in page.lines
    ]
    count = page.page.paginator
    return ItemsOut(page=page.page.number, pages=count.num_pages, total=count.count, items=lines)


@router.get(
    "/{slug:organ}/items/{int:item_id}",
    auth=Token(),
    response={200: ItemOut, **STAFF_NOS},
    operation_id="item",
    summary="一件信息",
    description="最新的版本；edition 写第几版，看那一版。",
)
def one_item(request: HttpRequest, organ: str, item_id: int, edition: int = 0) -> ItemOut:
    found = caller(request, organ)
    row = item_of(found.who, item_id)
    wanted = row.current_id
    if edition:
        wanted = Edition.objects.only("pk").get(item=row, number=edition).pk
    return item_out(found.who, case_of(found.who, wanted or 0, found.today))


@router.post(
    "/{slug:organ}/items",
    auth=Token(PAPERS),
    response={201: EditionStateOut, **STAFF_NOS},
    operation_id="register",
    summary="登记一件信息",
    description="由责任科室的经办人登记，成为草稿，取得索引号。",
)
def register(request: HttpRequest, organ: str, given: Register) -> Status[EditionStateOut]:
    found = caller(request, organ)
    unit = Unit.objects.filter(pk=given.responsible_unit, organ=found.organ).first()
    if unit is None:
        refusal = Refusal("unknown_unit", "本机关没有这个科室。", None, "科室的编号见 choices。")
        raise Faulty([("responsible_unit", refusal)])
    draft = drafted(given, None, found.lawbook, found.today)
    edition = register_item(found.who, draft, organ=found.organ, responsible_unit=unit, moment=found.moment)
    return Status(201, edition_state(case_of(found.who, edition.pk, found.today)))


@router.get(
    "/{slug:organ}/editions/{int:edition_id}/files/{slug:digest}",
    auth=Token(),
    response={200: None, **STAFF_NOS},
    operation_id="file",
    summary="下载一个文件",
    description="digest 是案卷里 files 的摘要，或者其中 released 的摘要。",
)
def file(request: HttpRequest, organ: str, edition_id: int, digest: str) -> HttpResponseBase:
    found = caller(request, organ)
    name = name_of_file(found.who, edition_id, digest)
    if name is None:
        raise Http404
    return kept_file(digest, name)


def _case(found: Caller, edition_id: int, verb: str) -> Case:
    """The case of an edition she may see, for an act she may do; Http404, Refused."""
    case = case_of(found.who, edition_id, found.today)
    if not case.table.knows(verb):
        raise Http404
    permit = may(found.who, verb, case)
    if isinstance(permit, Refusal):
        raise Refused(permit)
    return case


def _view(name: str, verb: ItemVerb) -> Callable[..., EditionDoneOut]:
    def act(request: HttpRequest, organ: str, edition_id: int, given: Typed) -> EditionDoneOut:
        found = caller(request, organ)
        made = verb.perform(found, _case(found, edition_id, name), given)
        now = made.pk if isinstance(made, Edition) else edition_id
        fresh = case_of(found.who, now, found.today)
        return EditionDoneOut(verb=name, edition=edition_state(fresh), made=made_by(made))

    act.__annotations__["given"] = verb.body
    if not any(field.is_required() for field in verb.body.model_fields.values()):
        act.__defaults__ = (verb.body(),)
    return act


for _name, _verb in ITEM_VERBS.items():
    router.post(
        f"/{{slug:organ}}/editions/{{int:edition_id}}/{_name}",
        auth=Token(_verb.limit),
        response={200: EditionDoneOut, **STAFF_NOS},
        operation_id=f"edition_{_name}",
        summary=_verb.title,
        description=_verb.note,
    )(_view(_name, _verb))
