"""The API on 3 March 2025, ten in the morning."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone
from tests.support.road import MOMENT

from gongkai.web import clock


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    def moment() -> datetime:
        return timezone.localtime(MOMENT)

    monkeypatch.setattr(clock, "now", moment)
