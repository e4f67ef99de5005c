"""Saying of one finding what it is: by whom, until when, and what it changes."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast, install
from tests.support.databases import together
from tests.support.found import CUT, GROUND, NUMBER, SAFE, every_found, says
from tests.support.plain_drafts import worded
from tests.support.redacted import findings
from tests.support.refusals import refused
from tests.support.road import (
    CHAINS,
    MOMENT,
    case_of,
    registered,
    reviewed_until,
    sign_as,
    slug,
    submitted,
    who,
)

from gongkai.access.screenings import answers_of
from gongkai.actions import review
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.core.terms import Refused
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Edition, FindingAnswer

pytestmark = [pytest.mark.clause("secrecy.6.2"), pytest.mark.clause("3.7.4")]
TEXT = f"联系人张某，电话{NUMBER}。"


@pytest.fixture(params=["naiman", "hulunbuir"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.naiman if request.param == "naiman" else cast.hulunbuir


def first_signer(bureau: Bureau) -> str:
    return CHAINS[slug(bureau)][0][1]


def test_what_is_said_is_kept_with_who_and_when(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    said = says(bureau, edition, Answer(CUT.kind, " 个人隐私。 ", GROUND, "不用", " 1号 "))
    row = FindingAnswer.objects.get()

    assert row == said
    assert (row.edition_id, row.key, row.kind) == (edition.pk, findings(edition)[0].key, "withhold")
    assert (row.reasons, row.ground, row.instead, row.proof) == ("个人隐私。", GROUND, "", "1号")
    assert (row.person, row.answered_at) == (bureau.business_handler, MOMENT)


def test_the_newest_counts_and_the_earlier_stay(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    says(bureau, edition, CUT)
    says(bureau, edition, Answer(AnswerKind.SUBSTITUTE, "个人隐私。", instead="某号"))
    says(bureau, edition, SAFE)
    assert list(FindingAnswer.objects.values_list("kind", flat=True)) == [
        "withhold",
        "substitute",
        "not_sensitive",
    ]
    assert list(answers_of(case_of(edition).edition).values()) == [SAFE]


def test_answering_changes_the_fingerprint_and_nothing_else(bureau: Bureau) -> None:
    edition = submitted(bureau, **worded(TEXT))
    before = case_of(edition)
    says(bureau, edition, SAFE, by=first_signer(bureau))
    after = case_of(edition)

    assert after.fingerprint != before.fingerprint
    assert (after.edition.state, after.edition.round, after.edition.number) == (
        before.edition.state,
        before.edition.round,
        before.edition.number,
    )
    assert (before.review.screening.open, after.review.screening.open) == (1, 0)


def test_who_signs_next_signs_under_the_answers(bureau: Bureau) -> None:
    edition = submitted(bureau, **worded(TEXT))
    seen = case_of(edition).fingerprint
    says(bureau, edition, SAFE, by=first_signer(bureau))
    with refused("changed_meanwhile"):
        sign_as(bureau, first_signer(bureau), edition, seen_fingerprint=seen)
    sign_as(bureau, first_signer(bureau), edition)
    assert case_of(edition).signatures[0].fingerprint == case_of(edition).fingerprint


def test_a_signature_does_not_hold_under_other_answers(bureau: Bureau) -> None:
    """The door lets nobody answer after a signature; were it done behind the door, no signature would count."""
    edition = registered(bureau, **worded(TEXT))
    says(bureau, edition, SAFE)
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    sign_as(bureau, first_signer(bureau), edition)
    assert len(case_of(edition).review.signed) == 1
    FindingAnswer.objects.update(kind="consent")
    assert case_of(edition).review.signed == ()


def test_only_those_whose_turn_it_is_answer(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    for key in ("principal", "leader", "secrecy_handler", "other_handler", "website_handler"):
        with refused("not_your_turn"):
            says(bureau, edition, SAFE, by=key)
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    with refused("not_your_turn"):
        says(bureau, edition, SAFE, by="leader")
    assert FindingAnswer.objects.count() == 0


def test_another_bureau_does_not_know_of_it(cast: Cast) -> None:
    edition = registered(cast.naiman, **worded(TEXT))
    with pytest.raises(Edition.DoesNotExist):
        says(cast.hulunbuir, edition, SAFE)


def test_after_a_signature_nothing_is_answered_any_more(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    says(bureau, edition, SAFE)
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    sign_as(bureau, first_signer(bureau), edition)
    by = "business_handler" if slug(bureau) == "hulunbuir-statistics" else "business_head"
    code = "already_signed" if slug(bureau) == "hulunbuir-statistics" else "not_in_this_state"
    with refused(code):
        says(bureau, edition, CUT, by=by)
    assert list(answers_of(case_of(edition).edition).values()) == [SAFE]


@pytest.mark.clause("secrecy.2", "3.1")
def test_sent_back_it_may_be_answered_anew_and_is_signed_anew(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    says(bureau, edition, SAFE)
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    stage, key = CHAINS[slug(bureau)][0]
    sign_as(bureau, key, edition)
    back_by = "business_handler" if slug(bureau) == "hulunbuir-statistics" else "business_head"
    review.return_to_draft(who(bureau, back_by), edition.pk, reasons="请再核对。", moment=MOMENT)
    says(bureau, edition, CUT)
    assert case_of(edition).review.signed == ()
    assert list(answers_of(case_of(edition).edition).values()) == [CUT]


def test_what_cannot_stand_is_refused(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    cases = {
        "unknown_ground": Answer(CUT.kind, "理由。", "no-such-ground"),
        "no_ground": Answer(CUT.kind, "理由。"),
        "no_reasons": Answer(SAFE.kind, " "),
        "no_proof": Answer(AnswerKind.CONSENT, "本人同意。"),
        "no_substitute": Answer(AnswerKind.SUBSTITUTE, "理由。"),
        "answer_does_not_fit": Answer(AnswerKind.DECLASSIFIED, "理由。", proof="1号"),
    }
    for code, answer in cases.items():
        with refused(code):
            says(bureau, edition, answer)
    with refused("unknown_finding"):
        says(bureau, edition, SAFE, key="0" * 32)
    with refused("changed_meanwhile"):
        says(bureau, edition, SAFE, seen_fingerprint="0" * 64)
    assert FindingAnswer.objects.count() == 0


def test_a_finding_of_another_edition_is_unknown(bureau: Bureau) -> None:
    other, edition = registered(bureau, **worded(TEXT)), registered(bureau, **worded(f"{TEXT}又及。"))
    with refused("unknown_finding"):
        says(bureau, edition, SAFE, key=findings(other)[0].key)


def test_what_is_withheld_stands_in_the_way_until_it_is_cut_out(bureau: Bureau) -> None:
    edition = submitted(bureau, **worded(TEXT))
    every_found(bureau, edition, CUT, first_signer(bureau))
    with refused("not_redacted"):
        sign_as(bureau, first_signer(bureau), edition)


def test_with_everything_answered_it_passes_the_whole_review(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    every_found(bureau, edition, SAFE)
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    for _, key in CHAINS[slug(bureau)]:
        sign_as(bureau, key, edition)
    assert Edition.objects.get(pk=edition.pk).state == "cleared"
    assert reviewed_until(bureau, None).state == "cleared"


@pytest.mark.django_db(transaction=True)
def test_two_answer_at_once(transactional_db: None) -> None:
    bureau = install().naiman
    edition = registered(bureau, **worded(TEXT))
    seen = case_of(edition).fingerprint
    outcomes = together(
        lambda: says(bureau, edition, SAFE, seen_fingerprint=seen),
        lambda: says(bureau, edition, CUT, by="business_handler_2", seen_fingerprint=seen),
    )
    won = [outcome for outcome in outcomes if isinstance(outcome, FindingAnswer)]
    lost = [outcome for outcome in outcomes if isinstance(outcome, Refused)]

    assert (len(won), [one.refusal.code for one in lost]) == (1, ["changed_meanwhile"])
    assert list(FindingAnswer.objects.all()) == won
    assert verify_organ(bureau.organ).holds
