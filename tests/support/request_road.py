"""Requests in every state, brought there by the real acts.

    row = at_request_state(cast.hulunbuir, "correcting")      # a Request in that state
    receipt = applied(bureau)                                  # straight from the web
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone
from tests.support.cast import Bureau
from tests.support.road import MOMENT, reviewed_until

from gongkai.access.request_cases import load_request
from gongkai.actions import requests as acts
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.requests.form import ApplicantDraft, RequestDraft
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.core.terms import DisclosureClass
from gongkai.records.models import Edition, Request

CITIZEN = ApplicantDraft(
    ApplicantKind.CITIZEN,
    "\u674e\u56db\u5149",
    IdentityKind.RESIDENT_ID,
    "11010519491231002X",
    phone="13800001234",
    email="lisi@example.cn",
    address="\u547c\u4f26\u8d1d\u5c14\u5e02\u6d77\u62c9\u5c14\u533a\u4e2d\u592e\u88571\u53f7",
)


def a_draft(description: str = "2024\u5e74\u5168\u5e02\u89c4\u6a21\u4ee5\u4e0a\u5de5\u4e1a\u589e\u52a0\u503c\u5206\u884c\u4e1a\u6570\u636e", **changed: Any) -> RequestDraft:
    """A form as a citizen fills it in; changes by name, those of the applicant too."""
    person = {name: changed.pop(name) for name in list(changed) if hasattr(CITIZEN, name)}
    applicant = ApplicantDraft(**{**_as_dict(CITIZEN), **person})
    given: dict[str, Any] = {"form_wanted": "electronic", "way_wanted": "online"} | changed
    return RequestDraft(applicant, description, **given)


def _as_dict(person: ApplicantDraft) -> dict[str, Any]:
    return {name: getattr(person, name) for name in person.__slots__}


def applied(bureau: Bureau, moment: datetime = MOMENT, **changed: Any) -> acts.Receipt:
    """A request from the web."""
    return acts.apply_online(bureau.organ, a_draft(**changed), (), moment=moment)


def who(bureau: Bureau, key: str, moment: datetime = MOMENT) -> Standing:
    return bureau.standing(key, timezone.localdate(moment))


def assigned(bureau: Bureau, moment: datetime = MOMENT, **changed: Any) -> Request:
    """Given to the business unit."""
    row = applied(bureau, moment, **changed).request
    unit = bureau.unit("business")
    return acts.assign(who(bureau, "general_handler", moment), row.pk, unit_id=unit.pk, moment=moment)


def on_request_edition(bureau: Bureau, **changed: Any) -> Edition:
    """Information that has passed review and is open on request."""
    opinion = {"hulunbuir-statistics": "\u4f9d\u7533\u8bf7\u516c\u5f00"}.get(bureau.regime_version.regime_id, "")
    return reviewed_until(bureau, None, opinion, proposed_class=DisclosureClass.ON_REQUEST, **changed)


GRANTED = acts.ReplyGiven("granted", where="\u672c\u5c40\u4e00\u697c\u67e5\u9605\u70b9", when="\u5de5\u4f5c\u65e5\u4e0a\u5348")


def proposed(bureau: Bureau, given: acts.ReplyGiven = GRANTED, moment: datetime = MOMENT) -> Request:
    """With a reply on its way through the approval."""
    row = assigned(bureau, moment)
    acts.propose_reply(who(bureau, "business_handler", moment), row.pk, given=given, moment=moment)
    return Request.objects.get(pk=row.pk)


def approve_all(bureau: Bureau, request_id: int, moment: datetime = MOMENT) -> None:
    """Sign every stage that is still to sign, each by the person the cast has for it."""
    signers = SIGNERS[bureau.regime_version.regime_id]
    while True:
        case = load_request(request_id, timezone.localdate(moment))
        stage = states.stage_of(case.request.state)
        if stage is None:
            return
        acts.approve_reply(
            who(bureau, signers[stage], moment), request_id, seen_fingerprint=case.fingerprint, moment=moment
        )


SIGNERS = {
    "hulunbuir-statistics": {"office": "office_handler", "leader": "leader"},
    "naiman-housing": {"unit_head": "business_head", "leader": "leader"},
}


def replied(bureau: Bureau, given: acts.ReplyGiven = GRANTED, moment: datetime = MOMENT) -> Request:
    """Answered through the whole approval."""
    row = proposed(bureau, given, moment)
    approve_all(bureau, row.pk, moment)
    acts.send_reply(who(bureau, "general_handler", moment), row.pk, how="\u7f51\u4e0a\u4e0b\u8f7d", moment=moment)
    return Request.objects.get(pk=row.pk)


REFUSED = acts.ReplyGiven("refused", ground="in-process", reasons="\u5c5e\u4e8e\u8fd8\u5728\u8ba8\u8bba\u4e2d\u7684\u5185\u90e8\u65b9\u6848\u3002")


def _corrected(bureau: Bureau) -> Request:
    row = assigned(bureau)
    head = who(bureau, "general_handler")
    return acts.ask_correction(head, row.pk, points="\u8bf7\u5199\u660e\u5e74\u4efd\u3002", period_days=10, moment=MOMENT)


def _consulting(bureau: Bureau) -> Request:
    row = assigned(bureau)
    consult(bureau, row.pk)
    return Request.objects.get(pk=row.pk)


def consult(bureau: Bureau, request_id: int, moment: datetime = MOMENT) -> int:
    """Send a letter to a third party; answers with its id."""
    letter = acts.consult(
        who(bureau, "business_handler", moment),
        request_id,
        kind="third_party",
        name="\u67d0\u7164\u4e1a\u516c\u53f8",
        address="",
        matter="\u8be5\u516c\u53f8\u5206\u6708\u4ea7\u91cf",
        why="\u53ef\u80fd\u6d89\u53ca\u5546\u4e1a\u79d8\u5bc6",
        moment=moment,
    )
    return letter.pk


def _awaiting_fee(bureau: Bureau) -> Request:
    row = assigned(bureau)
    acts.notice_fee(
        who(bureau, "general_handler"), row.pk, tariff="pages", quantity=100, reasons="\u6570\u91cf\u660e\u663e\u8d85\u8fc7\u5408\u7406\u8303\u56f4", moment=MOMENT
    )
    return Request.objects.get(pk=row.pk)


def _unconfirmed(bureau: Bureau) -> Request:
    return acts.register_request(
        who(bureau, "general_handler"), a_draft(), (), way="fax", arrived_on=timezone.localdate(MOMENT), moment=MOMENT
    ).request


def _approved(bureau: Bureau) -> Request:
    row = proposed(bureau)
    approve_all(bureau, row.pk)
    return Request.objects.get(pk=row.pk)


def _closed(bureau: Bureau) -> Request:
    row = assigned(bureau)
    return acts.withdraw_request(who(bureau, "general_handler"), row.pk, evidence="\u5f53\u9762\u7b7e\u5b57", moment=MOMENT)


_STATES: dict[str, Callable[[Bureau], Request]] = {
    states.UNCONFIRMED: _unconfirmed,
    states.RECEIVED: lambda bureau: applied(bureau).request,
    states.WORKING: assigned,
    states.CORRECTING: _corrected,
    states.CONSULTING: _consulting,
    states.AWAITING_FEE: _awaiting_fee,
    states.APPROVED: _approved,
    states.REPLIED: lambda bureau: replied(bureau, REFUSED),
    states.CLOSED: _closed,
}


def at_request_state(bureau: Bureau, state: str) -> Request:
    """A request of the bureau in the state, by the shortest real way."""
    stage = states.stage_of(state)
    if stage is None:
        return _STATES[state](bureau)
    row = proposed(bureau)
    signers = SIGNERS[bureau.regime_version.regime_id]
    for each, key in signers.items():
        if each == stage:
            break
        case = load_request(row.pk, timezone.localdate(MOMENT))
        acts.approve_reply(who(bureau, key), row.pk, seen_fingerprint=case.fingerprint, moment=MOMENT)
    return Request.objects.get(pk=row.pk)
