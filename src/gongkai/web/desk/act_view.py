"""Trying an act on an edition."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongkai.access.cases import Case
from gongkai.access.editions import may
from gongkai.core.terms import Refusal, Refused
from gongkai.queries.items import case_of
from gongkai.records.models import Edition
from gongkai.web.desk.acts import ACTS
from gongkai.web.desk.item_page import Attempt, case_page
from gongkai.web.desk.upload_fields import refuse_dropped
from gongkai.web.desk.visit import Visit, staff


@require_http_methods(["GET", "POST"])
@staff
def try_act(visit: Visit, edition_id: int, verb: str) -> HttpResponseBase:
    """Does the act and shows the item again; 400 with the form for what is missing, 409 for what the rules refuse."""
    if verb not in ACTS:
        raise Http404
    try:
        case = case_of(visit.who, edition_id, visit.today)
    except Edition.DoesNotExist as error:
        raise Http404 from error
    if not case.table.knows(verb):
        raise Http404
    back = f"/desk/items/{case.edition.item_id}/"
    if visit.request.method == "GET":
        # A reload after a refusal, or a session that ran out in between: back to the page that has the form.
        return redirect(back)
    return _try(visit, case, verb, back)


def _try(visit: Visit, case: Case, verb: str, back: str) -> HttpResponseBase:
    act = ACTS[verb]
    form = act.form(case, visit.today, visit.request.POST, visit.request.FILES, prefix=verb)
    refuse_dropped(form, visit.request)
    permit = may(visit.who, verb, case)
    if isinstance(permit, Refusal):
        # Who may not do it at all is told so at once, not asked to complete a form first.
        return case_page(visit, case, Attempt(verb, form, permit), status=409)
    if not form.is_valid():
        return case_page(visit, case, Attempt(verb, form), status=400)
    try:
        act.perform(visit.who, case, dict(form.cleaned_data), visit.moment)
    except Refused as refused:
        fresh = case_of(visit.who, case.edition.pk, visit.today)
        return case_page(visit, fresh, Attempt(verb, form, refused.refusal), status=409)
    messages.success(visit.request, act.done)
    return redirect(f"/desk/internal/{case.edition.publication.pk}/" if verb == "read" else back)
