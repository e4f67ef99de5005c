"""The desk in Chromium: no axe finding, nothing wider than the screen, nothing said on the console, touchable, keyable."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.person import Visitor
from tests.support.cast import Cast
from tests.support.road import at_state

from gongkai.records.models import Publication

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Visits = Callable[..., Visitor]
SCREENS = (
    "/desk/",
    "/desk/items/",
    "/desk/items/new/",
    "/desk/items/new/?by=hand",
    "/desk/internal/",
    "/desk/register/",
    "/desk/overdue/",
    "/desk/oversight/?all=1",
    "/desk/calendar/",
    "/desk/calendar/2027/",
    "/desk/organisation/",
    "/desk/organisation/appoint/",
    "/desk/rules/",
    "/desk/items/99999/",
)
TOUCHED = "summary, button, select, a.chip, nav a, .worklist li > a"
LOW = """selector => [...document.querySelectorAll(selector)]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.9)
    .map(e => e.outerHTML.slice(0, 90))"""


def faults(page: Page) -> tuple[list[str], int]:
    """Axe's findings, and by how many pixels the page is wider than the screen."""
    found = [each["id"] for each in Axe().run(page).response["violations"]]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found, int(wider)


def screens(cast: Cast) -> list[str]:
    """Every address of the desk, with an item in every state."""
    states = (
        "draft",
        "in_review.office",
        "referred",
        "in_review.leader",
        "cleared",
        "approved",
        "settled",
        "withdrawn",
    )
    items = [f"/desk/items/{at_state(cast.hulunbuir, state).item_id}/" for state in states]
    internal = at_state(cast.hulunbuir, "published", audience="internal", category="internal-budget")
    row = Publication.objects.get(edition=internal)
    return [*SCREENS, *items, f"/desk/items/{internal.item_id}/", f"/desk/internal/{row.pk}/"]


def test_every_screen_is_accessible_and_fits_in_large_type_on_a_phone(cast: Cast, visit: Visits) -> None:
    visitor = visit(width=390)
    complaints: list[str] = []
    visitor.page.on("console", lambda message: complaints.append(message.text))
    visitor.goes_to("/desk/login/")
    assert faults(visitor.page) == ([], 0)
    visitor.logs_in(cast.hulunbuir, "office_handler")
    visitor.presses("大字")
    for path in screens(cast):
        complaints.clear()
        status = visitor.goes_to(path)
        expected = ["Failed to load resource: the server responded with a status of 404 (Not Found)"]
        assert (path, *faults(visitor.page), complaints) == (path, [], 0, expected if status == 404 else [])


def test_what_is_touched_is_large_enough_on_a_phone(cast: Cast, visit: Visits) -> None:
    visitor = visit(width=390).logs_in(cast.hulunbuir, "office_handler")
    for path in screens(cast):
        visitor.goes_to(path)
        assert (path, visitor.page.evaluate(LOW, TOUCHED)) == (path, [])


def test_the_keyboard_reaches_the_text_first_and_the_menu_opens_by_it(cast: Cast, visit: Visits) -> None:
    visitor = visit(width=390).logs_in(cast.hulunbuir, "business_handler")
    visitor.goes_to("/desk/items/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent") == "跳到正文"
    visitor.page.get_by_role("checkbox", name="菜单").focus()
    visitor.page.keyboard.press("Space")
    assert visitor.page.get_by_role("link", name="发布台账").is_visible()


def test_after_a_refusal_the_focus_is_on_what_is_said(cast: Cast, visit: Visits) -> None:
    edition = at_state(cast.hulunbuir, "in_review.office")
    visitor = visit().logs_in(cast.hulunbuir, "office_handler")
    visitor.goes_to(f"/desk/items/{edition.item_id}/")
    visitor.presses("签署意见")
    assert visitor.page.evaluate("document.activeElement.id") == "error-summary"
    assert faults(visitor.page) == ([], 0)
    visitor.page.get_by_role("alert").get_by_role("link", name="理由").click()
    assert visitor.page.evaluate("document.activeElement.id") == "id_sign-reasons"


def test_a_clause_opens_where_it_stands_without_scripts(cast: Cast, visit: Visits) -> None:
    edition = at_state(cast.hulunbuir, "draft")
    visitor = visit(scripts=False).logs_in(cast.hulunbuir, "business_handler")
    visitor.goes_to(f"/desk/items/{edition.item_id}/")
    gist = visitor.page.locator("details.clause .gist").first
    assert not gist.is_visible()
    visitor.page.locator("details.clause summary").first.click()
    assert gist.is_visible()
