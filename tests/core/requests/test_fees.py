"""The processing fee by both tariffs of the rule book, progressive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.regime.values_requests import Tariff, TariffStep
from gongkai.core.requests.fees import MOST_PIECES, Fee, FeeLine, fee
from gongkai.gateways.regimes import load_builtin

pytestmark = pytest.mark.clause("cn-foi:42")


def tariff(name: str) -> Tariff:
    found = load_builtin("naiman-housing").tariffs(date(2025, 3, 3))
    assert found is not None
    return next(each for each in found.value if each.id == name)


@pytest.mark.parametrize(
    ("name", "quantity", "amount"),
    [
        ("requests", 0, 0), ("requests", 1, 0), ("requests", 10, 0), ("requests", 11, 100), ("requests", 30, 2000),
        ("requests", 31, 2200), ("requests", 40, 4000), ("requests", 41, 4300), ("requests", 50, 7000),
        ("requests", 51, 7400), ("requests", 100, 37000),
        ("pages", 0, 0), ("pages", 30, 0), ("pages", 31, 10), ("pages", 100, 700), ("pages", 101, 720),
        ("pages", 200, 2700), ("pages", 201, 2740), ("pages", 1000, 34700),
    ],
)  # fmt: skip
def test_golden_amounts(name: str, quantity: int, amount: int) -> None:
    assert fee(tariff(name), quantity).amount == amount


def test_the_lines_tell_how_it_comes_about() -> None:
    def line(first: int, last: int, each: int, amount: int) -> FeeLine:
        return FeeLine(first, last, Decimal(each), Decimal(amount))

    assert fee(tariff("requests"), 45) == Fee(
        Decimal(5500),
        (line(1, 10, 0, 0), line(11, 30, 100, 2000), line(31, 40, 200, 2000), line(41, 45, 300, 1500)),
    )
    assert fee(tariff("pages"), 5) == Fee(Decimal(0), (line(1, 5, 0, 0),))


def price(name: str, piece: int) -> int:
    """What one piece costs, as the notice words it."""
    if name == "pages":
        return 0 if piece <= 30 else 10 if piece <= 100 else 20 if piece <= 200 else 40
    return 0 if piece <= 10 else 100 if piece <= 30 else 200 + (piece - 31) // 10 * 100


@given(st.sampled_from(["requests", "pages"]), st.integers(0, 3000))
def test_it_is_the_sum_of_its_pieces(name: str, quantity: int) -> None:
    found = fee(tariff(name), quantity)
    assert found.amount == sum(price(name, piece) for piece in range(1, quantity + 1))
    assert [(line.first, line.amount) for line in found.lines] == [
        (before + 1, line.each * (line.last - before))
        for before, line in zip([0, *(line.last for line in found.lines)], found.lines, strict=False)
    ]
    assert sum(line.last - line.first + 1 for line in found.lines) == quantity


def test_a_price_may_rise_before_the_next_step_begins() -> None:
    steps = (TariffStep(1, Decimal(1), 3, Decimal(1)), TariffStep(6, Decimal(10)))
    found = fee(Tariff("pages", "页", steps), 7)
    assert [(line.first, line.last, line.each) for line in found.lines] == [
        (1, 3, Decimal(1)),
        (4, 5, Decimal(2)),
        (6, 7, Decimal(10)),
    ]


@pytest.mark.parametrize(
    ("name", "quantity"), [*((n, -1) for n in MOST_PIECES), *((n, m + 1) for n, m in MOST_PIECES.items())]
)
def test_no_such_quantity(name: str, quantity: int) -> None:
    with pytest.raises(ValueError, match="应在0和"):
        fee(tariff(name), quantity)
