"""A month of a year, as archives are cut by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple


class Month(NamedTuple):
    """Ordered by time; `slug` is its place in addresses.

    >>> Month(2024, 12).next.slug, Month.parse("2024-10")
    ('2025-01', Month(year=2024, month=10))
    """

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, slug: str) -> Month:
        year, month = slug.split("-")
        return cls(int(year), int(month))

    @property
    def slug(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def title(self) -> str:
        return f"{self.year}年{self.month}月"

    @property
    def start(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def next(self) -> Month:
        return Month(self.year + 1, 1) if self.month == 12 else Month(self.year, self.month + 1)


def span(first: Month, last: Month) -> Iterator[Month]:
    """Every month from the first to the last, both included.

    >>> [month.slug for month in span(Month(2023, 12), Month(2024, 1))]
    ['2023-12', '2024-01']
    """
    while first <= last:
        yield first
        first = first.next
