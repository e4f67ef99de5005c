"""Days as people write them into registers, and as spreadsheets count them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_FIGURES = re.compile(r"([0-9]{4})\s*([年./-])\s*([0-9]{1,2})\s*([月./-])\s*([0-9]{1,2})\s*[日号]?")
_PLAIN = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])")
_SERIAL = re.compile(r"([34][0-9]{4})(?:\.[0-9]+)?")
_TIME = re.compile(r"[\sT]+[0-9]{1,2}:[0-9]{2}.*$", re.DOTALL)
_DAY_ZERO = date(1899, 12, 30)
"""Spreadsheets count days from here; they believe in a 29 February 1900."""

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_WORDS = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?"
)


def read_day(text: str) -> date | None:
    """The day that the whole of `text` writes; None for anything else, and for a day that never was.

    A time of day after it is passed over.

    >>> [str(read_day(text)) for text in ("2024年3月5日", "2024-3-5", "2024.03.05", "2024/3/5 08:30", "20240305")]
    ['2024-03-05', '2024-03-05', '2024-03-05', '2024-03-05', '2024-03-05']
    >>> read_day("45356"), read_day("二〇二四年三月十五日"), read_day("2023年2月29日")
    (datetime.date(2024, 3, 5), datetime.date(2024, 3, 15), None)
    """
    plain = _TIME.sub("", unicodedata.normalize("NFKC", text).strip())
    if serial := _SERIAL.fullmatch(plain):
        return _DAY_ZERO + timedelta(days=int(serial[1]))
    if words := _WORDS.fullmatch(plain):
        return _day(int(words[1].translate(_DIGITS)), _counted(words[2]), _counted(words[3]))
    if found := _FIGURES.fullmatch(plain):
        mixed = found[2] != found[4] and found[2] + found[4] != "年月"
        return None if mixed else _day(int(found[1]), int(found[3]), int(found[5]))
    if found := _PLAIN.fullmatch(plain):
        return _day(*(int(part) for part in found.groups()))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _counted(text: str) -> int:
    """A number below a hundred in Chinese figures; 0 for what is none.

    >>> [_counted(text) for text in ("三", "十", "十二", "二十", "三十一", "十十")]
    [3, 10, 12, 20, 31, 0]
    """
    tens, ten, ones = text.rpartition("十")
    parts = [part.translate(_DIGITS) for part in (tens, ones)]
    if any(part and (len(part) > 1 or not part.isdigit()) for part in parts):
        return 0
    return (int(parts[0] or 1) * 10 if ten else 0) + int(parts[1] or 0)
