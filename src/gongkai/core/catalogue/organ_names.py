"""Telling the name of a public body from other short lines, and finding it at the head of a title."""

from __future__ import annotations

import re

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_SUFFIX = (
    "国务院|总局|分局|公署|部|委|局|厅|署|院|行|府|办|室|社|会|科|股|处|所|站|队|组|中心|学校|大学|公司|集团|"
    "党组|支部|总社|军区|苏木|嘎查|街道|乡|镇"
)
_ORGAN = re.compile(rf"[{_HAN}（）()0-9A-Za-z—]{{1,40}}?(?:{_SUFFIX})(?:[（(][{_HAN}]{{1,12}}[)）])?")
_VERB = re.compile(
    "关于|转发|批转|印发|颁发|公布|发布|(?<!^)对(?!外|口)|(?<!^)致|(?=[0-9〇一二三四五六七八九]{4}年)"
)
_NOT_IN_A_NAME = re.compile("[，。；：！？,;:!?《》“”]|的$|^关于|^附件|通知$|意见$|决定$|会议$")
_LONGEST_LINE = 60


def organs_in(line: str) -> tuple[str, ...]:
    """The organs when the whole line names organs and nothing else (several: by 、 or wide spaces); else ().

    >>> organs_in("国务院办公厅\u3000中央军委办公厅")
    ('国务院办公厅', '中央军委办公厅')
    >>> organs_in("关于印发工作方案的通知")
    ()
    """
    line = line.strip()
    if not 2 <= len(line) <= _LONGEST_LINE or _NOT_IN_A_NAME.search(line):
        return ()
    spaced = re.split(r"[、\s]+", line)
    if all(len(part) > 1 and _ORGAN.fullmatch(part) for part in spaced):
        return tuple(spaced)
    closed = re.sub(r"\s+", "", line)
    # 呼 伦 贝 尔 市 统 计 局: one name, its characters set apart.
    return (closed,) if max(map(len, spaced)) == 1 and _ORGAN.fullmatch(closed) else ()


def organ_before_verb(title: str) -> str:
    """The organ that a title begins with (`国务院办公厅关于…`), several joined by 、; else empty.

    >>> organ_before_verb("国务院办公厅对全国政协十届三次会议第2741号提案的答复")
    '国务院办公厅'
    >>> organ_before_verb("专利代理条例")
    ''
    """
    match = _VERB.search(title)
    return "、".join(organs_in(title[: match.start()])) if match else ""
