"""Secrecy periods as marks write them, and whether one has run out."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_YEARS = {"绝密": 30, "机密": 20, "秘密": 10}
"""The period of a mark that gives none, by level (保守国家秘密法)."""

_HAN = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_N = "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
_Y = "(?:[0-9]{4}|[〇零○一二三四五六七八九]{4})"
PERIOD = (
    f"(?:(?P<ever>长期|永久)|(?P<year>{_Y})年(?P<month>{_N})月(?:(?P<day>{_N})日)?(?:前|止|解密|后解密)?"
    f"|(?P<iso>[0-9]{{4}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}})|(?P<years>{_N})年|(?P<months>{_N})个?月|(?P<days>{_N})[天日]"
    "|(?P<condition>[\u4e00-\u9fff]{2,16}(?:前|后|时|止)))"
)
"""One period, in text without spaces."""
_PERIOD = re.compile(PERIOD)


@dataclass(frozen=True, slots=True)
class Period:
    """How long a mark holds: to a day, for a span from the making, or `until` what nobody can date."""

    text: str
    last: date | None = None
    months: int = 0
    days: int = 0
    until: str = ""

    def last_day(self, made: date | None) -> date | None:
        """The last day in force, counted from the day of making; None where it cannot be known.

        >>> Period("1年", months=12).last_day(date(2023, 3, 1))
        datetime.date(2024, 3, 1)
        """
        if self.last is not None:
            return self.last
        if self.until or made is None:
            return None
        return _months_on(made, self.months) + timedelta(days=self.days)


def read_period(text: str, level: str) -> Period:
    """The period a mark of a level writes, without spaces; "" is the longest of its level."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        years = LONGEST_YEARS[level]
        return Period("", months=12 * years) if not text else Period(text, until=text)
    found = match.groupdict()
    if found["ever"] or found["condition"]:
        return Period(text, until=text)
    if found["years"] or found["months"] or found["days"]:
        months = 12 * _read(found["years"] or "0") + _read(found["months"] or "0")
        return Period(text, months=months, days=_read(found["days"] or "0"))
    return _to_a_day(text, found)


def _to_a_day(text: str, found: dict[str, str | None]) -> Period:
    """A period to a date; a date that no calendar has never runs out."""
    pieces = (
        re.split("[-./]", found["iso"]) if found["iso"] else [found["year"], found["month"], found["day"]]
    )
    try:
        year, month = _read(pieces[0] or ""), _read(pieces[1] or "")
        day = _read(pieces[2]) if pieces[2] else monthrange(year, month)[1]
        return Period(text, last=date(year, month, day))
    except ValueError:
        return Period(text, until=text)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _read(text: str) -> int:
    """A number in Arabic or Chinese, up to 999 or digit by digit."""
    if text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_HAN[tens] if tens else 1) + (_HAN[ones] if ones else 0)
    return int("".join(str(_HAN[digit]) for digit in text))
