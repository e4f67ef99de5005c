"""Every place the engine found has its surroundings, however close to the edge of another's window it lies."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.screening.page import REACH, Page


@given(st.lists(st.integers(0, 900), min_size=1, max_size=12))
def test_each_hit_is_reached_on_both_sides(places: list[int]) -> None:
    text = "字" * 1200
    windows = [(one.start, one.end) for one in Page(text).windows([(place, place + 3) for place in places])]
    missed = [
        place
        for place in places
        if not any(
            start <= max(0, place - REACH) and min(len(text), place + 3 + REACH) <= end
            for start, end in windows
        )
    ]
    assert missed == []
    assert all(before[1] < after[0] for before, after in zip(windows, windows[1:], strict=False))
