"""Answers go over to changed content where the very same words are found again in the same part."""

from __future__ import annotations

from gongkai.access.screenings import (
    answers_of,
    finding_of,
    marked_text,
    marking_context,
    markings_of,
    screening_of,
)
from gongkai.core.terms import sm3_hex
from gongkai.gateways.inspection import Inspection
from gongkai.gateways.vault import the_vault
from gongkai.records.models import Edition, FindingAnswer, Marking

Given = dict[tuple[str, str, str, str], FindingAnswer]
"""Kind, severity, part and words of what was found → what was said to it."""


def answers_given(edition: Edition) -> Given:
    """The answers of an edition that can go over: where the same words got two different answers, neither does."""
    screening = screening_of(edition)
    standing, newest = answers_of(edition), {row.key: row for row in edition.finding_answers.all()}
    given: Given = {}
    torn: set[tuple[str, str, str, str]] = set()
    for row in screening.findings.all() if screening else ():
        if row.key not in standing:
            continue
        name = (row.kind, row.severity, row.part, finding_of(row).text)
        if name in given and standing[given[name].key] != standing[row.key]:
            torn.add(name)
        given[name] = newest[row.key]
    return {name: answer for name, answer in given.items() if name not in torn}


def carry_answers(given: Given, edition: Edition, found: Inspection) -> list[list[object]]:
    """Give the answers to what was found anew; answers with each new row, the one it was taken from, the finding.

    Editing one line must not undo what was said to all the others. The person and her moment stay as they were.
    """
    known = dict(edition.finding_answers.order_by("pk").values_list("key", "pk"))
    carried: list[list[object]] = []
    for seen in found.seen:
        finding = seen.finding
        old = given.get((finding.kind.value, finding.severity.value, finding.part[:500], finding.text))
        # Of two answers to the same the later counts, also where the text was changed away and back between them.
        if old is None or known.get(seen.key, 0) >= old.pk:
            continue
        row = FindingAnswer.objects.create(
            edition=edition,
            key=seen.key,
            kind=old.kind,
            reasons=old.reasons,
            ground=old.ground,
            instead=old.instead,
            proof=old.proof,
            person_id=old.person_id,
            answered_at=old.answered_at,
        )
        carried.append([row.pk, old.pk, seen.key])
    return carried


def carry_marks(old: Edition, new: Edition) -> list[list[object]]:
    """Set the marks of an edition in the one that takes its place; answers with each new row, the one it stands for,
    and the digest of its sealed words."""
    over: list[list[object]] = []
    for mark in markings_of(old):
        sealed = the_vault().seal(marked_text(mark), marking_context(new.pk))
        row = Marking.objects.create(
            edition=new,
            text=sealed,
            ground=mark.ground,
            instead=mark.instead,
            person_id=mark.person_id,
            marked_at=mark.marked_at,
        )
        over.append([row.pk, mark.pk, sm3_hex(sealed.encode())])
    return over
