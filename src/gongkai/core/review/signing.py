"""May this opinion be signed, and what does it amount to?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.core.regime import Opinion, ReviewChain, Stage
from gongkai.core.screening.gate import UNSCREENED, ScreeningFacts, screening_obstacles
from gongkai.core.terms import Citation, DisclosureClass, Refusal, Role

Gate = Callable[[str], Citation]
DISCLOSING = ("proactive", "on_request", "disclose")


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature that counts: of this round, over the present fingerprint."""

    stage: str
    role: Role
    signer: int
    effect: str


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What of an edition bears on its review."""

    drafted_by: int | None
    proposed_class: DisclosureClass
    has_category: bool
    mark_in_force: str
    reviewing_unit: int | None
    reviewed_by_office: bool
    signed: tuple[Signed, ...]
    referral_answer: str = ""
    screening: ScreeningFacts = UNSCREENED


@dataclass(frozen=True, slots=True)
class OpinionPaper:
    """What a signer writes: opinion, what it rests on, why; a ground where something is withheld."""

    opinion: str
    basis: tuple[str, ...]
    reasons: str
    ground: str = ""


def roles_due(stage: Stage, facts: ReviewFacts) -> tuple[Role, ...]:
    """The roles whose signature a stage needs, in order.

    The routed unit signs beside the others unless the route leads to the leading-group office, which signs
    anyway (hulunbuir-statistics:5.1).
    """
    routed = facts.reviewing_unit is not None and not facts.reviewed_by_office
    return tuple(role for role in stage.signed_by if role is not Role.REVIEWING_UNIT or routed)


def roles_left(stage: Stage, facts: ReviewFacts) -> tuple[Role, ...]:
    """The roles that have still to sign at a stage."""
    done = {signed.role for signed in facts.signed if signed.stage == stage.id}
    return tuple(role for role in roles_due(stage, facts) if role not in done)


def may_sign_as(person: int, role: Role, stage: Stage, facts: ReviewFacts, gate: Gate) -> Refusal | None:
    """Four eyes: nobody signs twice, and who drafted signs only as the producer."""
    if any(signed.signer == person for signed in facts.signed):
        return Refusal(
            "already_signed",
            "您在这一轮审查中已经签署过意见，每个环节必须由不同的人签署。",
            gate("four_eyes"),
            "请等待下一环节的人签署；要改变意见，可请对方退回。",
        )
    if person == facts.drafted_by and role is not Role.PRODUCER:
        return Refusal(
            "drafter_reviews",
            f"这份信息是您起草的，不能再以{role.title}的身份审查。",
            gate("four_eyes"),
            f"请由另一位{role.title}签署。",
        )
    if role not in roles_left(stage, facts):
        return Refusal(
            "role_has_signed",
            f"「{stage.title}」环节的{role.title}意见已经签署。",
            stage.clause,
            "请看审查呈批单，等待其他人签署。",
        )
    return None


def check_opinion(
    paper: OpinionPaper, chain: ReviewChain, facts: ReviewFacts, gate: Gate
) -> Opinion | Refusal:
    """The opinion as the rule book knows it, or why it cannot be signed."""
    try:
        opinion = chain.opinion(paper.opinion)
    except KeyError:
        names = "、".join(opinion.name for opinion in chain.opinions)
        reason = f"「{paper.opinion}」不是本制度规定的审查意见。" if paper.opinion else "没有选择审查意见。"
        return Refusal(
            "unknown_opinion", reason, gate("opinion_basis_reasons"), f"请从「{names}」中选择一种。"
        )
    if not any(basis.strip() for basis in paper.basis):
        return Refusal(
            "no_basis", "没有注明审查意见的依据。", gate("opinion_basis_reasons"), "请选择或填写依据。"
        )
    if not paper.reasons.strip():
        return Refusal(
            "no_reasons", "没有注明审查意见的理由。", gate("opinion_basis_reasons"), "请写明理由。"
        )
    if opinion.effect == "withheld" and not paper.ground:
        return Refusal(
            "no_ground", "意见是不予公开，没有选择不予公开的情形。", gate("marked_secret"), "请选择情形。"
        )
    return _against_facts(opinion, facts, gate) or opinion


def _against_facts(opinion: Opinion, facts: ReviewFacts, gate: Gate) -> Refusal | None:
    discloses = opinion.effect in DISCLOSING
    if discloses and (found := screening_obstacles(facts.screening, gate)):
        return found[0]
    if discloses and facts.mark_in_force:
        reason = f"文件标有「{facts.mark_in_force}」且仍在保密期限内，任何意见都不能准予公开。"
        return Refusal(
            "marked_secret", reason, gate("marked_secret"), "请选择不予公开的意见，或者报请有权确定的机关。"
        )
    if discloses and facts.referral_answer == "withhold":
        reason = "上级或者保密部门已答复不得公开，答复对审查有约束力。"
        return Refusal("answer_binds", reason, gate("referral_waits"), "请按答复签署不予公开的意见。")
    if opinion.effect == "withheld" and facts.referral_answer == "disclose":
        reason = "上级或者保密部门已答复可以公开，答复对审查有约束力。"
        return Refusal("answer_binds", reason, gate("referral_waits"), "请按答复签署可以公开的意见。")
    if opinion.effect == "disclose" and facts.proposed_class is DisclosureClass.WITHHELD:
        reason = "源头拟定的公开属性是不予公开，意见却是公开，公开方式不清楚。"
        return Refusal("class_unclear", reason, gate("class_required"), "请退回，由产生机构改定公开属性。")
    if opinion.effect == "proactive" and not facts.has_category:
        reason = "还没有归入类别，不能定为主动公开。"
        return Refusal("no_category", reason, gate("category_required"), "请退回，由产生机构选择类别。")
    return None
