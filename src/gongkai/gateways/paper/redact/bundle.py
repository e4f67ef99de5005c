"""ZIP → ZIP: each file in it made anew by the means for its kind, packed again under the name it had."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Protocol

from gongkai.gateways.paper.archive import Archive
from gongkai.gateways.paper.extract.box import shown_name
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.package import put_entry
from gongkai.gateways.paper.text import clean

_MOST_FILES = 200
# What systems leave in archives of their own accord; nobody put it there to be read.
_LITTER = re.compile(r"(?:.*/)?(?:__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini)\Z", re.IGNORECASE)
_FOLDER = "/"
_NOTHING = "压缩包里没有文件，没有可以公开的内容。"


class Anew(Protocol):
    """A file made anew: its bytes, its name, and what readers will miss."""

    @property
    def data(self) -> bytes: ...
    @property
    def name(self) -> str: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Bundle:
    """The archive anew and what readers will miss in it, file by file."""

    data: bytes
    notes: tuple[str, ...]


def clean_bundle(source: bytes, today: date, limits: Limits, make: Callable[[bytes, str], Anew]) -> Bundle:
    """The archive with every file in it made anew by `make`, which is given its bytes and its name.

    Unreadable, with the name of the file, where one of them cannot be; nothing is left out but what systems litter
    archives with, names in the directory that stand for no file, and entries hidden behind others of the same name.
    """
    archive = Archive(source, limits)
    entries = {_tidy(shown_name(entry)): entry for entry in archive.entries}
    files = {name: entry for name, entry in entries.items() if name and not _LITTER.match(name)}
    if not files:
        raise Unreadable(_NOTHING)
    if len(files) > _MOST_FILES:
        raise Unreadable(
            f"压缩包里有 {len(files)} 个文件，超过 {_MOST_FILES} 个的上限；请分成几个压缩包再做。"
        )
    made: dict[str, bytes] = {}
    notes: list[str] = []
    size = 0
    for name, entry in files.items():
        content = archive.read(entry)
        anew = _made(name, content, make) if content else None
        folder = name[: name.rfind(_FOLDER) + 1]
        fresh = _unlike(f"{folder}{anew.name}" if anew else name, made)
        made[fresh] = anew.data if anew else b""
        notes += [f"“{name}”：{note}" for note in (anew.notes if anew else ())]
        size += len(made[fresh])
        if size > limits.unpacked_bytes:
            raise Unreadable("压缩包里的文件合起来太大；请分成几个压缩包再做。")
    return Bundle(_packed(made, today), tuple(notes))


def _made(name: str, content: bytes, make: Callable[[bytes, str], Anew]) -> Anew:
    try:
        return make(content, name.rpartition(_FOLDER)[2])
    except Unreadable as error:
        raise Unreadable(f"压缩包里的“{name}”不能处理：{error.sentence}") from error


def _tidy(name: str) -> str:
    """The name without ways up and out of the folder it is unpacked into; "" for a folder.

    >>> _tidy("../附件\\\\一.docx"), _tidy("附件/")
    ('附件/一.docx', '')
    """
    if name.endswith(_FOLDER):
        return ""
    steps = (" ".join(clean(step).split()) for step in name.replace("\\", _FOLDER).split(_FOLDER))
    return _FOLDER.join(step for step in steps if step.strip(". "))


def _unlike(name: str, taken: dict[str, bytes]) -> str:
    """The name, told apart from those taken: `通知.doc` and `通知.docx` both become DOCX."""
    stem, dot, ending = name.rpartition(".")
    found, number = name, 2
    while found in taken:
        found, number = (f"{stem}（{number}）.{ending}" if dot else f"{name}（{number}）"), number + 1
    return found


def _packed(files: dict[str, bytes], today: date) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            put_entry(archive, name, content, today)
    return held.getvalue()
