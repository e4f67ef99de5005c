"""Taking a secrecy mark off a paper does not let it through."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.redacted import findings
from tests.support.refusals import refused
from tests.support.road import MOMENT, case_of, draft, registered, sign_as, submitted, who

from gongkai.actions import catalogue, review
from gongkai.actions.screening import answer_finding, mark_text
from gongkai.core.screening.answers import MARK_GONE, Answer, AnswerKind
from gongkai.records.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.clause("secrecy.9"), pytest.mark.clause("3.13")]
MARKED = {
    "body_text": "机密★长期\n现将有关情况通报如下。",
    "body_html": "<p>机密★长期</p><p>现将有关情况通报如下。</p>",
}


@pytest.fixture(params=["naiman", "hulunbuir"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.naiman if request.param == "naiman" else cast.hulunbuir


def rules(edition: Edition) -> list[tuple[str, str]]:
    return [(row.rule, row.severity) for row in findings(edition)]


def without_mark(bureau: Bureau) -> Edition:
    edition = registered(bureau, **MARKED)
    return catalogue.revise_edition(who(bureau, "business_handler"), edition.pk, draft(bureau), moment=MOMENT)


def test_the_mark_is_asked_for_in_every_draft_that_follows(bureau: Bureau) -> None:
    edition = without_mark(bureau)
    assert rules(edition) == [(MARK_GONE, "answer")]
    again = catalogue.revise_edition(
        who(bureau, "business_handler"), edition.pk, draft(bureau, title="关于工作情况的通报"), moment=MOMENT
    )
    assert rules(again) == [(MARK_GONE, "answer")]


def test_a_new_edition_is_asked_too(bureau: Bureau) -> None:
    edition = submitted(bureau, **MARKED)
    renewed = catalogue.renew_item(
        who(bureau, "business_handler"), edition.item_id, draft(bureau), moment=MOMENT
    )
    assert rules(renewed) == [(MARK_GONE, "answer")]


def test_nobody_signs_to_disclose_before_it_is_accounted_for(bureau: Bureau) -> None:
    edition = without_mark(bureau)
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    key = "office_handler" if case_of(edition).chain.stages[0].id == "office" else "business_handler"
    with refused("findings_open"):
        sign_as(bureau, key, edition)
    row = findings(edition)[0]
    answer = Answer(
        AnswerKind.DECLASSIFIED, "保密期限届满，已办理解密。", proof="解密〔2025〕3号，2025年3月1日"
    )
    answer_finding(
        who(bureau, key), edition.pk, key=row.key, answer=answer,
        seen_fingerprint=case_of(edition).fingerprint, moment=MOMENT,
    )  # fmt: skip
    sign_as(bureau, key, edition)
    assert len(case_of(edition).review.signed) == 1


@pytest.mark.clause("secrecy.6.1")
@pytest.mark.clause("3.7.1")
def test_the_mark_cannot_be_marked_to_be_cut_off(bureau: Bureau) -> None:
    edition = registered(bureau, **MARKED)
    seen = case_of(edition).fingerprint
    for words in ("机密★长期", "机密 ★ 长期 现将"):
        with refused("marked_within"):
            mark_text(
                who(bureau, "business_handler"), edition.pk, text=words, ground="stability",
                seen_fingerprint=seen, moment=MOMENT,
            )  # fmt: skip
