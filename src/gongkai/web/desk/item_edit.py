"""Registering an item, changing its draft, beginning a new edition: one form for the three."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods

from gongkai.access.cases import Case, draft_of
from gongkai.access.editions import may
from gongkai.actions.catalogue import register_item, renew_item, revise_edition
from gongkai.core.catalogue import AttachedFile, Draft
from gongkai.core.terms import PostKind, Refusal, states
from gongkai.queries.items import case_of, item_of
from gongkai.records.models import Edition, Item, Unit
from gongkai.web.desk.act_form import PlainForm
from gongkai.web.desk.forms import DeskForm
from gongkai.web.desk.intake import initial_of, take_in
from gongkai.web.desk.item_form import ItemForm
from gongkai.web.desk.item_page import Attempt, case_page
from gongkai.web.desk.item_saving import Desk, refuse_form, save_form, show_form
from gongkai.web.desk.staged import Staged
from gongkai.web.desk.upload_fields import OneFile
from gongkai.web.desk.visit import Visit, staff
from gongkai.web.typed import Body


class UploadForm(DeskForm):
    document = OneFile(label="选择文件")


@require_http_methods(["GET", "POST"])
@staff
def new_item(visit: Visit) -> HttpResponseBase:
    """Upload first, confirm what was recognised, register; or type the text without a file."""
    desk = _register_desk(visit)
    request = visit.request
    if not desk.units:
        return visit.render("desk/cannot_register.html", clause=visit.lawbook.gate("class_required"))
    if request.method == "GET" and request.GET.get("by") == "hand":
        return show_form(visit, desk, Staged(), {})
    if request.method == "GET":
        return visit.render("desk/upload.html", form=UploadForm())
    if request.POST.get("step") == "read":
        return _read_first(visit, desk)
    return save_form(visit, desk)


@require_http_methods(["GET", "POST"])
@staff
def revise(visit: Visit, item_id: int) -> HttpResponseBase:
    return _change(visit, item_id, "revise")


@require_http_methods(["GET", "POST"])
@staff
def renew(visit: Visit, item_id: int) -> HttpResponseBase:
    return _change(visit, item_id, "renew")


def _change(visit: Visit, item_id: int, verb: str) -> HttpResponseBase:
    case = _case(visit, item_id)
    permit = may(visit.who, verb, case)
    if isinstance(permit, Refusal) and visit.request.method == "GET":
        return case_page(visit, case, Attempt(verb, PlainForm(case, visit.today), permit), status=409)
    desk = _change_desk(visit, case, verb)
    if isinstance(permit, Refusal):
        return refuse_form(visit, desk, permit)
    if visit.request.method == "POST":
        return save_form(visit, desk)
    draft = draft_of(case.edition)
    source = AttachedFile(draft.source_name, draft.source_digest, 0) if draft.source_digest else None
    initial = _initial(draft)
    if verb == "renew" and case.edition.state == states.PUBLISHED:
        # What is public and now changes has its own day, from which the time to publish it runs anew.
        initial["changed_on"] = visit.today
    return show_form(visit, desk, Staged(source, draft.attachments), initial)


def _case(visit: Visit, item_id: int) -> Case:
    try:
        item = item_of(visit.who, item_id)
        return case_of(visit.who, item.current_id or 0, visit.today)
    except (Item.DoesNotExist, Edition.DoesNotExist) as error:
        raise Http404 from error


def _register_desk(visit: Visit) -> Desk:
    handled = [one for one in visit.who.capacities if one.kind is PostKind.HANDLER]
    units = {str(one.unit_id): one.unit_name for one in handled}

    def save(draft: Draft, given: dict[str, Any]) -> Edition:
        unit = Unit.objects.get(pk=int(given["responsible_unit"]))
        return register_item(visit.who, draft, organ=visit.organ, responsible_unit=unit, moment=visit.moment)

    done, ready = "已登记，现在是草稿。", "核对无误后请送审。"
    return Desk("登记信息", "登记", visit.lawbook, list(units.items()), save, done=done, ready=ready)


def _change_desk(visit: Visit, case: Case, verb: str) -> Desk:
    edition = case.edition
    if verb == "revise":

        def save(draft: Draft, given: dict[str, Any]) -> Edition:
            seen = given["seen_fingerprint"]
            return revise_edition(visit.who, edition.pk, draft, moment=visit.moment, seen_fingerprint=seen)

        return Desk("修改草稿", "保存修改", case.lawbook, [], save, edition, "修改已保存。", case.fingerprint)

    def begin(draft: Draft, given: dict[str, Any]) -> Edition:
        seen = given["seen_fingerprint"]
        return renew_item(visit.who, edition.item_id, draft, moment=visit.moment, seen_fingerprint=seen)

    done = "新版本已建立，须重新审查。"
    return Desk("另立新版本", "另立新版本", visit.lawbook, [], begin, edition, done, case.fingerprint)


def _read_first(visit: Visit, desk: Desk) -> HttpResponse:
    form = UploadForm(visit.request.POST, visit.request.FILES)
    taken = take_in(visit.request, visit.who.person_id, visit.today)
    if taken.paper is None:
        form.is_valid()
        if taken.faults:
            form.errors.pop("document", None)
            for _, sentence in taken.faults:
                form.refuse("document", sentence)
        return visit.render("desk/upload.html", form=form, status=400)
    body = Body(taken.paper.html, taken.paper.text)
    return show_form(visit, desk, taken.staged, initial_of(taken.paper, visit.organ.name), body)


def _initial(draft: Draft) -> dict[str, Any]:
    """The draft as first values of the form."""
    plain = {name: getattr(draft, name) for name in ItemForm.base_fields if hasattr(draft, name)}
    plain.pop("attachments")
    plain["joint_makers"] = "\n".join(one.name for one in draft.involved if one.joint_maker)
    plain["concerned"] = "\n".join(one.name for one in draft.involved if not one.joint_maker)
    for name in ("proposed_class", "audience", "provenance"):
        plain[name] = plain[name].value
    return plain
