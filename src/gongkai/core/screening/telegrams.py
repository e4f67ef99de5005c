"""Telegrams: heads, head fields and numbers; a cipher telegram is never published in its own form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.screening.finding import Asked, FindingKind, Found, Severity
from gongkai.core.screening.page import Window
from gongkai.core.screening.rules import Rule
from gongkai.core.screening.segments import bare, segment
from gongkai.core.screening.signs import SPACES, UNSEEN, any_of

_S = f"[{SPACES}{UNSEEN}]{{0,4}}"
_LOOSE = re.compile(f"[{SPACES}{UNSEEN}]")
CIPHER = any_of("密码电报", "密传发电", "传真密电", "加密电报", "机要电报")
_CIPHER = re.compile(CIPHER)
_SENDER = re.compile("[\u4e00-\u9fff]{0,24}$")
_SPOKEN = re.compile(
    "[的和或与及等将把以用发收为是有无]$|严禁|不得|禁止|按照|通过|收到|拟制|办理|管理|使用|传递"
)
OPEN = any_of("内部传真电报", "传真电报", "内部明电", "明码电报", "发电")
_OPEN = re.compile(f"{any_of('内部传真电报', '传真电报', '内部明电', '明码电报', '发电')}")

_FIELDS = (
    "发往",
    "签批盖章",
    "等级",
    "部门号",
    "机号",
    "译传号",
    "总号",
    "抄送号",
    "发电单位",
    "发报单位",
    "紧急程度",
)
HEAD = any_of("签批盖章", "译传号", "发电单位", "发报单位", "抄送号", "部门号")
_SURE = re.compile(HEAD)
_FIELD = re.compile(f"{any_of(*_FIELDS)}(?=[{SPACES}\t\n:：]|$|[^\u4e00-\u9fff])")
_NEAR = 300

_YEAR = "[〔[【（(［〈﹝][0-9０-９〇零○一二三四五六七八九]{4}[〕\\]】）)］〉﹞]"
_KINDS = any_of("密电", "密传", "密发", "机电", "明电", "传真", "内电", "电传", "特电", "发电")
NUMBER = f"(?:密{_S}电|密{_S}传|密{_S}发|明{_S}电|内{_S}电|机{_S}电|传{_S}真|发{_S}电){_S}{_YEAR}"
_NUMBER = re.compile(f"[\u4e00-\u9fff]{{0,10}}?{_S}{_KINDS}{_S}{_YEAR}{_S}第?{_S}[0-9０-９]{{1,5}}{_S}号")
_OF_CIPHER = re.compile("密电|密传|密发|机电")
_FROM_TEXT = re.compile(
    "^.*(?:根据|按照|依据|参照|对照|关于|印发|转发|落实|以及|和|与|及|见|由|的|了|以)(?=.{2})"
)


def find_cipher(window: Window, asked: Asked) -> Iterator[Found]:
    """密码电报, ……密传发电 as a head: nothing else on the line but who sends and how urgent."""
    text = window.page.text[window.start : window.end]
    for match in _CIPHER.finditer(text):
        if _is_head(text, match):
            yield Found(match.start(), match.end())


def find_open(window: Window, asked: Asked) -> Iterator[Found]:
    """内部传真电报, 明码电报, ……发电 as a head."""
    text = window.page.text[window.start : window.end]
    for match in _OPEN.finditer(text):
        if not _is_head(text, match) or _CIPHER.search(
            _LOOSE.sub("", text[max(0, match.start() - 8) : match.end()])
        ):
            continue
        around = segment(text, match.start(), match.end())
        if _LOOSE.sub("", match[0]) != "发电" or re.search(
            "(?:部|厅|局|委|府|办|院|会|室|区|市|旗|县|省)$", around.before
        ):
            yield Found(match.start(), match.end())


def _is_head(text: str, match: re.Match[str]) -> bool:
    around = segment(text, match.start(), match.end())
    rest = re.sub("特急|加急|平急|特提|等级|[:·、]", "", bare(around.after))
    before = bare(around.before)
    if around.quoted or rest or _SPOKEN.search(before):
        return False
    return bool(_SENDER.fullmatch(before)) and len(before) <= 24


def find_head(window: Window, asked: Asked) -> Iterator[Found]:
    """Two fields of a telegram's head near each other, one of them a sure one (签批盖章, 译传号, …)."""
    text = window.page.text[window.start : window.end]
    done = -1
    for match in _SURE.finditer(text):
        low, high = max(0, match.start() - _NEAR), min(len(text), match.end() + _NEAR)
        fields = [field for field in _FIELD.finditer(text, low, high) if _labels(text, field)]
        names = {_LOOSE.sub("", field[0]) for field in fields}
        if len(names) > 1 and match.start() >= done:
            first, last = fields[0].start(), max(match.end(), fields[-1].end())
            done = last
            cipher = _CIPHER.search(_LOOSE.sub("", text[max(0, first - 200) : last + 200]))
            yield Found(first, last, Severity.BLOCK if cipher else None)


def _labels(text: str, field: re.Match[str]) -> bool:
    """Whether a field stands as a label: at the beginning of a line or cell, or after a space."""
    before = text[field.start() - 1 : field.start()]
    return not before or not re.match("[\u4e00-\u9fffA-Za-z，、。；“《]", before)


def find_number(window: Window, asked: Asked) -> Iterator[Found]:
    """Telegram numbers such as 国发明电〔2008〕8号: on a line of its own a head, in running text a citation."""
    text = window.page.text[window.start : window.end]
    for match in _NUMBER.finditer(text):
        lead = _FROM_TEXT.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        around = segment(text, start, match.end())
        own_line = not bare(around.before) and not bare(around.after)
        if _OF_CIPHER.search(_LOOSE.sub("", match[0])):
            yield Found(
                start, match.end(), Severity.BLOCK if own_line else Severity.ANSWER, _CIPHER_NUMBER[own_line]
            )
        elif own_line:
            yield Found(start, match.end())
        else:
            yield Found(
                start, match.end(), Severity.NOTE, "正文引用了电报的文号，请留意所引的电报是否已经公开。"
            )


_CIPHER_NUMBER = {
    True: "密码电报的文号。密码电报不得公开；经发电单位同意并审查后，只能公开其内容，不得露出报头和格式。",
    False: "正文引用了密码电报的文号。密码电报的文号不宜公开，应当删去或者改写，或者说明可以公开的理由。",
}
RULES = (
    Rule(
        "telegram.cipher",
        FindingKind.TELEGRAM,
        Severity.BLOCK,
        (CIPHER,),
        "密码电报的报头。密码电报不得公开；经发电单位同意并审查后，只能公开其内容，不得露出报头和格式。",
        find_cipher,
    ),
    Rule(
        "telegram.open",
        FindingKind.TELEGRAM,
        Severity.ANSWER,
        (OPEN,),
        "电报的报头。请核对是不是明电、能不能公开；报头和格式一般应当除去。",
        find_open,
    ),
    Rule(
        "telegram.head",
        FindingKind.TELEGRAM,
        Severity.ANSWER,
        (HEAD,),
        "电报报头的栏目（发往、签批盖章、等级等）。报头和格式不应公开，请只保留内容，并核对是不是密码电报。",
        find_head,
    ),
    Rule(
        "telegram.number",
        FindingKind.TELEGRAM,
        Severity.ANSWER,
        (NUMBER,),
        "电报的文号。请核对这份明电能不能公开；报头和格式一般应当除去。",
        find_number,
    ),
)
