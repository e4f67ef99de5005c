"""What a case holds about its applicant, shown only to who may see it, and never without a record."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.access.applicants import sent_file, sent_file_name
from gongkai.actions import requests as actions
from gongkai.actions.requests.letters import letter_context
from gongkai.core.terms import Refused
from gongkai.gateways.files import FileStore
from gongkai.gateways.vault import Unopenable, the_vault
from gongkai.records.models import Letter
from gongkai.web.desk.request_acts import LOOK
from gongkai.web.desk.request_case import Attempt, case_page, page_of
from gongkai.web.desk.visit import Visit, staff

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_http_methods(["GET", "POST"])
@staff
def look(visit: Visit, request_id: int) -> HttpResponseBase:
    """The applicant in clear, once; that she looked, and why, is in the ledger before anything is shown."""
    page = page_of(visit, request_id)
    if visit.request.method == "GET":
        return redirect(f"/desk/requests/{request_id}/")
    form = LOOK.form(page, visit.who, visit.today, visit.request.POST, prefix="look")
    if not form.is_valid():
        return case_page(visit, page, Attempt("look", form), status=400)
    try:
        shown = actions.look(visit.who, request_id, why=form.cleaned_data["why"], moment=visit.moment)
    except Refused as refused:
        return case_page(visit, page, Attempt("look", form, refused.refusal), status=409)
    files = [(row, sent_file_name(page.request, row)) for row in page.files]
    why = form.cleaned_data["why"]
    return visit.render(
        "desk/request_applicant.html", page=page, row=page.request, shown=shown, files=files, why=why
    )


@require_POST
@staff
def applicant_file(visit: Visit, request_id: int, file_id: int) -> HttpResponseBase:
    """A file the applicant sent, always as a download; recorded as a look."""
    page = page_of(visit, request_id)
    row = next((each for each in page.files if each.pk == file_id), None)
    if row is None:
        raise Http404
    try:
        content = sent_file(page.request, FileStore(settings.FILES_DIR).read(row.digest))
        name = sent_file_name(page.request, row)
    except (FileNotFoundError, ValueError, Unopenable) as error:
        raise Http404 from error
    why = visit.request.POST.get("why", "")[:200]
    refusal = _looked(visit, request_id, why)
    return refusal or _download(content, name, "application/octet-stream")


@require_http_methods(["GET", "POST"])
@staff
def letter(visit: Visit, request_id: int, letter_id: int, kind: str) -> HttpResponseBase:
    """A letter exactly as it was issued. One to the applicant names her: it is recorded as a look, and needs POST."""
    page_of(visit, request_id)  # 404 for a request that is not hers to know
    row = Letter.objects.filter(pk=letter_id, request_id=request_id).first()
    sealed = bytes(getattr(row, kind)) if row and kind in TYPES else b""
    if row is None or not sealed:
        raise Http404
    if row.to_applicant and visit.request.method == "GET":
        return redirect(f"/desk/requests/{request_id}/#letters-title")
    try:
        content = the_vault().open_bytes(sealed, letter_context(row.organ_id, row.number))
    except Unopenable as error:
        raise Http404 from error
    refusal = None
    if row.to_applicant:
        refusal = _looked(visit, request_id, f"下载文书：{row.title}（{row.number}）")
    return refusal or _download(content, f"{row.title}（{row.number}）.{kind}", TYPES[kind])


def _looked(visit: Visit, request_id: int, why: str) -> HttpResponse | None:
    """Records the look; the page with the refusal where it is refused."""
    try:
        actions.look(visit.who, request_id, why=why, moment=visit.moment)
    except Refused as refused:
        page = page_of(visit, request_id)
        form = LOOK.form(page, visit.who, visit.today, {"look-why": why}, prefix="look")
        return case_page(visit, page, Attempt("look", form, refused.refusal), status=409)
    return None


def _download(content: bytes, name: str, kind: str) -> HttpResponse:
    """Nothing in a file may run in our name."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
