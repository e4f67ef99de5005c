"""Mailboxes and vehicle plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.screening.finding import Asked, FindingKind, Found, Severity
from gongkai.core.screening.page import Window
from gongkai.core.screening.rules import Rule
from gongkai.core.screening.signs import DIGITS, LETTERS, PROVINCES, SPACES, UNSEEN

_BLANK = "[ \u200b]"
_EMAIL = re.compile(
    f"(?<![0-9A-Za-z._%+*-])[0-9A-Za-z](?:[0-9A-Za-z._%+-]|\u200b){{0,63}}{_BLANK}{{0,3}}@{_BLANK}{{0,3}}"
    f"[0-9A-Za-z](?:[0-9A-Za-z-]|\u200b){{0,62}}(?:{_BLANK}?[.]{_BLANK}?[0-9A-Za-z-]{{1,30}}){{0,4}}{_BLANK}?[.]{_BLANK}?"
    f"[A-Za-z]{{2,12}}(?![0-9A-Za-z@])"
)
_LOOSE = re.compile("[\\s\u200b]")
EMAIL = "[@＠﹫]"

_DOT = "[·•・‧∙.]"
_SIGN, _APART = "[0-9A-HJ-NP-Za-hj-np-z]", "[ \u200b-]{0,3}"
_PLATE = re.compile(
    f"[{PROVINCES}]{_BLANK}{{0,3}}[A-HJ-NP-Za-hj-np-z]{_BLANK}{{0,3}}{_DOT}?("
    f"(?:{_APART}{_SIGN}){{4}}{_APART}[警学挂港澳]|(?:{_APART}{_SIGN}){{5,6}})(?![0-9A-Za-z*])"
)
_SPACE = f"[{SPACES}{UNSEEN}]"
PLATE = (
    f"[{PROVINCES}]{_SPACE}{{0,3}}[{LETTERS}]{_SPACE}{{0,3}}[·•・‧∙.．]?"
    f"[{SPACES}{UNSEEN}\\-\uff0d]{{0,3}}[{DIGITS}{LETTERS}]"
)


def find_email(window: Window, asked: Asked) -> Iterator[Found]:
    """Mailboxes, with spaces round the sign too, that the organ has not published as its own."""
    published = {mail.strip().lower() for mail in asked.known.emails}
    for match in _EMAIL.finditer(window.form):
        if _LOOSE.sub("", match[0]).lower() not in published:
            yield Found(match.start(), match.end())


def find_plate(window: Window, asked: Asked) -> Iterator[Found]:
    """A province's character, a letter and five or six places, three digits at least (GA 36)."""
    for match in _PLATE.finditer(window.form):
        places = _LOOSE.sub("", match[1])
        if sum(place.isdigit() for place in places) >= 3 and not _spread_figures(match[1]):
            yield Found(match.start(), match.end())


def _spread_figures(text: str) -> bool:
    """Whether the places are words or figures set apart, such as 新A 2018 12, and no plate."""
    pieces = text.replace("\u200b", "").split()
    return len(pieces) > 1 and not all(len(piece) == 1 for piece in pieces) and len(pieces[0]) < 2


RULES = (
    Rule(
        "email",
        FindingKind.EMAIL,
        Severity.ANSWER,
        (EMAIL,),
        "电子邮箱，不在本机关已经公开的邮箱之内。请核对是不是个人的邮箱，能不能公开。",
        find_email,
    ),
    Rule(
        "plate",
        FindingKind.PLATE,
        Severity.ANSWER,
        (PLATE,),
        "机动车号牌。私人车辆的号牌能指向个人，应当隐去一部分，或者说明可以公开的理由。",
        find_plate,
    ),
)
