"""Answers, marks, withheld words and released files do not change behind the door without being found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.support.cast import Cast
from tests.support.redacted import published, redacted

from gongkai.queries.ledger import verify_organ
from gongkai.records.models import (
    Clearance,
    Edition,
    FindingAnswer,
    FindingRow,
    Marking,
    Person,
    Screening,
    Withheld,
)

pytestmark = pytest.mark.django_db
GROUND = "trade-secret-privacy"


def _answer_of_nobody() -> object:
    row = FindingAnswer.objects.first()
    assert row
    row.pk = None
    row.save()
    return row


def _word_withheld_by_nobody() -> object:
    row = Withheld.objects.first()
    assert row
    row.pk = None
    row.save()
    return row


def _another_word() -> object:
    first, second = Withheld.objects.order_by("pk")
    return Withheld.objects.filter(pk=first.pk).update(text=second.text)


TAMPERED: dict[str, Callable[[], object]] = {
    "an answer altered": lambda: FindingAnswer.objects.update(kind="not_sensitive"),
    "reasons altered": lambda: FindingAnswer.objects.update(reasons="另有理由。"),
    "an answer by nobody": _answer_of_nobody,
    "an answer gone": lambda: FindingAnswer.objects.all().delete(),
    "a mark taken back": lambda: Marking.objects.update(dropped_at="2025-03-04T00:00:00Z"),
    "a mark's ground": lambda: Marking.objects.update(ground="stability"),
    "a word forgotten": lambda: Withheld.objects.first().delete(),  # type: ignore[union-attr] # there are two
    "a word by nobody": _word_withheld_by_nobody,
    "a finding made harmless": lambda: FindingRow.objects.update(severity="note"),
    "one word for another": _another_word,
    "another one's answer": lambda: FindingAnswer.objects.update(
        person_id=Person.objects.order_by("pk").first()
    ),
    "an earlier answer": lambda: FindingAnswer.objects.update(answered_at="2025-03-01T00:00:00Z"),
    "another one's mark": lambda: Marking.objects.update(person_id=Person.objects.order_by("pk").first()),
    "other words marked": lambda: Marking.objects.update(text="1a.AAAA"),
    "another rule": lambda: FindingRow.objects.update(rule="metadata"),
    "another place": lambda: FindingRow.objects.update(start=0),
    "a finding gone": lambda: FindingRow.objects.first().delete(),  # type: ignore[union-attr] # there is one
    "what was unread": lambda: Screening.objects.update(unread=[["附件", "读不出来"]]),
    "another clearance": lambda: Clearance.objects.update(fingerprint="0" * 64),
    "made from nothing": lambda: Edition.objects.update(redacted_from=None),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_every_change_is_found(cast: Cast, how: str) -> None:
    bureau = cast.hulunbuir
    published(bureau, redacted(bureau, GROUND))
    verdict = verify_organ(bureau.organ)
    assert (verdict.holds, verdict.why) == (True, "")
    TAMPERED[how]()
    assert verify_organ(bureau.organ).holds is False
