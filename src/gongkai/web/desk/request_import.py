"""Taking over an old register kept in a spreadsheet: the template, the faults row by row, all rows or none."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.access.requests import may_register
from gongkai.actions.requests.importing import check_register, choices_of, import_register
from gongkai.core.requests.register_row import COLUMNS, RowFault
from gongkai.core.terms import Refusal, Refused
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.request_sheet import MOST_ROWS, read_sheet, template
from gongkai.gateways.sheets import XLSX_TYPE
from gongkai.web.desk.forms import DeskForm
from gongkai.web.desk.request_tabs import tabs
from gongkai.web.desk.upload_fields import OneFile, refuse_dropped
from gongkai.web.desk.visit import Visit, staff

MOST_SHOWN = 200


class SheetForm(DeskForm):
    """The filled-in sheet."""

    file = OneFile(label="填好的表格（XLSX 或者 CSV）")


@require_http_methods(["GET", "POST"])
@staff
def import_page(visit: Visit) -> HttpResponseBase:
    """The page; 400 with the faults of the rows, 409 with a refusal; nothing half done."""
    if may_register(visit.who) is None:
        raise PermissionDenied
    if visit.request.method == "GET":
        return _page(visit, SheetForm())
    form = SheetForm(visit.request.POST, visit.request.FILES)
    refuse_dropped(form, visit.request)
    if not form.is_valid():
        return _page(visit, form, status=400)
    try:
        sheet = read_sheet(form.cleaned_data["file"].read())
    except Unreadable as error:
        form.add_error("file", error.sentence)
        return _page(visit, form, status=400)
    _, faults = check_register(visit.organ, sheet.rows, visit.today)
    if faults:
        return _page(visit, form, status=400, faults=faults, notes=sheet.notes)
    try:
        done = import_register(visit.who, sheet.rows, moment=visit.moment)
    except Refused as refused:
        return _page(visit, form, status=409, refusal=refused.refusal)
    messages.success(visit.request, "".join([f"已补录 {len(done)} 件。", *sheet.notes]))
    return redirect("/desk/requests/")


@require_safe
@staff
def import_template(visit: Visit) -> HttpResponse:
    """The empty sheet, with the words of the organ's rule book to choose from."""
    if may_register(visit.who) is None:
        raise PermissionDenied
    response = HttpResponse(template(choices_of(visit.organ, visit.today)), content_type=XLSX_TYPE)
    name = content_disposition_header(as_attachment=True, filename="依申请公开台账模板.xlsx")
    response["Content-Disposition"] = name or "attachment"
    return response


def _page(
    visit: Visit,
    form: SheetForm,
    *,
    status: int = 200,
    faults: list[RowFault] | None = None,
    refusal: Refusal | None = None,
    notes: tuple[str, ...] = (),
) -> HttpResponse:
    listed = faults or []
    return visit.render(
        "desk/request_import.html",
        status=status,
        form=form,
        faults=listed[:MOST_SHOWN],
        fault_count=len(listed),
        row_count=len({fault.row for fault in listed}),
        refusal=refusal,
        notes=notes,
        headings=list(COLUMNS.values()),
        most=MOST_ROWS,
        clause=visit.lawbook.gate("acceptance"),
        tabs=tabs(visit, "import"),
    )
