"""ZIP: a folder by another name; every file in it is read as if it had been handed in alone."""

from __future__ import annotations

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.box import Box
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.paper import Unreadable

_FOLDER = "/"


def read_zip(data: bytes, name: str, gathering: Gathering) -> str:
    """Gathers the files and the names of folders. Unreadable when the archive itself is broken or locked."""
    box = Box(data, gathering)
    gathering.add("文件夹名", PartKind.FILE_NAME, [entry for entry in box.names if entry.endswith(_FOLDER)])
    for entry in tuple(box.left()):
        try:
            content = box.read(entry)
        except Unreadable as error:
            gathering.cannot(entry, error.sentence)
            continue
        if content:
            gathering.inner(entry, content, None)
        else:
            gathering.add(f"{entry}:文件名", PartKind.FILE_NAME, entry)
    return "zip"
