"""Where a request stands. States are few; an approval stage adds its id."""

from __future__ import annotations

UNCONFIRMED = "unconfirmed"
RECEIVED = "received"
WORKING = "working"
CORRECTING = "correcting"
CONSULTING = "consulting"
AWAITING_FEE = "awaiting_fee"
APPROVED = "approved"
REPLIED = "replied"
CLOSED = "closed"

IN_APPROVAL = "in_approval."

STATE_TITLES = {
    UNCONFIRMED: "待与申请人确认",
    RECEIVED: "已登记待分办",
    WORKING: "承办中",
    CORRECTING: "等待申请人补正",
    CONSULTING: "征求意见中",
    AWAITING_FEE: "等待缴费",
    APPROVED: "答复已批准待发出",
    REPLIED: "已答复",
    CLOSED: "已终结",
}

ENDED = (REPLIED, CLOSED)


def in_approval(stage_id: str) -> str:
    """The state of waiting for a stage of the approval.

    >>> in_approval("leader")
    'in_approval.leader'
    """
    return IN_APPROVAL + stage_id


def stage_of(state: str) -> str | None:
    """The stage a state waits for, or None outside the approval.

    >>> stage_of("in_approval.leader"), stage_of("working")
    ('leader', None)
    """
    return state.removeprefix(IN_APPROVAL) if state.startswith(IN_APPROVAL) else None
