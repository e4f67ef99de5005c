"""Files out of the API and into the house."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from gongkai.access.applicants import sent_file, sent_file_name
from gongkai.actions.requests.letters import letter_context
from gongkai.core.catalogue import AttachedFile
from gongkai.core.terms import Refusal
from gongkai.gateways.files import FileStore
from gongkai.gateways.vault import Unopenable, the_vault
from gongkai.records.models import Letter, Request, RequestFile
from gongkai.web.api.faults import Faulty
from gongkai.web.api.given import SentPaper

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def letter_file(row: Letter | None, kind: str) -> HttpResponseBase:
    """A letter exactly as it was issued; Http404 where it is not kept, or not in this format."""
    sealed = bytes(getattr(row, kind)) if row and kind in TYPES else b""
    if row is None or not sealed:
        raise Http404
    try:
        content = the_vault().open_bytes(sealed, letter_context(row.organ_id, row.number))
    except Unopenable as error:
        raise Http404 from error
    name = f"{row.title}（{row.number}）.{kind}"
    response = HttpResponse(content, headers={"Content-Disposition": _attached(name)})
    return safe(response, TYPES[kind])


def sent_paper(request: Request, row: RequestFile | None) -> HttpResponseBase:
    """A file an applicant sent, in clear; Http404 where it is not hers or is kept no longer."""
    if row is None:
        raise Http404
    try:
        content = sent_file(request, FileStore(settings.FILES_DIR).read(row.digest))
        name = sent_file_name(request, row)
    except (FileNotFoundError, ValueError, Unopenable) as error:
        raise Http404 from error
    response = HttpResponse(content, headers={"Content-Disposition": _attached(name)})
    return safe(response, "application/octet-stream")


def kept_file(digest: str, name: str) -> HttpResponseBase:
    """A file of the store by its content; Http404 where it is not there."""
    try:
        content = FileStore(settings.FILES_DIR).open(digest)
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    return safe(FileResponse(content, as_attachment=True, filename=name), "application/octet-stream")


def safe(response: HttpResponseBase, kind: str) -> HttpResponseBase:
    """Nothing in a file may run in our name."""
    response.headers["Content-Type"] = kind
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def keep(paper: SentPaper, field: str = "file") -> AttachedFile:
    """Keep a file by its content; Faulty where it is empty or too large."""
    if not paper.content:
        raise Faulty([(field, Refusal("empty_file", f"「{paper.name}」是空文件。", None, "请重新发送。"))])
    if len(paper.content) > settings.UPLOAD_LIMIT:
        reason = f"「{paper.name}」超过 {settings.UPLOAD_LIMIT // 1024 // 1024} MB。"
        raise Faulty([(field, Refusal("file_too_large", reason, None, "请压缩或者拆分。"))])
    digest = FileStore(settings.FILES_DIR).put(paper.content)
    return AttachedFile(paper.name[-200:] or "文件", digest, len(paper.content))


def _attached(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"
