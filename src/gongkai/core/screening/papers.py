"""Passports and travel permits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.screening.digits import CHINESE_NUMBER, LETTER_AND_NUMBER, called, nearby
from gongkai.core.screening.finding import Asked, FindingKind, Found, Severity
from gongkai.core.screening.page import GAP, Window
from gongkai.core.screening.rules import Rule
from gongkai.core.screening.signs import DIGITS, GAPS, any_of

_EDGE, _END = "(?<![0-9A-Za-z/_.=])", f"(?![0-9A-Za-z*/_=]|{GAP}?[*]|[.][0-9A-Za-z])"


def _number(letters: str, digits: int) -> str:
    return f"{letters}(?:{GAP}{{0,4}}[0-9]){{{digits}}}"


_PASSPORT = re.compile(
    f"{_EDGE}(?:{_number('[EeGg]', 8)}|{_number(f'[Ee]{GAP}{{0,2}}[A-HJ-NP-Za-hj-np-z]', 7)}){_END}"
)
_OFFICIAL = re.compile(
    f"{_EDGE}(?:{_number(f'[DdSsPp]{GAP}{{0,2}}[Ee]?', 7)}|{_number('[DdSsPp]', 8)}){_END}"
)
_SAID_PASSPORT = re.compile("护\\s*照|passport", re.IGNORECASE)
_OTHER_CODE = re.compile("型号|编号|货号|标准|批号|图号|设备|代码|文号|许可证|登记号")

_PERMIT = re.compile(
    f"{_EDGE}(?:{_number('[HhMm]', 10)}|{_number('[HhMm]', 8)}|{_number('[CcWwTtLl]', 8)}"
    f"|{_number(f'[CcWw]{GAP}{{0,2}}[A-Za-z]', 7)}){_END}"
)
_SAID_PERMIT = re.compile("通行证|回乡证|台胞证|港澳居民|来往内地|往来港澳|往来台湾|来往大陆|证件号")
_TAIWAN = re.compile(f"(?:台胞证|来往大陆通行证|居留证)[^0-9\\n]{{0,10}}({_number('[0-9]', 7)})(?![0-9*])")
TAIWAN = f"{any_of('台胞证', '大陆通行证', '居留证')}[^{DIGITS}\n]{{0,10}}[{DIGITS}](?:[{GAPS}]{{0,4}}[{DIGITS}]){{7}}"


def _in_table_or_line(match: re.Match[str]) -> bool:
    """Whether letters and digits stand together: a letter at a line's end and figures below are no number."""
    return "\n" not in match[0]


def find_passport(window: Window, asked: Asked) -> Iterator[Found]:
    """E and G with eight digits or E, a letter and seven; the official D, S, P only where words say passport."""
    for match in _PASSPORT.finditer(window.form):
        said = nearby(window, match.start(), _SAID_PASSPORT)
        if said or (_in_table_or_line(match) and not called(window, match.start(), _OTHER_CODE)):
            yield Found(match.start(), match.end())
    for match in _OFFICIAL.finditer(window.form):
        if nearby(window, match.start(), _SAID_PASSPORT):
            yield Found(match.start(), match.end())


def find_permit(window: Window, asked: Asked) -> Iterator[Found]:
    """H or M with ten digits stand for themselves; shorter ones and other letters need words that say permit."""
    for match in _PERMIT.finditer(window.form):
        digits = sum(letter.isdigit() for letter in match[0])
        own = match[0][0] in "HM" and digits == 10 and _in_table_or_line(match)
        if nearby(window, match.start(), _SAID_PERMIT) or (
            own and not called(window, match.start(), _OTHER_CODE)
        ):
            yield Found(match.start(), match.end())


def find_taiwan(window: Window, asked: Asked) -> Iterator[Found]:
    """Eight digits that words call a permit of Taiwan residents."""
    for match in _TAIWAN.finditer(window.form):
        yield Found(match.start(1), match.end(1))


_WHY = "证件号码属于个人隐私，应当隐去一部分，或者说明可以公开的理由。"
RULES = (
    Rule(
        "passport",
        FindingKind.PASSPORT,
        Severity.ANSWER,
        (LETTER_AND_NUMBER, CHINESE_NUMBER),
        f"护照号码。{_WHY}",
        find_passport,
    ),
    Rule(
        "permit",
        FindingKind.PERMIT,
        Severity.ANSWER,
        (LETTER_AND_NUMBER, CHINESE_NUMBER),
        f"港澳台通行证号码。{_WHY}",
        find_permit,
    ),
    Rule(
        "permit.taiwan",
        FindingKind.PERMIT,
        Severity.ANSWER,
        (TAIWAN,),
        f"台湾居民证件号码。{_WHY}",
        find_taiwan,
    ),
)
