"""The words on an item's page that come from the item itself, apart from the labels and the frame around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from html import unescape

from gongkai.queries.portal.items import PublicItem, PublicText
from gongkai.queries.portal.lines import Line
from gongkai.web.portal.document import document_html

_OF_REGISTER = frozenset({"number", "category", "fingerprint", "ended_how", "index_number"})
"""Texts of a line that the register gives it."""
_OF_LIST = frozenset({"validity"})
"""Chosen from a fixed list."""
_INLINE = re.compile(r"</?(?:strong|b|em|i|u|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"\b(?:colspan|rowspan|scope|start)=\"([^\"]*)\"")


def words_of_item(item: PublicItem) -> Iterator[str]:
    """Each text the item brings to its page and its data file: header, text, names of files, reason of a withdrawal.

    Everything that is text counts but what is named above, so that a field that is added later is looked at too.
    """
    yield from _told(item.last, _OF_REGISTER)
    text = item.text
    if text is None:
        return
    yield from _told(text, _OF_LIST | {"body_html"})
    html = str(document_html(text.body_html, text.body_text))
    # Words that marks of emphasis part belong together; cells and paragraphs stand apart, as they were proved.
    yield unescape(_TAG.sub("\n", _INLINE.sub("", html)))
    yield from (unescape(value) for value in _VALUE.findall(html) if not value.isdigit())
    yield from (file.name for file in text.files)


def _told(said: Line | PublicText, but: frozenset[str]) -> Iterator[str]:
    for field in fields(said):
        value = getattr(said, field.name)
        if isinstance(value, str) and field.name not in but:
            yield value
