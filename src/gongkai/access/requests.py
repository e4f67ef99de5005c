"""May this person do this to this request, what may she do, and which requests may she see?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q, QuerySet

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.core.organs import Capacity, Standing, capacity_for
from gongkai.core.procedure import Move, by_titles
from gongkai.core.requests import states
from gongkai.core.terms import PostKind, Refusal, Role, UnitFunction
from gongkai.records.models import Request, Unit

OVERSEEING = frozenset(
    {
        UnitFunction.ACCEPTANCE_BODY,
        UnitFunction.LEADING_GROUP,
        UnitFunction.LEADING_GROUP_OFFICE,
        UnitFunction.SUPERVISION_OFFICE,
    }
)


def visible_requests(who: Standing) -> QuerySet[Request]:
    """Who receives, answers for or supervises requests sees all of her organ; others those of their units.

    What no unit has yet is with the acceptance body, and seen by the leader in charge of it. `may_see` says the same
    of one case.
    """
    rows = Request.objects.filter(organ_id=who.organ_id)
    if not who.capacities:
        return rows.none()
    if any(sees_all(capacity) for capacity in who.capacities):
        return rows
    led = _led_by(who)
    mine = Q(unit_id__in=who.unit_ids | led)
    if led and any(_receives(functions) for functions in _functions_of(led)):
        mine |= Q(unit=None)
    return rows.filter(mine)


def may_see(who: Standing, case: RequestCase) -> bool:
    """Whether a person may know of a request; what `visible_requests` says, without a query."""
    if case.request.organ_id != who.organ_id:
        return False
    seen = who.unit_ids | _led_by(who)
    return any(sees_all(capacity) for capacity in who.capacities) or case.bearing.responsible_unit in seen


def _led_by(who: Standing) -> set[int]:
    return {unit for capacity in who.capacities for unit in capacity.in_charge_of}


def _functions_of(units: set[int]) -> Iterable[list[str]]:
    return Unit.objects.filter(pk__in=units, closed_on=None).values_list("functions", flat=True)


def _receives(functions: list[str]) -> bool:
    return UnitFunction.ACCEPTANCE_BODY.value in functions


def sees_all(capacity: Capacity) -> bool:
    """Whether a post opens the whole register."""
    return bool(capacity.functions & OVERSEEING) or capacity.kind is PostKind.PRINCIPAL_LEADER


def may_request(who: Standing, verb: str, case: RequestCase) -> Permit | Refusal:
    """Whether a person may make a move now: the state first, then her role, then four eyes."""
    move = case.table.find(verb, case.request.state)
    if isinstance(move, Refusal):
        return move
    permit = _permit(who, move, case)
    if isinstance(permit, Refusal):
        return permit
    if verb == "approve_reply":
        return _other_eyes(who, permit, case)
    if verb == "decide_extension":
        return _other_than_proposer(who, permit, case)
    return permit


def open_request_moves(who: Standing, case: RequestCase) -> tuple[Permit, ...]:
    """Every move a person may make now, in the order of the table; none on a request she may not know of."""
    if not may_see(who, case):
        return ()
    permits = (may_request(who, move.verb, case) for move in case.table.open_moves(case.request.state))
    return tuple(permit for permit in permits if isinstance(permit, Permit))


def _permit(who: Standing, move: Move, case: RequestCase) -> Permit | Refusal:
    if who.person_id in case.bearing.recused:
        reason = "您已对这件申请登记回避，不能再办理。"
        return Refusal("recused", reason, case.lawbook.gate("four_eyes"), "请由其他人办理。")
    standing = who
    if move.verb == "decide_extension" and Role.ACCEPTANCE_BODY in move.by:
        # The head of the disclosure body agrees, not any of its clerks (cn-foi:33).
        heads = tuple(post for post in who.capacities if post.kind is not PostKind.HANDLER)
        standing = replace(who, capacities=heads)
    found = capacity_for(standing, move.by, case.bearing)
    if found is None:
        head = "的负责人" if standing is not who else ""
        return Refusal(
            "not_your_turn",
            f"「{move.title}」由{by_titles(move.by)}{head}办理，您现在的职务不在其中。",
            move.clause,
            f"请联系{by_titles(move.by)}{head}。",
        )
    role, capacity = found
    return Permit(move, role, capacity)


def _other_eyes(who: Standing, permit: Permit, case: RequestCase) -> Permit | Refusal:
    reply, clause = case.reply, case.lawbook.gate("four_eyes")
    if reply is None:
        return Refusal("no_reply", "还没有拟好的答复。", permit.move.clause, "请先由承办的人拟答复。")
    if reply.proposed_by_id == who.person_id:
        reason = "这份答复是您拟的，不能再由您批准。"
        return Refusal("drafter_approves", reason, clause, f"请由另一位{permit.role.title}批准。")
    if any(row.signer_id == who.person_id for row in reply.approvals.all()):
        reason = "您已经在前一环节签署过，每个环节由不同的人签署。"
        return Refusal("already_signed", reason, clause, f"请由另一位{permit.role.title}签署。")
    return permit


def _other_than_proposer(who: Standing, permit: Permit, case: RequestCase) -> Permit | Refusal:
    if case.extension is None:
        reason = "没有等待决定的延期。"
        return Refusal("no_extension_proposed", reason, permit.move.clause, "延期要先由承办的人提请。")
    if case.extension.proposed_by_id == who.person_id:
        reason = "这次延期是您提请的，不能再由您同意。"
        clause = case.lawbook.gate("four_eyes")
        return Refusal("proposer_decides", reason, clause, f"请由另一位{permit.role.title}决定。")
    return permit


def may_register(who: Standing) -> Capacity | None:
    """The post in which a person takes in requests; None for who is not of the acceptance body."""
    for capacity in sorted(who.capacities, key=lambda post: post.in_place_of is not None):
        if UnitFunction.ACCEPTANCE_BODY in capacity.functions:
            return capacity
    return None


ENDED = states.ENDED
