"""The forms of a text that are scanned: without what nobody sees, full-width made half-width, numerals made digits.

The plain form has exactly one character for each of the original, so a place in it **is** the place in the original
and no map is needed. The sound form has fewer, and leads back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.core.screening.signs import (
    CHINESE_DIGITS,
    CHINESE_TO_ARABIC,
    CHINESE_ZEROS,
    DIGITS,
    GAPS,
    HYPHENS,
    IGNORABLE,
    LETTERS,
    ODD_DIGITS,
    SPACES,
    UNSEEN,
    members,
)

_BEYOND = "\U00010000-\U0001ffff\U000e0000-\U000e0fff"
"""Python's engine is slow with many ranges out here. Rare Han characters, which names have, lie in between."""
_BASIC_ODD = members(IGNORABLE) + "".join(map(chr, ODD_DIGITS))
ODD = f"[{''.join(char for char in _BASIC_ODD if char < _BEYOND[0])}{_BEYOND}]"
"""A text in which this matches must be made sound before the rules read it."""
_IGNORED = re.compile(f"[{IGNORABLE}]+")
_NUMBERLIKE = re.compile(f"[{DIGITS}{LETTERS}]")


def _all(ranges: str, become: str) -> dict[int, str]:
    return dict.fromkeys(map(ord, members(ranges)), become)


_PLAIN = (
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | ODD_DIGITS
    | _all(SPACES, " ")
    | _all(IGNORABLE, UNSEEN)
    | _all(HYPHENS, "-")
    | {0xFE61: "*", 0x2217: "*", 0xFE6B: "@", 0x2169: "X", 0x2179: "x", 0x2028: "\n", 0x2029: "\n"}
)
_RUN = re.compile(
    f"[{CHINESE_ZEROS}{CHINESE_DIGITS}](?:[{GAPS}]{{0,4}}[{CHINESE_ZEROS}{CHINESE_DIGITS}]){{6,}}"
)
_COUNTING = re.compile(f"[{CHINESE_DIGITS}]")


@dataclass(frozen=True, slots=True)
class Sound:
    """A text without what nobody sees; `kept` is the place in the original of each of its characters, None: the same.

    Digits of other scripts are ASCII ones in it.
    """

    text: str
    kept: list[int] | None = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` (not included) stand in the original; `end` is beyond `start`."""
        return (start, end) if self.kept is None else (self.kept[start], self.kept[end - 1] + 1)


def sound(text: str) -> Sound:
    """The text as a reader sees it. Where it would run two numbers or codes into one, a U+200B stays between them.

    >>> sound("机\\ufe0f密★\\u1811\\u1810年").text, sound("138\\u034f\\u061c4751").text
    ('机密★10年', '138\\u200b4751')
    """
    text = text.translate(ODD_DIGITS)
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for run in _IGNORED.finditer(text):
        start, end = run.span()
        pieces.append(text[at:start])
        kept.extend(range(at, start))
        if start and _NUMBERLIKE.match(text, start - 1) and _NUMBERLIKE.match(text, end):
            pieces.append(UNSEEN)
            kept.append(start)
        at = end
    pieces.append(text[at:])
    kept.extend(range(at, len(text)))
    return Sound("".join(pieces), kept)


def plain(text: str) -> str:
    """The same text, character for character, in half-width form; runs of seven Chinese numerals and more in digits.

    Hyphens of every kind become `-`, spaces of every kind a space, characters nobody sees U+200B. A single Chinese
    numeral stays: 一 is a word. Circles alone stay circles: they hide digits.

    >>> plain("电话：１３８－０００１ 一三八〇〇〇一一二三四 第一")
    '电话:138-0001 13800011234 第一'
    """
    return _RUN.sub(_in_digits, text.translate(_PLAIN))


def _in_digits(run: re.Match[str]) -> str:
    return run[0].translate(CHINESE_TO_ARABIC) if _COUNTING.search(run[0]) else run[0]
