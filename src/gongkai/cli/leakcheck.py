"""`gongkai leakcheck`: what withheld strings can still be got out of files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from gongkai.cli.files import Asked, asked_files, is_single
from gongkai.cli.output import BadInput, ChineseCommand, answer_no, emit, json_option, progress
from gongkai.core.screening.needles import Needle
from gongkai.core.screening.part_titles import part_title
from gongkai.core.screening.parts import Unread
from gongkai.gateways.leakcheck import LeakReport, leaks
from gongkai.gateways.paper.kind import decoded
from gongkai.gateways.paper.limits import MEGABYTE, Limits
from gongkai.gateways.paper.paper import Unreadable

_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class _Looked:
    """One file and what the check says of it."""

    name: str
    path: Path
    report: LeakReport


@click.command(cls=ChineseCommand)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--withheld",
    metavar="LIST.txt",
    type=click.Path(path_type=Path),
    required=True,
    help="要隐去的文字，一行一条",
)
@json_option
def leakcheck(files: tuple[Path, ...], withheld: Path, as_json: bool) -> None:
    """查要隐去的文字还能不能从文件里读出来。

    重新打开文件，正文、批注、修订、隐藏内容、属性、嵌入的文件和文件名都读，再查一遍解开后的字节；被空格、换行、
    单元格隔开的，大小写、全角半角不同的，写成中文数字的，都算。可以写多个文件，也可以写文件夹。什么也没有读出来，
    退出码为 0；读出来了，或者有没有读出的，退出码为 1。

    例：
      gongkai leakcheck 名单-公开.docx --withheld 不公开.txt
      gongkai leakcheck 拟公开文件 --withheld 不公开.txt --json
    """
    most = Limits().file_bytes
    asked = asked_files(files)
    wanted = _lines(withheld, _read(withheld, "选项“--withheld”", most))
    single = is_single(files)
    # The list of what is withheld may lie in the folder with the files; it is no file to go out.
    looked_at = asked if single else [one for one in asked if not one.path.samefile(withheld)]
    done = [_looked(one, wanted, most, single) for one in progress(looked_at, "检查", len(looked_at))]
    data = [{"file": str(each.path), **each.report.as_json()} for each in done]
    human = "\n".join(line for each in done for line in _told(each))
    emit(human, done[0].report.as_json() if single else {"files": data}, as_json)
    if not all(each.report.passes for each in done):
        answer_no()


def told_leaks(report: LeakReport) -> list[str]:
    """A line for each leak and each part that was not read."""
    lines = [
        f"  “{one.withheld[:40]}”在{_quoted(one.found_in)}里还能读出来（{one.how}）。" for one in report.leaks
    ]
    return lines + [f"  {_quoted(one.id)}没有读出：{one.why}" for one in report.unread]


def _quoted(part_id: str) -> str:
    title = part_title(part_id)
    return title if "“" in title else f"“{title}”"


def _looked(one: Asked, wanted: list[str], most: int, single: bool) -> _Looked:
    name = one.path.name if single else str(one.below)
    try:
        source = _read(one.path, "参数“FILE”", most)
    except BadInput as error:
        if single:
            raise
        return _Looked(name, one.path, LeakReport((), (Unread("整个文件", error.message),)))
    return _Looked(name, one.path, leaks(source, name, wanted))


def _told(each: _Looked) -> list[str]:
    report = each.report
    if report.passes:
        return [f"{each.name}：读了 {report.parts} 个部分，没有读出要隐去的文字。"]
    return [
        f"{each.name}：读出要隐去的文字 {len(report.leaks)} 处，没有读出的部分 {len(report.unread)} 个，不能公开。",
        *told_leaks(report),
    ]


def _read(file: Path, what: str, most: int) -> bytes:
    if not file.is_file():
        raise BadInput(f"{what}是“{file}”，没有这个文件。")
    try:
        with file.open("rb") as opened:
            data = opened.read(most + 1)
    except OSError as error:
        raise BadInput(f"{what}是“{file}”，打不开；请确认可以读取。") from error
    if len(data) > most:
        raise BadInput(f"{what}是“{file}”，超过 {most // MEGABYTE} MB 的上限。")
    return data


def _lines(file: Path, data: bytes) -> list[str]:
    try:
        lines = decoded(data).splitlines()
    except Unreadable as error:
        raise BadInput(f"“{file.name}”：{error.sentence}") from error
    wanted = [line.strip() for line in lines if line.strip()]
    if not wanted:
        raise BadInput(f"“{file.name}”里一条也没有；应为要隐去的文字，一行一条。")
    if len(wanted) > _MOST_LINES:
        raise BadInput(f"“{file.name}”有 {len(wanted)} 条，超过 {_MOST_LINES} 条的上限。")
    for number, line in enumerate(lines, 1):
        if line.strip() and not Needle(line).key:
            raise BadInput(
                f"“{file.name}”第 {number} 行是“{line.strip()[:20]}”，里面没有文字，只有空白或标点。"
            )
    return wanted
