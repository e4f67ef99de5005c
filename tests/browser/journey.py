"""A request on its way through a bureau: the applicant at home, everybody of the staff at a desk of her own."""

from __future__ import annotations

import re

from playwright.sync_api import Locator
from tests.browser.applicant import Applicant, downloaded
from tests.browser.conftest import Visits
from tests.browser.days import Days
from tests.browser.looking import TOO_WIDE, faults_of
from tests.browser.person import Visitor
from tests.support.cast import Bureau
from tests.support.request_road import SIGNERS

from gongkai.jobs.bake import bake_everything
from gongkai.queries.ledger import verify_organ

WIDE = 1280


class Journey:
    """Who takes part, and what was found wrong with the pages they passed."""

    def __init__(
        self, visit: Visits, days: Days, bureau: Bureau, *, width: int = WIDE, scripts: bool = True
    ) -> None:
        self.bureau, self.days, self.width, self._visit = bureau, days, width, visit
        self.applicant = Applicant(visit(width=width, scripts=scripts), bureau)
        self._desks: dict[str, Visitor] = {}
        self._found: list[str] = []
        bake_everything(moment=days.moment)

    def desk(self, key: str) -> Visitor:
        """The desk of somebody of the bureau, where she logs in when she first sits down at it."""
        if key not in self._desks:
            self._desks[key] = self._visit(width=self.width).logs_in(self.bureau, key)
        return self._desks[key]

    def turn(self, key: str, matter: str, act: str) -> Visitor:
        """Somebody opens the request from her own list, which calls her to this act."""
        desk = self.desk(key)
        desk.goes_to("/desk/")
        lines = desk.page.locator(".worklist li").filter(has_text=matter)
        called = lines.filter(has=desk.page.locator(".step").get_by_text(act, exact=True))
        with desk.page.expect_navigation():
            called.get_by_role("link").first.click()
        return desk

    def approve(self, matter: str) -> None:
        """Everybody whose turn it is in the approval of a reply reads it and agrees."""
        for key in SIGNERS[self.bureau.organ.slug].values():
            desk = self.turn(key, matter, "同意答复")
            assert desk.page.get_by_role("link", name="您现在可以签署").count() == 1
            assert does(desk, "同意答复", {"意见": "同意。"}) == "已同意，写入答复审批单。"

    def looks(self, visitor: Visitor, name: str) -> None:
        """Whether the page is well: on a screen in every respect, on a phone that nothing is wider than it."""
        name = f"{self.bureau.organ.slug} {name}"
        if self.width == WIDE:
            self._found += faults_of(visitor, name)
        elif visitor.page.evaluate(TOO_WIDE) > 0:
            self._found.append(f"{name} at {self.width}: too wide")

    def ends(self) -> None:
        """Every page was well, and the ledger holds from its first entry to its last."""
        assert self._found == []
        verdict = verify_organ(self.bureau.organ)
        assert (verdict.holds, verdict.why) == (True, "")


def form_of(desk: Visitor, act: str) -> Locator:
    """The form of an act on the open case: the next act stands open, another one is unfolded first."""
    words = re.compile(f"^{re.escape(act)}$")
    folded = desk.page.locator("details.act").filter(has=desk.page.locator("summary", has_text=words))
    if folded.count() == 0:
        return desk.page.get_by_role("region", name=act, exact=True)
    if folded.get_attribute("open") is None:
        folded.locator("summary").first.click()
    return folded


def does(desk: Visitor, act: str, typed: dict[str, str] | None = None) -> str:
    """Fills in the form of an act and sends it; answers with what the page then says has been done."""
    box = form_of(desk, act)
    fills(box, typed or {})
    desk.presses(act, within=box)
    return desk.news


def fills(box: Locator, typed: dict[str, str]) -> None:
    """Texts, days, lists, and options of groups, each by the words its label begins with."""
    for label, text in typed.items():
        words = re.compile(f"^{re.escape(label)}")
        group = box.get_by_role("group", name=words)
        if group.count():
            group.get_by_label(re.compile(rf"^\s*{re.escape(text)}")).check()
            continue
        field = box.get_by_label(words).first
        kind = field.evaluate("field => field.tagName === 'SELECT' ? 'select' : field.type")
        if kind == "select":
            field.select_option(label=text)
        elif kind == "checkbox":
            field.set_checked(text == "是")
        else:
            field.fill(text)


def finds(desk: Visitor, act: str, words: str) -> Locator:
    """Looks for reviewed information in the form of an act; answers with the form that comes back."""
    box = form_of(desk, act)
    box.get_by_label("在已审查的信息里查找").fill(words)
    desk.presses("查找", within=box)
    return form_of(desk, act)


def ticks(box: Locator, group: str, title: str) -> None:
    """One of the editions a form offers."""
    box.get_by_role("group", name=group).get_by_label(re.compile(rf"^\s*《{re.escape(title)}》")).check()


def chooses(desk: Visitor, act: str, outcome: str) -> Locator:
    """The first step of an answer: its kind; answers with the form for it."""
    box = form_of(desk, act)
    box.get_by_role("radio", name=re.compile(f"^{re.escape(outcome)}")).check()
    desk.presses("选定类型，填写答复", within=box)
    return form_of(desk, act)


def kept(desk: Visitor, letter: str, kind: str = "DOCX") -> bytes:
    """A letter of the case as somebody downloads it: one to the applicant by a button, another by a link."""
    name = f"下载{letter} {kind}"
    button = desk.page.get_by_role("button", name=name, exact=True)
    link = desk.page.get_by_role("link", name=name, exact=True)
    return downloaded(desk, button.or_(link).first)
