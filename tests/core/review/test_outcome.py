"""Where a review goes after each signature and each answer."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.regime import ReviewChain
from gongkai.core.review import ReviewFacts, Signed, Step, after_answer, after_signature
from gongkai.core.screening.gate import CLEAN
from gongkai.core.terms import DisclosureClass, Role
from gongkai.gateways.regimes import load_builtin

ON = date(2025, 3, 3)
NAIMAN: ReviewChain = load_builtin("naiman-housing").review_chain(ON).value
HULUNBUIR: ReviewChain = load_builtin("hulunbuir-statistics").review_chain(ON).value
PROACTIVE, ON_REQUEST, WITHHELD = DisclosureClass


def facts(*signed: Signed, proposed: DisclosureClass = PROACTIVE, answer: str = "") -> ReviewFacts:
    return ReviewFacts(1, proposed, True, "", None, False, signed, answer, CLEAN)


def all_four(last: str) -> tuple[Signed, ...]:
    roles = [stage.signed_by[0] for stage in NAIMAN.stages]
    effects = ["disclose", "disclose", "disclose", last]
    return tuple(
        Signed(stage.id, role, person, effect)
        for person, (stage, role, effect) in enumerate(zip(NAIMAN.stages, roles, effects, strict=True))
    )


@pytest.mark.clause("secrecy.7.1", "secrecy.7.2", "secrecy.7.3", "secrecy.7.4")
def test_four_stages_follow_each_other() -> None:
    signed = all_four("disclose")
    reached = [
        after_signature(NAIMAN, stage.id, facts(*signed[: n + 1])) for n, stage in enumerate(NAIMAN.stages)
    ]
    assert reached == [
        Step("in_review.unit_head"),
        Step("in_review.secrecy_body"),
        Step("in_review.leader"),
        Step("cleared", PROACTIVE),
    ]


@pytest.mark.clause("3.9.1", "3.9.2")
def test_the_first_stage_waits_for_both_signatures_and_the_leader_decides() -> None:
    producer = Signed("office", Role.PRODUCER, 1, "proactive")
    office = Signed("office", Role.LEADING_GROUP_OFFICE, 2, "withheld")
    leader = Signed("leader", Role.LEADER_IN_CHARGE, 3, "proactive")
    assert after_signature(HULUNBUIR, "office", facts(producer)) == Step("in_review.office")
    assert after_signature(HULUNBUIR, "office", facts(producer, office)) == Step("in_review.leader")
    assert after_signature(HULUNBUIR, "leader", facts(producer, office, leader)) == Step("cleared", PROACTIVE)


@pytest.mark.parametrize(
    ("effect", "step"),
    [
        ("proactive", Step("cleared", PROACTIVE)),
        ("on_request", Step("settled", ON_REQUEST)),
        ("withheld", Step("settled", WITHHELD)),
    ],
)
def test_the_last_opinion_sets_the_class(effect: str, step: Step) -> None:
    signed = (
        Signed("office", Role.PRODUCER, 1, "proactive"),
        Signed("office", Role.LEADING_GROUP_OFFICE, 2, "proactive"),
        Signed("leader", Role.LEADER_IN_CHARGE, 3, effect),
    )
    assert after_signature(HULUNBUIR, "leader", facts(*signed)) == step


def test_disclose_confirms_the_class_proposed() -> None:
    assert after_signature(NAIMAN, "leader", facts(*all_four("disclose"), proposed=ON_REQUEST)) == Step(
        "settled", ON_REQUEST
    )


@pytest.mark.clause("secrecy.8")
def test_an_opinion_to_refer_sends_the_case_away_and_the_answer_brings_it_to_the_next_stage() -> None:
    first = Signed("producing_unit", Role.PRODUCER, 1, "refer")
    assert after_signature(NAIMAN, "producing_unit", facts(first)) == Step("referred")
    assert after_answer(NAIMAN, "producing_unit", facts(first, answer="disclose")) == Step(
        "in_review.unit_head"
    )


@pytest.mark.clause("secrecy.8")
@pytest.mark.parametrize(
    ("answer", "step"), [("disclose", Step("cleared", PROACTIVE)), ("withhold", Step("settled", WITHHELD))]
)
def test_an_answer_at_the_last_stage_decides(answer: str, step: Step) -> None:
    assert after_answer(NAIMAN, "leader", facts(*all_four("refer"), answer=answer)) == step


@pytest.mark.clause("3.12")
def test_after_the_answer_a_stage_goes_on_where_it_was() -> None:
    producer = Signed("office", Role.PRODUCER, 1, "proactive")
    assert after_answer(HULUNBUIR, "office", facts(producer, answer="disclose")) == Step("in_review.office")
