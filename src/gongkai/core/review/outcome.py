"""Where a review goes after a signature or an answer."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.regime import ReviewChain
from gongkai.core.review.signing import ReviewFacts, roles_left
from gongkai.core.terms import DisclosureClass, states


@dataclass(frozen=True, slots=True)
class Step:
    """The state a review comes to; `decided` once it has decided."""

    state: str
    decided: DisclosureClass | None = None


def after_signature(chain: ReviewChain, stage_id: str, facts: ReviewFacts) -> Step:
    """Where the case stands once `facts.signed` holds the newest signature.

    An opinion to refer sends the case away at once; otherwise a stage waits until all its roles have signed,
    then the next is open, and the last one decides.
    """
    newest = facts.signed[-1]
    if newest.effect == "refer":
        return Step(states.REFERRED)
    return _onward(chain, stage_id, facts)


def after_answer(chain: ReviewChain, stage_id: str, facts: ReviewFacts) -> Step:
    """Where the case stands once a referral is answered: back at its stage, or onward if that was complete."""
    return _onward(chain, stage_id, facts)


def _onward(chain: ReviewChain, stage_id: str, facts: ReviewFacts) -> Step:
    stage = chain.stage(stage_id)
    if roles_left(stage, facts):
        return Step(states.in_review(stage_id))
    position = chain.stages.index(stage)
    if position + 1 < len(chain.stages):
        return Step(states.in_review(chain.stages[position + 1].id))
    return _decision(stage_id, facts)


def _decision(stage_id: str, facts: ReviewFacts) -> Step:
    effects = {signed.effect for signed in facts.signed if signed.stage == stage_id}
    if "refer" in effects:
        effects.discard("refer")
        effects.add("withheld" if facts.referral_answer == "withhold" else "disclose")
    # Where several sign the last stage and differ, the most cautious word decides.
    if "withheld" in effects:
        return Step(states.SETTLED, DisclosureClass.WITHHELD)
    if "on_request" in effects:
        return Step(states.SETTLED, DisclosureClass.ON_REQUEST)
    if "proactive" in effects or facts.proposed_class is DisclosureClass.PROACTIVE:
        return Step(states.CLEARED, DisclosureClass.PROACTIVE)
    return Step(states.SETTLED, facts.proposed_class)
