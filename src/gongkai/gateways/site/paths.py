"""Names of files inside the site: relative, plain, and never outside of it."""

from __future__ import annotations

from pathlib import Path

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
PUBLIC_KEY = "manifest-key.pem"
SHARD_DIR = "manifest"
WORK_DIR = ".work"
"""Lock and half-written files. Not part of the site: never served, never listed."""


def is_plain(path: str) -> bool:
    """Whether a path stays inside the site: parts divided by `/`, none empty, hidden or upward.

    >>> is_plain("a/index.html"), is_plain("../a"), is_plain("a//b"), is_plain(".work/lock")
    (True, False, False, False)
    """
    if not path or "\\" in path or "\0" in path:
        return False
    return all(part and not part.startswith(".") and len(part.encode()) <= 255 for part in path.split("/"))


def located(root: Path, path: str) -> Path:
    """Where a file of the site lies; ValueError where the path is not plain."""
    if not is_plain(path):
        raise ValueError(f"not a plain path inside the site: {path!r}")
    return root.joinpath(*path.split("/"))


def is_manifest(path: str) -> bool:
    """Whether the file is the manifest itself or its signature, which it cannot list."""
    return path in (MANIFEST, SIGNATURE) or path.startswith(f"{SHARD_DIR}/")
