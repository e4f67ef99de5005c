"""May this person do this to this edition, what may she do, and which editions may she see?"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.access.cases import Case
from gongkai.access.gates import approval_obstacles, publication_obstacles
from gongkai.core.organs import Capacity, Standing, capacity_for
from gongkai.core.procedure import Move, by_titles
from gongkai.core.review import may_sign_as, roles_left
from gongkai.core.terms import Refusal, Role, states
from gongkai.records.models import Edition, Item

ENDED = (states.PUBLISHED, states.SUPERSEDED, states.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to make a move: in which role, in which post."""

    move: Move
    role: Role
    capacity: Capacity


def visible_items(who: Standing) -> QuerySet[Item]:
    """Staff in a post see the items of their own organ; everybody else sees none."""
    if not who.capacities:
        return Item.objects.none()
    return Item.objects.filter(organ_id=who.organ_id)


def visible_editions(who: Standing) -> QuerySet[Edition]:
    """The editions of the items a person may see."""
    if not who.capacities:
        return Edition.objects.none()
    return Edition.objects.filter(item__organ_id=who.organ_id)


def may(who: Standing, verb: str, case: Case) -> Permit | Refusal:
    """Whether a person may make a move now: the state first, then her role, then four eyes."""
    move = case.table.find(verb, case.edition.state)
    if isinstance(move, Refusal):
        return _why_closed(verb, case, move)
    permit = _permit(who, move, case)
    if isinstance(permit, Refusal) or verb not in ("approve", "sign"):
        return permit
    return _other_eyes(who, permit, case)


def open_moves(who: Standing, case: Case) -> tuple[Permit, ...]:
    """Every move a person may make now, in the order of the table."""
    permits = (may(who, move.verb, case) for move in case.table.open_moves(case.edition.state))
    return tuple(permit for permit in permits if isinstance(permit, Permit))


def _why_closed(verb: str, case: Case, closed: Refusal) -> Refusal:
    """Who publishes or approves too early is told the first thing that is missing, not only the state."""
    if verb in ("approve", "publish") and case.edition.state not in ENDED:
        missing = (approval_obstacles if verb == "approve" else publication_obstacles)(case, case.today)
        return missing[0] if missing else closed
    return closed


def _permit(who: Standing, move: Move, case: Case) -> Permit | Refusal:
    if who.person_id in case.bearing.recused:
        return Refusal(
            "recused",
            "您已对这份信息申请回避，不能再办理。",
            case.lawbook.gate("four_eyes"),
            "请由其他人办理。",
        )
    roles = move.by
    if move.verb == "sign":
        left = roles_left(case.chain.stage(states.stage_of(case.edition.state) or ""), case.review)
        # Roles still unsigned come first, so that a person with two posts signs in the one that is due;
        # who drafted may only sign as the producer.
        roles = (*left, *(role for role in move.by if role not in left))
        if who.person_id == case.edition.drafted_by_id and Role.PRODUCER in roles:
            roles = (Role.PRODUCER, *roles)
    found = capacity_for(who, roles, case.bearing)
    if found is None:
        return Refusal(
            "not_your_turn",
            f"「{move.title}」由{by_titles(move.by)}办理，您现在的职务不在其中。",
            move.clause,
            f"请联系{by_titles(move.by)}。",
        )
    role, capacity = found
    return Permit(move, role, capacity)


def _other_eyes(who: Standing, permit: Permit, case: Case) -> Permit | Refusal:
    gate = case.lawbook.gate
    if permit.move.verb == "sign":
        stage = case.chain.stage(states.stage_of(case.edition.state) or "")
        return may_sign_as(who.person_id, permit.role, stage, case.review, gate) or permit
    if any(signed.signer == who.person_id for signed in case.review.signed):
        return Refusal(
            "reviewer_approves",
            "您已在审查中签署过意见，不能再由您审定。",
            gate("four_eyes"),
            "请由领导小组的其他成员审定。",
        )
    return permit
