"""`gongkai extract`: everything files say, part by part, hidden parts included."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from gongkai.cli.files import asked_files, is_single
from gongkai.cli.output import BadInput, ChineseCommand, answer_no, emit, json_option, progress
from gongkai.core.screening.part_titles import part_title
from gongkai.core.screening.parts import Extraction, Part
from gongkai.gateways.paper.extract import extract as extract_file
from gongkai.gateways.paper.paper import Unreadable


@dataclass(frozen=True, slots=True)
class _Read:
    """One file: what it says, or why it could not be read at all."""

    path: Path
    found: Extraction | None
    why: str = ""


@click.command(cls=ChineseCommand)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def extract(files: tuple[Path, ...], as_json: bool) -> None:
    """读出文件里的全部文字，分部分列出，包括页面上看不到的。

    可以读 DOCX、DOC、RTF、PDF、OFD、XLSX、CSV、TXT、HTML、图片和它们的 ZIP。DOC 和 RTF 要有 LibreOffice，
    图片和扫描件要有 tesseract 和它的简体中文语言包。可以写多个文件，也可以写文件夹；一个文件读不了，其余的照读。
    有没有读出的，退出码为 1；只写了一个文件，而它整个读不了，为 2。

    例：
      gongkai extract 通知.docx
      gongkai extract 附件.zip --json
      gongkai extract 拟公开文件
    """
    paths = [one.path for one in asked_files(files)]
    done = [_read(path) for path in progress(paths, "读取", len(paths))]
    single = done[0] if is_single(files) else None
    if single and single.found is None:
        raise BadInput(f"“{single.path.name}”读不了：{single.why}")
    data = [_as_json(each) for each in done]
    emit("\n\n".join(_told(each) for each in done), data[0] if single else {"files": data}, as_json)
    if any(each.found is None or each.found.unread for each in done):
        answer_no()


def as_json_of(file: Path, found: Extraction) -> dict[str, object]:
    """`{"file", "kind", "parts": [{"id", "kind", "text"}], "unread": [{"id", "why"}]}`"""
    return {
        "file": str(file),
        "kind": found.kind,
        "parts": [{"id": part.id, "kind": part.kind.value, "text": part.text} for part in found.parts],
        "unread": [{"id": one.id, "why": one.why} for one in found.unread],
    }


def _read(path: Path) -> _Read:
    try:
        return _Read(path, extract_file(path))
    except Unreadable as error:
        return _Read(path, None, error.sentence)


def _as_json(each: _Read) -> dict[str, object]:
    if each.found is None:
        whole = {"id": each.path.name, "why": each.why}
        return {"file": str(each.path), "kind": None, "parts": [], "unread": [whole]}
    return as_json_of(each.path, each.found)


def _told(each: _Read) -> str:
    if each.found is None:
        return f"{each.path.name}：读不了：{each.why}"
    found = each.found
    hidden = sum(not part.kind.in_sight for part in found.parts)
    lines = [
        f"{each.path.name}（{found.kind}）：{len(found.parts)} 个部分，其中页面上看不到的 {hidden} 个，"
        f"没有读出的 {len(found.unread)} 个。"
    ]
    for part in found.parts:
        lines += ["", _head(part), part.text]
    if found.unread:
        lines += ["", "没有读出的部分：", *(f"  {part_title(one.id)}：{one.why}" for one in found.unread)]
    return "\n".join(lines)


def _head(part: Part) -> str:
    # Programs and plans name a part by its id: `--json` tells it.
    return f"【{part_title(part.id, part.kind)}】" + ("" if part.kind.in_sight else "（页面上看不到）")
