"""Where the readers put what they find; it keeps count, so that no file can say more than is let in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.text import clean

BOMB = "文件解开后大得不合常理（疑似压缩炸弹），不予打开。"
FOREIGN = "认不出是什么内容，没有读。"
_LONGEST_ID = 300

Reader = Callable[[bytes, str, "Gathering"], str]
"""Reads a file of the name given into a gathering; the kind of the file. Unreadable as a whole is raised."""


@dataclass(slots=True)
class _All:
    """What is shared by a file and everything inside it."""

    limits: Limits
    folder: Path
    read: Reader
    parts: list[tuple[str, str, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    errands: list[dict[str, Any]] = field(default_factory=list)
    because: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    pictures: set[bytes] = field(default_factory=set)
    characters: int = 0
    unpacked: int = 0
    written: int = 0
    prefix: str = ""


class Gathering:
    """What one file says. `within` stands before every id, `hold` is the kind that what is in sight inside it takes."""

    def __init__(
        self, everything: _All, within: str = "", depth: int = 0, hold: PartKind | None = None
    ) -> None:
        self._all = everything
        self.within = within
        self.depth = depth
        self.hold = hold
        self.limits = everything.limits

    @classmethod
    def begin(
        cls, limits: Limits, folder: Path, read: Reader, *, within: str = "", depth: int = 0, hold: str = ""
    ) -> Gathering:
        return cls(_All(limits, folder, read), within, depth, PartKind(hold) if hold else None)

    def add(self, name: str, kind: PartKind, text: str | Iterable[str]) -> None:
        """One part; lines are put under each other, and what is empty is left out."""
        whole = clean(text if isinstance(text, str) else "\n".join(text))
        if not whole.strip():
            return
        self._all.characters += len(whole)
        if self._all.characters > self.limits.characters:
            raise Unreadable(f"文件里的文字超过 {self.limits.characters // 10_000} 万字，请分册后再提交。")
        self._all.parts.append((self._id(name), self._kind(kind).value, whole))

    def cannot(self, name: str, why: str = FOREIGN) -> None:
        """A part that could not be read, and why, as a sentence."""
        self._all.unread.append((self._id(name), why))

    def failed(self, name: str, error: Exception) -> None:
        """A part whose parser threw: it counts as unread, and the log learns what was thrown."""
        if isinstance(error, Unreadable):
            self.cannot(name, error.sentence)
            return
        self._all.because.append(f"{type(error).__name__}: {error}"[:300])
        self.cannot(name, DAMAGED)

    def inner(self, name: str, data: bytes, hold: PartKind | None, named: bool = True) -> None:
        """A file inside this one, read by the same means; with `hold`, what is in sight in it counts as that kind.

        `named` says that somebody chose the name, so that it is a part of its own.
        """
        shown = _tidy(name) or "未命名"
        if not data:
            return
        # `a.zip/b.xlsx:Sheet1`: the ways between files are strokes, the last step to a part is a colon.
        within = f"{self.within.removesuffix(':')}/{shown}:" if self.within else f"{shown}:"
        inside = Gathering(self._all, within, self.depth + 1, hold or self.hold)
        if named:
            inside.add("文件名", PartKind.FILE_NAME, shown)
        try:
            self._all.read(data, shown, inside)
        except (MemoryError, RecursionError):
            self.cannot(shown, DAMAGED)
        except Exception as error:  # noqa: BLE001 - parsers fail in countless ways; the answer is the same
            self.failed(shown, error)

    def unpacks(self, size: int) -> None:
        """Counts what comes out of compressed data; Unreadable when all of it together passes the limit."""
        self._all.unpacked += size
        if self._all.unpacked > self.limits.unpacked_bytes:
            raise Unreadable(BOMB)

    def picture(self, name: str, kind: PartKind, png: bytes) -> None:
        """A picture whose text somebody outside has to recognise; the same picture is asked about once."""
        digest = hashlib.sha256(png).digest()
        if digest in self._all.pictures:
            return
        self._all.pictures.add(digest)
        if len(self._all.pictures) > self.limits.pictures:
            self.cannot(name, f"图片超过 {self.limits.pictures} 幅，这一幅没有识别。")
            return
        self._errand("recognise", name, "png", png, kind)

    def convert(self, name: str, suffix: str, data: bytes) -> None:
        """A document that another program has to turn into DOCX before it can be read."""
        self._errand("convert", name, suffix, data, PartKind.BODY)

    def apart(self) -> Gathering:
        """An empty gathering for another state of the same file."""
        other = _All(self._all.limits, self._all.folder, self._all.read, pictures=set(self._all.pictures))
        other.unpacked, other.prefix = self._all.unpacked, f"{self._all.prefix}{len(self._all.errands)}-"
        return Gathering(other, self.within, self.depth, self.hold)

    def take_new(self, apart: Gathering, label: str) -> None:
        """Takes from another state of the file, under `label`, the lines and pictures that this one has not."""
        other, seen = apart._all, self.seen()
        for name, _, text in other.parts:
            fresh = [line for line in text.split("\n") if line.strip() and "".join(line.split()) not in seen]
            self.add(label + name.removeprefix(self.within), PartKind.EARLIER_REVISION, fresh)
        for name, why in other.unread:
            self.cannot(label + name.removeprefix(self.within), why)
        for errand in other.errands:
            errand["id"] = self._id(label + errand["id"].removeprefix(self.within))
            errand["kind"] = PartKind.EARLIER_REVISION.value
            self._all.errands.append(errand)
        self._all.pictures |= other.pictures
        self._all.unpacked = other.unpacked
        self._all.because += other.because

    def seen(self) -> str:
        """The text gathered so far in this file, without white space, to tell what is new."""
        return "".join(
            "".join(text.split()) for part, _, text in self._all.parts if part.startswith(self.within)
        )

    def answer(self, kind: str) -> dict[str, Any]:
        return {
            "kind": kind,
            "parts": self._all.parts,
            "unread": self._all.unread,
            "errands": self._all.errands,
            "because": self._all.because[:20],
        }

    def _errand(self, what: str, name: str, suffix: str, data: bytes, kind: PartKind) -> None:
        self._all.written += len(data)
        if self._all.written > self.limits.unpacked_bytes:
            self.cannot(name, "图片合起来太大，这一幅没有识别。")
            return
        file = f"{self._all.prefix}{len(self._all.errands):05}.{suffix}"
        (self._all.folder / file).write_bytes(data)
        self._all.errands.append(
            {
                "what": what,
                "file": file,
                "id": self._id(name),
                "kind": self._kind(kind).value,
                "within": self.within,
                "depth": self.depth,
                "hold": self.hold.value if self.hold else "",
            }
        )

    def _kind(self, kind: PartKind) -> PartKind:
        return self.hold if self.hold is not None and kind.in_sight else kind

    def _id(self, name: str) -> str:
        wanted = (self.within + _tidy(name))[-_LONGEST_ID:]
        found, number = wanted, 2
        while found in self._all.ids:
            found, number = f"{wanted}（{number}）", number + 1
        self._all.ids.add(found)
        return found


def _tidy(name: str) -> str:
    return " ".join(clean(name).split())
