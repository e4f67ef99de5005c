"""Serving the baked site: files before anything else, so that it is there while the database is down."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterable
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, BinaryIO
from urllib.parse import quote

from gongkai.web.headers import POLICY

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
WSGI = Callable[[Environ, StartResponse], Iterable[bytes]]

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".sig": "text/plain; charset=utf-8",
    ".pem": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
}
_BLOCK = 256 * 1024
_SAFE = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    # Kept but asked for anew each time (a short 304): who withdraws a page must not see it still standing there.
    ("Cache-Control", "public, no-cache"),
)


class SiteServer:
    """A WSGI application that answers with the site's file where there is one, and asks `inner` otherwise.

    `left_out` are beginnings of addresses that always go to `inner`, `dynamic` folders of an organ that do
    (`/{organ}/apply/`), whatever an earlier version may have left in their place.
    """

    def __init__(
        self, inner: WSGI, root: Path, left_out: tuple[str, ...] = (), dynamic: tuple[str, ...] = ()
    ) -> None:
        self._inner = inner
        self._root = str(root)
        self._left_out = left_out
        self._dynamic = frozenset(dynamic)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._inner(environ, start_response)
        asked = environ.get("PATH_INFO") or "/"
        place = None if self._left_out and asked.startswith(self._left_out) else self._place(asked)
        if place is None:
            return self._inner(environ, start_response)
        try:
            handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        except (OSError, ValueError):
            return self._inner(environ, start_response)
        found = os.fstat(handle)
        if S_ISREG(found.st_mode):
            # Judged below the site alone: the folder that holds the site may be called anything.
            return _answer(environ, start_response, place.removeprefix(self._root), handle, found)
        os.close(handle)
        if S_ISDIR(found.st_mode) and os.path.isfile(f"{place}/index.html"):
            return _redirect(environ, start_response, asked)
        return self._inner(environ, start_response)

    def _place(self, asked: str) -> str | None:
        """The file an address means; None for anything but plain names below the site."""
        try:
            # WSGI hands the bytes of the address over as Latin-1.
            path = asked.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return None
        parts = path.split("/")
        if parts[0] or "\0" in path or "\\" in path:
            return None
        names = parts[1:-1] if not parts[-1] else parts[1:]
        if (
            any(not name or name.startswith(".") for name in names)
            or names[1:2]
            and names[1] in self._dynamic
        ):
            return None
        ending = "/index.html" if not parts[-1] else ""
        return "/".join([self._root, *names]) + ending


def _answer(
    environ: Environ, start_response: StartResponse, place: str, handle: int, found: os.stat_result
) -> Iterable[bytes]:
    tag = f'"{found.st_mtime_ns:x}-{found.st_size:x}"'
    headers = [*_SAFE, ("ETag", tag), ("Last-Modified", formatdate(found.st_mtime, usegmt=True))]
    if _is_known(environ, tag, found.st_mtime):
        os.close(handle)
        start_response("304 Not Modified", headers)
        return []
    headers += [("Content-Type", _type_of(place)), ("Content-Length", str(found.st_size))]
    if "/files/" in place:
        # Strangers' files: kept, not shown, so that nothing in them can run in our name.
        headers.append(("Content-Disposition", "attachment"))
    start_response("200 OK", headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        os.close(handle)
        return []
    file = os.fdopen(handle, "rb")
    if found.st_size <= _BLOCK:
        with file:
            return [file.read()]
    wrapper = environ.get("wsgi.file_wrapper", _Blocks)
    wrapped: Iterable[bytes] = wrapper(file, _BLOCK)
    return wrapped


def _redirect(environ: Environ, start_response: StartResponse, asked: str) -> Iterable[bytes]:
    query = environ.get("QUERY_STRING")
    # The names were looked at one by one, none is empty: `//host` cannot come out of this.
    target = quote(asked.encode("latin-1")) + "/" + (f"?{query}" if query else "")
    start_response("301 Moved Permanently", [*_SAFE, ("Location", target), ("Content-Length", "0")])
    return []


def _is_known(environ: Environ, tag: str, modified: float) -> bool:
    """Whether the asker holds these very bytes (RFC 9110: the tag outranks the date)."""
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags:
        known = {one.strip().removeprefix("W/") for one in tags.split(",")}
        return tag in known or "*" in known
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if not since:
        return False
    try:
        return int(modified) <= int(parsedate_to_datetime(since).timestamp())
    except (TypeError, ValueError, OverflowError):
        return False


def _type_of(place: str) -> str:
    ending = os.path.splitext(place)[1].lower()
    if place.endswith("/feed.xml"):
        return "application/atom+xml; charset=utf-8"
    return _TYPES.get(ending) or mimetypes.guess_type(place)[0] or "application/octet-stream"


class _Blocks:
    """A file in pieces, closed when the server is done with it."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._size = file, size

    def __iter__(self) -> Iterable[bytes]:
        while block := self._file.read(self._size):
            yield block

    def close(self) -> None:
        self._file.close()
