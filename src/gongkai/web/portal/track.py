"""Following a request: number and query code open it, and leaving closes it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.actions.requests.tracking import open_by_code
from gongkai.core.requests.typed import half_width
from gongkai.core.terms import Refusal, Refused
from gongkai.queries.portal.frame import Frame
from gongkai.web import clock
from gongkai.web.portal import grants
from gongkai.web.portal.personal import framed, shown, shown_to_one
from gongkai.web.visitor import address_of

LONGEST_TYPED = 60
_STATUS = {"slow_down": 429}
_EMPTY = Refusal("not_filled_in", "编号和查询码要一起填写。", None, "两样都印在回执上。")


@require_http_methods(["GET", "HEAD", "POST"])
def track_page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """GET asks for number and code; POST opens the request, or says one and the same for every wrong pair."""
    moment = clock.now()
    organ, frame = framed(slug, moment.date())
    if request.method != "POST":
        return shown_to_one(request, "track", frame, "查询进度")
    number = half_width(request.POST.get("number", "")[:LONGEST_TYPED])
    code = half_width(request.POST.get("code", "")[:LONGEST_TYPED])
    if not number or not code:
        return _again(request, frame, number, _EMPTY, 400)
    try:
        found = open_by_code(organ, number, code, address=address_of(request), moment=moment)
    except Refused as refused:
        return _again(request, frame, number, refused.refusal, _STATUS.get(refused.refusal.code, 403))
    # A session somebody else knew before must not open what is hers.
    request.session.cycle_key()
    grants.follow(request.session, organ.pk, found.pk, moment)
    return redirect(f"/{slug}/track/request/")


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Ends the look at a request, for the next person at this computer."""
    _, frame = framed(slug, clock.now().date())
    grants.leave(request.session)
    return shown("track_left", frame, "已经退出查询")


def _again(request: HttpRequest, frame: Frame, number: str, refusal: Refusal, status: int) -> HttpResponse:
    return shown_to_one(
        request, "track", frame, "查询进度", status=status, refusal=refusal, number=number,
        written=request.POST.get("written", ""),
    )  # fmt: skip
