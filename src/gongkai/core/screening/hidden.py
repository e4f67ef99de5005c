"""Findings that come from where a text stands: parts nobody sees, properties, and parts that could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.core.screening.parts import Part, PartKind, Unread

_SHOWN = 60
_TELLING = re.compile(
    "(?:creator|author|last_?modified_?by|lastsavedby|company|manager|owner|hyperlink_?base"
    "|作者|创建者|创建人|最后保存者|修改者|单位|公司|经理|所有者|主管)\\s*[\"']?\\s*[:=\t：＝]\\s*[^\\s:=：]",
    re.IGNORECASE,
)
_HAN = re.compile("[\u3400-\u9fff]")
_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
"""Some formats give properties without their names: a line of two to four Han characters may be somebody's."""
_PATH = re.compile(
    "(?<![A-Za-z])[A-Za-z]:[\\\\/][^\\s\"'<>|]{2,}|\\\\\\\\[\\w.$-]+\\\\[^\\s\"'<>|]+|(?:file://)?/(?:Users|home|root|mnt|Volumes)/[^\\s\"'<>|]+"
)
_LAYOUT = re.compile(
    '(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TOC|PAGEREF _Toc[0-9]{6,10}|HYPERLINK \\\\l "_Toc[0-9]{6,10}")'
    '(?: \\\\(?:[*] ?(?:MERGEFORMAT|CHARFORMAT|Arabic|CHINESENUM[0-9])|[hnpuz]|o "[1-9]-[1-9]"))*',
    re.IGNORECASE,
)
"""A field that numbers pages or lists headings; nearly every document has one."""
_PROPERTIES = (PartKind.PROPERTIES, PartKind.METADATA)


def of_parts(parts: Iterable[Part]) -> Iterator[Finding]:
    """`hidden_content` for each part out of sight that says something, `metadata` for telling properties."""
    for part in parts:
        if part.kind in _PROPERTIES:
            yield from _metadata(part)
        elif not part.kind.in_sight and part.text.strip() and not _only_layout(part):
            yield _hidden(part)


def of_unread(unread: Iterable[Unread]) -> Iterator[Finding]:
    """Each part that could not be read blocks: nobody knows what it says."""
    for each in unread:
        yield Finding(
            FindingKind.HIDDEN_CONTENT,
            Severity.BLOCK,
            "",
            each.id,
            0,
            0,
            "hidden_content.unread",
            f"没有读出“{each.id}”：{each.why.rstrip('。')}。没有读过的内容不能公开，请换成能读的文件或者去掉这一部分。",
        )


def _only_layout(part: Part) -> bool:
    """Whether a hidden part is nothing but the codes of page numbers and tables of contents."""
    lines = (" ".join(line.split()) for line in part.text.splitlines())
    return part.kind is PartKind.HIDDEN_TEXT and all(_LAYOUT.fullmatch(line) for line in lines if line)


def _hidden(part: Part) -> Finding:
    shown = " ".join(part.text.split())
    text = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    # Programs put data of their own there; in a Chinese document what people wrote has Chinese characters.
    of_programs = part.kind is PartKind.CUSTOM_XML and not _HAN.search(part.text)
    return Finding(
        FindingKind.HIDDEN_CONTENT,
        Severity.NOTE if of_programs else Severity.ANSWER,
        text,
        part.id,
        0,
        len(part.text),
        f"hidden_content.{part.kind.value}",
        f"{part.kind.title}里有{len(part.text.strip())}个字，打开文件不一定看得见，发出去别人却能取得。"
        "公开前应当除去，或者逐字审查后说明可以公开的理由。",
    )


def _metadata(part: Part) -> Iterator[Finding]:
    place = 0
    for line in part.text.splitlines(keepends=True):
        if what := _told_by(line, part.kind):
            text = line.strip()
            start = place + len(line) - len(line.lstrip())
            yield Finding(
                FindingKind.METADATA,
                Severity.NOTE,
                text,
                part.id,
                start,
                start + len(text),
                "metadata",
                f"文档属性里有{what}。公开的文件会重新制作，不带这些属性；直接转发原文件会泄露它们。",
            )
        place += len(line)


def _told_by(line: str, kind: PartKind) -> str:
    """What a line of properties tells about who made the file and where, "" for nothing of the kind."""
    if _PATH.search(line):
        return "文件路径"
    if _TELLING.search(line):
        return "制作人、单位一类的信息"
    if kind is PartKind.METADATA and _NAME.fullmatch(line.strip()):
        return "像是人名的文字"
    return ""
