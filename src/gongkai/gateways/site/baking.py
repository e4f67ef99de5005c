"""One baking: under the lock, files first, the manifest last."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.core.terms import sm3_hex
from gongkai.gateways.site.manifest import read_shard, root_text, shard_line, shard_of, shard_text
from gongkai.gateways.site.paths import (
    MANIFEST,
    PUBLIC_KEY,
    SHARD_DIR,
    SIGNATURE,
    WORK_DIR,
    is_manifest,
    located,
)
from gongkai.gateways.site.signing import Signer
from gongkai.gateways.site.trust import (
    NEXT_ROOT,
    NEXT_SIGNATURE,
    believed_lines,
    bytes_of,
    shard_bytes,
)
from gongkai.gateways.site.writing import Writer


@contextmanager
def open_site(root: Path, signer: Signer, *, anew: bool = False) -> Iterator[Baking]:
    """Waits until no other baker works on the site, and gives a `Baking`.

    Nothing is listed in the manifest until `commit`; leaving without it leaves files that the manifest does
    not vouch for, which the next baking of the same pages puts right.
    `anew` believes nothing of the manifest on disk: the caller puts every file and keeps only those.
    Raises DamagedSiteError, without `anew`, where the manifest on disk is not what was signed.
    """
    work = root / WORK_DIR
    work.mkdir(parents=True, exist_ok=True)
    half = work / "half"
    with (work / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Whoever left these was killed; under the lock nobody else is writing them.
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir()
        try:
            yield Baking(root, signer, Writer(half, durable=not anew), anew=anew)
        finally:
            shutil.rmtree(half, ignore_errors=True)


class Baking:
    """Puts and removes files. `touched` are those whose bytes changed, in order, the manifest's own last."""

    def __init__(self, root: Path, signer: Signer, writer: Writer, *, anew: bool) -> None:
        self._root = root
        self._signer = signer
        self._writer = writer
        self._anew = anew
        self._shards: dict[str, dict[str, str]] = {}
        self._dirty: set[str] = set()
        self._lines = {} if anew else believed_lines(root, signer)
        self.touched: list[str] = []

    def put(self, path: str, content: bytes) -> bool:
        """Makes the file hold exactly these bytes; True where it did not."""
        target = located(self._root, path)
        self._list(path, sm3_hex(content))
        if bytes_of(target) == content:
            return False
        self._writer.write(target, content)
        self.touched.append(path)
        return True

    def put_file(self, path: str, source: Path, digest: str) -> bool:
        """As `put`, from a file whose SM3 is known; FileNotFoundError where the source is gone."""
        target = located(self._root, path)
        held = bytes_of(target)
        changed = held is None or sm3_hex(held) != digest
        if changed:
            self._writer.copy(source, target)
            self.touched.append(path)
        self._list(path, digest)
        return changed

    def remove(self, path: str) -> bool:
        """Takes a file out of the site and the manifest; False where there was none."""
        self._unlist(path)
        if not self._writer.remove(located(self._root, path), self._root):
            return False
        self.touched.append(path)
        return True

    def read(self, path: str) -> bytes | None:
        """What the site holds at a path; None where nothing is."""
        return bytes_of(located(self._root, path))

    def files_under(self, folder: str) -> set[str]:
        """Every file on disk under a folder ("" for the whole site), the manifest's own left out."""
        base = self._root / folder
        found = (file.relative_to(self._root).as_posix() for file in base.rglob("*") if not file.is_dir())
        return {path for path in found if not path.startswith(f"{WORK_DIR}/") and not is_manifest(path)}

    def keep_only(self, folder: str, baked: set[str]) -> None:
        """Removes and unlists everything under `folder` ("" for the whole site) that is not in `baked`."""
        prefix = f"{folder}/" if folder else ""
        listed = {
            path
            for number in range(256)
            for path in self._shard(f"{number:02x}")
            if path.startswith(prefix) and path != PUBLIC_KEY
        }
        for stray in sorted((self.files_under(folder) | listed) - baked - {PUBLIC_KEY}):
            self.remove_any(stray)

    def remove_any(self, path: str) -> None:
        """As `remove`, also for a name no baker would give (somebody else put it there)."""
        self._unlist(path)
        if self._writer.remove(self._root / path, self._root):
            self.touched.append(path)

    def commit(self) -> None:
        """Settles the files, then writes shards, root and signature, in this order."""
        self.put(PUBLIC_KEY, self._signer.public_pem)
        self._writer.settle()
        texts = {name: shard_text(entries) for name in sorted(self._dirty) if (entries := self._shard(name))}
        for name in self._dirty:
            self._lines.pop(name, None)
        for name, text in texts.items():
            self._lines[name] = shard_line(text, self._shards[name])
        root = root_text(self._lines)
        signature = self._signer.sign(root)
        if texts or self._dirty or bytes_of(self._root / MANIFEST) != root:
            self._announce(root, signature)
        for name in sorted(self._all_names() if self._anew else self._dirty):
            self._write_shard(name, texts.get(name))
        self._put_own(MANIFEST, root)
        self._put_own(SIGNATURE, signature)
        self._writer.settle()
        self._writer.remove(self._root / NEXT_ROOT, self._root)
        self._writer.remove(self._root / NEXT_SIGNATURE, self._root)
        self._dirty.clear()

    def _announce(self, root: bytes, signature: bytes) -> None:
        """Writes down what is about to be signed, so that a kill half way leaves nothing unbelievable."""
        (self._root / NEXT_SIGNATURE).unlink(missing_ok=True)
        self._writer.write(self._root / NEXT_ROOT, root)
        self._writer.write(self._root / NEXT_SIGNATURE, signature)
        self._writer.settle()

    def _list(self, path: str, digest: str) -> None:
        name = shard_of(path)
        entries = self._shard(name)
        if entries.get(path) != digest:
            entries[path] = digest
            self._dirty.add(name)

    def _unlist(self, path: str) -> None:
        name = shard_of(path)
        if self._shard(name).pop(path, None) is not None:
            self._dirty.add(name)

    def _shard(self, name: str) -> dict[str, str]:
        if name not in self._shards:
            text = b"{}" if self._anew else shard_bytes(self._root, name, self._lines.get(name))
            self._shards[name] = read_shard(text)
        return self._shards[name]

    def _all_names(self) -> set[str]:
        on_disk = {file.stem for file in (self._root / SHARD_DIR).glob("*.json")}
        return on_disk | self._dirty

    def _write_shard(self, name: str, text: bytes | None) -> None:
        path = f"{SHARD_DIR}/{name}.json"
        if text is not None:
            self._put_own(path, text)
        elif self._writer.remove(self._root / path, self._root):
            self.touched.append(path)

    def _put_own(self, path: str, content: bytes) -> None:
        target = located(self._root, path)
        if bytes_of(target) != content:
            self._writer.write(target, content)
            self.touched.append(path)
