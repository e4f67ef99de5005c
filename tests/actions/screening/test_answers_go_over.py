"""Changing one line does not undo what was said to the others; other words, or torn answers, are asked again."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.redacted import NUMBER, findings
from tests.support.road import MOMENT, case_of, draft, registered, who

from gongkai.access.screenings import answers_of
from gongkai.actions import catalogue
from gongkai.actions.screening import answer_finding
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Edition, FindingAnswer

pytestmark = pytest.mark.django_db
OTHER = "15010219881122003X"
FINE = Answer(AnswerKind.NOT_SENSITIVE, "样表中的虚构号码。")
CONSENT = Answer(AnswerKind.CONSENT, "本人书面同意。", proof="同意书2025年3月1日")


def text(*lines: str) -> dict[str, str]:
    return {"body_text": "\n".join(lines), "body_html": "".join(f"<p>{line}</p>" for line in lines)}


def answer(bureau: Bureau, edition: Edition, place: int, said: Answer) -> None:
    row = findings(edition)[place]
    seen = case_of(edition).fingerprint
    handler = who(bureau, "business_handler")
    answer_finding(handler, edition.pk, key=row.key, answer=said, seen_fingerprint=seen, moment=MOMENT)


def revised(bureau: Bureau, edition: Edition, *lines: str) -> Edition:
    handler = who(bureau, "business_handler")
    return catalogue.revise_edition(handler, edition.pk, draft(bureau, **text(*lines)), moment=MOMENT)


def said(edition: Edition) -> list[AnswerKind | None]:
    fresh = case_of(edition).edition
    answers = answers_of(fresh)
    return [answers[row.key].kind if row.key in answers else None for row in findings(fresh)]


def test_the_same_words_keep_their_answer_and_the_ledger_holds(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = registered(bureau, **text(f"证号{NUMBER}。", f"另一证号{OTHER}。"))
    assert len(findings(edition)) == 2
    answer(bureau, edition, 0, FINE)
    changed = revised(bureau, edition, "新加一行。", f"证号{NUMBER}。", f"另一证号{OTHER}。")
    assert said(changed) == [AnswerKind.NOT_SENSITIVE, None]
    kept = FindingAnswer.objects.filter(edition=changed).values_list("person_id", "reasons", "answered_at")
    assert len(set(kept)) == 1
    assert verify_organ(bureau.organ).holds


def test_other_words_are_asked_about(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = registered(bureau, **text(f"证号{NUMBER}。"))
    answer(bureau, edition, 0, FINE)
    assert said(revised(bureau, edition, f"证号{OTHER}。")) == [None]


def test_words_answered_in_two_ways_are_asked_about_again(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = registered(bureau, **text(f"证号{NUMBER}。", f"本人证号{NUMBER}。"))
    answer(bureau, edition, 0, FINE)
    answer(bureau, edition, 1, CONSENT)
    assert said(revised(bureau, edition, "新加。", f"证号{NUMBER}。", f"本人证号{NUMBER}。")) == [None, None]


def test_what_was_said_before_a_change_back_counts_again(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = registered(bureau, **text(f"证号{NUMBER}。"))
    answer(bureau, edition, 0, FINE)
    revised(bureau, edition, f"证号{OTHER}。")
    assert said(revised(bureau, edition, f"证号{NUMBER}。")) == [AnswerKind.NOT_SENSITIVE]
