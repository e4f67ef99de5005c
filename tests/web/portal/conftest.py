"""The portal on a day that stays."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone
from tests.support.road import MOMENT

from gongkai.web import clock


class Clock:
    """What the web reads; `clock.moment` may be set anew."""

    def __init__(self) -> None:
        self.moment = MOMENT

    def __call__(self) -> datetime:
        return timezone.localtime(self.moment)


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """3 March 2025, ten in the morning."""
    standing = Clock()
    monkeypatch.setattr(clock, "now", standing)
    return standing
