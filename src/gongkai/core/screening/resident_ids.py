"""Resident identity numbers (GB 11643), new and old, and residence permits that share their form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.screening import checks
from gongkai.core.screening.digits import (
    CHINESE_NUMBER,
    LONG_NUMBER,
    Run,
    called,
    in_decimal,
    masked,
    nearby,
    runs,
)
from gongkai.core.screening.finding import Asked, FindingKind, Found, Severity
from gongkai.core.screening.page import GAP, Window
from gongkai.core.screening.rules import Rule

_NEW = (17, 18)
_LONGER = (19, 20, 21)
_LAST = re.compile(f"{GAP}{{0,4}}[Xx](?![0-9A-Za-z])")
_WORDS = re.compile("身\\s*份\\s*证|公民身份|身份号码|证件号|证件号码|证号|ID", re.IGNORECASE)
_OTHER_NUMBER = re.compile(
    "税|注册号|登记号|账\\s*号|帐\\s*号|卡\\s*号|IMEI|订单|流水|单号|批号|条码|执照|组织机构", re.IGNORECASE
)
_WRONG_CHECK = (
    "居民身份证号码（18位，校验位不符，可能录错了一位）。身份证号码属于个人隐私，应当隐去中间的数字，"
    "或者说明可以公开的理由；同时请核对号码。"
)


def _numbers(window: Window) -> Iterator[tuple[Run, str, int]]:
    """Runs with the 18 characters they may be and where these end; a run of 17 takes an X that follows."""
    form = window.form
    for run in runs(window, _NEW, _like_an_id):
        if len(run.digits) == 17:
            if found := _LAST.match(form, run.end):
                yield run, run.digits + "X", found.end()
        else:
            yield run, run.digits, run.end


def _like_an_id(digits: str) -> bool:
    return digits[6:8] in ("19", "20") and (checks.of_mainland(digits) or checks.of_islands(digits))


def find_new(window: Window, asked: Asked) -> Iterator[Found]:
    """Numbers of 18 with province, birth date and check character; a wrong one only where words say what it is."""
    for run, number, end in _numbers(window):
        if not checks.of_mainland(number) or not checks.born(number[6:14], asked.on):
            continue
        if in_decimal(window.form, run.start, end):
            continue
        if checks.checked_id(number):
            yield Found(run.start, end)
        elif run.whole and nearby(window, run.start, _WORDS) and not masked(window.form, run):
            yield Found(run.start, end, message=_WRONG_CHECK)
    for run in runs(window, _LONGER, lambda digits: _like_an_id(digits[-18:])):
        # A number of the row may stand before the identity number without a space.
        number = run.digits[-18:]
        possible = run.whole and checks.of_mainland(number) and checks.born(number[6:14], asked.on)
        if possible and checks.checked_id(number):
            yield Found(run.end - 18, run.end)


def find_islands(window: Window, asked: Asked) -> Iterator[Found]:
    """Residence permits: 81, 82, 83 and the same check character."""
    for run, number, end in _numbers(window):
        if checks.of_islands(number) and checks.born(number[6:14], asked.on) and checks.checked_id(number):
            yield Found(run.start, end)


def find_old(window: Window, asked: Asked) -> Iterator[Found]:
    """Numbers of 15: in one piece or grouped 6-6-3; parted otherwise only where words say what they are."""
    for run in runs(window, (15,), lambda digits: checks.old_id(digits, asked.on)):
        if masked(window.form, run):
            continue
        if in_decimal(window.form, run.start, run.end) or _latin(window.form, run):
            continue
        said = nearby(window, run.start, _WORDS)
        usual = run.whole or (run.lone and run.on_one_line and run.groups == (6, 6, 3))
        if said or (usual and not called(window, run.start, _OTHER_NUMBER)):
            yield Found(run.start, run.end)


def _latin(form: str, run: Run) -> bool:
    """Whether a Latin letter touches the number: then it is a code of something else."""
    around = form[run.start - 1 : run.start] + form[run.end : run.end + 1]
    return any(letter.isascii() and letter.isalpha() for letter in around)


RULES = (
    Rule(
        "resident_id.18",
        FindingKind.RESIDENT_ID,
        Severity.ANSWER,
        (LONG_NUMBER, CHINESE_NUMBER),
        "居民身份证号码（18位，校验位相符）。身份证号码属于个人隐私，应当隐去中间的数字，或者说明可以公开的理由。",
        find_new,
    ),
    Rule(
        "resident_id.15",
        FindingKind.RESIDENT_ID,
        Severity.ANSWER,
        (LONG_NUMBER, CHINESE_NUMBER),
        "像是旧的居民身份证号码（15位）。身份证号码属于个人隐私，应当隐去中间的数字，或者说明可以公开的理由。",
        find_old,
    ),
    Rule(
        "permit.residence",
        FindingKind.PERMIT,
        Severity.ANSWER,
        (LONG_NUMBER, CHINESE_NUMBER),
        "港澳台居民居住证号码（校验位相符）。证件号码属于个人隐私，应当隐去中间的数字，或者说明可以公开的理由。",
        find_islands,
    ),
)
