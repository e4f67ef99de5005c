"""What an applicant takes away: her letters, and what was given to her with the reply."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gongkai.actions.requests.letters import letter_context
from gongkai.gateways.files import FileStore
from gongkai.gateways.vault import Unopenable, the_vault
from gongkai.queries.public_request import GivenEdition, given_editions, letter_of
from gongkai.web.document import document_html
from gongkai.web.portal.following import Following, following
from gongkai.web.portal.personal import shown_to_one

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
@following
def letter(visit: Following, letter_id: int, kind: str) -> HttpResponseBase:
    """A letter exactly as it was issued; 404 for one that is not hers or is kept no longer."""
    row = letter_of(visit.request_id, letter_id)
    sealed = bytes(getattr(row, kind)) if row and kind in TYPES else b""
    if row is None or not sealed:
        raise Http404
    try:
        content = the_vault().open_bytes(sealed, letter_context(row.organ_id, row.number))
    except Unopenable as error:
        raise Http404 from error
    return download(content, f"{row.title}（{row.number}）.{kind}", TYPES[kind])


@require_safe
@following
def given_text(visit: Following, edition_id: int) -> HttpResponseBase:
    """The text of an edition that was given to her, as a document that can be printed."""
    edition = _given(visit, edition_id)
    body = document_html(edition.body_html, edition.body_text)
    return shown_to_one(visit.request, "track_given", visit.frame, edition.title, edition=edition, body=body)


@require_safe
@following
def given_file(visit: Following, edition_id: int, digest: str) -> HttpResponseBase:
    """A file of an edition that was given to her, always as a download."""
    edition = _given(visit, edition_id)
    name = next((file.name for file in edition.files if file.digest == digest), None)
    if name is None:
        raise Http404
    try:
        content = FileStore(settings.FILES_DIR).open(digest)
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    return _safe(FileResponse(content, as_attachment=True, filename=name), "application/octet-stream")


def download(content: bytes, name: str, kind: str) -> HttpResponseBase:
    """Bytes as a file to keep."""
    return _safe(HttpResponse(content, headers={"Content-Disposition": _attached(name)}), kind)


def _given(visit: Following, edition_id: int) -> GivenEdition:
    for edition in given_editions(visit.request_id):
        if edition.edition_id == edition_id:
            return edition
    raise Http404


def _attached(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"


def _safe(response: HttpResponseBase, kind: str) -> HttpResponseBase:
    """Nothing in a file may run in our name."""
    response.headers["Content-Type"] = kind
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
