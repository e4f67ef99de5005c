"""A mail that did not go is tried again after growing waits, and after eight tries no more."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from gongkai.core.requests.notices import AFTER, MOST_ATTEMPTS, may_try


def test_the_waits_grow() -> None:
    waits = [later - earlier for earlier, later in pairwise(AFTER)]
    assert all(shorter < longer for shorter, longer in pairwise(waits))
    assert MOST_ATTEMPTS == 8


def test_each_try_has_its_time_and_there_is_no_ninth() -> None:
    for attempts, wait in enumerate(AFTER):
        assert may_try(attempts, wait)
        assert not may_try(attempts, wait - timedelta(seconds=1))
    assert not may_try(8, timedelta(days=365))
