"""The head of a document: number, title over broken lines, salutation, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.catalogue.doc_number import DocNumber, read_doc_number
from gongkai.core.catalogue.organ_names import organ_before_verb, organs_in

_HEAD_LINES = 40
_TITLE_LINES = 8
_LONGEST_TITLE_LINE = 60
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_KIND = (
    "通知|意见|决定|决议|复函|函|批复|答复|办法|规定|细则|方案|报告|公告|通告|通报|公报|条例|规则|制度|机制|规划|计划|要点|"
    "纪要|请示|令|名单|目录|指南|说明|解读|总结|预案|章程|标准|清单|办事指南|简报|分析|情况|须知|汇总表|一览表"
)
_ENDS_TITLE = re.compile(f"(?:{_KIND})》?(?:[（(][^（）()]{{1,20}}[)）])?$")
_SALUTATION = re.compile("[：:]$")
_BODY = re.compile(
    "[。！？；]$|^(?:第[一二三四五六七八九十]+[章条]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[.．、])"
)
_FURNITURE = re.compile(
    r"^(?:[0-9]{6}|(?:绝密|机密|秘密)\s*[★☆*﹡].*|特\s*急|加\s*急|平\s*急|特提|签发人.*|[-—－\s*]+|ICS.*)$"
)
_RED_HEAD = re.compile(r"\s*文\s*件$")
_SIGNED_BY = re.compile(r"\s*签\s*发\s*人\s*[:：].*$")
_LABEL = re.compile(
    r"^[【\[]?\s*(索\s*引\s*号|主\s*题\s*分\s*类|信息分类|发文机关|发布机构|制发机关|成文日期|生成日期|标\s*题|名\s*称|发文字号|文\s*号|"
    r"发布日期|公开日期|有\s*效\s*性|主\s*题\s*词)\s*[】\]]?\s*[：:]\s*(.*)$"
)
_BARE = re.compile("(?:[0-9〇一二三四五六七八九]{4}年)?第[0-9〇一二三四五六七八九十百千]{1,9}号")
_NAMED = re.compile("《([^《》]{2,100})》")


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines say; spans are half-open, `body_at` is where the text begins."""

    title: str
    title_span: tuple[int, int]
    number: DocNumber | None
    number_span: tuple[int, int]
    salutation_at: int | None
    body_at: int
    labels: tuple[tuple[str, str], ...] = ()


def read_head(lines: Sequence[str], titled: Sequence[bool] = ()) -> Head:
    """The head of a document given as lines; `titled[i]` says that line i is set in the type of a title."""
    labels, skip = read_labels(lines)
    number, number_span = _find_number(lines, skip)
    start, end = _title_span(lines, titled, number_span if number else None, skip)
    title = join_title(lines[start:end])
    body_at = max(end, number_span[1] if number else 0)
    if number and number.year is None:
        title, start, end = _title_of_order(lines, body_at, title, (start, end))
    salutation = _find_salutation(lines, body_at)
    return Head(
        title=title or dict(labels).get("标题", ""),
        title_span=(start, end),
        number=number,
        number_span=number_span,
        salutation_at=salutation,
        body_at=body_at if salutation is None else salutation + 1,
        labels=labels,
    )


def join_title(lines: Sequence[str]) -> str:
    """One title from its broken lines: 几 个 问 题 closed up, spaces kept between Latin words only.

    >>> join_title(["国务院关于棉粮、糖粮挂钩奖售粮", "几 个 问 题 的 通 知"])
    '国务院关于棉粮、糖粮挂钩奖售粮几个问题的通知'
    """
    joined = " ".join(re.sub(r"\s+", " ", line.strip()) for line in lines)
    kept: list[str] = []
    for word in joined.split():
        latin = bool(kept) and kept[-1][-1].isascii() and word[0].isascii() and kept[-1][-1].isalpha()
        kept.append(f" {word}" if latin else word)
    return "".join(kept)


def read_labels(lines: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], set[int]]:
    """The header table that websites put on top (索引号：…): label and value, and the lines it takes up."""
    found: dict[str, str] = {}
    taken: set[int] = set()
    for at, line in enumerate(lines[:_HEAD_LINES]):
        cells = [cell.strip() for cell in line.split("\t")]
        for cell, after in zip(cells, [*cells[1:], ""], strict=True):
            match = _LABEL.match(cell)
            if match:
                found.setdefault(re.sub(r"\s", "", match[1]), match[2].strip() or after)
                taken.add(at)
    # One 标题: or 文号: alone may be the document's own words; a table has more.
    return (tuple(found.items()), taken) if len(found) > 1 else ((), set())


