"""The look at a draft, and keeping what was found beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.conf import settings

from gongkai.access.cases import Case, content_of, draft_of
from gongkai.access.screenings import finding_context, finding_of, screening_of
from gongkai.core.catalogue import Draft
from gongkai.core.regime import Lawbook
from gongkai.core.screening.answers import MARK_GONE, MARK_LEFT, finding_key, marks_gone
from gongkai.core.screening.finding import Finding, FindingKind
from gongkai.gateways.files import FileStore
from gongkai.gateways.inspection import BODY, RULES_DIGEST, TEXT_TITLE, Inspection, Seen, inspect, known_of
from gongkai.gateways.vault import the_vault
from gongkai.records.models import Edition, FindingRow, Screening

WHILE_WAITED_FOR = 40.0
"""Seconds of text recognition for which somebody may be kept waiting."""
_LONGEST = {"file_name": 200, "part": 500, "message": 1000}


def look(draft: Draft, lawbook: Lawbook, today: date, seconds: float = WHILE_WAITED_FOR) -> Inspection:
    """Look at everything a draft would give away. Reads strangers' files and may take long: never while holding a
    lock or a transaction. What is not read after `seconds` is read on by `go_on_looking`."""
    contact = lawbook.contact(today).value
    known = known_of((contact.phone, contact.fax))
    return inspect(draft, FileStore(settings.FILES_DIR), known, today, seconds)


def keep(edition: Edition, found: Inspection, today: date, moment: datetime) -> Screening:
    """Keep what was found in an edition, in place of what was known before; answers stay with their findings."""
    fresh = Edition.objects.select_related("item").get(pk=edition.pk)
    content, last = content_of(fresh), screening_of(fresh)
    before = _found_before(edition)
    if last is not None and last.content == content:
        # The same words on another day: a mark that has run out since is told by the look itself.
        before = [finding for finding in before if finding.rule in (MARK_GONE, MARK_LEFT)]
    screening, _ = Screening.objects.update_or_create(
        edition=edition,
        defaults={
            "content": content,
            "rules": RULES_DIGEST,
            "on": today,
            "unread": [list(each) for each in found.unread],
            "unfinished": found.unfinished,
            "parts": found.parts,
            "screened_at": moment,
        },
    )
    seen = (*found.seen, *_gone(before, found))
    screening.findings.all().delete()
    FindingRow.objects.bulk_create(_row(screening, place, each) for place, each in enumerate(seen))
    return screening


def look_again(edition: Edition, lawbook: Lawbook, today: date) -> Inspection | None:
    """A new look where the last was at other content, on another day, or with other rules; None where it still holds.

    A day matters: secrecy periods run out, and births become implausible.
    """
    last = screening_of(edition)
    if (
        last
        and not last.unfinished
        and (last.content, last.rules, last.on) == (content_of(edition), RULES_DIGEST, today)
    ):
        return None
    return look(draft_of(edition), lawbook, today)


def told(case: Case) -> dict[str, object]:
    """What the ledger keeps of a screening: what was found and where, never the words."""
    screening = screening_of(case.edition)
    if screening is None:
        return {}
    found = [
        {"key": row.key, "kind": row.kind, "severity": row.severity, "file": row.file, "part": row.part}
        for row in screening.findings.all()
    ]
    return {
        "screening": {
            "on": screening.on.isoformat(),
            "rules": screening.rules,
            "parts": screening.parts,
            "unread": screening.unread,
            "findings": found,
        }
    }


def _found_before(edition: Edition) -> list[Finding]:
    """What was found in this edition until now, or else in the one before it."""
    rows = FindingRow.objects.filter(kind=FindingKind.SECRECY_MARK.value)
    own = rows.filter(screening__edition=edition)
    if screening_of(edition) is not None:
        return [finding_of(row) for row in own]
    earlier = rows.filter(
        screening__edition__item=edition.item_id, screening__edition__number=edition.number - 1
    )
    return [finding_of(row) for row in earlier]


def _gone(before: list[Finding], found: Inspection) -> tuple[Seen, ...]:
    gone = marks_gone(before, [each.finding for each in found.seen])
    # The words are in the name: what was said of one mark must not count for another that goes later.
    names = [finding_key(f"{MARK_GONE} {each.text}", replace(each, end=0)) for each in gone]
    return tuple(Seen(name, BODY, TEXT_TITLE, each) for name, each in zip(names, gone, strict=True))


def _row(screening: Screening, place: int, seen: Seen) -> FindingRow:
    finding = seen.finding
    return FindingRow(
        screening=screening,
        key=seen.key,
        position=place,
        file=seen.file,
        file_name=seen.file_name[: _LONGEST["file_name"]],
        kind=finding.kind.value,
        severity=finding.severity.value,
        part=finding.part[: _LONGEST["part"]],
        start=finding.start,
        end=finding.end,
        text=the_vault().seal(finding.text, finding_context(seen.key)),
        rule=finding.rule,
        message=finding.message[: _LONGEST["message"]],
    )
