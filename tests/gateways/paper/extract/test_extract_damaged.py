"""Damaged files of every format: parts or a sentence, never a crash, never a hang."""

from __future__ import annotations

import pytest
from bench.fuzz import campaign
from tests.support.papers.building import HIDING_PLACES


@pytest.mark.parametrize("format_name", HIDING_PLACES)
def test_none_of_three_hundred_crashes_or_hangs(format_name: str) -> None:
    figures = campaign(format_name, 300, seed=2)
    assert (figures.crashed, figures.hung) == ([], [])
    assert sum(figures.outcomes.values()) == 300
