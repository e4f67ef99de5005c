"""The daily check tells what on the disk is not what was signed."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.support.cast import Cast

from gongkai.jobs.bake import bake_everything
from gongkai.jobs.verify import verify_site


def test_a_site_that_was_never_baked_holds(settings: Settings) -> None:
    assert verify_site() == {"files": 0, "holds": True, "changed": [], "missing": [], "added": []}


def test_a_changed_page_is_found_and_told(
    cast: Cast, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    bake_everything()
    before = verify_site()
    page = Path(settings.SITE_DIR) / "naiman-housing" / "index.html"
    page.write_text("forged", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        after = verify_site()
    assert (before["holds"], after["holds"], after["changed"]) == (True, False, ["naiman-housing/index.html"])
    assert "改动 1 个，缺少 0 个，多出 0 个" in caplog.text
