"""The release register （发布台账） on the screen, and as a file."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from gongkai.core.terms import Audience
from gongkai.gateways.sheets import CSV_TYPE, XLSX_TYPE, Column, to_csv, to_xlsx
from gongkai.queries.register import HEADINGS, RegisterFilter, register_lines, register_page
from gongkai.web.desk.forms import DateField, DeskForm, choice, set_options
from gongkai.web.desk.visit import Visit, staff
from gongkai.web.numbers import number_in

_STANDINGS = [("live", "公开中"), ("replaced", "已更新"), ("withdrawn", "已撤回")]


class RegisterForm(DeskForm):
    """Every filter is optional; one that makes no sense is told and filters nothing."""

    since = DateField(label="发布日期从", required=False)
    until = DateField(label="到", required=False)
    category = choice("类别", [], required=False, empty="全部")
    audience = choice("公开对象", [(one.value, one.title) for one in Audience], required=False, empty="全部")
    standing = choice("状态", _STANDINGS, required=False, empty="全部")


@staff
def register(visit: Visit) -> HttpResponse:
    """A page of the register, filtered and sorted as the address says."""
    form, wanted = _wanted(visit)
    number = number_in(visit.request.GET.get("page", ""))
    found = register_page(visit.organ, wanted, number)
    plain = replace(wanted, order="") != RegisterFilter()
    clause = visit.lawbook.gate("register")
    return visit.render(
        "desk/register.html", form=form, found=found, order=wanted.order, filtered=plain, clause=clause
    )


@staff
def export(visit: Visit, kind: str) -> HttpResponse:
    """The whole register as filtered: `xlsx` or `csv`."""
    if kind not in ("xlsx", "csv"):
        raise Http404
    _, wanted = _wanted(visit)
    columns = [Column(heading, width) for heading, width in HEADINGS]
    rows = (line.cells for line in register_lines(visit.organ, wanted))
    title = f"{visit.organ.name}信息发布登记台账"
    if kind == "xlsx":
        content, content_type = to_xlsx(title, columns, rows, visit.moment), XLSX_TYPE
    else:
        content, content_type = to_csv(columns, rows), CSV_TYPE
    response = HttpResponse(content, content_type=content_type)
    name = f"{title}{visit.today:%Y%m%d}.{kind}"
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    return response


def _wanted(visit: Visit) -> tuple[RegisterForm, RegisterFilter]:
    """What the address asks for; PermissionDenied for who holds no post, since internal lines stand here too."""
    if not visit.who.capacities:
        raise PermissionDenied
    form = RegisterForm(visit.request.GET)
    categories = visit.lawbook.categories(visit.today).value
    set_options(form, "category", [("", "全部"), *((one.id, one.title) for one in categories)])
    form.is_valid()
    given = form.cleaned_data
    return form, RegisterFilter(
        since=given.get("since"),
        until=given.get("until"),
        category=given.get("category", ""),
        audience=given.get("audience", ""),
        standing=given.get("standing", ""),
        order=visit.request.GET.get("order", ""),
    )
