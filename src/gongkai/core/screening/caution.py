"""Marks short of secrecy: 内部资料, 内部文件, 注意保存 and their like, set apart from running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.screening.finding import Asked, FindingKind, Found, Severity
from gongkai.core.screening.page import Window
from gongkai.core.screening.rules import Rule
from gongkai.core.screening.segments import bare, segment, squeeze
from gongkai.core.screening.signs import BREAKS, SPACES, STARS, UNSEEN, any_of

_WORDS = (
    *(
        "内部资料",
        "内部文件",
        "内部材料",
        "内部刊物",
        "内部参考",
        "内部使用",
        "内部发行",
        "内部掌握",
        "内部传阅",
    ),
    *(
        "内部情况",
        "内部公开",
        "仅供内部",
        "注意保存",
        "注意保管",
        "妥善保管",
        "妥善保存",
        "不得外传",
        "严禁外传",
    ),
    *("请勿外传", "不得翻印", "不得公开", "不对外公开", "阅后即退", "阅后收回", "工作秘密", "商业秘密"),
    *("普通商密", "核心商密"),
)
_ALONE = ("内部", "保密", "商密", "内參")
_S = f"[{SPACES}{UNSEEN}]{{0,4}}"
_EDGE = f"[{SPACES}{BREAKS}（(【\\[〔「：:★☆*]"
_ANY = any_of(*_WORDS, "內部資料", "內部文件")
CAUTION = f"{_EDGE}[{UNSEEN}\\-—]{{0,3}}{_ANY}|[料件物用密存管部]{_S}[★☆]"
"""The words where something sets them apart; within a sentence they are only words."""
APART = f"{_EDGE}{any_of(*_ALONE)}[{SPACES}{BREAKS}）)】\\]〕」{STARS}]"
_CAUTION = re.compile(_ANY)
_APART = re.compile(f"(?:(?<={_EDGE})|^){any_of(*_ALONE)}(?=[{SPACES}{BREAKS}）)】\\]〕」{STARS}]|$)")
_ONLY = re.compile(
    "(?:密级|保密等级|级别|公开属性|公开形式)?:?(?:(?:"
    + "|".join(
        (
            *_WORDS,
            *_ALONE,
            "资料",
            "文件",
            "仅供参考",
            "请",
            "使用",
            "严格",
            "不得复制",
            "严禁复制",
            "请勿复印",
            "翻印",
        )
    )
    + ")(?:[★*](?:[0-9一二三四五六七八九十]{1,3}年|长期)?)?[,，、;；·。!！]?)+"
)
_OVER_A_HEAD = re.compile(
    "内部(?:资料|文件|材料)[\u4e00-\u9fff]{2,24}(?:局|委员会|办公室|政府|厅|院|中心|队)(?:文件|简报|专报|通报|信息)?$"
)
"""The word and the letterhead under it, run into one line by whoever read the paper."""
_CELL_HEAD = re.compile("公开属性|公开形式|公开方式|信息公开选项|是否公开")


def find_caution(window: Window, asked: Asked) -> Iterator[Found]:
    """The words alone on a line, in a cell, in brackets; in running text they are only words."""
    text = window.page.text[window.start : window.end]
    for match in _CAUTION.finditer(text):
        if _is_mark(window, text, match):
            yield Found(match.start(), match.end())


def find_apart(window: Window, asked: Asked) -> Iterator[Found]:
    """内部 and 保密 alone, which elsewhere are the commonest of words."""
    text = window.page.text[window.start : window.end]
    for match in _APART.finditer(text):
        if _is_mark(window, text, match):
            yield Found(match.start(), match.end())


def _is_mark(window: Window, text: str, match: re.Match[str]) -> bool:
    around = segment(text, match.start(), match.end())
    word = squeeze(match[0])
    whole = bare(around.before + word + around.after)
    if not bare(around.before) and _OVER_A_HEAD.match(squeeze(word + around.after)):
        return True
    if _ONLY.fullmatch(whole):
        listed = (
            _CELL_HEAD.search(window.page.header_at(window.start + match.start())) if around.in_cell else None
        )
        return not (around.quoted and len(whole) == len(word)) and not (
            listed and word not in ("内部", "保密")
        )
    inside = re.search("[（(【\\[〔]([^（(【\\[〔]*)$", around.before)
    rest = re.match("([^）)】\\]〕]*)[）)】\\]〕]", around.after)
    if inside is None or rest is None or not _ONLY.fullmatch(bare(inside[1] + word + rest[1])):
        return bool(re.match("[★](?:[0-9一二三四五六七八九十]{1,3}年|长期|$)", around.after))
    # In brackets within a sentence the word explains another word; after a title it is a mark.
    lead, tail = around.before[: inside.start()], around.after[rest.end() :]
    return not re.search("(?:国家秘密|保密|属于|作为|涉及)$", lead) and (
        not bare(tail) or not lead or lead.endswith("》")
    )


_WHY = "这类标志说明制作时不打算对外公开；未经审查批准不得公开。请核对能否公开，可以公开的应当除去标志。"
RULES = (
    Rule(
        "caution_mark",
        FindingKind.CAUTION_MARK,
        Severity.ANSWER,
        (CAUTION,),
        f"标有“内部资料”“注意保存”一类的字样。{_WHY}",
        find_caution,
    ),
    Rule(
        "caution_mark.alone",
        FindingKind.CAUTION_MARK,
        Severity.ANSWER,
        (APART,),
        f"单独标有“内部”或者“保密”字样。{_WHY}",
        find_apart,
    ),
)
