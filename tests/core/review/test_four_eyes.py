"""Each stage by another person; who drafted signs only as the producer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.review import ReviewFacts, Signed, may_sign_as, roles_due, roles_left
from gongkai.core.screening.gate import CLEAN
from gongkai.core.terms import DisclosureClass, Role
from gongkai.gateways.regimes import load_builtin

ON = date(2025, 3, 3)
BOOK = load_builtin("hulunbuir-statistics")
OFFICE, LEADER = BOOK.review_chain(ON).value.stages
FACTS = ReviewFacts(1, DisclosureClass.PROACTIVE, True, "", None, False, (), screening=CLEAN)
PRODUCER = Signed("office", Role.PRODUCER, 1, "proactive")


def code(person: int, role: Role, facts: ReviewFacts) -> str | None:
    refusal = may_sign_as(person, role, OFFICE, facts, BOOK.gate)
    return refusal.code if refusal else None


@pytest.mark.clause("4.3", "secrecy.7.4")
def test_nobody_signs_twice() -> None:
    assert (
        code(1, Role.LEADING_GROUP_OFFICE, replace(FACTS, drafted_by=9, signed=(PRODUCER,)))
        == "already_signed"
    )


@pytest.mark.clause("4.3", "secrecy.7.4")
def test_the_drafter_signs_as_producer_and_as_nothing_else() -> None:
    assert code(1, Role.PRODUCER, FACTS) is None
    assert code(1, Role.LEADING_GROUP_OFFICE, FACTS) == "drafter_reviews"


def test_a_role_that_has_signed_is_done() -> None:
    assert code(2, Role.PRODUCER, replace(FACTS, signed=(PRODUCER,))) == "role_has_signed"


@pytest.mark.clause("5.1")
def test_the_routed_unit_signs_too_unless_the_route_leads_to_the_office() -> None:
    plain, routed = FACTS, replace(FACTS, reviewing_unit=20)
    to_office = replace(routed, reviewed_by_office=True)
    assert roles_due(OFFICE, plain) == (Role.LEADING_GROUP_OFFICE, Role.PRODUCER)
    assert roles_due(OFFICE, routed) == (Role.LEADING_GROUP_OFFICE, Role.PRODUCER, Role.REVIEWING_UNIT)
    assert roles_due(OFFICE, to_office) == (Role.LEADING_GROUP_OFFICE, Role.PRODUCER)
    assert roles_due(LEADER, routed) == (Role.LEADER_IN_CHARGE,)


def test_what_is_left_is_what_is_due_without_what_is_signed() -> None:
    assert roles_left(OFFICE, replace(FACTS, signed=(PRODUCER,))) == (Role.LEADING_GROUP_OFFICE,)
