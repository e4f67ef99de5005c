"""Uploads with a limit, held while the bytes come in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

_MARK = "gongkai.too_large"
_FILES_OF_FULL_SIZE = 4


class CappedUpload(FileUploadHandler):
    """Drops a file as soon as it grows past the limit and notes its field.

    The rest of the form is still read, so that what was typed beside the file is kept. The limit also holds
    for all files of a request together (four of full size), lest many files fill the disk.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.size = 0
        self.total = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.size += len(raw_data)
        self.total += len(raw_data)
        limit = settings.UPLOAD_LIMIT
        if self.size > limit or self.total > limit * _FILES_OF_FULL_SIZE:
            if self.request is not None:
                dropped = self.request.META.setdefault(_MARK, [])
                dropped.append((self.field_name, self.file_name))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        return None


def dropped_files(request: HttpRequest, field: str) -> list[str]:
    """The names of files sent in a field that were too large to be taken, with the sentence for each."""
    _ = request.POST  # the form is parsed on first touch; before that nothing has been dropped yet
    limit = settings.UPLOAD_LIMIT // (1024 * 1024)
    return [
        f"「{name}」超过{limit} MB，没有收下。请压缩或拆分后再上传。"
        for dropped, name in request.META.get(_MARK, [])
        if dropped == field
    ]