def _find_number(lines: Sequence[str], skip: set[int]) -> tuple[DocNumber | None, tuple[int, int]]:
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if at in skip:
            continue
        if len(line) > _LONGEST_TITLE_LINE and _BODY.search(line):
            break
        number = read_doc_number(_SIGNED_BY.sub("", line))
        if number:
            return number, (at, at + 1)
        if at and _BARE.fullmatch(re.sub(r"\s", "", line)):
            return _number_below(lines, at, skip)
    return None, (0, 0)


def _number_below(lines: Sequence[str], at: int, skip: set[int]) -> tuple[DocNumber | None, tuple[int, int]]:
    """`第706号` under `国务院令`, or `2024年第3号` under a title that ends in 公告: the organ is above."""
    above = lines[at - 1]
    number = read_doc_number(above + lines[at])
    if number and organs_in(re.sub("(?:令|公告|通告)$", "", above)):
        return number, (at - 1, at + 1)
    title = join_title([lines[i] for i in range(at) if i not in skip and not _is_furniture(lines[i])])
    organ, kind = organ_before_verb(title), title[-2:]
    number = read_doc_number(organ + kind + lines[at]) if organ and kind in ("公告", "通告") else None
    return number, ((at, at + 1) if number else (0, 0))


def _title_span(
    lines: Sequence[str], titled: Sequence[bool], number_span: tuple[int, int] | None, skip: set[int]
) -> tuple[int, int]:
    marked = _marked_span(lines, titled)
    if marked:
        return marked
    if number_span:
        before = [at for at in range(number_span[0]) if at not in skip and not _is_furniture(lines[at])]
        if before and not all(organs_in(lines[at]) for at in before):
            return before[0], number_span[0]
    start = number_span[1] if number_span else 0
    while start < len(lines) and (start in skip or _is_furniture(lines[start])):
        start += 1
    end = start
    while end < min(len(lines), start + _TITLE_LINES) and _may_be_title(lines[end]):
        end += 1
        if _ENDS_TITLE.search(re.sub(r"\s", "", lines[end - 1])):
            break
    return start, end


def _marked_span(lines: Sequence[str], titled: Sequence[bool]) -> tuple[int, int] | None:
    """The first run of lines set as a title; the red head, which is larger still, only names an organ."""
    shown = min(len(titled), len(lines), _HEAD_LINES)
    start = 0
    while start < shown:
        end = start
        while (
            end < shown and titled[end] and not read_doc_number(lines[end]) and not _is_furniture(lines[end])
        ):
            end += 1
        if end > start and not all(organs_in(line) for line in lines[start:end]):
            return start, end
        start = max(end, start + 1)
    return None


def _may_be_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE_LINE and not _SALUTATION.search(line) and not _BODY.search(line)


def _is_furniture(line: str) -> bool:
    red_head = _RED_HEAD.sub("", line)
    return bool(
        _FURNITURE.match(line) or _is_subject_words(line) or (red_head != line and organs_in(red_head))
    )


def _is_subject_words(line: str) -> bool:
    """`体育　运动会　函`: the subject words of old documents; a title set apart has single characters."""
    words = line.split()
    return (
        len(words) > 1
        and "关于" not in line
        and not organs_in(line)
        and min(map(len, words[:-1])) > 1
        and len(line) < 40
    )


def _title_of_order(
    lines: Sequence[str], body_at: int, title: str, span: tuple[int, int]
) -> tuple[str, int, int]:
    """An order promulgates a text: its title is that text's, found where the text begins."""
    for line in lines[body_at : body_at + 4]:
        for name in _NAMED.findall(line):
            for at in range(body_at, min(len(lines), body_at + _HEAD_LINES)):
                if join_title([lines[at]]) == name:
                    return name, at, at + 1
    return title, *span


def _find_salutation(lines: Sequence[str], body_at: int) -> int | None:
    for at in range(body_at, min(len(lines), body_at + 3)):
        if _SALUTATION.search(lines[at]) and "。" not in lines[at]:
            return at
        if "。" in lines[at]:
            break
    return None
