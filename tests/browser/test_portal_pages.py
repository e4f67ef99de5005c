"""The portal in Chromium: no axe finding, nothing wider than the screen, readable without scripts."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.published import Press, moment

from gongkai.jobs.bake import bake_everything
from gongkai.web.portal.serving import Environ, SiteServer, StartResponse

pytestmark = pytest.mark.browser

WIDE = "<table>" + "<tr>" + "<td>一二三四五六</td>" * 14 + "</tr></table>"
HOME = "/hulunbuir-statistics/"


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Tests say enough."""


def _nothing(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b""]


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture
def base(cast: Cast, settings: Settings) -> Iterator[str]:
    """A baked site with a page of every kind, served without any database."""
    press = Press(cast.hulunbuir)
    press.publish("统计公报", at=moment(2025, 3, 3), category="statistics", body_html=f"<h4>表</h4>{WIDE}",
                  files=[("附件.xlsx", b"PK")], doc_number="呼统字〔2025〕3号")  # fmt: skip
    gone = press.publish("办法" * 80, at=moment(2025, 3, 4), category="policies")
    press.withdraw(gone.item, at=moment(2025, 3, 5), reason="已经废止")
    bake_everything(moment=moment(2025, 4, 1))
    with serving(settings.SITE_DIR) as address:
        yield address


class serving:  # noqa: N801 - used like a function: `with serving(folder) as address`
    def __init__(self, folder: Path) -> None:
        app = SiteServer(_nothing, folder)
        self._server = make_server("127.0.0.1", 0, app, server_class=_Server, handler_class=_Quiet)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def pages(base: str) -> list[str]:
    paths = ["", "guide/", "rules/", "catalogue/", "catalogue/statistics/", "catalogue/permits/", "reports/"]
    paths += [
        "catalogue/statistics/2025/",
        "catalogue/statistics/2025-03/",
        "clarifications/",
        "log/",
    ]
    paths += ["log/2025-03/"]
    return [
        f"{base}/",
        *(f"{base}{HOME}{path}" for path in paths),
        f"{base}/naiman-housing/catalogue/discipline/",
    ]


def items(base: str, page: Page) -> list[str]:
    """The item pages, as the log links to them."""
    page.goto(f"{base}{HOME}log/")
    found = page.locator("main a[href*='/items/']").evaluate_all("links => links.map(link => link.href)")
    return sorted(set(found))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("large", [False, True])
def test_every_page_is_accessible_and_fits(base: str, browser: Browser, width: int, large: bool) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    if large:
        page.goto(f"{base}{HOME}")
        page.check("#large-type")
    places = [*pages(base), *items(base, page)]
    for place in places:
        page.goto(place)
        # Larger type changes sizes, not colours or structure: there only the width is asked.
        found = [] if large else Axe().run(page).response["violations"]
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert ([each["id"] for each in found], too_wide, complaints) == ([], 0, []), place
    assert len(places) == 16
    page.close()


def test_the_large_type_switch_is_remembered(base: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{base}{HOME}")
    size = "getComputedStyle(document.documentElement).fontSize"
    before = page.evaluate(size)
    page.check("#large-type")
    page.goto(f"{base}{HOME}guide/")

    assert (before, page.evaluate(size), page.is_checked("#large-type")) == ("17px", "21px", True)
    context.close()


def test_pages_read_and_the_switch_works_without_scripts(base: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}{HOME}guide/")
    height = page.locator("h1").bounding_box()
    page.check("#large-type")
    larger = page.locator("h1").bounding_box()

    assert page.locator("h1").inner_text() == "政府信息公开指南"
    assert height is not None
    assert larger is not None
    assert larger["height"] > height["height"]
    context.close()


def test_the_keyboard_reaches_the_text_first(base: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{base}{HOME}catalogue/")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert skip == "跳到正文"
    assert page.evaluate("document.activeElement.closest('main') !== null") is True
    page.close()
