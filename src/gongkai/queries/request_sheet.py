"""The approval sheet of a reply (答复审批单), whose turn a request is, and who may sign the empty lines."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.access.request_cases import RequestCase
from gongkai.core.organs import Standing
from gongkai.core.regime import Stage
from gongkai.core.requests import states
from gongkai.queries.items import names_for
from gongkai.queries.request_turn import next_request_act
from gongkai.queries.signers import Turn
from gongkai.records.models import Reply, ReplyApproval


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One stage: its signature, or who could sign it today."""

    stage: Stage
    approval: ReplyApproval | None
    is_open: bool
    names: tuple[str, ...]


def approval_sheet(case: RequestCase, standings: list[Standing]) -> tuple[ApprovalLine, ...]:
    """Every stage of the chain, with the approvals that bind to what the reply says now; no query."""
    reply = case.reply
    if reply is None:
        return ()
    valid = {row.stage: row for row in reply.approvals.all() if row.fingerprint == case.fingerprint}
    signed = {row.signer_id for row in valid.values()}
    able = [one for one in standings if one.person_id not in signed and one.person_id != reply.proposed_by_id]
    current = states.stage_of(case.request.state)
    return tuple(
        ApprovalLine(stage, valid.get(stage.id), stage.id == current, _names(case, stage, able, valid))
        for stage in case.chain.stages
    )


def past_replies(case: RequestCase) -> tuple[Reply, ...]:
    """Replies that were sent back, the newest first; no query."""
    rows = [reply for reply in case.request.replies.all() if reply.returned_at is not None]
    return tuple(reversed(rows))


def request_turns(case: RequestCase, standings: list[Standing]) -> tuple[Turn, ...]:
    """Who brings a request further, by act; empty while it waits for somebody outside, and at its end."""
    if case.request.state in states.ENDED:
        return ()
    found: dict[str, list[str]] = {}
    for standing in standings:
        permit = next_request_act(standing, case)
        if permit is not None:
            found.setdefault(permit.move.title, []).append(standing.name)
    return tuple(Turn(act, tuple(names)) for act, names in found.items())


def _names(
    case: RequestCase, stage: Stage, able: list[Standing], valid: dict[str, ReplyApproval]
) -> tuple[str, ...]:
    if stage.id in valid:
        return ()
    names = (name for role in stage.signed_by for name in names_for(role, case.bearing, able))
    return tuple(dict.fromkeys(names))
