"""Pages about somebody: the frame of the organ around them, and nothing of them kept by browser or proxy."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404

from gongkai.core.terms import Citation
from gongkai.core.workdays import ClockReading
from gongkai.queries.portal.frame import Frame, NoRuleBook, frame_of
from gongkai.records.models import Organ
from gongkai.web.citing import cite
from gongkai.web.day_strip import DayStrip, day_strip
from gongkai.web.portal.rendering import html

Response = TypeVar("Response", bound=HttpResponseBase)


def framed(slug: str, today: date) -> tuple[Organ, Frame]:
    """An organ that has a portal, with its frame; Http404 for any other."""
    organ = get_object_or_404(Organ, slug=slug)
    try:
        return organ, frame_of(organ, today)
    except NoRuleBook as absent:
        raise Http404 from absent


def shown(template: str, frame: Frame, title: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page of the applicant's side that may be kept by anybody."""
    crumbs = [(frame.short_name, f"/{frame.slug}/"), ("依申请公开", f"/{frame.slug}/apply/")]
    known = {"organ": frame, "lawbook": frame.lawbook, "crumbs": crumbs} | context
    return HttpResponse(html(template, frame, title, "apply", **known), status=status)


def shown_to_one(
    request: HttpRequest, template: str, frame: Frame, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page for one person alone; its forms carry the token that only her browser has."""
    token = get_token(request)
    return kept_by_nobody(shown(template, frame, title, status=status, csrf_token=token, **context))


def kept_by_nobody(response: Response) -> Response:
    """On a shared computer the next person must not find it with the back button."""
    response.headers["Cache-Control"] = "no-store"
    return response


def strip_for(reading: ClockReading | None, today: date | None, frame: Frame) -> DayStrip | None:
    """The day strip with its clauses as this organ's pages write them."""

    def label(citation: Citation) -> str:
        return cite(citation, frame.lawbook, "").label

    return day_strip(reading, today, label) if reading else None
