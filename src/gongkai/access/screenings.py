"""How the screening of an edition stands, read off its rows."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.core.screening.answers import (
    Answer,
    AnswerKind,
    fits,
    needs_cutting,
    open_findings,
    screening_digest,
)
from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.core.screening.gate import UNSCREENED, ScreeningFacts
from gongkai.gateways.vault import the_vault
from gongkai.records.models import Edition, FindingRow, Marking, Screening, Withheld

ROWS = ("screening__findings", "finding_answers", "markings")
"""What has to be fetched with an edition, for its screening to be read without further questions."""


def screening_of(edition: Edition) -> Screening | None:
    """The look at an edition; None where there was none."""
    try:
        return edition.screening
    except Screening.DoesNotExist:
        return None


def answers_of(edition: Edition) -> dict[str, Answer]:
    """The newest answer to each finding that is there; answers to what is no longer found, or is found to be graver
    than the answer allows, do not count."""
    screening = screening_of(edition)
    found = {row.key: row for row in screening.findings.all()} if screening else {}
    answers: dict[str, Answer] = {}
    for row in edition.finding_answers.all():
        finding = found.get(row.key)
        if finding is None or not _fits(finding, AnswerKind(row.kind)):
            continue
        answers[row.key] = Answer(AnswerKind(row.kind), row.reasons, row.ground, row.instead, row.proof)
    return answers


def _fits(row: FindingRow, answer: AnswerKind) -> bool:
    return fits(FindingKind(row.kind), Severity(row.severity), row.rule, answer)


def markings_of(edition: Edition) -> list[Marking]:
    """The marks that were not taken back."""
    return [row for row in edition.markings.all() if row.dropped_at is None]


def digest_of(edition: Edition, content: str) -> str:
    """What a signature binds to besides the content; "" where nothing was looked at, or other content."""
    screening = screening_of(edition)
    if screening is None or screening.content != content:
        return ""
    found = {
        row.key: f"{row.kind} {row.severity} {row.rule} {row.start} {row.end} {row.file} {row.part}"
        for row in screening.findings.all()
    }
    unread = [f"{name}：{why}" for name, why in screening.unread]
    return screening_digest(found, answers_of(edition), unread)


def screening_facts(edition: Edition, content: str) -> ScreeningFacts:
    """How the screening of the present content stands, for the gates of review and release."""
    screening = screening_of(edition)
    if screening is None or screening.content != content:
        return UNSCREENED
    answers, rows = answers_of(edition), list(screening.findings.all())
    to_cut = [
        row
        for row in rows
        if row.key in answers and needs_cutting(FindingKind(row.kind), answers[row.key], row.rule)
    ]
    return ScreeningFacts(
        screened=True,
        blocked=tuple(
            f"{row.file_name}：{row.message}"
            for row in rows
            if row.severity == Severity.BLOCK and row.key not in answers
        ),
        unread=tuple(f"{name}：{why}" for name, why in screening.unread),
        open=len(open_findings({row.key: Severity(row.severity) for row in rows}, answers)),
        to_cut=len(to_cut) + len(markings_of(edition)),
    )


def finding_of(row: FindingRow) -> Finding:
    """The finding with its text opened; Unopenable where the key that sealed it is gone."""
    return Finding(
        FindingKind(row.kind),
        Severity(row.severity),
        opened(row.text, finding_context(row.key)),
        row.part,
        row.start,
        row.end,
        row.rule,
        row.message,
    )


def withheld_texts(edition: Edition) -> tuple[str, ...]:
    """Everything that may not be met in a release of this edition: what was withheld from those it was made from."""
    return tuple(dict.fromkeys(opened(row.text, withheld_context(row.item_id)) for row in _withheld(edition)))


def has_withheld(edition: Edition) -> bool:
    """Whether there is anything of the kind; opens nothing."""
    return _withheld(edition).exists()


def _withheld(edition: Edition) -> QuerySet[Withheld]:
    lineage: list[int] = []
    parent = edition.redacted_from
    while parent is not None and parent.pk not in lineage:
        lineage.append(parent.pk)
        parent = parent.redacted_from
    return Withheld.objects.filter(edition_id__in=lineage)


def marked_text(row: Marking) -> str:
    """The words a mark stands for."""
    return opened(row.text, marking_context(row.edition_id))


def finding_context(key: str) -> str:
    return f"finding:{key}"


def marking_context(edition_id: int) -> str:
    return f"marking:{edition_id}"


def withheld_context(item_id: int) -> str:
    return f"withheld:{item_id}"


def opened(sealed: str, context: str) -> str:
    return the_vault().open(sealed, context)
