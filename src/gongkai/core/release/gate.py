"""The gate before publication: every reason why something may not go out yet, each with its clause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.core.screening.gate import UNSCREENED, ScreeningFacts, screening_obstacles
from gongkai.core.terms import Citation, DisclosureClass, Refusal

Gate = Callable[[str], Citation]


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What the gate looks at. `mark_in_force` is a secrecy mark whose period has not run out on the day;
    `was_marked` one that has."""

    reviewed: bool
    signatures_hold: bool
    reviewers: int
    minimum_reviewers: int
    decided_class: DisclosureClass | None
    audience_fits: bool
    has_responsible_unit: bool
    referral_open: bool
    mark_in_force: str
    was_marked: str
    declassified: bool
    approval_asked: bool
    approved: bool
    joint_without_consent: tuple[str, ...] = ()
    involved_without_word: tuple[str, ...] = ()
    compiled_by: str = ""
    law_approval_asked: bool = False
    law_approved: bool = False
    screening: ScreeningFacts = UNSCREENED


def _review_gates(facts: ReleaseFacts, gate: Gate) -> list[Refusal]:
    found = []
    if facts.referral_open:
        reason = "报请确定的问题还没有答复，界限不清的信息不得公开。"
        found.append(Refusal("referral_open", reason, gate("referral_waits"), "请等待答复并登记。"))
    if not facts.reviewed:
        reason = "尚未完成保密审查，未经审查的信息不得公开。"
        found.append(
            Refusal("not_reviewed", reason, gate("review_first"), "请先走完审查呈批单上的每个环节。")
        )
    elif not facts.signatures_hold:
        reason = "签署之后内容有改动，原来的签署不再有效。"
        found.append(
            Refusal("signatures_void", reason, gate("signature_binds"), "请按改动后的内容重新审查。")
        )
    elif facts.reviewers < facts.minimum_reviewers:
        reason = f"只有{facts.reviewers}人审查，至少要由{facts.minimum_reviewers}个不同的人审查。"
        found.append(Refusal("too_few_reviews", reason, gate("four_eyes"), "请补足审查。"))
    return found


def _class_gate(
    facts: ReleaseFacts, allowed: tuple[DisclosureClass, ...], act: str, gate: Gate
) -> list[Refusal]:
    if not facts.reviewed or facts.decided_class in allowed:
        return []
    title = facts.decided_class.title if facts.decided_class else "未定"
    code = "not_proactive" if len(allowed) == 1 else "withheld"
    reason = f"审定的公开属性是「{title}」，不能{act}。"
    return [Refusal(code, reason, gate("class_is_public"), "情况变化时请另立新版本重新审查。")]


def _secrecy_gates(facts: ReleaseFacts, gate: Gate) -> list[Refusal]:
    # Before the review too: whoever prepares the paper is to see what will stop it, not only that it is unreviewed.
    told = facts.reviewed or facts.screening.screened
    found = list(screening_obstacles(facts.screening, gate)) if told else []
    if facts.mark_in_force:
        reason = f"文件标有「{facts.mark_in_force}」且仍在保密期限内，不得公开。"
        found.append(Refusal("marked_secret", reason, gate("marked_secret"), "保密期限届满并解密后再办。"))
    if facts.was_marked and not facts.declassified:
        reason = f"文件曾标「{facts.was_marked}」，保密期限已过，但还没有办理解密手续。"
        found.append(
            Refusal("not_declassified", reason, gate("declassify_first"), "审查通过后请登记解密手续。")
        )
    return found


def _filing_gates(facts: ReleaseFacts, gate: Gate) -> list[Refusal]:
    found = []
    if not facts.has_responsible_unit:
        found.append(
            Refusal("no_responsible_unit", "没有责任科室。", gate("responsible_unit"), "请指定责任科室。")
        )
    if not facts.audience_fits:
        reason = "没有归入与公开对象相符的类别。"
        found.append(Refusal("audience_unfit", reason, gate("category_required"), "请另立新版本，改选类别。"))
    return found


def _others_gates(facts: ReleaseFacts, gate: Gate) -> list[Refusal]:
    found = []
    if facts.compiled_by:
        reason = f"这份信息由{facts.compiled_by}组织编制，应由该机关发布。"
        found.append(
            Refusal(
                "compiled_elsewhere", reason, gate("own_compilation"), "请由编制机关发布，本机关可告知链接。"
            )
        )
    if facts.joint_without_consent:
        names = "、".join(facts.joint_without_consent)
        reason = f"共同制作的机关（{names}）还没有书面同意。"
        found.append(Refusal("no_consent", reason, gate("consent_first"), "请取得同意函并登记。"))
    if facts.involved_without_word:
        names = "、".join(facts.involved_without_word)
        reason = f"涉及的机关（{names}）还没有确认。"
        found.append(Refusal("no_confirmation", reason, gate("confirmation_first"), "请取得确认函并登记。"))
    if facts.law_approval_asked and not facts.law_approved:
        reason = "依法需要批准的信息，还没有登记批准文件。"
        found.append(Refusal("no_law_approval", reason, gate("approval_by_law"), "请报批，批准后登记。"))
    return found


def before_approval(facts: ReleaseFacts, gate: Gate) -> tuple[Refusal, ...]:
    """What stands in the way of approving: everything but the approval itself."""
    return (
        *_review_gates(facts, gate),
        *_class_gate(facts, (DisclosureClass.PROACTIVE,), "主动发布", gate),
        *_secrecy_gates(facts, gate),
        *_filing_gates(facts, gate),
        *_others_gates(facts, gate),
    )


def before_handing_out(facts: ReleaseFacts, gate: Gate) -> tuple[Refusal, ...]:
    """What stands in the way of giving it to an applicant; empty when it may be given.

    The same review as for publication (naiman-housing:secrecy.2); only the class may also be 依申请公开.
    """
    allowed = (DisclosureClass.PROACTIVE, DisclosureClass.ON_REQUEST)
    return (
        *_review_gates(facts, gate),
        *_class_gate(facts, allowed, "提供给申请人", gate),
        *_secrecy_gates(facts, gate),
        *_others_gates(facts, gate),
    )


def before_publication(facts: ReleaseFacts, gate: Gate) -> tuple[Refusal, ...]:
    """What stands in the way of publishing, in the order a handler would mend it; empty when it may go out."""
    found = list(before_approval(facts, gate))
    if facts.approval_asked and not facts.approved:
        reason = "领导小组还没有审定，不能发布。"
        found.append(
            Refusal("not_approved", reason, gate("approved_first"), "等领导小组成员审定，审定之后再发布。")
        )
    return tuple(found)
