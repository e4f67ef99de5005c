"""Every reason why something may not go out yet, each with the clause of the bureau."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.core.release import ReleaseFacts, before_approval, before_publication
from gongkai.core.screening.gate import CLEAN
from gongkai.core.terms import DisclosureClass
from gongkai.gateways.regimes import load_builtin

NAIMAN = load_builtin("naiman-housing")
HULUNBUIR = load_builtin("hulunbuir-statistics")
READY = ReleaseFacts(
    reviewed=True,
    signatures_hold=True,
    reviewers=4,
    minimum_reviewers=4,
    decided_class=DisclosureClass.PROACTIVE,
    audience_fits=True,
    has_responsible_unit=True,
    referral_open=False,
    mark_in_force="",
    was_marked="",
    declassified=False,
    approval_asked=True,
    approved=True,
    screening=CLEAN,
)


def found(**changes: object) -> list[tuple[str, str, str]]:
    facts = replace(READY, **changes)  # type: ignore[arg-type] # a value of the field's own type each
    naiman, hulunbuir = before_publication(facts, NAIMAN.gate), before_publication(facts, HULUNBUIR.gate)
    return [
        (one.code, one.clause.clause if one.clause else "", two.clause.clause if two.clause else "")
        for one, two in zip(naiman, hulunbuir, strict=True)
    ]


def test_what_is_ready_meets_no_obstacle() -> None:
    assert found() == []


@pytest.mark.clause("secrecy.3", "3.1", "4.1")
def test_without_review_nothing_goes_out() -> None:
    assert found(reviewed=False) == [("not_reviewed", "secrecy.3", "3.1")]


@pytest.mark.clause("secrecy.2", "3.1")
def test_signatures_over_other_words_do_not_count() -> None:
    assert found(signatures_hold=False) == [("signatures_void", "secrecy.2", "3.1")]


@pytest.mark.clause("4.3")
def test_one_matter_needs_two_reviews() -> None:
    assert found(reviewers=1, minimum_reviewers=2) == [("too_few_reviews", "secrecy.7.4", "4.3")]


@pytest.mark.clause("disclosure.2", "3.10")
@pytest.mark.parametrize("decided", [DisclosureClass.ON_REQUEST, DisclosureClass.WITHHELD, None])
def test_only_what_was_decided_as_proactive_goes_out(decided: DisclosureClass | None) -> None:
    assert found(decided_class=decided) == [("not_proactive", "disclosure.2", "3.10")]


@pytest.mark.clause("secrecy.6.1", "6.2.1")
def test_a_mark_in_force_stops_it() -> None:
    assert found(mark_in_force="秘密") == [("marked_secret", "secrecy.6.1", "3.7.1")]


@pytest.mark.clause("secrecy.9", "3.13", "3.8.1")
def test_what_was_secret_needs_its_declassification() -> None:
    assert found(was_marked="秘密") == [("not_declassified", "secrecy.9", "3.13")]
    assert found(was_marked="秘密", declassified=True) == []


@pytest.mark.clause("secrecy.8", "3.12", "4.1")
def test_an_open_referral_stops_it() -> None:
    assert found(referral_open=True) == [("referral_open", "secrecy.8", "3.12")]


@pytest.mark.clause("1.2", "disclosure.4")
def test_it_is_filed_where_its_audience_looks() -> None:
    assert found(audience_fits=False) == [("audience_unfit", "disclosure.4", "1.2")]


@pytest.mark.clause("disclosure.9", "3.11")
def test_joint_makers_have_consented() -> None:
    assert found(joint_without_consent=("发改委",)) == [("no_consent", "disclosure.9", "3.11")]


@pytest.mark.clause("disclosure.9", "5.4")
def test_organs_concerned_have_confirmed() -> None:
    assert found(involved_without_word=("发改委",)) == [("no_confirmation", "disclosure.9", "5.4")]


@pytest.mark.clause("5.2")
def test_what_another_organ_compiled_is_for_that_organ() -> None:
    assert found(compiled_by="市发改委") == [("compiled_elsewhere", "disclosure.9", "5.2")]


@pytest.mark.clause("5.5", "cn-foi:11")
def test_an_approval_required_by_law_is_there() -> None:
    assert found(law_approval_asked=True) == [("no_law_approval", "11", "5.5")]
    assert found(law_approval_asked=True, law_approved=True) == []


@pytest.mark.clause("1.4.1", "6.2.2")
def test_the_leading_group_has_approved_where_it_must() -> None:
    assert found(approved=False) == [("not_approved", "disclosure.2", "1.4.1")]
    assert found(approved=False, approval_asked=False) == []


def test_approving_asks_everything_but_the_approval() -> None:
    assert before_approval(replace(READY, approved=False), HULUNBUIR.gate) == ()
    assert [r.code for r in before_approval(replace(READY, reviewed=False), HULUNBUIR.gate)] == [
        "not_reviewed"
    ]


def test_all_obstacles_are_told_at_once() -> None:
    codes = [
        code for code, _, _ in found(reviewed=False, mark_in_force="绝密", approved=False, compiled_by="某局")
    ]
    assert codes == ["not_reviewed", "marked_secret", "compiled_elsewhere", "not_approved"]
