"""Bank cards and accounts, and unified social credit codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.screening import checks
from gongkai.core.screening.digits import (
    CHINESE_NUMBER,
    LONG_NUMBER,
    NUMBER_AND_LETTER,
    Run,
    amount,
    called,
    in_decimal,
    masked,
    nearby,
    runs,
)
from gongkai.core.screening.finding import Asked, FindingKind, Found, Severity
from gongkai.core.screening.page import GAP, Window
from gongkai.core.screening.rules import Rule

_LENGTHS = (16, 17, 18, 19)
_ACCOUNT_LENGTHS = tuple(range(12, 26))
_WORDS = re.compile("卡\\s*号|[账帐]\\s*号|[账帐]户|一卡通|一折通|存折|银行")
_ACCOUNT = re.compile("(?:卡 ?号|[账帐] ?号|[账帐]户|一[卡折]通(?:号码?)?|存折号?)[^0-9\\n]{0,8}$")
_ACCOUNT_HEADER = re.compile("卡 ?号|[账帐] ?号|银行[账帐]户|一[卡折]通|存折")
_NOT_CARDS = re.compile("信用代码|机构代码|税号|纳税人|识别号|条形?码|订单|流水号|ISBN|ISSN", re.IGNORECASE)
_CODE = re.compile(
    f"(?<![0-9A-Za-z])[0-9A-Za-z]{GAP}{{0,2}}[0-9A-Za-z](?:{GAP}{{0,2}}[0-9]){{6}}"
    f"(?:{GAP}{{0,2}}[0-9A-Za-z]){{10}}(?![0-9A-Za-z])"
)
_GAPS = re.compile(GAP + "+")
_LONGER = re.compile("^[0-9][ -]|[ -][0-9]$")
_LONGER_PARTED = re.compile(f"^[0-9]{GAP}|{GAP}[0-9]$")
"""Digits on, behind a gap: all digits, it is a piece of a card number or of a list, and no code."""


def find_card(window: Window, asked: Asked) -> Iterator[Found]:
    """Numbers with a bank's beginning and a Luhn digit; parted unusually only where words say card or account."""
    for run in runs(window, _LENGTHS, checks.bank_card):
        if masked(window.form, run) or _latin(window.form, run):
            continue
        if in_decimal(window.form, run.start, run.end) or called(window, run.start, _NOT_CARDS):
            continue
        usual = _usual(run) and not amount(window, run.start, run.end)
        if usual or nearby(window, run.start, _WORDS):
            yield Found(run.start, run.end)


def _usual(run: Run) -> bool:
    """In one piece, in fours, or 6 and the rest. Single digits in a row are more often the figures of a table."""
    if run.whole:
        return True
    fours = run.groups[:4] == (4, 4, 4, 4) and sum(run.groups[4:]) <= 3 and len(run.groups) <= 5
    return run.lone and run.on_one_line and (fours or run.groups == (6, len(run.digits) - 6))


def _latin(form: str, run: Run) -> bool:
    around = form[run.start - 1 : run.start] + form[run.end : run.end + 1]
    return any(letter.isascii() and letter.isalpha() for letter in around)


def find_account(window: Window, asked: Asked) -> Iterator[Found]:
    """Any number of 12 to 25 digits that words beside it or over its column call an account or card."""
    headed = any(_ACCOUNT_HEADER.search(header) for table in window.page.tables for header in table.headers)
    if not headed and not any(sign in window.form for sign in "卡账帐折"):
        return
    for run in runs(window, _ACCOUNT_LENGTHS, bool):
        if masked(window.form, run) or not run.on_one_line or not run.lone:
            continue
        if in_decimal(window.form, run.start, run.end):
            continue
        said = _ACCOUNT.search(window.form[max(0, run.start - 20) : run.start])
        if said or _ACCOUNT_HEADER.search(window.page.header_at(window.start + run.start)):
            yield Found(run.start, run.end)


def find_credit_code(window: Window, asked: Asked) -> Iterator[Found]:
    """Unified social credit codes with their check character; an identity number is none."""
    for match in _CODE.finditer(window.form):
        code = _GAPS.sub("", match[0]).upper()
        person = checks.of_mainland(code) and code[:17].isdigit() and checks.born(code[6:14], asked.on)
        longer = _LONGER if len(match[0]) == len(code) else _LONGER_PARTED
        if code.isdigit() and longer.search(window.form[max(0, match.start() - 2) : match.end() + 2]):
            continue
        if checks.credit_code(code) and not (person and checks.checked_id(code)):
            yield Found(match.start(), match.end())


RULES = (
    Rule(
        "credit_code",
        FindingKind.CREDIT_CODE,
        Severity.NOTE,
        (LONG_NUMBER, CHINESE_NUMBER, NUMBER_AND_LETTER),
        "统一社会信用代码（校验位相符）。它标识单位，一般可以公开；个体工商户的代码能指向个人，请留意。",
        find_credit_code,
    ),
    Rule(
        "bank_card",
        FindingKind.BANK_CARD,
        Severity.ANSWER,
        (LONG_NUMBER, CHINESE_NUMBER),
        "银行卡号（校验位相符）。银行卡号属于个人隐私或者商业秘密，应当隐去中间的数字，或者说明可以公开的理由。",
        find_card,
    ),
    Rule(
        "bank_card.account",
        FindingKind.BANK_CARD,
        Severity.ANSWER,
        (LONG_NUMBER, CHINESE_NUMBER),
        "旁边的文字说这是账号或者卡号。账号属于个人隐私或者商业秘密，应当隐去中间的数字，或者说明可以公开的理由。",
        find_account,
    ),
)
