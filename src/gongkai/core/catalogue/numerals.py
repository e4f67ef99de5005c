"""Figures as officials write them: Arabic or full-width, 二〇〇四, 四十三, any zero that was at hand."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_ZEROS = str.maketrans({"零": "〇", "○": "〇", "◯": "〇", "〇": "〇"})
_LONGEST = 9


def fold(text: str) -> str:
    """`text` with full-width forms made plain, zeros made one, and characters nobody can see taken out.

    >>> fold("二○○四年[2018]")
    '二〇〇四年[2018]'
    """
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_ZEROS)


def read_number(text: str) -> int | None:
    """The whole number that `text` (folded) writes, by digits or with 十百千; None for anything else.

    >>> [read_number(text) for text in ("043", "四十三", "十", "二〇〇四", "七百〇六", "第三")]
    [43, 43, 10, 2004, 706, None]
    """
    if not 0 < len(text) <= _LONGEST:
        return None
    if text.isascii():
        return int(text) if text.isdigit() else None
    if any(char in _UNITS for char in text):
        return _with_units(text)
    plain = "".join(str(_DIGITS[char]) if char in _DIGITS else char for char in text)
    return int(plain) if plain.isascii() and plain.isdigit() else None


def _with_units(text: str) -> int | None:
    total, pending, last_unit = 0, None, 10_000
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            if unit >= last_unit or (pending is None and total and unit != 10):
                return None
            total += (1 if pending is None else pending) * unit
            pending, last_unit = None, unit
        elif char == "〇" and pending is None:
            continue
        elif char in _DIGITS and pending is None:
            pending = _DIGITS[char]
        else:
            return None
    return total + (pending or 0)
