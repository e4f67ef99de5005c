"""Fields for files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from gongkai.web.uploads import dropped_files

_MESSAGES = {
    "empty": "这个文件是空的，请检查后重新选择。",
    "max_length": "文件名有%(length)d个字，最多%(max)d个字，请改名后再上传。",
    "invalid": "文件没有传上来，请重新选择。",
    "missing": "没有选择文件。",
    "contradiction": "请只选一种：上传新文件，或者去掉文件。",
}


class OneFile(forms.FileField):
    """One file, at most 200 characters of name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, widget=forms.FileInput, error_messages=dict(_MESSAGES), **kwargs)


class SeveralInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Any number of files; cleans to a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, widget=SeveralInput, error_messages=dict(_MESSAGES), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        given = data if isinstance(data, (list, tuple)) else [data]
        return [file for one in given if (file := super(SeveralFiles, self).clean(one, initial))]


def refuse_dropped(form: forms.Form, request: HttpRequest) -> None:
    """Notes under each file field what was too large to be taken while it came in."""
    for name, field in form.fields.items():
        if isinstance(field, forms.FileField):
            for sentence in dropped_files(request, form.add_prefix(name)):
                form.add_error(name, sentence)
