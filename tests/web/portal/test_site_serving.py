"""Serving the baked site: right types, nothing outside, and no database needed."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from gongkai.web.headers import POLICY
from gongkai.web.portal.serving import Environ, SiteServer, StartResponse

Answer = tuple[str, dict[str, str], bytes]


def django(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Stands for what is dynamic."""
    start_response("404 Not Found", [("X-From", "django")])
    return [b"dynamic"]


@pytest.fixture
def site(tmp_path: Path) -> SiteServer:
    root = tmp_path / "site"
    for path, content in {
        "index.html": b"home",
        "organ/index.html": "机关".encode(),
        "organ/feed.xml": b"<feed/>",
        "organ/items/1.json": b"{}",
        "organ/items/1/files/ab.pdf": b"%PDF",
        "organ/items/1/files/ab.bin": b"<script>",
        "manifest.sig": b"sig",
        "static/base.css": b"css",
        ".work/lock": b"",
        "large.txt": b"x" * 700_000,
    }.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (root / "link.txt").symlink_to(tmp_path / "secret.txt")
    return SiteServer(django, root, left_out=("/static/",))


def ask(site: SiteServer, path: str, method: str = "GET", **headers: str) -> Answer:
    answer: dict[str, Any] = {}

    def start_response(status: str, lines: list[tuple[str, str]]) -> None:
        answer.update(status=status, headers=dict(lines))

    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "wsgi.input": io.BytesIO(), **headers}
    body = site(environ, start_response)
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return answer["status"], answer["headers"], content


@pytest.mark.parametrize(
    ("path", "kind", "content"),
    [
        ("/", "text/html; charset=utf-8", b"home"),
        ("/organ/", "text/html; charset=utf-8", "机关".encode()),
        ("/organ/feed.xml", "application/atom+xml; charset=utf-8", b"<feed/>"),
        ("/organ/items/1.json", "application/json; charset=utf-8", b"{}"),
        ("/organ/items/1/files/ab.pdf", "application/pdf", b"%PDF"),
        ("/organ/items/1/files/ab.bin", "application/octet-stream", b"<script>"),
        ("/manifest.sig", "text/plain; charset=utf-8", b"sig"),
        ("/large.txt", "text/plain; charset=utf-8", b"x" * 700_000),
    ],
)
def test_files_come_with_their_type(site: SiteServer, path: str, kind: str, content: bytes) -> None:
    status, headers, body = ask(site, path)

    assert (status, headers["Content-Type"], body) == ("200 OK", kind, content)
    assert headers["Content-Length"] == str(len(content))
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/organ/../../secret.txt", "/organ/%2e%2e/x", "/.work/lock", "//etc/passwd", "/link.txt",
        "/organ/\0", "/organ\\..\\x", "organ/index.html", "/nothing", "/organ/nothing/", "/index.html/",
        "/static/base.css", "/\xff\xfe", "/" + "x" * 5000,
    ],
)  # fmt: skip
def test_everything_else_is_asked_of_django(site: SiteServer, path: str) -> None:
    assert ask(site, path) == ("404 Not Found", {"X-From": "django"}, b"dynamic")


def test_a_form_is_never_answered_with_a_file(site: SiteServer) -> None:
    assert ask(site, "/organ/", method="POST")[2] == b"dynamic"


def test_head_answers_without_the_body(site: SiteServer) -> None:
    status, headers, body = ask(site, "/organ/", method="HEAD")

    assert (status, headers["Content-Length"], body) == ("200 OK", "6", b"")


def test_a_folder_is_asked_for_with_its_slash(site: SiteServer) -> None:
    status, headers, _ = ask(site, "/organ", QUERY_STRING="a=1")

    assert (status, headers["Location"]) == ("301 Moved Permanently", "/organ/?a=1")


def test_who_holds_the_bytes_is_told_so(site: SiteServer) -> None:
    headers = ask(site, "/organ/")[1]
    tag, date = headers["ETag"], headers["Last-Modified"]

    statuses = [
        ask(site, "/organ/", HTTP_IF_NONE_MATCH=tag)[0],
        ask(site, "/organ/", HTTP_IF_NONE_MATCH=f'"other", W/{tag}')[0],
        ask(site, "/organ/", HTTP_IF_NONE_MATCH="*")[0],
        ask(site, "/organ/", HTTP_IF_NONE_MATCH='"other"', HTTP_IF_MODIFIED_SINCE=date)[0],
        ask(site, "/organ/", HTTP_IF_MODIFIED_SINCE=date)[0],
        ask(site, "/organ/", HTTP_IF_MODIFIED_SINCE="Mon, 01 Jan 2001 00:00:00 GMT")[0],
        ask(site, "/organ/", HTTP_IF_MODIFIED_SINCE="not a date")[0],
    ]

    known, fresh = "304 Not Modified", "200 OK"
    assert statuses == [known, known, known, fresh, known, fresh, fresh]


def test_attachments_are_kept_and_never_run(site: SiteServer) -> None:
    assert ask(site, "/organ/items/1/files/ab.pdf")[1]["Content-Disposition"] == "attachment"


def test_the_site_is_served_while_the_database_is_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """No database is allowed in this test: any query would fail it."""
    from gongkai.config.wsgi import application

    settings.SITE_DIR.mkdir(parents=True)
    (settings.SITE_DIR / "index.html").write_bytes(b"still here")
    monkeypatch.setattr(application, "_root", str(settings.SITE_DIR))

    assert ask(application, "/")[2] == b"still here"


def test_only_files_of_items_are_downloads_wherever_the_site_lies(tmp_path: Path) -> None:
    root = tmp_path / "files" / "site"
    (root / "organ/items/1/files").mkdir(parents=True)
    (root / "organ/index.html").write_bytes(b"home")
    (root / "organ/items/1/files/ab.pdf").write_bytes(b"%PDF")
    site = SiteServer(django, root)
    assert "Content-Disposition" not in ask(site, "/organ/")[1]
    assert ask(site, "/organ/items/1/files/ab.pdf")[1]["Content-Disposition"] == "attachment"


def test_a_dynamic_folder_is_never_answered_with_a_file(tmp_path: Path) -> None:
    for path in ("organ/apply/index.html", "organ/track/index.html", "organ/items/apply/index.html"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_bytes(b"old")
    site = SiteServer(django, tmp_path, dynamic=("apply", "track"))
    asked = ("/organ/apply/", "/organ/track/", "/organ/apply", "/organ/items/apply/")

    assert [ask(site, path)[2] for path in asked] == [b"dynamic", b"dynamic", b"dynamic", b"old"]
