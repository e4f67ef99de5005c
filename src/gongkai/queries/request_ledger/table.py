"""The table: which entries write which rows about a request, and what they say of each column."""

from __future__ import annotations

from decimal import Decimal

from gongkai.queries.request_ledger.writes import Kind, Write, actor, day, moment, post, same, subject
from gongkai.queries.witness import Act
from gongkai.records.models import (
    Consultation,
    Correction,
    Extension,
    FeeNotice,
    FollowUp,
    HandIn,
    PublicationTask,
    RefusalFiling,
    Reply,
    ReplyApproval,
    RequestRecusal,
    SearchRecord,
)


def _amount(act: Act) -> Decimal:
    return Decimal(act.payload["amount"])


SEARCH = Kind("检索记录", SearchRecord)
HAND_IN = Kind("提交的材料和意见", HandIn)
RECUSAL = Kind("回避登记", RequestRecusal, key=("request_id", "person_id"))
CORRECTION = Kind("补正登记", Correction, key=("request_id",))
FEE = Kind("收费登记", FeeNotice)
CONSULTATION = Kind("征求意见登记", Consultation)
EXTENSION = Kind("延期登记", Extension)
REPLY = Kind("答复", Reply)
APPROVAL = Kind("答复的签署", ReplyApproval, path="reply__request")
FILING = Kind("不予公开备案", RefusalFiling, key=("request_id",))
TASK = Kind("主动公开任务", PublicationTask)
FOLLOW_UP = Kind("申请人意见", FollowUp)

KINDS = (
    SEARCH, HAND_IN, RECUSAL, CORRECTION, FEE, CONSULTATION, EXTENSION, REPLY, APPROVAL, FILING, TASK, FOLLOW_UP,
)  # fmt: skip

_UNSENT = {
    "sent_at": None,
    "sent_by_id": None,
    "delivered_on": None,
    "delivered_how": "",
    "delivery_proof": "",
}

WRITES: tuple[Write, ...] = (
    Write(
        ("record_search",),
        SEARCH,
        ("search",),
        {
            **same("where", "how", "found", "result"),
            "unit_id": "unit",
            "person_id": actor,
            "recorded_at": moment,
            "request_id": subject,
        },
    ),
    Write(
        ("hand_in",),
        HAND_IN,
        ("hand_in",),
        {**same("note", "editions"), "person_id": actor, "handed_in_at": moment, "request_id": subject},
    ),
    Write(("recuse_request",), RECUSAL, (subject, actor), {"reason": "reasons", "declared_at": moment}),
    Write(
        ("ask_correction",),
        CORRECTION,
        (subject,),
        {**same("points", "period_days", "period_end"), "asked_on": day},
        {"corrected_on": None, "before": ""},
    ),
    Write(("take_correction",), CORRECTION, (subject,), {"corrected_on": "on", "before": "before"}),
    Write(
        ("notice_fee",),
        FEE,
        ("fee",),
        {
            **same("tariff", "quantity", "reasons", "pay_by"),
            "amount": _amount,
            "noticed_on": day,
            "request_id": subject,
        },
        {"paid_on": None, "receipt": ""},
    ),
    Write(("record_payment",), FEE, ("fee",), {"paid_on": "on", "receipt": "receipt"}),
    Write(
        ("consult",),
        CONSULTATION,
        ("consultation",),
        {**same("kind", "matter", "sealed"), "why": "reasons", "sent_on": day, "request_id": subject},
        {
            "letter_received_on": None,
            "due_on": None,
            "opinion": "",
            "opinion_text": "",
            "well_founded": False,
            "answered_on": None,
        },
    ),
    Write(
        ("record_arrival",),
        CONSULTATION,
        ("consultation",),
        {"letter_received_on": "letter_received_on", "due_on": "answer_due"},
    ),
    Write(
        ("record_opinion",),
        CONSULTATION,
        ("consultation",),
        {**same("opinion", "well_founded"), "opinion_text": "text", "answered_on": "on"},
    ),
    Write(
        ("propose_extension",),
        EXTENSION,
        ("extension",),
        {
            **same("working_days", "months", "reasons", "old_due", "new_due"),
            "proposed_by_id": actor,
            "proposed_at": moment,
            "request_id": subject,
        },
        {"decided_by_id": None, "decided_post": "", "decided_at": None, "agreed": None, "note": ""},
    ),
    Write(
        ("decide_extension",),
        EXTENSION,
        ("extension",),
        {
            **same("agreed", "note", "old_due", "new_due"),
            "decided_by_id": actor,
            "decided_post": post,
            "decided_at": moment,
        },
    ),
    Write(
        ("propose_reply", "answer_at_once"),
        REPLY,
        ("reply",),
        {
            **same("round", "outcome", "ground", "fingerprint"),
            "proposed_by_id": actor,
            "proposed_at": moment,
            "request_id": subject,
        },
        {"returned_at": None, "return_reasons": "", **_UNSENT},
    ),
    Write(("return_reply",), REPLY, ("reply",), {"returned_at": moment, "return_reasons": "reasons"}),
    Write(
        ("send_reply", "answer_at_once"),
        REPLY,
        ("reply",),
        {"sent_at": moment, "sent_by_id": actor, "delivered_how": "how"},
    ),
    Write(
        ("record_delivery",),
        REPLY,
        ("reply",),
        {"delivered_on": "on", "delivered_how": "how", "delivery_proof": "proof"},
    ),
    Write(
        ("approve_reply",),
        APPROVAL,
        ("approval",),
        {
            **same("stage", "role", "note", "fingerprint"),
            "reply_id": "reply",
            "in_place_of_id": "in_place_of",
            "signer_id": actor,
            "signer_post": post,
            "signed_at": moment,
        },
    ),
    Write(
        (),
        FILING,
        (subject,),
        {"to": "filing_to", "opened_on": day},
        {
            "delivered_on": None,
            "delivered_how": "",
            "chased_on": None,
            "chased_times": 0,
            "acknowledged_on": None,
            "acknowledged_by": "",
        },
        when="filing_to",
    ),
    Write(("deliver_filing",), FILING, (subject,), {"delivered_on": "on", "delivered_how": "how"}),
    Write(("chase_filing",), FILING, (subject,), {"chased_on": "on", "chased_times": "times"}),
    Write(("acknowledge_filing",), FILING, (subject,), {"acknowledged_on": "on", "acknowledged_by": "by"}),
    Write(
        (),
        TASK,
        ("task",),
        {"unit_id": "task_unit", "why": "task_why", "due_on": "task_due", "opened_on": day, "request_id": subject},
        {"item_id": None, "done_on": None},
        when="task_unit",
    ),
    Write(("fulfil_publication",), TASK, ("task",), {"item_id": "item", "done_on": "on"}),
    Write(
        ("follow_up",),
        FOLLOW_UP,
        ("follow_up",),
        {**same("kind", "text"), "raised_at": moment, "request_id": subject},
        {"decision": "", "answer": "", "answered_at": None},
    ),
    Write(
        ("answer_followup",),
        FOLLOW_UP,
        ("follow_up",),
        {**same("decision", "answer"), "answered_at": moment},
    ),
)  # fmt: skip


def columns_of(kind: Kind) -> tuple[str, ...]:
    """Every column of which some entry says something."""
    names = (name for write in WRITES if write.kind is kind for name in (*write.said, *write.blank))
    return tuple(dict.fromkeys(names))
