"""The clock of the desk stands still at the moment the road is driven."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.support.road import MOMENT

from gongkai.web import clock


@pytest.fixture(autouse=True)
def _the_clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    def moment() -> datetime:
        return MOMENT

    monkeypatch.setattr(clock, "now", moment)
