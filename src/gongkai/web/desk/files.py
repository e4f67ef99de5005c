"""Files by their content: taking them in, and handing them to staff who may see the edition they belong to."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponseBase

from gongkai.core.catalogue import AttachedFile
from gongkai.gateways.files import FileStore
from gongkai.gateways.paper.text import clean
from gongkai.queries.edition_files import name_of_file
from gongkai.web.desk.visit import Visit, staff


def store() -> FileStore:
    return FileStore(settings.FILES_DIR)


def keep(upload: UploadedFile[bytes] | None) -> AttachedFile | None:
    """Keeps an upload by its content; None for no upload."""
    if upload is None:
        return None
    return keep_bytes(upload.name or "文件", upload.read())


def keep_bytes(name: str, data: bytes) -> AttachedFile:
    """Keeps bytes under a name; the name is cut to what the tables take, and reads as it is written."""
    return AttachedFile(clean(name)[-200:] or "文件", store().put(data), len(data))


@staff
def download(visit: Visit, edition_id: int, digest: str) -> HttpResponseBase:
    """A file of an edition she may see, always as a download: strangers' HTML must not run in our house."""
    name = name_of_file(visit.who, edition_id, digest)
    if name is None:
        raise Http404
    try:
        content = store().open(digest)
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=name)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
