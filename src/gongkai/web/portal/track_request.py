"""The tracking page of one request, and what its applicant can do there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from gongkai.actions.requests import correct_online, follow_up_online, withdraw_online
from gongkai.core.terms import Refusal, Refused
from gongkai.queries.public_request import CORRECT, FOLLOW_UP, WITHDRAW, PublicView, public_view
from gongkai.records.models import Request
from gongkai.web.portal import grants
from gongkai.web.portal.following import Following, following
from gongkai.web.portal.personal import shown_to_one, strip_for

FOLLOW_UP_KINDS = {
    "inaccurate": "更正：提供的与我自身有关的信息记录不准确",
    "suggest": "建议：把这项信息向社会主动公开",
}
_TITLES = {CORRECT: "提交补正", WITHDRAW: "撤回申请", FOLLOW_UP: "提出意见"}
_DONE = {
    CORRECT: "已经收到您的补正，答复期限重新计算。",
    WITHDRAW: "申请已经撤回。",
    FOLLOW_UP: "已经收到您的意见，办理结果会写在这个页面上。",
}


@require_safe
@following
def request_page(visit: Following) -> HttpResponseBase:
    """Where the request stands, in one sentence, and all that goes with it."""
    return _page(visit, public_view(visit.request_id, visit.today))


@require_POST
@following
def act(visit: Following, verb: str) -> HttpResponseBase:
    """Corrects, withdraws or follows up; what the rules refuse is told on the page, with the text kept."""
    doing = _ACTS.get(verb)
    if doing is None:
        raise Http404
    given = {name: visit.request.POST.get(name, "") for name in ("text", "kind")}
    try:
        doing(visit.request_id, given, visit.moment)
    except Refused as refused:
        view = public_view(visit.request_id, visit.today)
        return _page(visit, view, status=409, tried=verb, refusal=refused.refusal, given=given)
    messages.success(visit.request, _DONE[verb])
    return redirect(visit.home)


@require_safe
@following
def other_part(visit: Following, number: str) -> HttpResponseBase:
    """Turns to another request that came out of the same form, and so is the same applicant's."""
    view = public_view(visit.request_id, visit.today)
    part = next((part for part in view.parts if part.number == number), None)
    if part is None:
        raise Http404
    grants.follow(visit.request.session, visit.organ.pk, part.request_id, visit.moment)
    return redirect(visit.home)


def _correct(request_id: int, given: dict[str, str], moment: datetime) -> Request:
    return correct_online(request_id, description=given["text"], moment=moment)


def _withdraw(request_id: int, given: dict[str, str], moment: datetime) -> Request:
    return withdraw_online(request_id, moment=moment)


def _follow_up(request_id: int, given: dict[str, str], moment: datetime) -> object:
    return follow_up_online(request_id, kind=given["kind"], text=given["text"], moment=moment)


_ACTS: dict[str, Callable[[int, dict[str, str], datetime], object]] = {
    CORRECT: _correct,
    WITHDRAW: _withdraw,
    FOLLOW_UP: _follow_up,
}


def _page(
    visit: Following,
    view: PublicView,
    *,
    status: int = 200,
    tried: str = "",
    refusal: Refusal | None = None,
    given: dict[str, str] | None = None,
) -> HttpResponse:
    # On an ended request no day is today any more: the strip is the picture of what was.
    strip = strip_for(view.reading, None if view.ended else visit.today, visit.frame)
    return shown_to_one(
        visit.request,
        "track_request",
        visit.frame,
        f"申请 {view.request.number}",
        status=status,
        view=view,
        strip=strip,
        tried=tried,
        tried_title=_TITLES.get(tried, ""),
        refusal=refusal,
        given=given or {},
        kinds=FOLLOW_UP_KINDS,
        news=[str(message) for message in messages.get_messages(visit.request)],
        gates={
            name: view.case.lawbook.gate(name)
            for name in ("withdraw_request", "record_accuracy", "suggestion")
        },
    )
