"""Trying an act on a request."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongkai.access.requests import may_request
from gongkai.core.terms import Refusal, Refused
from gongkai.queries.request_page import RequestPage
from gongkai.web.desk.request_act_form import FindingForm
from gongkai.web.desk.request_acts import REQUEST_ACTS
from gongkai.web.desk.request_case import Attempt, case_page, page_of
from gongkai.web.desk.visit import Visit, staff

FIND = "find_again"
"""The button that looks for more to choose from, and keeps what was typed."""


@require_http_methods(["GET", "POST"])
@staff
def try_act(visit: Visit, request_id: int, verb: str) -> HttpResponseBase:
    """Does the act and shows the case again; 400 with the form for what is missing, 409 for what the rules refuse."""
    if verb not in REQUEST_ACTS:
        raise Http404
    page = page_of(visit, request_id)
    if not page.case.table.knows(verb):
        raise Http404
    back = f"/desk/requests/{request_id}/"
    if visit.request.method == "GET":
        # A reload after a refusal, or a session that ran out in between: back to the page that has the form.
        return redirect(back)
    return _try(visit, page, verb, back)


def _try(visit: Visit, page: RequestPage, verb: str, back: str) -> HttpResponseBase:
    act = REQUEST_ACTS[verb]
    form = act.form(page, visit.who, visit.today, visit.request.POST, visit.request.FILES, prefix=verb)
    permit = may_request(visit.who, verb, page.case)
    if isinstance(permit, Refusal):
        # Who may not do it at all is told so at once, not asked to complete a form first.
        return case_page(visit, page, Attempt(verb, form, permit), status=409)
    if FIND in visit.request.POST and isinstance(form, FindingForm):
        return case_page(visit, page, Attempt(verb, _still_open(visit, page, verb, form)))
    if not form.is_valid():
        return case_page(visit, page, Attempt(verb, form), status=400)
    try:
        act.perform(visit.who, page.request.pk, form, visit.moment)
    except Refused as refused:
        fresh = page_of(visit, page.request.pk)
        return case_page(visit, fresh, Attempt(verb, form, refused.refusal), status=409)
    messages.success(visit.request, act.done)
    return redirect(back)


def _still_open(visit: Visit, page: RequestPage, verb: str, form: FindingForm) -> FindingForm:
    """The same form with what was typed, not judged yet."""
    typed = {
        name: form.typed(name) if name in form.CHOSEN else "".join(form.typed(name)) for name in form.fields
    }
    made = REQUEST_ACTS[verb].form(page, visit.who, visit.today, prefix=verb, initial=typed)
    return made if isinstance(made, FindingForm) else form
