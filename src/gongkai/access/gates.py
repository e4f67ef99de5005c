"""The facts the release gate looks at, read off a case."""

from __future__ import annotations

from datetime import date

from gongkai.access.cases import Case, mark_in_force
from gongkai.core.release import ReleaseFacts, before_approval, before_handing_out, before_publication
from gongkai.core.review import roles_left
from gongkai.core.terms import Audience, DisclosureClass, Refusal, states
from gongkai.records.models import Approval

_AFTER_REVIEW = (states.CLEARED, states.SETTLED, states.APPROVED, states.PUBLISHED, states.WITHDRAWN)


def release_facts(case: Case, today: date) -> ReleaseFacts:
    """What of a case bears on its release, as of today."""
    edition = case.edition
    evidence = {row.kind for row in edition.evidence.all()}
    involved = list(edition.involved_organs.all())
    mark = mark_in_force(edition, today)
    return ReleaseFacts(
        reviewed=edition.state in _AFTER_REVIEW,
        signatures_hold=all(not roles_left(stage, case.review) for stage in case.chain.stages),
        reviewers=len({signed.signer for signed in case.review.signed}),
        minimum_reviewers=case.lawbook.minimum_reviews(case.on).value,
        decided_class=DisclosureClass(edition.decided_class) if edition.decided_class else None,
        audience_fits=_category_fits(case),
        has_responsible_unit=edition.responsible_unit.organ_id == edition.item.organ_id,
        referral_open=any(
            row.answered_on is None and row.round == edition.round for row in edition.referrals.all()
        ),
        mark_in_force=mark,
        was_marked=edition.secrecy_mark if not mark else "",
        declassified="declassification" in evidence,
        approval_asked=case.lawbook.release_approval(case.on) is not None,
        approved=_approval_holds(case),
        joint_without_consent=tuple(
            row.name for row in involved if row.joint_maker and row.consented_on is None
        ),
        involved_without_word=tuple(
            row.name for row in involved if not row.joint_maker and row.consented_on is None
        ),
        compiled_by=edition.compiled_by,
        law_approval_asked=edition.needs_law_approval,
        law_approved="law_approval" in evidence,
        screening=case.review.screening,
    )


def approval_obstacles(case: Case, today: date) -> tuple[Refusal, ...]:
    """Why the leading group cannot approve yet; empty when it can."""
    return before_approval(release_facts(case, today), case.lawbook.gate)


def publication_obstacles(case: Case, today: date) -> tuple[Refusal, ...]:
    """Why it cannot be published yet; empty when it can."""
    return before_publication(release_facts(case, today), case.lawbook.gate)


def handing_out_obstacles(case: Case, today: date) -> tuple[Refusal, ...]:
    """Why it cannot be given to an applicant yet; empty when it can."""
    if case.edition.state in (states.WITHDRAWN, states.SUPERSEDED):
        reason = f"这一版本{case.state_title}，不能再提供。"
        return (Refusal("withdrawn", reason, case.lawbook.gate("withdraw"), "请选择现行的版本。"),)
    return before_handing_out(release_facts(case, today), case.lawbook.gate)


def _category_fits(case: Case) -> bool:
    audience = Audience(case.edition.audience)
    return any(
        category.id == case.edition.category and category.audience is audience
        for category in case.lawbook.categories(case.on).value
    )


def _approval_holds(case: Case) -> bool:
    try:
        approval = case.edition.approval
    except Approval.DoesNotExist:
        return False
    return approval.fingerprint == case.fingerprint
