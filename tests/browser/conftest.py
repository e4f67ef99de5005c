"""A real Chromium, the application on a port, and people who sit at a browser.

Without Chromium these tests are skipped and say so; with GONGKAI_REQUIRE_ALL=1 they fail instead, so that a
machine which is meant to run them cannot leave them out unnoticed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.days import Days
from tests.browser.person import Visitor
from tests.browser.server import serving
from tests.support.cast import Cast, install

from gongkai.web import clock

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
)
MISSING = "没有找到 Chromium（命令 chromium），浏览器里的办事过程一个也没有验证"

Visits = Callable[..., Visitor]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each visitor has a profile of her own in it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        if os.environ.get("GONGKAI_REQUIRE_ALL") == "1":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop running in this thread, and Django would refuse the database beside it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Both bureaus with their people, committed, so that the threads of the server see them."""
    return install()


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The clock of the application: 3 March 2025, ten in the morning, until the test says otherwise."""
    found = Days()
    monkeypatch.setattr(clock, "now", found.now)
    return found


@pytest.fixture
def address(chromium: Browser, cast: Cast, days: Days) -> Iterator[str]:
    """Where the application answers, on the day of the test."""
    with serving() as base:
        yield base


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visits]:
    """Makes visitors: `visit()` at a desk, `visit(width=390)` with a phone, `visit(scripts=False)` without JavaScript."""
    opened = []

    def arrive(*, width: int = 1280, height: int = 900, scripts: bool = True) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="zh-CN"
        )
        context.set_default_timeout(8_000)
        opened.append(context)
        return Visitor(context.new_page(), address)

    yield arrive
    for context in opened:
        context.close()
