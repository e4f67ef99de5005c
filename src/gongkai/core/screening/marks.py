"""Secrecy marks as they really occur: with stars of every kind, spaces, in brackets, cells, beside a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.core.screening.finding import Asked, FindingKind, Found, Severity
from gongkai.core.screening.page import Window
from gongkai.core.screening.periods import PERIOD, Period, read_period
from gongkai.core.screening.rules import Rule
from gongkai.core.screening.segments import Segment, bare, segment, squeeze
from gongkai.core.screening.signs import BREAKS, DIGITS, SPACES, STARS, UNSEEN, any_of

_NEXT = f"{BREAKS}{SPACES}{UNSEEN}{STARS}{DIGITS}十长永特加平急紧火件文资材载·()（）〔〕\\[\\]【】「」\\-—"
TRIGGER = f"{any_of('绝密', '絕密', '机密', '機密', '秘密')}[{SPACES}{UNSEEN}]{{0,4}}级?[{_NEXT}]"
"""A level with something after it that a word in a sentence rarely has."""
_SPACE = f"[{SPACES}{UNSEEN}]"
_LEVEL = re.compile(f"(绝|絕|机|機|秘){_SPACE}{{0,4}}密")
_NAMES = {"绝": "绝密", "絕": "绝密", "机": "机密", "機": "机密", "秘": "秘密"}
_AFTER = re.compile(f"(?P<level>级)?(?P<star>[★*·]|-{{1,2}})?(?P<period>{PERIOD})?")
_ROW = 80
"""Characters of a row looked at on each side for other levels."""
_LABEL = re.compile("(?:密级|密别|保密等级|秘密等级|密级[及和与、]?(?:保密)?期限|(?:公文|文件)?密级)[:]?$")
_COPY_NUMBER = re.compile("(?:份号|编号|序号|No\\.?|№)?[:]?[0-9]{1,8}(?:号)?$", re.IGNORECASE)
_URGENT = "特急|加急|平急|特提|急件|紧急|火急"
_URGENT_BEFORE = re.compile(f"(?:{_URGENT})[·、★]?$")
_THING = "(?:件|文件|资料|材料|载体)?"
_TAIL = re.compile(f"{_THING}(?:[·、,，]?(?:{_URGENT}))?")
_WORD_BEFORE = re.compile("(?:国家|商业|工作|军事|核心|个人|技术|经济|党和国家|警务|审判|检察|贸易)\\Z")
_STAR_AFTER = re.compile(f"{_SPACE}{{0,4}}级?{_SPACE}{{0,4}}[{STARS}]")
_NOT_OF_THE_STATE = re.compile("(?:商业|工作|普通商|核心商)$")
"""These have stars and periods too; they are caution marks."""
_SPOKEN_BEFORE = re.compile("(?:的|和|或|与|及|为|是|属|属于|涉及|含有|等|即|不|以下|以上|[、，,；;/])$")
_LIST_NUMBER = re.compile(
    "(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[.、．])"
)
_AFTER_TITLE = re.compile(
    "(?:^|附[件表图]?[0-9一二三四五六七八九十]{0,2}|[》。；;：:]|[0-9]|[告知报案表图录单件要稿结议复函见则法])$"
)
_BEFORE_TEXT = re.compile("(?:$|[。；;，,：:、]|附|[一二三四五六七八九十]、|[(（])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark set on a text: its level, its period, and where it ends."""

    level: str
    period: Period
    end: int


def find_marks(window: Window, asked: Asked) -> Iterator[Found]:
    """Marks in force block; one that has certainly run out on the day asked asks for declassification first."""
    text = window.page.text[window.start : window.end]
    for match in _LEVEL.finditer(text):
        mark = _mark(text, match)
        if mark is None:
            continue
        last = mark.period.last_day(asked.made)
        written = f"“{squeeze(text[match.start() : mark.end])}”"
        if last is not None and last < asked.on:
            yield Found(
                match.start(),
                mark.end,
                Severity.ANSWER,
                _run_out(written, f"{last:%Y}年{last.month}月{last.day}日"),
            )
        else:
            yield Found(match.start(), mark.end, message=_in_force(written, mark.period, asked))


