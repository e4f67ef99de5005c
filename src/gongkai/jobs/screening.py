"""What takes too long to wait for: reading on in long scans, before the review and before the release."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from gongkai.actions.looking_on import go_on_looking, unfinished_looks
from gongkai.actions.screening.clearing import clear_for_release, clearable
from gongkai.core.terms import Refused

_log = logging.getLogger(__name__)
_SECONDS = 90.0
"""For one edition at a time; pages read are remembered, so that the next minute goes on where this one ended."""
_AT_ONCE = 3
_GIVEN_UP: set[int] = set()
"""Editions that were refused for good: whoever publishes them is told why, and trying each minute would help nobody."""


def read_on(moment: datetime | None = None) -> int:
    """Go on with the looks that were broken off, and prove ahead what is to be released; how many were done.

    What is refused stays as it is: whoever publishes is told then. Twice at once does no harm.
    """
    now = moment or timezone.now()
    looks = unfinished_looks()[:_AT_ONCE]
    clearances = [one for one in clearable() if one not in _GIVEN_UP][:_AT_ONCE]
    looked = sum(_tried(one, lambda it: go_on_looking(it, now, _SECONDS)) for one in looks)
    return looked + sum(_tried(one, lambda it: clear_for_release(it, now, _SECONDS)) for one in clearances)


def _tried(edition_id: int, work: Callable[[int], object]) -> bool:
    try:
        work(edition_id)
    except Refused as answer:
        if answer.refusal.code != "still_checking":
            _GIVEN_UP.add(edition_id)
        return False
    except Exception:  # noqa: BLE001 - one paper that is beyond us must not keep the others waiting
        _log.exception("版本%d的后台查验没有做成", edition_id)
        _GIVEN_UP.add(edition_id)
        return False
    return True
