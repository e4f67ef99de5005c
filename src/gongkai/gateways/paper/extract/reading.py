"""Which reader a file is for. Only the one needed is imported: the others would cost their time at every start."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.gathering import Gathering, Reader
from gongkai.gateways.paper.extract.kinds import PICTURES, kind_of_any
from gongkai.gateways.paper.paper import Unreadable

_HERE = "gongkai.gateways.paper.extract"
_READERS = {
    "docx": "word:read_word",
    "xlsx": "excel:read_excel",
    "pdf": "pdf:read_pdf",
    "ofd": "ofd:read_ofd",
    "html": "webpage:read_webpage",
    "zip": "zipped:read_zip",
    "ole": "ole:read_ole",
    "rtf": "rtf:read_rtf",
    "emf": "metafile:read_emf",
    "wmf": "metafile:read_wmf",
    "txt": "plain:read_text",
    "csv": "plain:read_csv",
    "json": "plain:read_json",
    "xml": "plain:read_xml",
    **dict.fromkeys(PICTURES, "picture:read_picture"),
}


def read_any(data: bytes, name: str, gathering: Gathering) -> str:
    """Reads a file by what stands in it, whatever its name says; its real kind. Unreadable when it is none we read."""
    kind = kind_of_any(data, name)
    if gathering.depth > gathering.limits.nested and kind not in PICTURES:
        raise Unreadable("文件里套着的文件层数过多，里面的没有读。")
    module, _, function = _READERS[kind].partition(":")
    reader = cast(Reader, getattr(import_module(f"{_HERE}.{module}"), function))
    return reader(data, name, gathering)


def read_top(data: bytes, name: str, gathering: Gathering) -> str:
    """As `read_any`, for the file handed in: its own name is a part like any other."""
    kind = read_any(data, name, gathering)
    if name and gathering.depth == 0:
        gathering.add("文件名", PartKind.FILE_NAME, name)
    return kind
