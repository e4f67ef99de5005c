"""Files kept by what they hold: the name of a file is the SM3 of its bytes, so the same file is kept once."""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from gongkai.core.terms import sm3_hex

_DIGEST = re.compile("[0-9a-f]{64}")
_READ_ONLY = 0o444


class FileStore:
    """A folder of files, each at `ab/cd/<digest>`. Nothing in it is ever changed; any number may write at once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, content: bytes) -> str:
        """Keeps `content` and returns its digest; when this returns, the bytes are on the disk.

        A stored copy that no longer holds is replaced.
        """
        digest = sm3_hex(content)
        if self.verify(digest):
            return digest
        target = self.path(digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".incoming-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), _READ_ONLY)
                os.fsync(file.fileno())
            # The rename is atomic: a reader sees the whole file or none, and of two writers of the same bytes
            # either may come last.
            os.replace(temporary, target)
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(temporary)
            raise
        for folder in (target.parent, target.parent.parent, self.root):
            _sync_folder(folder)
        return digest

    def path(self, digest: str) -> Path:
        """Where the file with this digest is or would be; ValueError for what is not a digest."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"not an SM3 digest in 64 hexadecimal digits: {digest[:80]!r}")
        return self.root / digest[:2] / digest[2:4] / digest

    def open(self, digest: str) -> BinaryIO:
        """The file for reading; FileNotFoundError where it is not kept."""
        return self.path(digest).open("rb")

    def read(self, digest: str) -> bytes:
        with self.open(digest) as file:
            return file.read()

    def verify(self, digest: str) -> bool:
        """Whether the file is kept and its bytes still have this digest."""
        try:
            return sm3_hex(self.read(digest)) == digest
        except FileNotFoundError:
            return False


def _sync_folder(folder: Path) -> None:
    """A name is only safe from a power cut once its folder is written."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
