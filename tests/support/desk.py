"""Sitting at the desk: a browser without pictures, logged in as somebody of the cast.

desk = sit(cast.hulunbuir, "business_handler")
page = desk.get("/desk/")                 # an ordinary test client
words(page)                               # what the page says, without markup
fields(page, "sign")                      # the form of an act as the page sends it back untouched
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from tests.support.cast import Bureau

BACKEND = "gongkai.access.accounts.PersonBackend"


def sit(bureau: Bureau, key: str) -> Client:
    """Somebody's browser, logged in."""
    client = Client()
    client.force_login(bureau.person(key).account, backend=BACKEND)
    return client


def html(page: HttpResponseBase) -> str:
    return bytes(getattr(page, "content")).decode()  # noqa: B009 - the base class has no content


def words(page: HttpResponseBase) -> str:
    """What the page says: its text without markup, blanks drawn together."""
    reader = _Reader()
    reader.feed(html(page))
    return re.sub(r"\s+", " ", "".join(reader.words)).strip()


def fields(page: HttpResponseBase, verb: str) -> dict[str, Any]:
    """The fields of the form that posts to an act, with the values the page holds; KeyError where there is none."""
    reader = _Forms()
    reader.feed(html(page))
    found = [given for action, given in reader.forms if action.endswith(f"/{verb}/")]
    if not found:
        raise KeyError(f"the page has no form for {verb}")
    return found[0]


def acts_on(page: HttpResponseBase) -> set[str]:
    """The verbs for which the page offers a form."""
    reader = _Forms()
    reader.feed(html(page))
    return {action.rstrip("/").rpartition("/")[2] for action, _ in reader.forms if "/editions/" in action}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style", "head")
        self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style", "head")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append((given.get("action") or "", {}))
        if not self.forms or not given.get("name"):
            return
        name, kind = given["name"] or "", given.get("type")
        if tag == "input" and kind in ("radio", "checkbox"):
            self.forms[-1][1].setdefault(name, [])
            if "checked" in given:
                self.forms[-1][1][name].append(given.get("value"))
        elif tag == "input" and kind != "file":
            self.forms[-1][1][name] = given.get("value") or ""
        elif tag in ("textarea", "select"):
            self.forms[-1][1][name] = ""
