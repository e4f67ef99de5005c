"""The register of requests on the screen and as a file, what is due, and the load of the units."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from gongkai.core.requests.outcomes import OUTCOMES
from gongkai.gateways.sheets import CSV_TYPE, XLSX_TYPE, Column, to_csv, to_xlsx
from gongkai.queries.request_list import (
    DUE_GROUPS,
    HEADINGS,
    OPEN,
    ORDERS,
    STATE_GROUPS,
    RequestFilter,
    lines_for_export,
    request_list,
    units_of,
)
from gongkai.queries.request_load import due_counts, load_by_unit, sees_load
from gongkai.web.desk.forms import DeskForm, choice, set_options, text
from gongkai.web.desk.request_tabs import tabs
from gongkai.web.desk.visit import Visit, staff
from gongkai.web.numbers import number_in

FIRST_YEAR = 2008


class RequestFilterForm(DeskForm):
    """Every filter is optional; what is not one of the choices filters nothing."""

    text = text("序号、编号或内容", 100, required=False)
    state = choice("状态", list(STATE_GROUPS.items()), required=False, empty="全部")
    due = choice("期限", list(DUE_GROUPS.items()), required=False, empty="全部")
    unit = choice("承办科室", [], required=False, empty="全部")
    outcome = choice("办理结果", [], required=False, empty="全部")
    way = choice("提交方式", [], required=False, empty="全部")
    year = choice("登记年份", [], required=False, empty="全部")


@staff
def register(visit: Visit) -> HttpResponse:
    """A page of the register, filtered and sorted as the address says."""
    form, wanted = _wanted(visit)
    number = number_in(visit.request.GET.get("page", ""))
    found = request_list(visit.who, wanted, number, visit.today)
    plain = replace(wanted, order="") != RequestFilter()
    return visit.render(
        "desk/requests.html",
        form=form,
        found=found,
        order=wanted.order,
        orders=ORDERS,
        filtered=plain,
        clause=visit.lawbook.gate("receipt"),
        tabs=tabs(visit, "register"),
    )


@staff
def export(visit: Visit, kind: str) -> HttpResponse:
    """The whole register as filtered: `xlsx` or `csv`; the names of applicants are masked."""
    if kind not in ("xlsx", "csv"):
        raise Http404
    _, wanted = _wanted(visit)
    columns = [Column(heading, width) for heading, width in HEADINGS]
    rows = (line.cells for line in lines_for_export(visit.who, wanted, visit.today))
    title = f"{visit.organ.name}依申请公开台账"
    if kind == "xlsx":
        content, content_type = to_xlsx(title, columns, rows, visit.moment), XLSX_TYPE
    else:
        content, content_type = to_csv(columns, rows), CSV_TYPE
    response = HttpResponse(content, content_type=content_type)
    name = f"{title}{visit.today:%Y%m%d}.{kind}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@staff
def due(visit: Visit) -> HttpResponse:
    """What is overdue, due today, due this week, and what stands still; the first page of each."""
    _in_a_post(visit)
    counts = due_counts(visit.who, visit.today)
    sections = [
        (key, DUE_GROUPS[key], count, _due_lines(visit, key) if count else ())
        for key, count in counts.items()
    ]
    return visit.render("desk/requests_due.html", sections=sections, tabs=tabs(visit, "due"))


@staff
def load(visit: Visit) -> HttpResponse:
    """The load and the lateness of the units in a year, for those who answer for more than their own work."""
    if not sees_load(visit.who):
        raise PermissionDenied
    year = number_in(visit.request.GET.get("year", ""), visit.today.year)
    year = min(max(year, FIRST_YEAR), visit.today.year)
    found = load_by_unit(visit.who, year, visit.today)
    return visit.render(
        "desk/requests_load.html",
        load=found,
        lines=[*found.units, found.total],
        earlier=year - 1 if year > FIRST_YEAR else None,
        later=year + 1 if year < visit.today.year else None,
        clause=visit.lawbook.gate("reply"),
        tabs=tabs(visit, "load"),
    )


def _due_lines(visit: Visit, key: str) -> tuple[object, ...]:
    wanted = RequestFilter(due=key, state=OPEN, order="due")
    return request_list(visit.who, wanted, 1, visit.today).lines


def _wanted(visit: Visit) -> tuple[RequestFilterForm, RequestFilter]:
    """What the address asks for."""
    _in_a_post(visit)
    form = RequestFilterForm(visit.request.GET)
    book, on = visit.lawbook, visit.today
    units = [(str(unit.pk), unit.name) for unit in units_of(visit.who)]
    set_options(form, "unit", [("", "全部"), ("0", "还没有分办"), *units])
    outcomes = [(each.id, each.title) for each in book.outcomes(on) if each.id in OUTCOMES]
    set_options(form, "outcome", [("", "全部"), *outcomes])
    ways = [(way.id, way.title) for way in book.receipt_ways(on).value]
    set_options(form, "way", [("", "全部"), *ways, ("oral", "口头提出")])
    years = [(str(year), f"{year}年") for year in range(visit.today.year, FIRST_YEAR - 1, -1)]
    set_options(form, "year", [("", "全部"), *years])
    form.is_valid()
    given = form.cleaned_data
    return form, RequestFilter(
        state=given.get("state", ""),
        unit=int(given["unit"]) if given.get("unit") else None,
        due=given.get("due", ""),
        outcome=given.get("outcome", ""),
        way=given.get("way", ""),
        year=int(given["year"]) if given.get("year") else None,
        text=given.get("text", ""),
        order=visit.request.GET.get("order", ""),
    )


def _in_a_post(visit: Visit) -> None:
    """PermissionDenied for who holds no post: there is nothing for her to see."""
    if not visit.who.capacities:
        raise PermissionDenied
