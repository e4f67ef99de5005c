"""What roles a person's posts amount to, for a thing."""

from __future__ import annotations

import pytest

from gongkai.core.organs import Bearing, Capacity, Standing, capacity_for
from gongkai.core.terms import PostKind, Role, UnitFunction

THING = Bearing(organ_id=1, responsible_unit=10, reviewing_unit=20)


def post(
    kind: PostKind, unit: int, *functions: UnitFunction, lead: tuple[int, ...] = (), place: int | None = None
) -> Capacity:
    return Capacity(
        unit, f"{kind.title}{unit}", kind, unit, "科", frozenset(functions), frozenset(lead), place
    )


def standing(*posts: Capacity, person: int = 7, organ: int = 1) -> Standing:
    return Standing(person, "某人", organ, posts)


@pytest.mark.parametrize(
    ("held", "role", "expected"),
    [
        (post(PostKind.HANDLER, 10), Role.PRODUCER, True),
        (post(PostKind.HANDLER, 11), Role.PRODUCER, False),
        (post(PostKind.UNIT_HEAD, 10), Role.PRODUCER, False),
        (post(PostKind.UNIT_HEAD, 10), Role.PRODUCING_UNIT_HEAD, True),
        (post(PostKind.UNIT_HEAD, 11), Role.PRODUCING_UNIT_HEAD, False),
        (post(PostKind.LEADER_IN_CHARGE, 1, lead=(10,)), Role.LEADER_IN_CHARGE, True),
        (post(PostKind.LEADER_IN_CHARGE, 1, lead=(11,)), Role.LEADER_IN_CHARGE, False),
        (post(PostKind.HANDLER, 30, UnitFunction.SECRECY_BODY), Role.SECRECY_BODY, True),
        (post(PostKind.HANDLER, 30, UnitFunction.ACCEPTANCE_BODY), Role.SECRECY_BODY, False),
        (post(PostKind.HANDLER, 20), Role.REVIEWING_UNIT, True),
        (post(PostKind.HANDLER, 10), Role.REVIEWING_UNIT, False),
        (post(PostKind.PRINCIPAL_LEADER, 1), Role.PRINCIPAL_LEADER, True),
        (post(PostKind.PRINCIPAL_LEADER, 1), Role.BUREAU_MEETING, False),
        (post(PostKind.PRINCIPAL_LEADER, 1), Role.SYSTEM, False),
    ],
)
@pytest.mark.clause("secrecy.4", "4.2")
def test_a_post_amounts_to_a_role_or_not(held: Capacity, role: Role, expected: bool) -> None:
    assert (capacity_for(standing(held), (role,), THING) is not None) is expected


def test_a_person_of_another_organ_has_no_role() -> None:
    assert capacity_for(standing(post(PostKind.HANDLER, 10), organ=2), (Role.PRODUCER,), THING) is None


def test_the_recused_have_no_role() -> None:
    thing = Bearing(1, 10, recused=frozenset({7}))
    assert capacity_for(standing(post(PostKind.HANDLER, 10)), (Role.PRODUCER,), thing) is None


def test_roles_are_tried_in_order_and_own_posts_before_deputised_ones() -> None:
    deputised = post(PostKind.HANDLER, 10, place=99)
    own = post(PostKind.HANDLER, 10)
    assert capacity_for(standing(deputised, own), (Role.SYSTEM, Role.PRODUCER), THING) == (Role.PRODUCER, own)
    assert capacity_for(standing(deputised), (Role.PRODUCER,), THING) == (Role.PRODUCER, deputised)


def test_a_deputy_signs_with_the_name_of_whom_she_stands_for() -> None:
    deputised = Capacity(
        3, "综合科科长", PostKind.UNIT_HEAD, 10, "综合科", in_place_of=99, in_place_of_name="王建国"
    )
    assert deputised.label == "综合科科长（代 王建国）"