def _mark(text: str, match: re.Match[str]) -> Mark | None:
    if _WORD_BEFORE.search(text, max(0, match.start() - 4), match.start()) and not _STAR_AFTER.match(
        text, match.end()
    ):
        return None
    around = segment(text, match.start(), match.end())
    written = _AFTER.match(around.after)
    if written is None or (around.quoted and not around.in_brackets(around.after[written.end() :])):
        return None
    if written["period"] and not written["star"] and written["condition"]:
        # 秘密会议前 without a star is a word, no condition of a period.
        written = re.compile("(?P<level>级)?(?P<star>[★*])?(?P<period>)").match(around.after) or written
    level = _NAMES[match[1]]
    period = read_period(written["period"] or "", level)
    tail = around.after[written.end() :]
    if not (
        _starred(around, written, tail) or _alone(text, match, around, tail) or _beside(around, written, tail)
    ):
        return None
    return Mark(level, period, _end_of(text, match.end(), written.end()))


def _starred(around: Segment, written: re.Match[str], tail: str) -> bool:
    """A star makes a mark anywhere; an asterisk only with a period or at an end, since it may be a footnote's."""
    if written["star"] == "★":
        return not _NOT_OF_THE_STATE.search(around.before)
    if written["star"] != "*":
        return False
    if written["period"] and not written["condition"]:
        return True
    return not re.search("[\u4e00-\u9fff]$", around.before) and (
        not bare(tail) or bool(re.match(_URGENT, tail))
    )


def _alone(text: str, match: re.Match[str], around: Segment, tail: str) -> bool:
    """Nothing else in the line, cell or segment but a label, a copy's number, an urgency."""
    if bare(_TAIL.sub("", tail, count=1)):
        return False
    before = bare(around.before)
    framed = _LABEL.sub("", _URGENT_BEFORE.sub("", _COPY_NUMBER.sub("", before)))
    if framed and not _ends_a_title(around):
        return False
    return not _counts_levels(text, match)


def _ends_a_title(around: Segment) -> bool:
    """Whether a space parts the mark from the title before it: 关于……的报告 机密."""
    if not re.search(f"{_SPACE}$", around.raw_before) or len(around.before) > 60:
        return False
    letter_spaced = len(re.findall(f"[^ ]{_SPACE}", around.raw_before)) * 3 > len(around.before)
    spoken = _SPOKEN_BEFORE.search(around.before) or _WORD_BEFORE.search(around.before)
    return not letter_spaced and not spoken and not re.search("[，。；、,;]", around.before)


def _beside(around: Segment, written: re.Match[str], tail: str) -> bool:
    """In brackets at the beginning or end of a paragraph, after a title; or before a space at its beginning."""
    if around.in_brackets(tail):
        outer, rest = around.outer_before, tail[1:]
        if _WORD_BEFORE.search(outer) or re.search("(?:密级|级别|属于|分为|确定为|定为)$", outer):
            return False
        return bool(_AFTER_TITLE.search(outer) and _BEFORE_TEXT.match(rest)) or not rest
    at_start = not around.before and re.match(f"{_SPACE}", around.raw_after[written.end() :])
    return bool(at_start and (_LIST_NUMBER.match(tail) or re.match(_URGENT, tail)))


def _counts_levels(text: str, match: re.Match[str]) -> bool:
    """Whether other levels stand in the same line's cells: a table's head that counts 绝密, 机密, 秘密."""
    before = text[max(0, match.start() - _ROW) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + _ROW].partition("\n")[0]
    cells = {bare(squeeze(cell)).removesuffix("级") for cell in (before + match[0] + after).split("\t")}
    return len(cells & {"绝密", "机密", "秘密"}) > 1


def _end_of(text: str, start: int, length: int) -> int:
    """Where `length` characters that are no spaces end, from `start` on."""
    end = start
    while length > 0:
        length -= bool(squeeze(text[end]))
        end += 1
    return end


def _in_force(written: str, period: Period, asked: Asked) -> str:
    if asked.made is None and not period.until and period.last is None:
        why = "没有给出成文日期，算不出期限是否届满，按仍在保密期内对待"
    elif period.until:
        why = f"保密期限“{period.until}”没有确定的届满日"
    else:
        last = period.last_day(asked.made)
        why = f"保密期限到{last:%Y}年{last.month}月{last.day}日，还没有届满" if last else "仍在保密期内"
    return f"密级标志{written}：{why}。标有密级的信息不得公开，审查意见不能放行；拟公开的，应当先依法解密并除去标志。"


def _run_out(written: str, last: str) -> str:
    return (
        f"密级标志{written}：保密期限已于{last}届满。应当先核实没有延长期限，办理解密手续并除去标志，再公开。"
    )


RULES = (
    Rule(
        "secrecy_mark",
        FindingKind.SECRECY_MARK,
        Severity.BLOCK,
        (TRIGGER,),
        "密级标志。标有密级的信息不得公开。",
        find_marks,
    ),
)
