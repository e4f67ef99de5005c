"""Real files kept in the store of a test, and what went out in their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from gongkai.core.catalogue import AttachedFile
from gongkai.gateways.files import FileStore
from gongkai.records.models import Edition, ReleasedFile


def kept(name: str, content: bytes, folder: Path | None = None) -> AttachedFile:
    """The content put into the store (the test's own, or a folder), as an attachment of this name."""
    digest = FileStore(folder or settings.FILES_DIR).put(content)
    return AttachedFile(name, digest, len(content))


def lost(digest: str) -> None:
    """The file is no longer in the store, as after a disk that was restored badly."""
    FileStore(settings.FILES_DIR).path(digest).unlink()


def altered(digest: str, content: bytes) -> None:
    """Somebody put other bytes in the place of a kept file."""
    path = FileStore(settings.FILES_DIR).path(digest)
    path.unlink()
    path.write_bytes(content)


def released(edition: Edition) -> dict[str, bytes]:
    """The files that may go out of an edition: name → bytes, in their order."""
    store = FileStore(settings.FILES_DIR)
    rows = ReleasedFile.objects.filter(attachment__edition=edition).order_by("attachment__position")
    return {row.name: store.read(row.digest) for row in rows}


def everything_kept() -> Iterator[bytes]:
    """The bytes of every file in the store."""
    return (path.read_bytes() for path in sorted(settings.FILES_DIR.rglob("*")) if path.is_file())
