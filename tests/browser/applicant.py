"""A citizen at the portal: the form, the receipt, the tracking page, the letters she downloads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator
from tests.browser.person import Visitor
from tests.support.applying import FILLED
from tests.support.cast import Bureau


def writes(visitor: Visitor, **changes: str) -> None:
    """Fills the form in, field by field, as FILLED says."""
    for name, text in (FILLED | changes).items():
        field = visitor.page.locator(f"#id_{name}")
        if name in ("kind", "form_wanted", "way_wanted"):
            visitor.page.locator(f"input[name={name}][value={text}]").check()
        elif name == "identity_kind":
            field.select_option(text)
        elif text:
            field.fill(text)


def numbers_on(visitor: Visitor) -> tuple[str, str]:
    """Number and query code as the receipt shows them."""
    shown = visitor.page.locator(".receipt-numbers dd").all_inner_texts()
    return shown[0], shown[1]


def opens(visitor: Visitor, home: str, number: str, code: str) -> None:
    """The tracking page, by what stands on the receipt."""
    visitor.goes_to(f"{home}/track/")
    visitor.fills("编号", number)
    visitor.fills("查询码", code)
    visitor.presses("查询")


def downloaded(visitor: Visitor, link: Locator) -> bytes:
    """What the browser keeps when somebody clicks."""
    with visitor.page.expect_download() as coming:
        link.click()
    return Path(coming.value.path()).read_bytes()


@dataclass
class Applicant:
    """Somebody who wants to know something of a bureau; number and code are what her receipt says."""

    visitor: Visitor
    bureau: Bureau
    number: str = ""
    code: str = ""

    @property
    def home(self) -> str:
        return f"/{self.bureau.organ.slug}"

    def applies(self, description: str, **changes: str) -> None:
        """From the form over the last look to the receipt, whose numbers she copies; then she leaves."""
        self.visitor.goes_to(f"{self.home}/apply/")
        writes(self.visitor, description=description, **changes)
        self.visitor.presses("下一步：提交前再看一遍")
        assert self.visitor.sees(description.splitlines()[0])
        self.visitor.presses("提交申请")
        assert self.visitor.heading == "申请已经收到"
        self.number, self.code = numbers_on(self.visitor)

    def looks_up(self) -> str:
        """Opens her request; answers with the sentence that says where it stands."""
        opens(self.visitor, self.home, self.number, self.code)
        assert self.visitor.heading == f"申请 {self.number}"
        return self.stands

    @property
    def stands(self) -> str:
        """Where the request on the page stands, in one sentence."""
        return self.visitor.page.locator("p.state").inner_text()

    def letter(self, title: str, kind: str = "Word") -> bytes:
        """A letter of the list on the tracking page."""
        link = self.visitor.page.get_by_role("link", name=f"{title}（{kind}）", exact=True)
        return downloaded(self.visitor, link.first)

    def letters(self) -> list[str]:
        """The titles of all letters, the newest first."""
        return self.visitor.page.locator(".letters b").all_inner_texts()
