"""Who may see a request: the browser that has shown its number and query code, for half an hour at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from gongkai.queries.portal.frame import Frame
from gongkai.records.models import Organ
from gongkai.web import clock
from gongkai.web.portal import grants
from gongkai.web.portal.personal import framed, kept_by_nobody, shown_to_one

P = ParamSpec("P")
LONGEST_KEPT = 6000


@dataclass(frozen=True, slots=True)
class Following:
    """An applicant at her request, and the moment, read once."""

    request: HttpRequest
    organ: Organ
    frame: Frame
    request_id: int
    moment: datetime

    @property
    def today(self) -> date:
        return self.moment.date()

    @property
    def home(self) -> str:
        return f"/{self.organ.slug}/track/request/"


def following(view: Callable[Concatenate[Following, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Lets in who may see a request; others are led to where number and code are asked.

    What somebody wrote while her time ran out is shown to her there, so that it is not lost.
    """

    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        moment = clock.now()
        organ, frame = framed(slug, moment.date())
        request_id = grants.followed(request.session, organ.pk, moment)
        if request_id is None:
            written = request.POST.get("text", "")[:LONGEST_KEPT]
            return asks_for_code(request, frame, written) if written else redirect(f"/{slug}/track/")
        return kept_by_nobody(view(Following(request, organ, frame, request_id, moment), *args, **kwargs))

    return guarded


def asks_for_code(request: HttpRequest, frame: Frame, written: str) -> HttpResponse:
    """The page that asks for number and code, with what was written before."""
    return shown_to_one(request, "track", frame, "查询进度", status=403, written=written)
