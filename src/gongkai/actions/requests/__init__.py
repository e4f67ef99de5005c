"""Every act on a request for information, each through the door."""

from gongkai.actions.requests.afterwards import (
    acknowledge_filing,
    answer_followup,
    chase_filing,
    deliver_filing,
    follow_up_online,
    fulfil_publication,
    suggest_publication,
)
from gongkai.actions.requests.asking import consult, record_arrival, record_opinion
from gongkai.actions.requests.ending import withdraw_online, withdraw_request
from gongkai.actions.requests.extending import decide_extension, propose_extension
from gongkai.actions.requests.fees import notice_fee, record_payment
from gongkai.actions.requests.intake import (
    Receipt,
    apply_online,
    assign,
    confirm_receipt,
    register_request,
    split,
)
from gongkai.actions.requests.people import OpenedApplicant, look
from gongkai.actions.requests.replying import approve_reply, propose_reply, return_reply
from gongkai.actions.requests.sending import answer_at_once, record_delivery, send_reply
from gongkai.actions.requests.waiting import abandon, ask_correction, correct_online, take_correction
from gongkai.actions.requests.work import hand_in, record_search, recuse_request
from gongkai.actions.requests.written import ReplyGiven

__all__ = [
    "OpenedApplicant",
    "Receipt",
    "ReplyGiven",
    "abandon",
    "acknowledge_filing",
    "answer_at_once",
    "answer_followup",
    "apply_online",
    "approve_reply",
    "ask_correction",
    "assign",
    "chase_filing",
    "confirm_receipt",
    "consult",
    "correct_online",
    "decide_extension",
    "deliver_filing",
    "follow_up_online",
    "fulfil_publication",
    "hand_in",
    "look",
    "notice_fee",
    "propose_extension",
    "propose_reply",
    "record_arrival",
    "record_delivery",
    "record_opinion",
    "record_payment",
    "record_search",
    "recuse_request",
    "register_request",
    "return_reply",
    "send_reply",
    "split",
    "suggest_publication",
    "take_correction",
    "withdraw_online",
    "withdraw_request",
]
