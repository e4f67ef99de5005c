"""Which of two limits is the stricter."""

from __future__ import annotations

import pytest

from gongkai.core.regime.strictness import compare
from gongkai.core.regime.values_review import Bases, Count
from gongkai.core.workdays import Limit


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        (Limit(working_days=15), Limit(working_days=20), 1),
        (Limit(working_days=20), Limit(working_days=15), -1),
        (Limit(working_days=20), Limit(working_days=20), 0),
        (Limit(months=1), Limit(working_days=20), -1),
        (Limit(months=1), Limit(working_days=25), 1),
        (Limit(by=(1, 31)), Limit(by=(3, 31)), 1),
        (Count(4), Count(2), 1),
        (Bases(("甲",)), Bases(("乙",)), 0),
    ],
)
def test_the_shorter_limit_and_the_larger_count_are_stricter(one: object, other: object, order: int) -> None:
    assert compare(one, other) == order
