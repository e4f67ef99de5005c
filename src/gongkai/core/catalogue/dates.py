"""Dates as documents write them, and which of them a document of a public body can bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.core.catalogue.numerals import fold, read_number
from gongkai.core.terms import Refusal

EARLIEST = date(1949, 10, 1)
"""No public body in the system is older than the People's Republic."""

_DIGIT = "[0-9〇一二三四五六七八九]"
_PART = "(?:[0-9]{1,2}|[〇一二三四五六七八九十元正]{1,3})"
_WRITTEN = re.compile(rf"(?<![0-9])({_DIGIT}(?:\s*{_DIGIT}){{3}})\s*年\s*({_PART})\s*月\s*({_PART})\s*[日号]")
_FIGURES = re.compile(r"(?<![0-9])([0-9]{4})\s*([-./])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})(?![0-9])")


def read_date(text: str) -> date | None:
    """The date that the whole of `text` writes; None for no date and for one that never was.

    A time of day after it is passed over, as exports of websites append one.

    >>> read_date("二〇〇四年四月二十七日"), read_date("2018 年 12 月 7 日")
    (datetime.date(2004, 4, 27), datetime.date(2018, 12, 7))
    >>> read_date("2018-12-21 08:30:00"), read_date("2019年2月29日")
    (datetime.date(2018, 12, 21), None)
    """
    plain = re.sub(r"[\sT]+[0-9]{1,2}:[0-9]{2}.*$", "", fold(text).strip(), flags=re.DOTALL)
    for found, start, end in _found(plain):
        if start == 0 and end == len(plain):
            return found
    return None


def find_dates(text: str) -> tuple[tuple[date, int, int], ...]:
    """Every real date in `text` with where it starts and ends **in the folded text**."""
    return tuple(_found(fold(text)))


def plausible_date(day: date, today: date | None = None, name: str = "成文日期") -> Refusal | None:
    """Why `day` cannot be the date of a document (before 1949-10-01, after `today`); None when it can.

    >>> plausible_date(date(1899, 1, 1)).code
    'date_too_early'
    >>> plausible_date(date(2018, 12, 21), date(2024, 1, 1)) is None
    True
    """
    if day < EARLIEST:
        reason = (
            f"{name}写的是{chinese_date(day)}，早于{chinese_date(EARLIEST)}，不可能是本系统中机关的文件。"
        )
        return Refusal("date_too_early", reason, remedy=f"请核对{name}的年份后重新填写。")
    if today is not None and day > today:
        reason = f"{name}写的是{chinese_date(day)}，晚于今天（{chinese_date(today)}）。"
        return Refusal("date_in_future", reason, remedy=f"请核对{name}；{name}不能晚于今天。")
    return None


def chinese_date(day: date) -> str:
    """`2018年12月7日`, as texts write it (GB/T 9704: Arabic figures, not padded)."""
    return f"{day.year}年{day.month}月{day.day}日"


def _found(plain: str) -> Iterator[tuple[date, int, int]]:
    for match in _WRITTEN.finditer(plain):
        made = _date(re.sub(r"\s", "", match[1]), match[2], match[3])
        if made:
            yield made, match.start(), match.end()
    for match in _FIGURES.finditer(plain):
        made = _date(match[1], match[3], match[4])
        if made:
            yield made, match.start(), match.end()


def _date(year: str, month: str, day: str) -> date | None:
    first = {"元": "一", "正": "一"}
    numbers = [read_number(first.get(part, part)) for part in (year, month, day)]
    if any(number is None for number in numbers):
        return None
    try:
        return date(*(number or 0 for number in numbers))
    except ValueError:
        return None
