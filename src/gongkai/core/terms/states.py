"""Where an edition stands in its procedure. States are plain words; a review stage adds its id."""

from __future__ import annotations

DRAFT = "draft"
REFERRED = "referred"
CLEARED = "cleared"
SETTLED = "settled"
APPROVED = "approved"
PUBLISHED = "published"
SUPERSEDED = "superseded"
WITHDRAWN = "withdrawn"

IN_REVIEW = "in_review."

STATE_TITLES = {
    DRAFT: "起草",
    REFERRED: "报请确定中",
    CLEARED: "审查通过",
    SETTLED: "审定不主动公开",
    APPROVED: "已审定待发布",
    PUBLISHED: "已发布",
    SUPERSEDED: "已被新版本取代",
    WITHDRAWN: "已撤回",
}


def in_review(stage_id: str) -> str:
    """The state of waiting for a stage's signatures.

    >>> in_review("office")
    'in_review.office'
    """
    return IN_REVIEW + stage_id


def stage_of(state: str) -> str | None:
    """The stage a state waits for, or None outside the review.

    >>> stage_of("in_review.leader"), stage_of("draft")
    ('leader', None)
    """
    return state.removeprefix(IN_REVIEW) if state.startswith(IN_REVIEW) else None
