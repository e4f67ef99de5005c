"""The whole look at a text: the engine's pass with wide patterns, then each rule closely where they matched."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from gongkai.core.screening import (
    addresses,
    cards,
    caution,
    contacts,
    marks,
    papers,
    phones,
    resident_ids,
    stat_tables,
    telegrams,
)
from gongkai.core.screening.finding import Asked, Finding, FindingKind, Found, Known, Scan, Severity
from gongkai.core.screening.hidden import of_parts, of_unread
from gongkai.core.screening.normalise import ODD, Sound, sound
from gongkai.core.screening.page import Page, Window
from gongkai.core.screening.parts import Extraction, Part, PartKind
from gongkai.core.screening.rules import Rule

RULES: tuple[Rule, ...] = (
    *marks.RULES,
    *telegrams.RULES,
    *caution.RULES,
    *contacts.RULES,
    *resident_ids.RULES,
    *cards.RULES,
    *phones.RULES,
    *papers.RULES,
    *addresses.RULES,
    *stat_tables.RULES,
)
"""Every rule; where finds overlap, the earlier rule's counts."""

TRIGGERS: tuple[str, ...] = (*dict.fromkeys(trigger for rule in RULES for trigger in rule.triggers), ODD)
"""What the engine looks for; a `Scan` for `screen` must be made of these, in this order."""

_OF_TRIGGER = {trigger: number for number, trigger in enumerate(TRIGGERS)}
_NUMBERS = frozenset(
    {
        FindingKind.EMAIL,
        FindingKind.PLATE,
        FindingKind.RESIDENT_ID,
        FindingKind.PERMIT,
        FindingKind.CREDIT_CODE,
        FindingKind.BANK_CARD,
        FindingKind.MOBILE,
        FindingKind.LANDLINE,
        FindingKind.PASSPORT,
    }
)
"""One stretch of digits is one of these only: what has a check digit stands first in RULES."""
_BEFORE, _AFTER = "\n", "\n\0"
_TIES = re.compile("\\.[0-9A-Za-z]{1,5}$|[_/]", re.MULTILINE)
_ORDER = {kind: number for number, kind in enumerate(FindingKind)}


def screen(
    material: Extraction | Iterable[Part], known: Known, on: date, scan: Scan, made: date | None = None
) -> tuple[Finding, ...]:
    """Everything in the parts that must not go out unseen (secrecy.6, 3.7, 4.5, 6.2), by part and place.

    `known`: the organ's own telephones and mailboxes. `on`: the day asked, against which secrecy periods and birth
    dates are held. `made`: the day the document was made, from which periods count; None leaves every mark in force.
    `scan`: an engine for TRIGGERS. What could not be read is a finding that blocks.
    """
    asked = Asked(on, made, known)
    parts = tuple(material.parts if isinstance(material, Extraction) else material)
    unread = material.unread if isinstance(material, Extraction) else ()
    places: dict[str, int] = {}
    for part in parts:
        places.setdefault(part.id, len(places))
    found = [finding for part in parts for finding in _screen_part(part, asked, scan)]
    found += of_parts(parts)
    found.sort(key=lambda each: (places[each.part], each.start, each.end, _ORDER[each.kind]))
    return (*found, *of_unread(unread))


def _screen_part(part: Part, asked: Asked, scan: Scan) -> list[Finding]:
    read = Sound(_as_words(part))
    hits = _hits(read.text, scan)
    if hits.pop(_OF_TRIGGER[ODD], None):
        # Rare, and the engine tells for nothing: only such a text is written anew and looked at twice.
        read = sound(read.text)
        hits = _hits(read.text, scan)
    if not hits:
        return []
    page = Page(read.text)
    windows: dict[tuple[str, ...], list[Window]] = {}
    found: list[tuple[Rule, Found]] = []
    for rule in RULES:
        touched = [hit for trigger in rule.triggers for hit in hits.get(_OF_TRIGGER[trigger], ())]
        if not touched:
            continue
        if rule.find_on_page is not None:
            found += [(rule, each) for each in rule.find_on_page(page, asked)]
        if rule.find is not None:
            if rule.triggers not in windows:
                windows[rule.triggers] = list(page.windows(touched))
            found += [
                (rule, each) for window in windows[rule.triggers] for each in _closely(rule, window, asked)
            ]
    return [_finding(part, read, rule, each) for rule, each in _apart(found)]


def _hits(text: str, scan: Scan) -> dict[int, list[tuple[int, int]]]:
    """Where each trigger matches."""
    hits: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in scan(_BEFORE + text + _AFTER):
        place = min(max(start - len(_BEFORE), 0), len(text)), min(max(end - len(_BEFORE), 0), len(text))
        hits.setdefault(number, []).append(place)
    return hits


def _as_words(part: Part) -> str:
    """The text as it is screened, place for place: in the name of a file what ties digits into a code on a page (an
    ending, an underscore, a slash) only parts words."""
    if part.kind is not PartKind.FILE_NAME:
        return part.text
    return _TIES.sub(lambda tie: " " * len(tie[0]), part.text)


def _closely(rule: Rule, window: Window, asked: Asked) -> Iterable[Found]:
    """What the rule finds in the window, at places of the page; finds that lack their surroundings are left out."""
    if rule.find is None:
        return
    for each in rule.find(window, asked):
        if window.holds(each.start, each.end):
            yield Found(window.start + each.start, window.start + each.end, each.severity, each.message)


def _apart(found: list[tuple[Rule, Found]]) -> list[tuple[Rule, Found]]:
    """Of finds that overlap within a kind, or among numbers, the one that counts: earlier rule, then longer."""
    number = {rule.id: place for place, rule in enumerate(RULES)}
    ranked = sorted(found, key=lambda each: (number[each[0].id], each[1].start - each[1].end, each[1].start))
    kept: dict[FindingKind | str, list[tuple[int, int]]] = {}
    result = []
    for rule, each in ranked:
        taken = kept.setdefault("number" if rule.kind in _NUMBERS else rule.kind, [])
        place = bisect_left(taken, (each.start, each.end))
        # What is taken lies apart, so only the neighbours can overlap.
        before, after = taken[max(0, place - 1) : place], taken[place : place + 1]
        if all(end <= each.start for _, end in before) and all(each.end <= start for start, _ in after):
            taken.insert(place, (each.start, each.end))
            result.append((rule, each))
    return result


def _finding(part: Part, read: Sound, rule: Rule, found: Found) -> Finding:
    severity: Severity = found.severity or rule.severity
    start, end = read.place(found.start, found.end)
    return Finding(
        rule.kind, severity, part.text[start:end], part.id, start, end, rule.id, found.message or rule.message
    )
