"""The overview of all reviews, for the leading-group office and the secrecy body."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from gongkai.core.terms import UnitFunction
from gongkai.queries.oversight import reviews
from gongkai.web.desk.visit import Visit, staff


@staff
def oversight(visit: Visit) -> HttpResponse:
    """Open reviews, or all of them (hulunbuir-statistics:3.2, naiman-housing:secrecy.4)."""
    if not visit.carries(UnitFunction.LEADING_GROUP_OFFICE, UnitFunction.SECRECY_BODY):
        raise PermissionDenied
    everything = visit.request.GET.get("all") == "1"
    lines = reviews(visit.who, visit.today, only_open=not everything)
    clause = visit.lawbook.gate("named_reviewer")
    return visit.render("desk/oversight.html", lines=lines, everything=everything, clause=clause)
