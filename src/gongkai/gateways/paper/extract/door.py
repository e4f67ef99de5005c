"""The way in: a file → its parts; the parser runs in a cage, and what it cannot do is done by caged programs here."""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gongkai.core.screening.parts import Extraction, Part, PartKind, Unread
from gongkai.gateways.paper.caged import ask_cage
from gongkai.gateways.paper.extract.gathering import FOREIGN
from gongkai.gateways.paper.limits import MEGABYTE, Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.text import clean, gaps_closed
from gongkai.gateways.paper.tools import FINAL, as_docx, office, recognise, text_recognition

_CAGE = "gongkai.gateways.paper.extract.cage"
_NO_RECOGNITION = "图片中的文字没有识别：本机没有安装 tesseract 和它的简体中文语言包（chi_sim）。"
_RECOGNITION_FAILED = "图片中的文字没有识别出来：识别超时或出错。"
OUT_OF_TIME = "图片中的文字还没有识别完。"
"""Why a part is unread that only more time would have read."""
_NO_OFFICE = "旧版 Word 文件要由 LibreOffice 转换后才能读，本机没有安装；请另存为 .docx 后再提交。"
_OFFICE_FAILED = "旧版 Word 文件没有转换成功；请用 Word 或 WPS 另存为 .docx 后再提交。"
_MISREAD_STAR = re.compile(r"(?<=[机绝秘]密) ?[^\s\d级文件的，。、；：★☆] ?(?=\d{1,2} ?[年月个]|长期)")
_DEFAULT = Limits()


@dataclass(slots=True)
class _Found:
    parts: list[Part] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


def extract(source: Path | bytes, name: str = "", *, limits: Limits = _DEFAULT) -> Extraction:
    """Everything a file says, part by part, and what of it could not be read; `name` may be left out for a path.

    Reads DOCX, DOC and RTF (by way of LibreOffice), PDF, OFD, XLSX, CSV, TXT, HTML, XML, JSON, pictures (by way of
    tesseract) and ZIP of these, to the depth of `limits.nested`. Raises Unreadable, and nothing else, for a file that
    cannot be read at all; a part that cannot be is in `unread`, and such a file must not pass.
    """
    data = _bytes(source, limits)
    shown = name or (source.name if isinstance(source, Path) else "")
    found = _Found()
    kind = _take_apart(
        data, {"name": clean(shown)}, found, limits, time.monotonic() + limits.all_tools_seconds
    )
    return Extraction(kind, tuple(found.parts), tuple(found.unread))


def _take_apart(data: bytes, request: dict[str, Any], found: _Found, limits: Limits, until: float) -> str:
    with tempfile.TemporaryDirectory(prefix="gongkai-extract-") as held:
        said = ask_cage(_CAGE, [json.dumps(request)], data, limits, folder=held)
        found.parts += [
            Part(str(place), PartKind(kind), clean(str(text))) for place, kind, text in said["parts"]
        ]
        found.unread += [Unread(str(place), str(why)[:500]) for place, why in said["unread"]]
        for errand in said["errands"]:
            if errand["what"] == "recognise":
                _recognise(errand, found, Path(held), limits, until)
            else:
                _convert({**errand, "name": request["name"]}, found, Path(held), limits, until)
    return str(said["kind"])


def _recognise(errand: dict[str, Any], found: _Found, folder: Path, limits: Limits, until: float) -> None:
    if text_recognition() is None:
        found.unread.append(Unread(errand["id"], _NO_RECOGNITION))
        return
    text = recognise(Path(errand["file"]).name, folder, limits, until)
    if text is None:
        late = time.monotonic() >= until - FINAL
        found.unread.append(Unread(errand["id"], OUT_OF_TIME if late else _RECOGNITION_FAILED))
        return
    lines = (gaps_closed(line).strip() for line in clean(text).split("\n"))
    # Recognition knows no star: that of a mark comes out as 女, 妇, 广 or some other single sign.
    shown = _MISREAD_STAR.sub("★", "\n".join(line for line in lines if line))
    if shown:
        found.parts.append(Part(errand["id"], PartKind(errand["kind"]), shown))


def _convert(errand: dict[str, Any], found: _Found, folder: Path, limits: Limits, until: float) -> None:
    inside = bool(errand["within"])
    if office() is None:
        _give_up(errand, _NO_OFFICE, inside, found)
        return
    made = as_docx(Path(errand["file"]).name, folder, limits, until)
    if made is None:
        _give_up(errand, _OFFICE_FAILED, inside, found)
        return
    request = {key: errand[key] for key in ("name", "within", "depth", "hold")}
    inner = _Found()
    try:
        _take_apart(made, request, inner, limits, until)
    except Unreadable as error:
        _give_up(errand, error.sentence, inside, found)
        return
    taken = {part.id for part in found.parts}
    # What LibreOffice makes up (its own name, its own settings) is no part of the file that was handed in.
    made_of = [part for part in inner.parts if part.id not in taken and not _made_up(part)]
    found.parts = [*made_of, *_not_said_already(found.parts, errand["within"], inner.parts)]
    found.unread += inner.unread


def _not_said_already(parts: list[Part], within: str, said: list[Part]) -> Iterator[Part]:
    """The raw streams of the file itself are of interest for what the conversion did not bring out."""
    seen = "".join("".join(part.text.split()) for part in said)
    for part in parts:
        if part.id.startswith(f"{within}数据流 "):
            lines = [line for line in part.text.split("\n") if "".join(line.split()) not in seen]
            if any(line.strip() for line in lines):
                yield replace(part, text="\n".join(lines))
        else:
            yield part


def _made_up(part: Part) -> bool:
    return part.id.rpartition(":")[2].startswith(("[Content_Types]", "docProps/app.xml", "word/fontTable"))


def _give_up(errand: dict[str, Any], why: str, inside: bool, found: _Found) -> None:
    """A file that is nothing but what could not be converted is unreadable as a whole."""
    if not inside:
        raise Unreadable(why)
    found.unread.append(Unread(str(errand["id"]), why or FOREIGN))


def _bytes(source: Path | bytes, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        size, data = len(source), source
    else:
        try:
            size = source.stat().st_size
            # One byte more than allowed is enough to know; a huge file is never read whole.
            with source.open("rb") as file:
                data = file.read(limits.file_bytes + 1)
        except OSError as error:
            raise Unreadable(f"文件“{source.name}”打不开，请确认它存在并且可以读取。") from error
    if max(size, len(data)) > limits.file_bytes:
        most = limits.file_bytes / MEGABYTE
        raise Unreadable(
            f"文件有 {max(size, len(data)) / MEGABYTE:.0f} MB，超过 {most:g} MB 的上限；请压缩图片或分册后再提交。"
        )
    return data
