"""How the due date of a request was counted, day by day: a sheet to print, and the same for programs."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse

from gongkai.core.letters import day_rows
from gongkai.core.workdays.reading_data import reading_data
from gongkai.web.desk.request_case import page_of, strip_of
from gongkai.web.desk.visit import Visit, staff


@staff
def days(visit: Visit, request_id: int) -> HttpResponse:
    """The day-by-day sheet; 404 before the clock runs."""
    page = page_of(visit, request_id)
    if page.reading is None:
        raise Http404
    rows = day_rows(page.reading.days_until(visit.today))
    return visit.render(
        "desk/request_days.html",
        lawbook=page.case.lawbook,
        page=page,
        row=page.request,
        strip=strip_of(page, visit),
        rows=rows,
    )


@staff
def days_json(visit: Visit, request_id: int) -> JsonResponse:
    """The same as JSON, in the shape of `gongkai clock explain`."""
    page = page_of(visit, request_id)
    if page.reading is None:
        raise Http404
    data = reading_data(page.reading, page.case.lawbook.id)
    return JsonResponse({"request": page.request.serial, **data}, json_dumps_params={"ensure_ascii": False})
