"""Every act on a request that staff may make: its name, what it takes, and the one action it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.actions import requests as acts
from gongkai.core.organs import Standing
from gongkai.web.api import request_bodies as bodies
from gongkai.web.api.given import Given, Nothing

Perform = Callable[[Standing, int, Any, datetime], object]


@dataclass(frozen=True, slots=True)
class RequestVerb:
    """`perform` is given the person, the request, the body and the moment, and raises Refused for a no."""

    title: str
    body: type[Given]
    perform: Perform
    note: str = ""


def _calls(action: Callable[..., object]) -> Perform:
    """An action that takes exactly the fields of its body."""

    def perform(who: Standing, request_id: int, given: Given, moment: datetime) -> object:
        told = {name: getattr(given, name) for name in type(given).model_fields}
        return action(who, request_id, **told, moment=moment)

    return perform


def _replies(action: Callable[..., object]) -> Perform:
    """An action that takes a reply as a value beside its other fields."""

    def perform(who: Standing, request_id: int, given: Given, moment: datetime) -> object:
        told = {name: getattr(given, name) for name in type(given).model_fields}
        words = told.pop("reply").model_dump()
        reply = acts.ReplyGiven(**words | {name: tuple(words[name]) for name in ("editions", "redacted")})
        return action(who, request_id, given=reply, **told, moment=moment)

    return perform


REQUEST_VERBS: dict[str, RequestVerb] = {
    "confirm_receipt": RequestVerb("登记确认收到", bodies.On, _calls(acts.confirm_receipt)),
    "assign": RequestVerb("分办", bodies.Assign, _calls(acts.assign)),
    "split": RequestVerb("拆分", bodies.Split, _calls(acts.split)),
    "ask_correction": RequestVerb(
        "告知补正", bodies.AskCorrection, _calls(acts.ask_correction), "只能要求一次；补正以前不计期限。"
    ),
    "take_correction": RequestVerb("登记补正", bodies.TakeCorrection, _calls(acts.take_correction)),
    "notice_fee": RequestVerb("通知收费", bodies.NoticeFee, _calls(acts.notice_fee)),
    "record_payment": RequestVerb("登记缴费", bodies.RecordPayment, _calls(acts.record_payment)),
    "abandon": RequestVerb("按放弃申请处理", Nothing, _calls(acts.abandon)),
    "consult": RequestVerb("征求意见", bodies.Consult, _calls(acts.consult)),
    "record_arrival": RequestVerb("登记对方收到", bodies.RecordArrival, _calls(acts.record_arrival)),
    "record_opinion": RequestVerb("登记对方意见", bodies.RecordOpinion, _calls(acts.record_opinion)),
    "record_search": RequestVerb("登记检索情况", bodies.RecordSearch, _calls(acts.record_search)),
    "hand_in": RequestVerb("提交材料和意见", bodies.HandIn, _calls(acts.hand_in)),
    "propose_extension": RequestVerb(
        "提请延期", bodies.ProposeExtension, _calls(acts.propose_extension), "工作日和月数只写一样。"
    ),
    "decide_extension": RequestVerb("决定延期", bodies.DecideExtension, _calls(acts.decide_extension)),
    "recuse_request": RequestVerb("申请回避", bodies.Reason, _calls(acts.recuse_request)),
    "answer_at_once": RequestVerb("当场答复", bodies.AnswerAtOnce, _replies(acts.answer_at_once)),
    "propose_reply": RequestVerb("拟答复送审批", bodies.ProposeReply, _replies(acts.propose_reply)),
    "approve_reply": RequestVerb(
        "同意答复", bodies.ApproveReply, _calls(acts.approve_reply), "同意的就是指纹所指的那一份。"
    ),
    "return_reply": RequestVerb("退回重拟", bodies.Reasons, _calls(acts.return_reply)),
    "send_reply": RequestVerb(
        "发出答复", bodies.How, _calls(acts.send_reply), "发出以后不能收回；文书照原样留存。"
    ),
    "withdraw_request": RequestVerb("登记申请人撤回", bodies.Evidence, _calls(acts.withdraw_request)),
    "record_delivery": RequestVerb("登记送达", bodies.RecordDelivery, _calls(acts.record_delivery)),
    "deliver_filing": RequestVerb("报送备案", bodies.DeliverFiling, _calls(acts.deliver_filing)),
    "chase_filing": RequestVerb("催办备案回执", bodies.DeliverFiling, _calls(acts.chase_filing)),
    "acknowledge_filing": RequestVerb(
        "登记备案回执", bodies.AcknowledgeFiling, _calls(acts.acknowledge_filing)
    ),
    "suggest_publication": RequestVerb("提出转为主动公开", bodies.Unit, _calls(acts.suggest_publication)),
    "fulfil_publication": RequestVerb(
        "登记已主动公开", bodies.FulfilPublication, _calls(acts.fulfil_publication)
    ),
    "answer_followup": RequestVerb("答复申请人意见", bodies.AnswerFollowUp, _calls(acts.answer_followup)),
    "look": RequestVerb(
        "查看申请人信息", bodies.Why, _calls(acts.look), "回答里有申请人的资料；看过的人和原因记入台账。"
    ),
}
"""In the order of the procedure table; the names are those of the ledger."""
