"""Writing one file so that a reader, or a power cut, meets the old bytes or the new ones, nothing between."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


class Writer:
    """Writes by a temporary file and a rename. `durable` makes each file safe on disk before it is in place.

    Without it (cheaper for thousands) nothing may point at the files before `settle`.
    """

    def __init__(self, scratch: Path, *, durable: bool) -> None:
        self._scratch = scratch
        self._durable = durable
        self._serial = 0
        self._folders: set[Path] = set()

    def write(self, target: Path, content: bytes) -> None:
        half = self._half()
        with half.open("wb") as file:
            file.write(content)
            if self._durable:
                file.flush()
                os.fsync(file.fileno())
        self._place(half, target)

    def copy(self, source: Path, target: Path) -> None:
        half = self._half()
        with source.open("rb") as read, half.open("wb") as file:
            shutil.copyfileobj(read, file, 1024 * 1024)
            if self._durable:
                file.flush()
                os.fsync(file.fileno())
        self._place(half, target)

    def remove(self, target: Path, root: Path) -> bool:
        """Takes a file away, and folders left empty up to `root`; False where there was none."""
        try:
            target.unlink()
        except FileNotFoundError:
            return False
        self._folders.add(target.parent)
        for folder in target.parents:
            if folder == root:
                break
            try:
                folder.rmdir()
            except OSError:
                break
            self._folders.add(folder.parent)
        return True

    def settle(self) -> None:
        """Makes what was written, renamed and removed safe on disk."""
        if self._durable:
            _sync_folders(self._folders)
        elif self._folders:
            # One pass over the whole disk costs less than thousands of single ones.
            os.sync()
        self._folders.clear()

    def _half(self) -> Path:
        self._serial += 1
        return self._scratch / f"{self._serial}"

    def _place(self, half: Path, target: Path) -> None:
        try:
            os.replace(half, target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.update(target.parents[:3])
            os.replace(half, target)
        self._folders.add(target.parent)


def _sync_folders(folders: Iterable[Path]) -> None:
    for folder in folders:
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
