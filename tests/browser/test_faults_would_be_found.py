"""The eyes of these tests: a page with known faults is found out, so that silence elsewhere means something."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from tests.browser.looking import faults_of
from tests.browser.person import Visitor

pytestmark = pytest.mark.browser

BAD = """<!doctype html><html lang="zh-Hans"><title>坏的页面</title><main><h1>坏的页面</h1>
<p style="width:500px;color:#ccc;background:#fff">看不清也放不下的字。</p><input type="text"></main></html>"""


def test_a_bad_page_is_found_out(chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.set_content(BAD)
    faults = " ".join(faults_of(Visitor(page, ""), "bad"))
    page.close()
    assert [word for word in ("color-contrast", "label", "px too wide") if word not in faults] == []
