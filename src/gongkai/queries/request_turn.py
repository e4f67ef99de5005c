"""Whose turn a request is: the one act of a person that brings it further now."""

from __future__ import annotations

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.access.requests import open_request_moves
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.terms import Role

ONWARD = (
    "confirm_receipt",
    "decide_extension",
    "assign",
    "abandon",
    "approve_reply",
    "send_reply",
    "record_opinion",
    "propose_reply",
)
"""The acts that bring a request further, in the order in which one of several is named."""


def next_request_act(who: Standing, case: RequestCase) -> Permit | None:
    """The act of this person that the request waits for; None while it waits for somebody else."""
    permits = {permit.move.verb: permit for permit in open_request_moves(who, case)}
    return next((permits[verb] for verb in ONWARD if verb in permits and _is_due(permits[verb], case)), None)


def _is_due(permit: Permit, case: RequestCase) -> bool:
    verb, request = permit.move.verb, case.request
    if verb == "assign":
        # A request may be given to another unit later on; nobody waits for that.
        return request.state == states.RECEIVED
    if verb == "abandon":
        end = case.fee.pay_by if request.state == states.AWAITING_FEE and case.fee else None
        if request.state == states.CORRECTING and case.correction:
            end = case.correction.period_end
        return end is not None and case.today > end
    if verb == "propose_reply":
        if request.state != states.WORKING:
            return False
        # The unit works on it until it has handed in; then the acceptance body writes the reply.
        wanted = Role.ACCEPTANCE_BODY if request.handed_in_at else Role.PRODUCER
        return permit.role is wanted
    return True
