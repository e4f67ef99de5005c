"""A citizen at the portal: the form filled in, the last look, the receipt, the tracking page.

sent = apply(client, cast.hulunbuir)            # through the pages, as a browser without scripts would
sent.number, sent.code
field_values(page)["nonce"]                      # what the page's hidden fields hold
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.test import Client
from tests.support.cast import Bureau

from gongkai.actions.requests import Receipt

RESIDENT_ID = "11010519491231002X"
FILLED: dict[str, str] = {
    "kind": "citizen",
    "name": "𠮷小明",
    "identity_kind": "resident_id",
    "identity": RESIDENT_ID,
    "phone": "13800001234",
    "email": "",
    "address": "",
    "representative": "",
    "help_needed": "",
    "description": "2024年度全市规模以上工业企业名单\n只要名称和所在旗县。",
    "document_name": "",
    "document_number": "",
    "document_date": "",
    "form_wanted": "electronic",
    "way_wanted": "online",
    "purpose": "",
}
"""What a citizen types; complete."""


@dataclass(frozen=True)
class Sent:
    """What the receipt page shows."""

    number: str
    code: str
    page: str


def apply(client: Client, bureau: Bureau, **changes: str) -> Sent:
    """From the form over the last look to the receipt."""
    home = f"/{bureau.organ.slug}/apply/"
    look = client.post(home, FILLED | changes)
    page = client.post(f"{home}send/", field_values(look.text, f"{home}send/"), follow=True)
    return receipt_on(page.text)


def receipt_on(page: str) -> Sent:
    number, code = re.findall(r"<dd>([0-9A-Z-]+)</dd></div>", page)
    return Sent(number, code, page)


def field_values(page: str, action: str = "") -> dict[str, str]:
    """Names and values of the inputs of the form that posts to `action` (of all forms without it)."""
    reader = _Inputs(action)
    reader.feed(page)
    return reader.found


def opened(client: Client, bureau: Bureau, receipt: Receipt) -> str:
    """The tracking page, by number and code."""
    given = {"number": receipt.request.number, "code": receipt.code}
    return client.post(f"/{bureau.organ.slug}/track/", given, follow=True).text


class _Inputs(HTMLParser):
    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.here, self.found = action, not action, dict[str, str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and self.action:
            self.here = given.get("action") == self.action
        if tag == "input" and self.here and given.get("name") and given.get("type") != "file":
            self.found[given["name"] or ""] = given.get("value") or ""
