"""A mark in force inside a file: nobody answers it away, signs it through, cuts it off or publishes it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.found import CUT, GROUND, SAFE, marks, publishes, redacts, says
from tests.support.kept_files import kept
from tests.support.papers import word
from tests.support.permitted import POSTS
from tests.support.redacted import findings
from tests.support.refusals import refused
from tests.support.road import CHAINS, MOMENT, NO, YES, case_of, registered, sign_as, slug, submitted, who

from gongkai.actions import release
from gongkai.core.review.signing import DISCLOSING
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.core.terms import Refused
from gongkai.records.models import Edition, Publication

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.clause("secrecy.6.1"),
    pytest.mark.clause("3.7.1"),
    pytest.mark.clause("6.2.1"),
]
CLAUSE = {
    "naiman-housing": "naiman-housing:secrecy.6.1",
    "hulunbuir-statistics": "hulunbuir-statistics:3.7.1",
}
EVERY_ANSWER = [Answer(kind, "理由。", GROUND, "某某", "凭据1号") for kind in AnswerKind]


@pytest.fixture(params=["naiman", "hulunbuir"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.naiman if request.param == "naiman" else cast.hulunbuir


def marked() -> dict[str, Any]:
    paper = word.docx("", {"word/header1.xml": word.story("hdr", word.p(word.t("机密★10年")))})
    return {"attachments": (kept("实施方案.docx", paper),)}


def the_mark(edition: Edition) -> str:
    (row,) = [row for row in findings(edition) if row.severity == "block"]
    return row.key


@pytest.mark.parametrize("answer", EVERY_ANSWER, ids=lambda answer: answer.kind.value)
def test_no_answer_waves_it_through(bureau: Bureau, answer: Answer) -> None:
    edition = registered(bureau, **marked())
    with refused("cannot_be_waved_through") as caught:
        says(bureau, edition, answer, key=the_mark(edition))
    assert caught.clause == CLAUSE[slug(bureau)]


def test_nobody_else_answers_it_either(bureau: Bureau) -> None:
    edition = registered(bureau, **marked())
    key = the_mark(edition)
    codes = set()
    for post in POSTS:
        try:
            says(bureau, edition, SAFE, by=post, key=key)
        except Refused as error:
            codes.add(error.refusal.code)
        else:
            codes.add("answered")
    assert codes == {"cannot_be_waved_through", "not_your_turn"}


def test_no_opinion_that_discloses_is_signed_at_any_stage(bureau: Bureau) -> None:
    edition = submitted(bureau, **marked())
    opinions = [opinion.name for opinion in case_of(edition).chain.opinions if opinion.effect in DISCLOSING]
    for _, key in CHAINS[slug(bureau)]:
        for opinion in opinions:
            with refused("marked_within") as caught:
                sign_as(bureau, key, edition, opinion)
            assert caught.clause == CLAUSE[slug(bureau)]
        sign_as(bureau, key, edition, NO, ground="marked")
    assert Edition.objects.get(pk=edition.pk).decided_class == "withheld"


def test_cutting_words_off_does_not_make_it_public(bureau: Bureau) -> None:
    edition = registered(bureau, **marked())
    marks(bureau, edition, "老旧小区改造")
    with refused("marked_within") as caught:
        redacts(bureau, edition)
    assert caught.clause == CLAUSE[slug(bureau)]


def test_even_with_every_signature_nobody_approves_or_publishes_it(bureau: Bureau) -> None:
    edition = submitted(bureau, **marked())
    for _, key in CHAINS[slug(bureau)]:
        sign_as(bureau, key, edition, NO, ground="marked")
    asks_approval = slug(bureau) == "hulunbuir-statistics"

    def stands(state: str) -> None:
        Edition.objects.filter(pk=edition.pk).update(state=state, decided_class="proactive")

    stands("cleared")
    if asks_approval:
        with refused("marked_within"):
            seen = case_of(edition).fingerprint
            principal = who(bureau, "principal")
            release.approve(principal, edition.pk, note="", seen_fingerprint=seen, moment=MOMENT)
        stands("approved")
    with refused("marked_within") as caught:
        publishes(bureau, edition)
    assert caught.clause == CLAUSE[slug(bureau)]
    assert Publication.objects.count() == 0


def test_it_may_be_withheld(bureau: Bureau) -> None:
    edition = submitted(bureau, **marked())
    assert YES[slug(bureau)] != NO
    for _, key in CHAINS[slug(bureau)]:
        sign_as(bureau, key, edition, NO, ground="marked")
    assert Edition.objects.get(pk=edition.pk).state == "settled"


@pytest.mark.clause("4.5")
def test_of_a_cipher_telegram_the_head_is_cut_off_with_the_senders_word(bureau: Bureau) -> None:
    text = "密码电报\n请各旗县市区按时报送统计数据，并做好数据审核工作。"
    edition = registered(
        bureau, body_text=text, body_html="".join(f"<p>{line}</p>" for line in text.split("\n"))
    )
    with refused("no_sender_consent"):
        says(bureau, edition, CUT)
    says(bureau, edition, Answer(CUT.kind, CUT.reasons, CUT.ground, proof="发电单位复函3号，2025年3月1日"))
    anew = redacts(bureau, edition)
    assert "密码电报" not in anew.body_text
    assert anew.body_text.endswith("并做好数据审核工作。")
