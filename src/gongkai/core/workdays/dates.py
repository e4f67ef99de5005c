"""Dates written for people."""

from __future__ import annotations

from datetime import date


def zh_day(day: date, beside: date | None = None) -> str:
    """`2025年4月1日`, or `4月1日` beside a day of the same year.

    >>> zh_day(date(2025, 4, 1)), zh_day(date(2025, 4, 1), date(2025, 1, 1))
    ('2025年4月1日', '4月1日')
    """
    year = "" if beside is not None and beside.year == day.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
