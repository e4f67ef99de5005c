"""The organ: its units, posts, deputies and accounts; everybody reads, the personnel office changes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gongkai.access.organs import may_organise
from gongkai.core.terms import Refusal, Refused
from gongkai.queries.organs import Organisation
from gongkai.queries.organs import organisation as read_organisation
from gongkai.web.desk.organ_acts import ORGAN_ACTS, OrganAct
from gongkai.web.desk.organ_forms import OrganForm, post_name
from gongkai.web.desk.visit import Visit, staff


@staff
def organisation(visit: Visit) -> HttpResponse:
    """Units with functions and posts, deputations, accounts; past posts unfold."""
    found = read_organisation(visit.organ, visit.today)
    return visit.render(
        "desk/organisation.html",
        organisation=found,
        may_change=may_organise(visit.who, visit.who.organ_id) is not None,
        clause=visit.lawbook.gate("organisation"),
    )


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@staff
def change(visit: Visit, verb: str, subject: int | None = None) -> HttpResponseBase:
    """One act of the personnel office: its form, or the refusal for whoever is not of it."""
    act = ORGAN_ACTS.get(verb)
    if act is None or bool(act.about) != (subject is not None):
        raise Http404
    found = read_organisation(visit.organ, visit.today)
    name = _name(found, act.about, subject)
    if name is None:
        raise Http404
    if visit.request.method == "GET":
        return _page(visit, act, act.form(found, subject, visit.today, initial=_given(visit)), name)
    form = act.form(found, subject, visit.today, visit.request.POST)
    if not form.is_valid():
        return _page(visit, act, form, name, status=400)
    try:
        act.perform(visit.who, visit.who.organ_id, subject, form.cleaned_data, visit.moment)
    except Refused as refused:
        return _page(visit, act, form, name, refusal=refused.refusal, status=409)
    messages.success(visit.request, act.done)
    return redirect("/desk/organisation/")


def _given(visit: Visit) -> dict[str, str]:
    """A person or a unit chosen by the link that led here."""
    return {name: value for name in ("person_id", "unit_id") if (value := visit.request.GET.get(name))}


def _page(
    visit: Visit,
    act: OrganAct,
    form: OrganForm,
    name: str,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    return visit.render(
        "desk/organ_act.html",
        status=status,
        act=act,
        form=form,
        name=name,
        refusal=refusal,
        may_change=may_organise(visit.who, visit.who.organ_id) is not None,
        clause=visit.lawbook.gate("organisation"),
    )


def _name(found: Organisation, about: str, subject: int | None) -> str | None:
    """What the heading calls the thing; None where the organ has no such thing."""
    names: dict[int, str] = {}
    if about == "":
        return ""
    if about == "unit":
        names = {unit.id: unit.name for unit in found.units}
    elif about == "post":
        names = {post.id: post_name(found, post.id) for unit in found.units for post in unit.posts}
    elif about == "deputation":
        names = {one.id: f"{one.deputy}代理{one.unit}{one.post}（{one.holder}）" for one in found.deputations}
    elif about == "account":
        names = {one.account_id: f"{one.name}（{one.username}）" for one in found.accounts if one.account_id}
    return names.get(subject or 0)
