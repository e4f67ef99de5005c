"""Drafts as plain values, for tests that need no bureau."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.core.catalogue import Draft
from gongkai.core.terms import DisclosureClass


def worded(text: str) -> dict[str, str]:
    """The text of a draft, and the same as a page: a paragraph a line."""
    return {"body_text": text, "body_html": "".join(f"<p>{line}</p>" for line in text.split("\n"))}


def plain_draft(text: str = "", **changes: Any) -> Draft:
    """A draft with this text and nothing else that matters, with changes."""
    values: dict[str, Any] = {
        "title": "通知",
        "formed_on": date(2025, 2, 24),
        "proposed_class": DisclosureClass.PROACTIVE,
        "class_reasons": "应当公开。",
    }
    return Draft(**(values | (worded(text) if text else {}) | changes))
