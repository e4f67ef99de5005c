"""Files past the limit are dropped while they come in; the limit holds for all files of a request together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from gongkai.web.uploads import dropped_files

MEGABYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _two_megabytes(settings: Settings) -> None:
    settings.UPLOAD_LIMIT = 2 * MEGABYTE


Post = Callable[[dict[str, object]], HttpRequest]


@pytest.fixture
def post() -> Iterator[Post]:
    """Posts a form; what came in is closed after the test, as the server does after the answer."""
    sent: list[HttpRequest] = []

    def send(data: dict[str, object]) -> HttpRequest:
        request = RequestFactory().post("/", data)
        sent.append(request)
        return request

    yield send
    for request in sent:
        request.close()


def file(name: str, megabytes: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * (megabytes * MEGABYTE))


def test_a_file_within_the_limit_comes_in_whole(post: Post) -> None:
    request = post({"document": file("a.txt", 2), "title": "甲"})
    assert dropped_files(request, "document") == []
    assert request.FILES["document"].size == 2 * MEGABYTE  # type: ignore[union-attr] # one file was sent


def test_one_byte_more_is_dropped_and_what_follows_is_read(post: Post) -> None:
    big = SimpleUploadedFile("b.txt", b"x" * (2 * MEGABYTE + 1))
    request = post({"document": big, "title": "甲"})
    assert dropped_files(request, "document") == ["「b.txt」超过2 MB，没有收下。请压缩或拆分后再上传。"]
    assert dropped_files(request, "other") == []
    assert (request.POST["title"], list(request.FILES)) == ("甲", [])


def test_many_files_together_stop_at_four_full_ones(post: Post) -> None:
    files = [file(f"{number}.txt", 2) for number in range(5)]
    request = post({"attachments": files, "title": "甲"})
    assert len(dropped_files(request, "attachments")) == 1
    assert [one.name for one in request.FILES.getlist("attachments")] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert request.POST["title"] == "甲"
