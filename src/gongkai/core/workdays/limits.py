"""A limit of time as a rule book states it, before any calendar is asked."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.terms import Citation


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time; exactly one of the three is given, else ValueError.

    `working_days` is counted from the day after the event. `months` are calendar months: the same day of
    the month (the last day where there is none), or the next working day where that is a day off.
    `by` is a fixed (month, day) of the year after the year of the event (cn-foi:49).

    >>> Limit(working_days=15).title
    '15个工作日'
    >>> Limit(by=(1, 31)).title
    '次年1月31日前'
    """

    working_days: int | None = None
    months: int | None = None
    by: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        given = [value for value in (self.working_days, self.months, self.by) if value is not None]
        if len(given) != 1:
            raise ValueError("期限必须在 working_days、months、by 三者中恰好写一个")
        if self.by is None and min(self.working_days or 1, self.months or 1) < 1:
            raise ValueError("期限至少为 1")
        if self.working_days == 0 or self.months == 0:
            raise ValueError("期限至少为 1")
        if self.by is not None and not _is_day_of_every_year(*self.by):
            raise ValueError(f"没有{self.by[0]}月{self.by[1]}日这一天（2月29日也不可用）")

    @property
    def title(self) -> str:
        if self.working_days is not None:
            return f"{self.working_days}个工作日"
        if self.months is not None:
            return f"{self.months}个月"
        month, day = self.by or (0, 0)
        return f"次年{month}月{day}日前"


@dataclass(frozen=True, slots=True)
class CitedLimit:
    """A limit with the clause it rests on."""

    limit: Limit
    clause: Citation


def _is_day_of_every_year(month: int, day: int) -> bool:
    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return 1 <= month <= 12 and 1 <= day <= lengths[month - 1]
