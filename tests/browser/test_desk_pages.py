"""Every page of the desk: no finding of axe, nothing wider than the screen, the same words without scripts."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visits
from tests.browser.looking import faults_of, resized
from tests.browser.person import DOCUMENTS, Visitor
from tests.support.cast import Cast
from tests.support.road import INTERNAL_CATEGORY, MOMENT, at_state, published, reviewed_until

from gongkai.core.terms import Audience
from gongkai.jobs.bake import run_open_tasks
from gongkai.records.models import Publication

pytestmark = pytest.mark.browser

LISTS = (
    "",
    "items/",
    "items/?q=工作",
    "items/new/",
    "items/new/?by=hand",
    "internal/",
    "register/",
    "overdue/",
    "oversight/",
    "oversight/?all=1",
    "calendar/",
    "calendar/2027/",
    "organisation/",
    "organisation/appoint/",
    "organisation/adopt_regime/",
    "rules/",
)
NARROW_AND_WIDE = (1280, 390)


def world(cast: Cast) -> list[tuple[str, str]]:
    """Something in every state, and where it stands: (who looks, address)."""
    bureau, other = cast.hulunbuir, cast.naiman
    long = "关于公布二〇二四年度全市规模以上工业企业主要经济指标和能源消费情况以及有关事项的通知" * 3
    drafted = at_state(bureau, "draft", title=long)
    seen = [
        (f"items/{drafted.item_id}/", "business_handler"),
        (f"items/{drafted.item_id}/revise/", "business_handler"),
    ]
    for key, state in (
        ("office_handler", "in_review.office"),
        ("leader", "in_review.leader"),
        ("office_handler", "referred"),
    ):
        seen.append((f"items/{at_state(bureau, state).item_id}/", key))
    for state in ("cleared", "approved", "published", "withdrawn", "settled", "superseded"):
        edition = at_state(bureau, state)
        seen.append((f"items/{edition.item_id}/?edition={edition.number}", "office_handler"))
    published(bureau, audience=Audience.INTERNAL, category=INTERNAL_CATEGORY)
    internal = Publication.objects.get(audience="internal")
    seen.append((f"internal/{internal.pk}/", "office_handler"))
    pages = [("hulunbuir:office_handler", f"/desk/{path}") for path in LISTS]
    pages += [(f"hulunbuir:{key}", f"/desk/{path}") for path, key in seen]
    four_stages = reviewed_until(other, "secrecy_body")
    pages.append(("naiman:secrecy_handler", f"/desk/items/{four_stages.item_id}/"))
    pages.append(("naiman:business_handler", "/desk/items/new/?by=hand"))
    return pages


def desks(
    visit: Visits, cast: Cast, pages: list[tuple[str, str]], *, scripts: bool = True
) -> dict[str, Visitor]:
    """One visitor for each who looks, logged in."""
    found = {}
    for who in dict.fromkeys(who for who, _ in pages):
        bureau, _, key = who.partition(":")
        found[who] = visit(scripts=scripts).logs_in(getattr(cast, bureau), key)
    return found


def test_every_page_is_accessible_and_fits_and_says_the_same_without_scripts(
    visit: Visits, cast: Cast
) -> None:
    pages = world(cast)
    run_open_tasks(MOMENT)
    faults: list[str] = []
    with_scripts, without = desks(visit, cast, pages), desks(visit, cast, pages, scripts=False)
    for who, path in pages:
        visitor, plain = with_scripts[who], without[who]
        assert (visitor.goes_to(path), plain.goes_to(path)) == (200, 200), path
        words = resized(visitor, 1280).text
        assert (len(words) > 60, plain.text == words) == (True, True), path
        for width in NARROW_AND_WIDE:
            faults += faults_of(resized(visitor, width), path)
    assert faults == []


def test_pages_that_say_no_are_accessible_too(visit: Visits, cast: Cast) -> None:
    stranger, desk = visit(), visit().logs_in(cast.hulunbuir, "office_handler")
    edition = reviewed_until(cast.hulunbuir, "office")
    faults: list[str] = []

    def look(visitor: Visitor, name: str) -> None:
        for width in NARROW_AND_WIDE:
            faults.extend(faults_of(resized(visitor, width), name))
        resized(visitor, 1280)

    stranger.goes_to("/desk/login/")
    look(stranger, "log in")
    stranger.presses("登录")
    look(stranger, "log in refused")
    assert desk.goes_to("/desk/items/999999/") == 404
    look(desk, "absent")
    desk.goes_to("/desk/items/new/?by=hand")
    desk.presses("登记")
    look(desk, "empty form")
    desk.goes_to("/desk/items/new/")
    desk.uploads("选择文件", DOCUMENTS / "statistics-notice.docx")
    desk.presses("读取文件")
    look(desk, "form with what was read")
    desk.goes_to(f"/desk/items/{edition.item_id}/")
    desk.presses("签署意见")
    look(desk, "empty opinion")
    assert faults == []
