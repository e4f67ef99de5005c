"""Somebody at a browser, who finds things by what is written on them: labels, buttons, links."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page
from tests.support.cast import PASSWORD, Bureau

DOCUMENTS = Path(__file__).parent.parent / "fixtures" / "documents"


class Visitor:
    """One browser profile with one page."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base

    def goes_to(self, path: str) -> int:
        """Opens an address of the application; answers with the status."""
        answer = self.page.goto(self.base + path)
        return answer.status if answer else 0

    def follows(self, link: str, *, within: Locator | None = None) -> None:
        self._arrives_by((within or self.page).get_by_role("link", name=link, exact=True).first)

    def presses(self, button: str, *, within: Locator | None = None) -> None:
        """Every button of the application sends a form, and a page comes back."""
        self._arrives_by((within or self.page).get_by_role("button", name=button, exact=True))

    def unfolds(self, words: str) -> Locator:
        """Opens what is folded under these words; answers with the whole of it."""
        folded = self.page.locator("details").filter(has=self.page.locator("summary", has_text=words)).last
        folded.locator("summary").first.click()
        return folded

    def _arrives_by(self, thing: Locator) -> None:
        # Without waiting for the page that comes, what is read next may be the page that goes.
        with self.page.expect_navigation():
            thing.click()

    def fills(self, label: str, text: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_role("textbox", name=label).fill(text)

    def picks(self, group: str, *options: str, within: Locator | None = None) -> None:
        """Radio buttons and check boxes of a group, by the words beside them."""
        box = (within or self.page).get_by_role("group", name=group)
        for option in options:
            box.get_by_label(option, exact=True).check()

    def selects(self, label: str, option: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_label(label).first.select_option(label=option)

    def uploads(self, label: str, file: Path | tuple[str, str, bytes]) -> None:
        """A file of the disk, or (name, type, bytes)."""
        field = self.page.get_by_label(label)
        if isinstance(file, Path):
            field.set_input_files(file)
        else:
            name, kind, data = file
            field.set_input_files({"name": name, "mimeType": kind, "buffer": data})

    def logs_in(self, bureau: Bureau, key: str, password: str = PASSWORD) -> Visitor:
        self.goes_to("/desk/login/")
        self.fills("登录名", bureau.login(key))
        self.fills("密码", password)
        self.presses("登录")
        return self

    def value_of(self, label: str) -> str:
        return self.page.get_by_role("textbox", name=label).input_value()

    def chosen(self, group: str) -> list[str]:
        """The words beside what is ticked in a group."""
        ticked = self.page.get_by_role("group", name=group).locator("label:has(input:checked)")
        return [words.strip() for words in ticked.all_inner_texts()]

    def sees(self, words: str) -> bool:
        return words in self.text

    @property
    def text(self) -> str:
        """All words of the page as they stand on it."""
        return self.page.locator("body").inner_text()

    @property
    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def news(self) -> str:
        """What the page says has been done."""
        return self.page.get_by_role("status").inner_text()

    @property
    def refusal(self) -> Locator:
        """The panel that says what was refused, why, and what to do now."""
        return self.page.get_by_role("alert")
