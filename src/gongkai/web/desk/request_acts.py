"""The acts on a request as the desk offers them: button, form, warning, and the one action each calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from gongkai.actions import requests as actions
from gongkai.core.organs import Standing
from gongkai.web.desk import request_after_forms as after
from gongkai.web.desk import request_intake_forms as intake
from gongkai.web.desk import request_reply_forms as reply
from gongkai.web.desk import request_work_forms as work
from gongkai.web.desk.request_act_form import NothingForm, ReasonsForm, RequestActForm

Perform = Callable[[Standing, int, RequestActForm, datetime], object]


@dataclass(frozen=True, slots=True)
class RequestAct:
    """`button` says the act; `beware` is what cannot be undone, said before; `done` is said after.

    `staged`: an outcome is chosen first, then its fields are filled in.
    """

    button: str
    form: type[RequestActForm]
    perform: Perform
    done: str
    beware: str = ""
    danger: bool = False
    staged: bool = False


GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "办理",
        (
            "confirm_receipt", "decide_extension", "assign", "approve_reply", "return_reply", "send_reply",
            "record_opinion", "record_search", "hand_in", "propose_reply", "answer_at_once",
        ),
    ),
    (
        "需要对方的",
        (
            "ask_correction", "take_correction", "consult", "record_arrival", "propose_extension", "notice_fee",
            "record_payment",
        ),
    ),
    (
        "答复以后",
        (
            "record_delivery", "deliver_filing", "chase_filing", "acknowledge_filing", "answer_followup",
            "suggest_publication", "fulfil_publication",
        ),
    ),
    ("其他", ("split", "abandon", "withdraw_request", "recuse_request")),
)  # fmt: skip
"""The acts under the headings by which the page lists them, in that order."""


def _simple(action: Callable[..., object]) -> Perform:
    """An action that takes exactly the fields of its form."""

    def perform(who: Standing, request_id: int, form: RequestActForm, moment: datetime) -> object:
        given = {name: value for name, value in form.cleaned_data.items() if name != "find"}
        return action(who, request_id, **given, moment=moment)

    return perform


def _propose(who: Standing, request_id: int, form: RequestActForm, moment: datetime) -> object:
    if not isinstance(form, reply.ReplyForm):
        raise TypeError("a reply is written in its own form")
    return actions.propose_reply(who, request_id, given=form.given, moment=moment)


def _at_once(who: Standing, request_id: int, form: RequestActForm, moment: datetime) -> object:
    if not isinstance(form, reply.ReplyForm):
        raise TypeError("a reply is written in its own form")
    how = form.cleaned_data["how"]
    return actions.answer_at_once(who, request_id, given=form.given, how=how, moment=moment)


REQUEST_ACTS: dict[str, RequestAct] = {
    "confirm_receipt": RequestAct(
        "登记确认收到",
        intake.ConfirmForm,
        _simple(actions.confirm_receipt),
        "已登记与申请人确认之日，答复期限开始计算。",
        "确认之日登记后不能更改，答复期限从它起算。",
    ),
    "decide_extension": RequestAct(
        "决定延期",
        work.ConsentForm,
        _simple(actions.decide_extension),
        "已写入决定。同意延期的，告知书已经制作。",
        "同意之后不能收回，告知书随即制作。延期只能有一次。",
    ),
    "assign": RequestAct("分办", intake.AssignForm, _simple(actions.assign), "已分办给承办科室。"),
    "approve_reply": RequestAct(
        "同意答复",
        reply.ApproveForm,
        _simple(actions.approve_reply),
        "已同意，写入答复审批单。",
        "签署之后不能更改。您同意的正是本页显示的答复；答复一有改动，签署即失效。",
    ),
    "send_reply": RequestAct(
        "发出答复",
        reply.SendForm,
        _simple(actions.send_reply),
        "答复已发出，答复书已经制作。",
        "发出之后不能收回，也不能更改。答复书随即制作，申请人在查询页可以看到。",
    ),
    "record_opinion": RequestAct(
        "登记对方意见",
        work.OpinionForm,
        _simple(actions.record_opinion),
        "对方的意见已登记。",
        "登记之后不能更改。所有的信都有了结果，答复期限接着计算。",
    ),
    "propose_reply": RequestAct(
        "拟答复送审批", reply.ReplyForm, _propose, "答复已送审批，等待第一个环节签署。", staged=True
    ),
    "answer_followup": RequestAct(
        "答复申请人意见",
        after.FollowUpForm,
        _simple(actions.answer_followup),
        "已答复，答复书已经制作。",
        "答复之后不能更改。",
    ),
    "deliver_filing": RequestAct(
        "报送备案", after.FilingForm, _simple(actions.deliver_filing), "已登记报送，等待备案回执。"
    ),
    "acknowledge_filing": RequestAct(
        "登记备案回执", after.AcknowledgedForm, _simple(actions.acknowledge_filing), "备案已办结。"
    ),
    "fulfil_publication": RequestAct(
        "登记已主动公开", after.FulfilForm, _simple(actions.fulfil_publication), "任务已办结。"
    ),
    "record_delivery": RequestAct(
        "登记送达",
        after.DeliveryForm,
        _simple(actions.record_delivery),
        "送达已登记。",
        "登记之后不能更改。",
    ),
    "record_search": RequestAct(
        "登记检索情况", work.SearchForm, _simple(actions.record_search), "检索情况已登记。"
    ),
    "hand_in": RequestAct("提交材料和意见", work.HandInForm, _simple(actions.hand_in), "已提交给受理机构。"),
    "answer_at_once": RequestAct(
        "当场答复",
        reply.AtOnceForm,
        _at_once,
        "已当场答复，答复书已经制作。",
        "发出之后不能收回，也不能更改。",
        staged=True,
    ),
    "ask_correction": RequestAct(
        "告知补正",
        intake.CorrectionForm,
        _simple(actions.ask_correction),
        "补正告知书已经制作，答复期限停止计算。",
        "补正只能要求一次，发出后不能更改。收到补正之后，答复期限重新计算。",
    ),
    "take_correction": RequestAct(
        "登记补正",
        intake.CorrectedForm,
        _simple(actions.take_correction),
        "补正已登记，答复期限重新计算。",
        "登记之后不能更改。",
    ),
    "consult": RequestAct(
        "征求意见",
        work.ConsultForm,
        _simple(actions.consult),
        "征求意见的信已经制作，答复期限暂停计算。",
        "信制作后不能更改；有了结果之前，答复期限暂停计算。",
    ),
    "record_arrival": RequestAct(
        "登记对方收到", work.ArrivalForm, _simple(actions.record_arrival), "对方收到之日已登记。"
    ),
    "propose_extension": RequestAct(
        "提请延期", work.ExtensionForm, _simple(actions.propose_extension), "已提请，等待决定。"
    ),
    "notice_fee": RequestAct(
        "通知收费",
        intake.FeeForm,
        _simple(actions.notice_fee),
        "收费通知书已经制作，答复期限停止计算。",
        "一件申请只收一次，发出后不能更改。缴费之后，答复期限重新计算。",
    ),
    "record_payment": RequestAct(
        "登记缴费", intake.PaymentForm, _simple(actions.record_payment), "缴费已登记，答复期限重新计算。"
    ),
    "split": RequestAct(
        "拆分申请",
        intake.SplitForm,
        _simple(actions.split),
        "已拆分，拆出的各件已经登记，回执已经制作。",
        "拆分之后不能合并。",
    ),
    "chase_filing": RequestAct(
        "催办备案回执", after.FilingForm, _simple(actions.chase_filing), "催办已登记。"
    ),
    "suggest_publication": RequestAct(
        "提出转为主动公开",
        after.SuggestForm,
        _simple(actions.suggest_publication),
        "已交给科室公开，期限开始计算。",
    ),
    "return_reply": RequestAct(
        "退回重拟",
        ReasonsForm,
        _simple(actions.return_reply),
        "已退回重拟。",
        "退回之后，这份答复已有的签署全部作废。",
        danger=True,
    ),
    "abandon": RequestAct(
        "按放弃申请处理",
        NothingForm,
        _simple(actions.abandon),
        "申请已终结，终结告知书已经制作。",
        "终结之后不能恢复。",
        danger=True,
    ),
    "withdraw_request": RequestAct(
        "登记申请人撤回",
        intake.WithdrawForm,
        _simple(actions.withdraw_request),
        "申请已终结，终结告知书已经制作。",
        "终结之后不能恢复。",
        danger=True,
    ),
    "recuse_request": RequestAct(
        "申请回避",
        work.RecuseForm,
        _simple(actions.recuse_request),
        "已登记回避，这件申请由其他人办理。",
        "回避之后，这件申请您不能再办理任何事。",
    ),
}
"""Every act but `look`, which has a place of its own beside the facts."""

LOOK = RequestAct(
    "显示申请人信息", intake.LookForm, _simple(actions.look), "", "您的姓名、查看的时间和原因会写入台账。"
)
