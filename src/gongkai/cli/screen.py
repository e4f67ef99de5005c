"""`gongkai screen`: what files must not give away, found part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from gongkai.cli.files import asked_files, not_what_it_says
from gongkai.cli.output import DATE, BadInput, ChineseCommand, answer_no, emit, json_option, progress
from gongkai.core.screening.finding import Finding, Known, Severity
from gongkai.core.screening.part_titles import part_title
from gongkai.core.screening.parts import Extraction, Part, Unread
from gongkai.core.screening.screening import screen as screen_parts
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.patterns import screening_scan

_CHINA = ZoneInfo("Asia/Shanghai")
_AROUND = 16
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Screened:
    """One file: its parts and findings; `why` says why it could not be read at all."""

    path: Path
    extraction: Extraction
    findings: tuple[Finding, ...]
    why: str = ""


@click.command(cls=ChineseCommand)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--on", metavar="DATE", type=DATE, help="按哪一天判断保密期限是否届满，不写则按今天")
@click.option(
    "--made", metavar="DATE", type=DATE, help="成文日期，保密期限从这一天算起；不写则密级标志都按有效对待"
)
@click.option("--known", metavar="TEXT", multiple=True, help="本机关已经公开的电话或者邮箱，可以写多次")
@json_option
def screen(
    files: tuple[Path, ...], on: date | None, made: date | None, known: tuple[str, ...], as_json: bool
) -> None:
    """查文件里不能随便公开的内容：密级标志、电报、内部标志、证件号码、电话、住址，以及看不见的内容。

    可以写多个文件，也可以写文件夹。有不能公开的或者须逐项答复的，退出码为 1；只有提请注意的，为 0；有文件读不了，为 2。

    例：
      gongkai screen 通知.docx 附件.xlsx
      gongkai screen 拟公开文件 --known 0475-4210001 --made 2024-03-01 --json
    """
    asked_on = on or datetime.now(_CHINA).date()
    own = known_of(known)
    paths = [one.path for one in asked_files(files)]
    done = [_screened(path, own, asked_on, made) for path in progress(paths, "检查", len(paths))]
    emit("\n\n".join(_told(each) for each in done), {"files": [as_json_of(each) for each in done]}, as_json)
    if unread := [each for each in done if each.why]:
        raise BadInput("；".join(f"“{each.path}”读不了：{each.why.rstrip('。')}" for each in unread) + "。")
    if any(finding.severity is not Severity.NOTE for each in done for finding in each.findings):
        answer_no()


def known_of(texts: tuple[str, ...]) -> Known:
    """What `--known` names, told apart into telephones and mailboxes; BadInput for what is neither."""
    for text in texts:
        if "@" not in text and sum(letter.isdigit() for letter in text) < 5:
            raise BadInput(f"选项“--known”是“{text[:40]}”，应为电话或者电子邮箱，例如0475-4210001。")
    return Known(
        frozenset(text for text in texts if "@" not in text), frozenset(text for text in texts if "@" in text)
    )


def _screened(path: Path, known: Known, on: date, made: date | None) -> _Screened:
    try:
        extraction, why = extract(path), ""
    except Unreadable as error:
        extraction, why = Extraction("", (), (Unread(path.name, error.sentence),)), error.sentence
    return _Screened(path, extraction, screen_parts(extraction, known, on, screening_scan(), made), why)


def as_json_of(each: _Screened) -> dict[str, object]:
    """`{"file", "parts": [{"id", "kind", "characters"}], "findings": [{"kind", "severity", "text", …}]}`"""
    return {
        "file": str(each.path),
        "parts": [
            {"id": part.id, "kind": part.kind.value, "characters": len(part.text)}
            for part in each.extraction.parts
        ],
        "findings": [finding_as_json(finding) for finding in each.findings],
    }


def finding_as_json(finding: Finding) -> dict[str, object]:
    """`{"kind", "severity", "text", "part", "start", "end", "rule", "message"}`"""
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "text": finding.text,
        "part": finding.part,
        "start": finding.start,
        "end": finding.end,
        "rule": finding.rule,
        "message": finding.message,
    }


def _told(each: _Screened) -> str:
    strange = not_what_it_says(each.path.name, each.extraction.kind, _head(each.path) if each.why else b"")
    if not each.findings:
        return f"{each.path}：{len(each.extraction.parts)} 个部分，没有发现。{strange}"
    counts = Counter(finding.severity for finding in each.findings)
    summary = "，".join(
        f"{severity.title} {counts[severity]} 处" for severity in Severity if counts[severity]
    )
    parts = {part.id: part for part in each.extraction.parts}
    lines = [f"{each.path}：{summary}。{strange}"]
    for finding in each.findings:
        lines += finding_lines(finding, parts)
    return "\n".join(lines)


def finding_lines(finding: Finding, parts: Mapping[str, Part]) -> list[str]:
    """A finding for people: what, where and in which surroundings; then why."""
    part = parts.get(finding.part)
    shown = part_title(finding.part, part.kind if part else None)
    message = finding.message
    if part is None:
        # What was not read is named in the sentence too, as programs know it.
        inner = shown.replace("“", "‘").replace("”", "’")
        message = message.replace(f"“{finding.part}”", f"“{inner}”")
    return [
        f"  【{finding.severity.title}】{finding.kind.title}｜{shown}｜{_excerpt(finding, part.text if part else '')}",
        f"    {message}",
    ]


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1024)
    except OSError:
        return b""


def _excerpt(finding: Finding, text: str) -> str:
    """The find in its surroundings on one line, marked with 「」; a long one is shown by its beginning."""
    found = text[finding.start : finding.end] or finding.text
    shown = found if len(found) <= _SHOWN else found[:_SHOWN] + "…"
    before = text[max(0, finding.start - _AROUND) : finding.start] if finding.end else ""
    after = text[finding.end : finding.end + _AROUND] if finding.end else ""
    return " ".join(f"{before}「{shown}」{after}".split())
