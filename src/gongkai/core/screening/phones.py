"""Telephones: mobile numbers and landlines that are not the organ's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.screening.digits import (
    CHINESE_NUMBER,
    LONG_NUMBER,
    PEOPLE,
    Run,
    amount,
    called,
    hidden_beside,
    masked,
    nearby,
    runs,
)
from gongkai.core.screening.finding import Asked, FindingKind, Found, Known, Severity
from gongkai.core.screening.page import GAP, Page, Window
from gongkai.core.screening.rules import Rule
from gongkai.core.screening.signs import ARABIC, BREAKS, DIGITS, SPACES, UNSEEN, any_of, in_cell

_MOBILE_LENGTHS = (11, 12, 13, 15)
_MOBILE = re.compile("(?:0|86|0086)?(1[3-9][0-9]{9})")
_USUAL_GROUPS = ((3, 4, 4), (4, 3, 4), (3, 3, 5), (4, 4, 3), (3, 8), (7, 4), (2, 3, 4, 4), (2, 11))
_OTHER_NUMBER = re.compile("税号|识别号|注册号|登记号|订单|流水|批号|条码|索引号|编码|代码|文号")


def _landline(gap: str, after: str = "[0-9]") -> re.Pattern[str]:
    """Area code and local number as long as they go together, with gaps of a kind.

    `after` must not follow: over lines a digit with a point is the number of the next paragraph.
    """
    seven, eight = (f"[2-8](?:{gap}{{0,2}}[0-9]){{{more}}}" for more in ("6,7", "7"))
    return re.compile(
        f"(?<![0-9A-Za-z.])(?:[(]?(?:\\+|00)86[)]?{gap}{{0,2}}[(]?0?|[(]?0)"
        f"(?:(?:10|2[0-9])[)]?{gap}{{0,3}}{eight}|[3-9][0-9]{{2}}[)]?{gap}{{0,3}}{seven})(?!{after})"
    )


_LANDLINE, _PARTED_LANDLINE = _landline("[ \u200b-]"), _landline(GAP, "[0-9.、]")
_WORDS = ("电话", "传真", "座机", "固话", "联系方式", "值班", "办公室电话")
LOCAL = f"{any_of(*_WORDS)}[^{DIGITS}\n]{{0,12}}[{DIGITS}](?:[{SPACES}{UNSEEN}\\-\uff0d]?[{DIGITS}]){{6}}"
_LOCAL_NUMBER = "([2-8](?:[ \u200b-]?[0-9]){6,7})(?![0-9*.]|[ -]?[0-9*])"
_LOCAL = re.compile(f"{any_of(*_WORDS)}[^0-9\\n*]{{0,12}}(?<![0-9*]){_LOCAL_NUMBER}")
_ANOTHER = re.compile(f"[ ,、;/或和及]{{1,3}}{_LOCAL_NUMBER}")
PHONE_HEADER = in_cell("电话", "手机", "联系方式", "传真")
_HEADER = re.compile("电话|手机|联系方式|传真")
_LOCAL_CELL = re.compile("[2-8](?:[ -]?[0-9]){6,7}")
_AREA = re.compile("0(?:10|2[0-9]|[3-9][0-9]{2})")
_PARTED_BY_BRACKET = f"[{ARABIC}][{SPACES}]?[)）][{SPACES}{BREAKS}\\-\uff0d]{{0,2}}[{ARABIC}]"


def find_mobile(window: Window, asked: Asked) -> Iterator[Found]:
    """Eleven digits from 13 to 19, with or without the country; parted unusually only where words say telephone."""
    for run in runs(window, _MOBILE_LENGTHS, _MOBILE.fullmatch):
        number = _MOBILE.fullmatch(run.digits)
        if number is None or masked(window.form, run) or _in_code(window.form, run):
            continue
        if number[1] in _plain_numbers(asked.known) or amount(window, run.start, run.end):
            continue
        said = nearby(window, run.start, PEOPLE)
        usual = (run.whole or run.lone) and _usual(run)
        if said or (usual and not called(window, run.start, _OTHER_NUMBER)):
            yield Found(run.start, run.end)


def _usual(run: Run) -> bool:
    """In one piece, in the groups people write, or with hyphens. Single digits in a row may be figures of a table."""
    return run.whole or (run.on_one_line and (run.groups in _USUAL_GROUPS or set(run.inside) == {"-"}))


def _in_code(form: str, run: Run) -> bool:
    """Whether Latin letters, a slash or a point tie the number into a code or an address of the web."""
    return bool(re.search("[A-Za-z/_=.]$", form[max(0, run.start - 1) : run.start])) or bool(
        re.match("[A-Za-z/_=]|\\.[0-9a-z]", form[run.end : run.end + 2])
    )


def find_landline(window: Window, asked: Asked) -> Iterator[Found]:
    """Area code and number, in brackets, with hyphen or in one piece; over cells and lines only where words say so."""
    for pattern in (_LANDLINE, _PARTED_LANDLINE):
        for match in pattern.finditer(window.form):
            digits = re.sub("[^0-9]", "", match[0]).removeprefix("0086")
            digits = "0" + digits[2:].lstrip("0") if digits.startswith("86") else digits
            if _is_known(digits, asked.known) or amount(window, match.start(), match.end()):
                continue
            if hidden_beside(window.form, match.start(), match.end()):
                continue
            # A number over cells or lines is two figures, if nothing says telephone.
            if pattern is _LANDLINE or nearby(window, match.start(), PEOPLE):
                yield Found(match.start(), match.end())


def find_local(window: Window, asked: Asked) -> Iterator[Found]:
    """Seven or eight digits that the words before them call a telephone."""
    for said in _LOCAL.finditer(window.form):
        match: re.Match[str] | None = said
        while match:
            digits = re.sub("[^0-9]", "", match[1])
            if not _is_known(digits, asked.known) and not amount(window, match.start(1), match.end(1)):
                yield Found(match.start(1), match.end(1))
            match = _ANOTHER.match(window.form, match.end(1))


def find_in_column(page: Page, asked: Asked) -> Iterator[Found]:
    """Local numbers in a column headed 电话: cells hold them without the word."""
    for table in page.tables:
        for cell in table.under(_HEADER):
            found = _LOCAL_CELL.fullmatch(Window(page, cell.start, cell.end).form)
            if found and not _is_known(re.sub("[^0-9]", "", found[0]), asked.known):
                yield Found(cell.start, cell.end)


def _plain_numbers(known: Known) -> frozenset[str]:
    return frozenset(re.sub("[^0-9]", "", phone) for phone in known.phones)


def _is_known(digits: str, known: Known) -> bool:
    """Whether it is one of the organ's own, with or without its area code."""
    bare = {_AREA.sub("", digits, count=1)} if len(digits) > 8 else set()
    for phone in _plain_numbers(known):
        local = _AREA.sub("", phone, count=1) if len(phone) > 8 else phone
        if digits in (phone, local) or (len(phone) <= 8 and phone in bare):
            return True
    return False


RULES = (
    Rule(
        "mobile",
        FindingKind.MOBILE,
        Severity.ANSWER,
        (LONG_NUMBER, CHINESE_NUMBER),
        "手机号码。个人的手机号码属于个人隐私，应当隐去中间四位，或者说明可以公开的理由。",
        find_mobile,
    ),
    Rule(
        "landline",
        FindingKind.LANDLINE,
        Severity.ANSWER,
        (LONG_NUMBER, CHINESE_NUMBER, _PARTED_BY_BRACKET),
        "固定电话，不在本机关已经公开的电话之内。请核对是不是个人或者其他单位的电话，能不能公开。",
        find_landline,
    ),
    Rule(
        "landline.local",
        FindingKind.LANDLINE,
        Severity.ANSWER,
        (LOCAL,),
        "没有写区号的固定电话，不在本机关已经公开的电话之内。请核对是不是个人或者其他单位的电话，能不能公开。",
        find_local,
    ),
    Rule(
        "landline.column",
        FindingKind.LANDLINE,
        Severity.ANSWER,
        (PHONE_HEADER,),
        "“电话”一栏里的号码，不在本机关已经公开的电话之内。请核对是不是个人或者其他单位的电话，能不能公开。",
        find_on_page=find_in_column,
    ),
)
