"""The processing fee: progressive, by one tariff a request (cn-foi:42)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from gongkai.core.regime.values_requests import Tariff, TariffStep

MOST_PIECES = {"requests": 10_000, "pages": 1_000_000}
"""Beyond what anybody asks for; a slip of the pen must not become a bill."""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """The pieces `first` to `last` at `each` yuan a piece."""

    first: int
    last: int
    each: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Fee:
    """What is due in yuan, and how it comes about; pieces that cost nothing have their line too."""

    amount: Decimal
    lines: tuple[FeeLine, ...]


def fee(tariff: Tariff, quantity: int) -> Fee:
    """The fee for so many pieces; ValueError for fewer than none and more than MOST_PIECES of the tariff.

    >>> pages = Tariff("pages", "页", (TariffStep(1, Decimal(0)), TariffStep(31, Decimal(10))))
    >>> fee(pages, 40).amount
    Decimal('100')
    """
    if not 0 <= quantity <= MOST_PIECES[tariff.id]:
        raise ValueError(f"数量是{quantity}，应在0和{MOST_PIECES[tariff.id]}之间")
    lines = tuple(
        FeeLine(first, last, each, each * (last - first + 1))
        for first, last, each in _grades(tariff.steps, quantity)
    )
    return Fee(sum((line.amount for line in lines), Decimal(0)), lines)


def _grades(steps: tuple[TariffStep, ...], quantity: int) -> Iterator[tuple[int, int, Decimal]]:
    """First piece, last piece and price of each grade that begins within the quantity."""
    beyond = TariffStep(quantity + 1, Decimal(0))
    for step, following in pairwise((*(step for step in steps if step.first <= quantity), beyond)):
        length = step.every or following.first - step.first
        for number, first in enumerate(range(step.first, following.first, length)):
            yield first, min(first + length, following.first) - 1, step.each + step.rise * number
