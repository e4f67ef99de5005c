"""Answering, marking and redacting what screening found, as the standing cast would.

edition = registered(bureau, **worded(f"电话{NUMBER}。"))
says(bureau, edition, SAFE)                       # the first finding, by who drafted
every_found(bureau, edition, CUT)                 # all of them
marks(bureau, edition, "张三")
anew = redacts(bureau, edition)
"""

from __future__ import annotations

from typing import Any

from tests.support.cast import Bureau
from tests.support.redacted import findings
from tests.support.road import CHAINS, CHANNEL, MOMENT, YES, case_of, sign_as, slug, who

from gongkai.access.screenings import finding_of
from gongkai.actions import release, review
from gongkai.actions.screening import answer_finding, mark_text, redact_edition
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.core.screening.finding import Finding
from gongkai.records.models import Edition, FindingAnswer, FindingRow, Marking, Publication

NUMBER = "13847512346"
"""A mobile number; nobody's."""
GROUND = "unmarked"
"""A ground that the rule books of both bureaus know."""
SAFE = Answer(AnswerKind.NOT_SENSITIVE, "本单位对外公布的电话。")
FREED = Answer(AnswerKind.DECLASSIFIED, "已经解密。", proof="解密〔2025〕3号，2025年3月1日")
CUT = Answer(AnswerKind.WITHHOLD, "属于个人隐私。", GROUND)


def found(edition: Edition) -> list[Finding]:
    """What was found, opened, in its order."""
    return [finding_of(row) for row in findings(edition)]


def says(
    bureau: Bureau,
    edition: Edition,
    answer: Answer,
    row: FindingRow | None = None,
    by: str = "business_handler",
    **changes: Any,
) -> FindingAnswer:
    """Answer one finding (the first, unless told which), seen as it stands."""
    asked: dict[str, Any] = {"key": (row or findings(edition)[0]).key, "answer": answer}
    asked |= {"seen_fingerprint": case_of(edition).fingerprint} | changes
    return answer_finding(who(bureau, by), edition.pk, moment=MOMENT, **asked)


def every_found(bureau: Bureau, edition: Edition, answer: Answer, by: str = "business_handler") -> None:
    """Answer everything that must be answered, alike."""
    for row in findings(edition):
        if row.severity == "answer":
            says(bureau, edition, answer, row, by)


def marks(
    bureau: Bureau, edition: Edition, text: str, by: str = "business_handler", **changes: Any
) -> Marking:
    """Mark words to be withheld."""
    asked: dict[str, Any] = {"text": text, "ground": GROUND, "seen_fingerprint": case_of(edition).fingerprint}
    return mark_text(who(bureau, by), edition.pk, moment=MOMENT, **(asked | changes))


def redacts(bureau: Bureau, edition: Edition, by: str = "business_handler", **changes: Any) -> Edition:
    """Make the redacted edition."""
    asked: dict[str, Any] = {"seen_fingerprint": case_of(edition).fingerprint} | changes
    return redact_edition(who(bureau, by), edition.pk, moment=MOMENT, **asked)


def ready(bureau: Bureau, edition: Edition, last_opinion: str = "") -> Edition:
    """A draft with nothing left open, sent through every signature and, where one is asked, the approval."""
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    chain = CHAINS[slug(bureau)]
    for stage, key in chain:
        if case_of(edition).edition.state == f"in_review.{stage}":
            opinion = last_opinion if (stage, key) == chain[-1] and last_opinion else YES[slug(bureau)]
            sign_as(bureau, key, edition, opinion)
    if case_of(edition).edition.state == "cleared" and slug(bureau) == "hulunbuir-statistics":
        principal, seen = who(bureau, "principal"), case_of(edition).fingerprint
        release.approve(principal, edition.pk, note="同意。", seen_fingerprint=seen, moment=MOMENT)
    return Edition.objects.get(pk=edition.pk)


def publishes(bureau: Bureau, edition: Edition) -> Publication:
    """Publish what is ready."""
    seen = case_of(edition).fingerprint
    clerk = who(bureau, "office_handler")
    return release.publish(
        clerk, edition.pk, channels=CHANNEL[slug(bureau)], seen_fingerprint=seen, moment=MOMENT
    )
