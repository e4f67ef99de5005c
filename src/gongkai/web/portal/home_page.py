"""The home of an organ, and what is read off its frame: the look and the description."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.core.terms import canonical_json, sm3_hex
from gongkai.queries.portal.frame import Frame
from gongkai.queries.portal.lines import live_lines, newest
from gongkai.queries.portal.promise import answered, promise
from gongkai.records.models import Organ
from gongkai.web.portal.pages import Page
from gongkai.web.portal.rendering import address, json_bytes, page
from gongkai.web.portal.standing_pages import due_of_publication
from gongkai.web.portal.version import templates_version

NEWEST = 10


def home_page(organ: Organ, frame: Frame, counts: Mapping[str, int]) -> Page:
    """Search, the columns by name, the newest items, and the promise of due dates in figures.

    `counts` are the live items by category.
    """
    due = due_of_publication(frame)
    return page(
        "",
        "home",
        frame,
        "首页",
        "home",
        clause_count=len(frame.lawbook.clauses),
        live_count=sum(counts.values()),
        newest=newest(live_lines(organ), NEWEST),
        promise=promise(organ),
        answered=answered(organ),
        due_limit=due[0] if due else "",
        due_cited=due[1] if due else None,
    )


def look_page(frame: Frame) -> Page:
    """The organ's accent, darker for hovering and in a light wash; white text on it stays readable."""
    accent = frame.look.accent
    text = (
        f":root {{ --accent: {accent}; --accent-dark: {mixed(accent, '#000000', 0.3)}; "
        f"--accent-wash: {mixed(accent, '#ffffff', 0.93)}; }}\n"
    )
    return Page(f"{frame.slug}/look.css", text.encode())


def mixed(colour: str, other: str, part: float) -> str:
    """A colour with a part of another mixed in.

    >>> mixed("#204060", "#000000", 0.5)
    '#102030'
    """
    channels = [(int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (two - one) * part):02x}" for one, two in channels)


def description_page(frame: Frame) -> Page:
    """Everything that stands around all pages of the organ, as data.

    It is written last: where it differs from what is on disk, every page of the organ is out of date.
    """
    contact = frame.contact
    data = {
        "id": frame.slug,
        "name": frame.name,
        "short_name": frame.short_name,
        "code": frame.organ_code,
        "superior": frame.superior_name,
        "contact": {
            "unit": contact.unit,
            "address": contact.address,
            "hours": contact.hours,
            "phone": contact.phone,
            "fax": contact.fax,
            "website": contact.website,
        },
        "acceptance_unit": frame.acceptance_unit,
        "publishing_unit": frame.publishing_unit,
        "accent": frame.look.accent,
        "rule_book": {"id": frame.lawbook.id, "title": frame.lawbook.title, "version": frame.lawbook.version},
        "rules_in_force": _rules_in_force(frame),
        "categories": [
            {"id": shelf.slug, "title": shelf.title, "clause": str(shelf.clause) if shelf.clause else None}
            for shelf in frame.shelves
        ],
        "address": address(f"/{frame.slug}/"),
        "templates": templates_version(),
    }
    return Page(f"{frame.slug}/organ.json", json_bytes(data))


def _rules_in_force(frame: Frame) -> str:
    """A digest of which dated values hold: they change on their day without anybody doing anything."""
    books = [book for book in (frame.lawbook.own, frame.lawbook.law) if book]
    held = {
        f"{book.id}:{rule}": dated.start.isoformat()
        for book in books
        for rule in book.rules
        if (dated := book.value(rule, frame.on)) is not None
    }
    return sm3_hex(canonical_json(held).encode())[:16]
