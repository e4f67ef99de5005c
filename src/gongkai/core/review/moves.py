"""The review's rows of the procedure table."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.core.procedure import Move
from gongkai.core.regime import ReviewChain, Stage
from gongkai.core.terms import Citation, Role, states

Gate = Callable[[str], Citation]
EVERYBODY = (Role.STAFF,)


def refers_by_opinion(chain: ReviewChain) -> bool:
    """Whether referring upward is itself one of the opinions (naiman-housing:secrecy.10)."""
    return any(opinion.effect == "refer" for opinion in chain.opinions)


def review_moves(chain: ReviewChain, gate: Gate) -> tuple[Move, ...]:
    """Moves from the draft to the end of the review, one set for each stage of the chain.

    `gate` answers the clause a named gate rests on in this rule book.
    """
    waiting = tuple(states.in_review(stage.id) for stage in chain.stages)
    open_states = (states.DRAFT, *waiting, states.REFERRED, states.CLEARED, states.APPROVED)
    stages = tuple(move for stage in chain.stages for move in _stage_moves(stage, chain, gate))
    return (
        *_draft_moves(waiting[0], gate),
        *_screening_moves(chain, gate),
        *stages,
        Move(
            "answer_referral",
            "登记答复",
            (states.REFERRED,),
            None,
            (Role.LEADING_GROUP_OFFICE, Role.SECRECY_BODY),
            gate("referral_waits"),
            ("answer", "letter"),
        ),
        Move("recuse", "申请回避", open_states, None, EVERYBODY, gate("four_eyes"), ("reasons",)),
    )


def _draft_moves(first: str, gate: Gate) -> tuple[Move, ...]:
    producer = (Role.PRODUCER,)
    revise = Move(
        "revise",
        "修改草稿",
        (states.DRAFT,),
        states.DRAFT,
        producer,
        gate("signature_binds"),
        otherwise="送审以后内容不能改动，签署的是原来的内容。请由审查人退回，或者另立新版本重新审查。",
    )
    needs = ("class", "category", "matter")
    return revise, Move("submit", "送审", (states.DRAFT,), first, producer, gate("review_first"), needs)


def _screening_moves(chain: ReviewChain, gate: Gate) -> tuple[Move, ...]:
    """Answers are given before anybody has signed; words may be marked, and the redacted edition made, at every stage
    by those whose turn it is (naiman-housing:secrecy.6.2 and .12, hulunbuir-statistics:3.14)."""
    producer, first = (Role.PRODUCER,), chain.stages[0]
    draft: tuple[str, tuple[Role, ...]] = (states.DRAFT, producer)
    turns = (draft, *((states.in_review(stage.id), stage.signed_by) for stage in chain.stages))
    answered, part = gate("screening_answered"), gate("part_secret")
    early = (draft, (states.in_review(first.id), first.signed_by))
    return (
        *(
            Move("answer_finding", "答复查出的内容", (here,), None, by, answered, ("reasons",))
            for here, by in early
        ),
        *(Move("mark_text", "标记要隐去的文字", (here,), None, by, part, ("ground",)) for here, by in turns),
        *(Move("drop_mark", "取消标记", (here,), None, by, part, ("mark",)) for here, by in turns),
        *(
            Move("redact", "制作隐去后的版本", (here,), None, by, part, ("answers", "marks"))
            for here, by in turns
        ),
    )


def _stage_moves(stage: Stage, chain: ReviewChain, gate: Gate) -> tuple[Move, ...]:
    here, by = (states.in_review(stage.id),), stage.signed_by
    sign = Move("sign", "签署意见", here, None, by, stage.clause, ("opinion", "basis", "reasons"))
    back = Move("return", "退回", here, states.DRAFT, by, stage.clause, ("reasons",))
    if refers_by_opinion(chain):
        return sign, back
    return (
        sign,
        back,
        Move("refer", "报请确定", here, states.REFERRED, by, gate("referral_waits"), ("question",)),
    )
