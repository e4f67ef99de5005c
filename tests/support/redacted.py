"""Editions with something to withhold, along the real road."""

from __future__ import annotations

from typing import Any

from tests.support.cast import Bureau
from tests.support.road import MOMENT, case_of, registered, sign_as, who

from gongkai.access.screenings import screening_of
from gongkai.actions import release, review
from gongkai.actions.screening import answer_finding, mark_text, redact_edition
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.records.models import Edition, FindingRow, Publication

NUMBER = "150102199003070015"
"""A resident identity number with its right check digit; nobody's."""

PERSON = "呼和敖其尔"
TEXT = f"申请人{PERSON}，身份证号{NUMBER}，经审核符合条件。"


def findings(edition: Edition) -> list[FindingRow]:
    fresh = Edition.objects.get(pk=edition.pk)
    screening = screening_of(fresh)
    return list(screening.findings.all()) if screening else []


def withholding(bureau: Bureau, ground: str, **changes: Any) -> Edition:
    """A draft whose identity number is answered "withhold" and whose person is marked; not redacted yet."""
    told = {"body_text": TEXT, "body_html": f"<p>{TEXT}</p>"} | changes
    edition = registered(bureau, **told)
    handler = who(bureau, "business_handler")
    for row in findings(edition):
        answer = Answer(AnswerKind.WITHHOLD, "属于个人隐私。", ground)
        seen = case_of(edition).fingerprint
        answer_finding(handler, edition.pk, key=row.key, answer=answer, seen_fingerprint=seen, moment=MOMENT)
    seen = case_of(edition).fingerprint
    mark_text(handler, edition.pk, text=PERSON, ground=ground, seen_fingerprint=seen, moment=MOMENT)
    return edition


def redacted(bureau: Bureau, ground: str, **changes: Any) -> Edition:
    """The draft that was made of it."""
    edition = withholding(bureau, ground, **changes)
    seen = case_of(edition).fingerprint
    return redact_edition(who(bureau, "business_handler"), edition.pk, seen_fingerprint=seen, moment=MOMENT)


def published(bureau: Bureau, edition: Edition) -> Publication:
    """The draft sent through the two signatures of the statistics bureau, approved and published."""
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    for key in ("office_handler", "business_handler", "leader"):
        if case_of(edition).edition.state.startswith("in_review"):
            edition = sign_as(bureau, key, edition)
    principal, seen = who(bureau, "principal"), case_of(edition).fingerprint
    release.approve(principal, edition.pk, note="同意。", seen_fingerprint=seen, moment=MOMENT)
    seen = case_of(edition).fingerprint
    return release.publish(
        who(bureau, "office_handler"), edition.pk, channels=["website"], seen_fingerprint=seen, moment=MOMENT
    )
