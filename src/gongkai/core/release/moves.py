"""The release's rows of the procedure table."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.core.procedure import Move
from gongkai.core.regime import ReviewChain
from gongkai.core.terms import Citation, Role, states

Gate = Callable[[str], Citation]
EVERYBODY = (Role.STAFF,)


def release_moves(
    chain: ReviewChain,
    publishers: tuple[Role, ...],
    approver: Role | None,
    gate: Gate,
) -> tuple[Move, ...]:
    """Moves from a cleared review to the register and after; `approver` is None where the rule book asks none."""
    waiting = tuple(states.in_review(stage.id) for stage in chain.stages)
    cleared = (states.CLEARED,)
    approve = (
        (Move("approve", "审定", cleared, states.APPROVED, (approver,), gate("approved_first"), ("gates",)),)
        if approver
        else ()
    )
    ready = states.APPROVED if approver else states.CLEARED
    return (
        *_evidence_moves((*waiting, states.CLEARED, states.SETTLED, states.APPROVED), gate),
        *approve,
        Move("publish", "发布", (ready,), states.PUBLISHED, publishers, gate("publisher"), ("gates",)),
        *_public_moves(waiting, publishers, gate),
    )


def _evidence_moves(under_way: tuple[str, ...], gate: Gate) -> tuple[Move, ...]:
    # What is settled as 依申请公开 is given to applicants, and needs the same papers as what is published.
    decided, office = (states.CLEARED, states.SETTLED), (Role.LEADING_GROUP_OFFICE,)
    secrecy, producer = (Role.SECRECY_BODY, *office), (*office, Role.PRODUCER)
    return (
        Move("declassify", "登记解密手续", decided, None, secrecy, gate("declassify_first"), ("record",)),
        Move("record_consent", "登记书面同意", under_way, None, producer, gate("consent_first"), ("letter",)),
        Move(
            "record_law_approval",
            "登记依法批准",
            under_way,
            None,
            office,
            gate("approval_by_law"),
            ("record",),
        ),
    )


def _public_moves(waiting: tuple[str, ...], publishers: tuple[Role, ...], gate: Gate) -> tuple[Move, ...]:
    public = (states.PUBLISHED,)
    renewable = (
        *waiting,
        states.CLEARED,
        states.SETTLED,
        states.APPROVED,
        states.PUBLISHED,
        states.WITHDRAWN,
    )
    return (
        Move("use_channel", "登记公开渠道", public, None, publishers, gate("register"), ("channel",)),
        Move("withdraw", "撤回", public, states.WITHDRAWN, publishers, gate("withdraw"), ("reasons",)),
        Move("renew", "另立新版本", renewable, None, (Role.PRODUCER,), gate("signature_binds"), ("draft",)),
        Move("read", "登记已读", public, None, EVERYBODY, gate("audience"), ("internal",)),
    )
