"""The form of an item on its way: shown empty, shown again with what was wrong, or saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect

from gongkai.access.header_rules import header_rules
from gongkai.core.catalogue import Draft, faults_of
from gongkai.core.regime import Lawbook
from gongkai.core.terms import Refusal, Refused
from gongkai.gateways.paper.paper import Unreadable
from gongkai.queries.items import case_of
from gongkai.queries.screening_page import summary_of
from gongkai.records.models import Edition
from gongkai.web.desk.intake import Taken, body_of, draft_from, take_in
from gongkai.web.desk.item_form import FROM_FILE, TYPED, ItemForm
from gongkai.web.desk.staged import Staged, unseal
from gongkai.web.desk.visit import Visit
from gongkai.web.document import document_html
from gongkai.web.typed import Body


@dataclass(frozen=True)
class Desk:
    """Which of the three it is: heading, button, rule book, the edition there is, and what saves the draft.

    `seen` is the fingerprint of the edition that the form begins from. `done` is what is said when it is saved, `ready`
    what is added where screening leaves nothing to be done first.
    """

    heading: str
    button: str
    lawbook: Lawbook
    units: list[tuple[str, str]]
    save: Callable[[Draft, dict[str, Any]], Edition]
    edition: Edition | None = None
    done: str = ""
    seen: str = ""
    ready: str = ""


def show_form(
    visit: Visit, desk: Desk, staged: Staged, initial: dict[str, Any], body: Body | None = None
) -> HttpResponse:
    """The form not yet sent."""
    first = {
        "validity": "有效",
        "proposed_class": "",
        "audience": "public",
        "provenance": "made",
        "body_from": FROM_FILE if staged.source else TYPED,
        "responsible_unit": desk.units[0][0] if len(desk.units) == 1 else "",
        "issuer": visit.organ.name if staged.source is None and desk.edition is None else "",
        "source": staged.seal(visit.who.person_id),
        "seen_fingerprint": desk.seen,
    }
    form = ItemForm(desk.lawbook, visit.today, initial=first | initial, units=desk.units, files=staged)
    if body is None and desk.edition is not None:
        body = Body(desk.edition.body_html, desk.edition.body_text)
    return _page(visit, desk, form, staged, body)


def save_form(visit: Visit, desk: Desk) -> HttpResponseBase:
    taken = take_in(visit.request, visit.who.person_id, visit.today)
    form = _filled(visit, desk, taken)
    body = _body(visit, desk, form, taken.staged)
    if form.is_valid() and body is not None:
        draft = draft_from(form.cleaned_data, taken.staged, body)
        for fault in faults_of(draft, header_rules(desk.lawbook, visit.today), visit.today):
            form.refuse(fault.field, fault.refusal.reason + fault.refusal.remedy)
        if form.is_valid():
            try:
                edition = desk.save(draft, form.cleaned_data)
            except Refused as refused:
                return _page(visit, desk, form, taken.staged, body, refusal=refused.refusal, status=409)
            messages.success(visit.request, f"{desk.done}{_first(visit, edition) or desk.ready}")
            return redirect(f"/desk/items/{edition.item_id}/")
    return _page(visit, desk, form, taken.staged, body, status=400)


def _first(visit: Visit, edition: Edition) -> str:
    """What screening leaves to be done before the draft can go on; "" where it leaves nothing."""
    found = summary_of(case_of(visit.who, edition.pk, visit.today))
    if found.block:
        return f"查出{found.block}处不能公开，请看这份信息上方的说明。"
    if found.open:
        return f"先到查验答复{found.open}处。"
    if found.unread:
        return f"有{found.unread}处读不出来，先到查验看原因。"
    return ""


def refuse_form(visit: Visit, desk: Desk, refusal: Refusal) -> HttpResponse:
    """The form as typed, with what forbids saving it: the paper went on while she was writing."""
    taken = Taken(unseal(visit.request.POST.get("source", ""), visit.who.person_id))
    form = _filled(visit, desk, taken)
    body = _body(visit, desk, form, taken.staged)
    return _page(visit, desk, form, taken.staged, body, refusal=refusal, status=409)


def _filled(visit: Visit, desk: Desk, taken: Taken) -> ItemForm:
    """The form as typed, with the note of the files as they now stand."""
    data: QueryDict = visit.request.POST.copy()
    data["source"] = taken.staged.seal(visit.who.person_id)
    data.setlist("drop", [])
    if taken.paper is not None:
        data["body_from"] = FROM_FILE
    form = ItemForm(desk.lawbook, visit.today, data, units=desk.units, files=taken.staged)
    for name, sentence in taken.faults:
        form.refuse(name, sentence)
    return form


def _body(visit: Visit, desk: Desk, form: ItemForm, staged: Staged) -> Body | None:
    """The text, or None with the reason noted under the field."""
    how, typed = form.data.get("body_from", FROM_FILE), form.data.get("body_text", "")
    try:
        return body_of(staged, how, typed, desk.edition, visit.today)
    except Unreadable as unreadable:
        form.refuse("document", unreadable.sentence)
        return None


def _page(
    visit: Visit,
    desk: Desk,
    form: ItemForm,
    staged: Staged,
    body: Body | None,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    return visit.render(
        "desk/item_form.html",
        status=status,
        desk=desk,
        lawbook=desk.lawbook,
        form=form,
        staged=staged,
        body=body,
        preview=document_html(body.html, body.text) if body else "",
        refusal=refusal,
        edition=desk.edition,
    )
