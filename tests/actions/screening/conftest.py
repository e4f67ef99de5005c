"""Screening is done as in service, without the start of a cage for every file."""

from __future__ import annotations

import pytest
from tests.support.uncaged import uncage

from gongkai.gateways import inspection


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch)
    monkeypatch.setattr(inspection, "_EXTRACTED", {})
