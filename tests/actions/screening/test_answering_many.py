"""The same answer to many findings is one act: all of them, or none."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.redacted import NUMBER, findings
from tests.support.refusals import refused
from tests.support.road import MOMENT, case_of, registered, who

from gongkai.access.screenings import answers_of
from gongkai.actions.screening import answer_findings
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Edition, FindingAnswer, LedgerEntry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("secrecy.6.2"), pytest.mark.clause("3.7.4")]
TEXT = f"证号{NUMBER}，电话13800138000，邮箱zhangsan@example.com。"
FINE = Answer(AnswerKind.NOT_SENSITIVE, "样表中的虚构内容。")


@pytest.fixture
def edition(cast: Cast) -> Edition:
    return registered(cast.hulunbuir, body_text=TEXT, body_html=f"<p>{TEXT}</p>")


def answered(cast: Cast, edition: Edition, keys: list[str], answer: Answer = FINE) -> int:
    return answer_findings(
        who(cast.hulunbuir, "business_handler"), edition.pk, keys=keys, answer=answer,
        seen_fingerprint=case_of(edition).fingerprint, moment=MOMENT,
    )  # fmt: skip


def test_all_are_answered_by_one_entry_and_the_ledger_holds(cast: Cast, edition: Edition) -> None:
    keys = [row.key for row in findings(edition)]
    before = LedgerEntry.objects.count()
    assert answered(cast, edition, [*keys, keys[0]]) == len(keys) == 3
    assert LedgerEntry.objects.count() == before + 1
    assert set(answers_of(case_of(edition).edition)) == set(keys)
    assert verify_organ(cast.hulunbuir.organ).holds
    FindingAnswer.objects.filter(key=keys[1]).update(reasons="别的理由。")
    assert not verify_organ(cast.hulunbuir.organ).holds


def test_one_that_cannot_take_the_answer_stops_all(cast: Cast, edition: Edition) -> None:
    keys = [row.key for row in findings(edition)]
    with refused("unknown_finding"):
        answered(cast, edition, [*keys, "0" * 32])
    with refused("no_proof"):
        answered(cast, edition, keys, Answer(AnswerKind.CONSENT, "本人同意。"))
    with refused("nothing_chosen"):
        answered(cast, edition, [])
    assert FindingAnswer.objects.count() == 0
