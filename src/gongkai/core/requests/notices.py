"""When a mail that did not go is tried again, and when no more."""

from __future__ import annotations

from datetime import timedelta

AFTER = (
    timedelta(0),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
    timedelta(hours=48),
)
"""How long after it was written a mail may have its first try, its second, and so on."""

MOST_ATTEMPTS = len(AFTER)


def may_try(attempts: int, age: timedelta) -> bool:
    """Whether a mail of this age that was tried so often may be tried now.

    >>> may_try(1, timedelta(minutes=1)), may_try(1, timedelta(minutes=2)), may_try(8, timedelta(days=9))
    (False, True, False)
    """
    return attempts < MOST_ATTEMPTS and age >= AFTER[attempts]
