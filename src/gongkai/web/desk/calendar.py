"""The working calendar of a year."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from gongkai.core.workdays import OutsideCalendar
from gongkai.queries.year_calendar import year_page
from gongkai.web.desk.visit import Visit, staff


@staff
def calendar(visit: Visit, year: int | None = None) -> HttpResponse:
    """The year asked for, else this year."""
    try:
        page = year_page(visit.who, year or visit.today.year, visit.today)
    except OutsideCalendar as error:
        raise Http404 from error
    due = [day for month in page.months for week in month.weeks for day in week if day and day.due]
    return visit.render("desk/calendar.html", year=page, due=due, weekdays="一二三四五六日")
