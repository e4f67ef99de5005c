"""Files on their way: kept for a day beside the store, under a name nobody can guess, then gone."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

KEPT_FOR = 24 * 3600
"""Seconds a file waits for the form it belongs to."""

MOST_TOGETHER = 2 * 1024**3
"""Bytes all waiting files may take: strangers must not fill the disk of the database."""

_NAME = re.compile("[0-9a-f]{32}")


class StagingFullError(Exception):
    """Too much is waiting already; nothing was kept."""


class Staging:
    """A folder of waiting files. What is put in should be sealed already; names are drawn by lot."""

    def __init__(self, root: Path, most_together: int = MOST_TOGETHER) -> None:
        self._root, self._most = root, most_together

    def put(self, content: bytes, now: float) -> str:
        """Keeps the bytes and answers with their name; `now` in seconds, to let go of what is over a day old.

        Raises StagingFullError where all waiting files together would be too large.
        """
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._sweep(now - KEPT_FOR) + len(content) > self._most:
            raise StagingFullError
        name = secrets.token_hex(16)
        handle = os.open(self._root / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.utime(self._root / name, (now, now))
        return name

    def read(self, name: str) -> bytes:
        """The bytes; FileNotFoundError where they are gone, or the name is none of ours."""
        return self._path(name).read_bytes()

    def drop(self, name: str) -> None:
        """Lets go of a file; one that is gone already is no matter."""
        with suppress(FileNotFoundError):
            self._path(name).unlink()

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise FileNotFoundError(name[:80])
        return self._root / name

    def _sweep(self, before: float) -> int:
        """Removes what came before a moment; answers with the bytes that are left."""
        left = 0
        for path, size, came in list(self._waiting()):
            if came < before:
                self.drop(path.name)
            else:
                left += size
        return left

    def _waiting(self) -> Iterator[tuple[Path, int, float]]:
        for path in self._root.iterdir():
            # Another process may let go of it between the listing and the look.
            with suppress(FileNotFoundError):
                found = path.stat()
                yield path, found.st_size, found.st_mtime
