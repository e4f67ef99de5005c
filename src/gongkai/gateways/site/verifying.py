"""Holding a site against its manifest, and the manifest against its signature."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from gongkai.core.terms import sm3_hex
from gongkai.gateways.site.manifest import read_root, read_shard
from gongkai.gateways.site.paths import MANIFEST, PUBLIC_KEY, SHARD_DIR, SIGNATURE, WORK_DIR, is_plain
from gongkai.gateways.site.signing import is_signed
from gongkai.gateways.site.trust import bytes_of


@dataclass(slots=True)
class Verdict:
    """`files` are those the manifest lists; the lists hold paths relative to the site, sorted."""

    files: int = 0
    signature: Literal["valid", "wrong", "missing"] = "missing"
    changed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.signature == "valid" and not (self.changed or self.missing or self.added)

    def as_json(self) -> dict[str, object]:
        return {
            "files": self.files,
            "holds": self.holds,
            "changed": self.changed,
            "missing": self.missing,
            "added": self.added,
            "signature": self.signature,
        }


def verify(root: Path, public_pem: bytes | None) -> Verdict:
    """Every file of a site against the manifest; FileNotFoundError where there is no such folder.

    `public_pem` is the key one trusts. None takes the key that lies in the site itself, which shows that the
    manifest is whole but not whose it is.
    """
    if not root.is_dir():
        raise FileNotFoundError(root)
    with _at_rest(root):
        return _verdict(root, public_pem)


@contextmanager
def _at_rest(root: Path) -> Iterator[None]:
    """Waits for a baker at work: half way, files and list do not fit each other, and nothing is wrong."""
    lock = root / WORK_DIR / "lock"
    if not lock.is_file():
        yield
        return
    with lock.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        yield


def _verdict(root: Path, public_pem: bytes | None) -> Verdict:
    verdict = Verdict()
    listed = _listed(root, verdict, public_pem)
    verdict.files = len(listed)
    for path, digest in listed.items():
        content = bytes_of(root / path) if is_plain(path) else None
        if content is None:
            verdict.missing.append(path)
        elif sm3_hex(content) != digest:
            verdict.changed.append(path)
    own = {MANIFEST, SIGNATURE}
    verdict.added.extend(path for path in _on_disk(root) if path not in listed and path not in own)
    for paths in (verdict.changed, verdict.missing, verdict.added):
        paths.sort()
    return verdict


def _listed(root: Path, verdict: Verdict, public_pem: bytes | None) -> dict[str, str]:
    """Path → SM3 of everything listed, the shards included; faults of the manifest go to the verdict."""
    text, signature = bytes_of(root / MANIFEST), bytes_of(root / SIGNATURE)
    if text is None:
        verdict.missing.append(MANIFEST)
        return {}
    pem = public_pem or bytes_of(root / PUBLIC_KEY) or b""
    if signature is not None:
        verdict.signature = "valid" if is_signed(text, signature, pem) else "wrong"
    else:
        verdict.missing.append(SIGNATURE)
    try:
        lines = read_root(text)
    except ValueError:
        verdict.changed.append(MANIFEST)
        return {}
    listed: dict[str, str] = {}
    for name, line in lines.items():
        path = f"{SHARD_DIR}/{name}.json"
        listed[path] = line.digest
        try:
            listed.update(read_shard(bytes_of(root / path) or b"{}"))
        except ValueError:
            continue  # its digest does not fit either, so that it is reported as changed
    return listed


def _on_disk(root: Path) -> list[str]:
    found: list[str] = []
    for folder, _, names in os.walk(root):
        inside = Path(folder).relative_to(root)
        found.extend((inside / name).as_posix() for name in names)
    return [path for path in found if path != f"{WORK_DIR}/lock"]
