"""How a request ends: withdrawn, given up, or answered; and which unit was late."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.actions.door import today_of
from gongkai.actions.requests.door import Told, applicant_act, need, request_act
from gongkai.actions.requests.letters import articles, issue, letter_told
from gongkai.core.organs import Standing
from gongkai.core.procedure import Move
from gongkai.core.requests import states
from gongkai.core.requests.outcomes import report_row
from gongkai.core.terms import Citation, UnitFunction
from gongkai.core.workdays import zh_day
from gongkai.records.models import Request, Unit


def withdraw_request(who: Standing, request_id: int, *, evidence: str, moment: datetime) -> Request:
    """Record that the applicant took the request back on paper or at the counter."""

    def act(case: RequestCase, permit: Permit) -> Told[Request]:
        reason = "没有写明申请人撤回的凭据。"
        said = need(
            evidence, "no_evidence", reason, permit.move.clause, "请写明来信日期或者当面签字的情况。", 300
        )
        told = close(case, "withdrawn", f"申请人撤回（{said}）", permit.move.clause, moment)
        told.payload["evidence"] = said
        return told

    return request_act(who, "withdraw_request", request_id, moment, act)


def withdraw_online(request_id: int, *, moment: datetime) -> Request:
    """The applicant takes the request back on the tracking page."""

    def act(case: RequestCase, move: Move) -> Told[Request]:
        return close(case, "withdrawn", "申请人在查询页撤回", move.clause, moment)

    return applicant_act("withdraw_request", request_id, moment, act)


def close(case: RequestCase, outcome: str, why: str, clause: Citation, moment: datetime) -> Told[Request]:
    """End a request without a reply, with a letter that says so."""
    request = case.request
    late = end(case, outcome, "", moment)
    request.state = states.CLOSED
    letter = issue(
        case,
        "closing",
        {
            "ground": why,
            "closed_on": zh_day(case.today),
            "articles": articles(case, clause),
        },
        moment,
    )
    return Told(request, late | {"outcome": outcome, "reasons": why, "letters": [letter_told(letter)]})


def end(case: RequestCase, outcome: str, ground: str, moment: datetime) -> dict[str, object]:
    """Write the end on the row: outcome, the one row of the annual report, and who was late, if anybody was.

    Answers with what the ledger keeps of it.
    """
    request = case.request
    request.outcome, request.report_row = outcome, report_row(outcome, ground)
    request.ended_at = moment
    told: dict[str, object] = {"report_row": request.report_row}
    if request.due_on is not None and case.today > request.due_on:
        unit = late_unit(case, request.due_on)
        request.late_unit = unit
        told |= {"late_unit": unit.pk if unit else None, "late_unit_name": unit.name if unit else ""}
        told["was_due"] = request.due_on.isoformat()
    return told


def late_unit(case: RequestCase, due: date) -> Unit | None:
    """The unit in whose hands the request lay when its time ran out.

    The unit it was given to, until it had handed in or a reply was proposed; after that the unit of whoever had to
    approve; else the acceptance body.
    """
    request, reply = case.request, case.reply
    given = [moment for moment in (request.handed_in_at, reply.proposed_at if reply else None) if moment]
    if request.unit and not any(today_of(moment) <= due for moment in given):
        return request.unit
    if reply is not None and today_of(reply.proposed_at) <= due:
        waiting = [row for row in reply.approvals.all() if today_of(row.signed_at) > due]
        done = {row.stage for row in reply.approvals.all() if today_of(row.signed_at) <= due}
        for row in waiting:
            post = row.signer.posts.select_related("unit").order_by("id").first()
            if row.stage not in done and post is not None:
                return post.unit
    return _acceptance(request)


def _acceptance(request: Request) -> Unit | None:
    for unit in request.organ.units.all():
        if UnitFunction.ACCEPTANCE_BODY.value in unit.functions and unit.closed_on is None:
            return unit
    return None
