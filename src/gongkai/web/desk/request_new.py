"""Typing in a request; the receipt with its query code is shown once."""

from __future__ import annotations

import secrets

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongkai.access.requests import may_register
from gongkai.actions.requests import Receipt, register_request
from gongkai.core.terms import Refusal, Refused
from gongkai.records.models import Letter
from gongkai.web.desk.request_new_form import NewRequestForm
from gongkai.web.desk.request_tabs import tabs
from gongkai.web.desk.upload_fields import refuse_dropped
from gongkai.web.desk.visit import Visit, staff

_SESSION, _KEPT = "registered_requests", 20


@require_http_methods(["GET", "POST"])
@staff
def new_request(visit: Visit) -> HttpResponseBase:
    """The form; 400 with its faults, 409 with a refusal; else the receipt."""
    if may_register(visit.who) is None:
        raise PermissionDenied
    if visit.request.method == "GET":
        return _form_page(visit, NewRequestForm(visit.lawbook, visit.today))
    nonce = visit.request.POST.get("nonce", "")[:64]
    done = visit.request.session.get(_SESSION, {})
    if nonce in done:
        # The same page sent again: the request is there already, its code was shown and is not told twice.
        return redirect(f"/desk/requests/{done[nonce]}/")
    form = NewRequestForm(visit.lawbook, visit.today, visit.request.POST, visit.request.FILES)
    refuse_dropped(form, visit.request)
    files = form.judge()
    if files is None:
        return _form_page(visit, form, status=400)
    data = form.cleaned_data
    try:
        receipt = register_request(
            visit.who,
            form.draft,
            files,
            way=data["way"],
            arrived_on=data["arrived_on"],
            confirmed_on=data["confirmed_on"],
            oral=data["oral"],
            old_number=data["old_number"],
            moment=visit.moment,
        )
    except Refused as refused:
        return _form_page(visit, form, status=409, refusal=refused.refusal)
    listed = [*done.items(), (nonce, receipt.request.pk)][-_KEPT:]
    visit.request.session[_SESSION] = dict(listed)
    return _receipt_page(visit, receipt)


def _form_page(
    visit: Visit, form: NewRequestForm, status: int = 200, refusal: Refusal | None = None
) -> HttpResponse:
    return visit.render(
        "desk/request_new.html",
        status=status,
        form=form,
        refusal=refusal,
        nonce=visit.request.POST.get("nonce", "")[:64] or secrets.token_hex(16),
        had_files=bool(visit.request.FILES),
        tabs=tabs(visit, "new"),
    )


def _receipt_page(visit: Visit, receipt: Receipt) -> HttpResponse:
    letter = Letter.objects.filter(request=receipt.request, kind="receipt").defer("docx", "pdf").last()
    return visit.render(
        "desk/request_receipt.html",
        row=receipt.request,
        code=receipt.code,
        letter=letter,
        tabs=tabs(visit, "new"),
    )
