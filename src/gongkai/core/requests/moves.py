"""The rows of the procedure table of a request: what may be done in which state, by whom, under which clause."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from gongkai.core.procedure import Move, Table
from gongkai.core.regime.values_requests import ReplyChain
from gongkai.core.requests import states as s
from gongkai.core.terms import Citation, Role

Gate = Callable[[str], Citation]

ACCEPTANCE = (Role.ACCEPTANCE_BODY,)
OFFICES = (Role.ACCEPTANCE_BODY, Role.LEADING_GROUP_OFFICE)
BOTH = (Role.ACCEPTANCE_BODY, Role.PRODUCER)
UNIT = (Role.PRODUCER, Role.ACCEPTANCE_BODY)


class _Row(NamedTuple):
    verb: str
    title: str
    source: tuple[str, ...]
    target: str | None
    by: tuple[Role, ...]
    gate: str
    needs: tuple[str, ...] = ()
    otherwise: str = ""


_OPEN = (s.RECEIVED, s.WORKING)
_AT_WORK = (s.WORKING, s.CONSULTING)
_WAITING = (s.CORRECTING, s.CONSULTING, s.AWAITING_FEE)


def request_table(chain: ReplyChain, consent: tuple[Role, ...], gate: Gate) -> Table:
    """The whole table of a request: `chain` approves replies, `consent` are the roles that agree to an extension."""
    approving = tuple(s.in_approval(stage.id) for stage in chain.stages)
    rows = (*_acceptance(), *_work(approving, consent), *_ending(approving), *_afterwards(approving))
    moves = tuple(
        Move(row.verb, row.title, row.source, row.target, row.by, gate(row.gate), row.needs, row.otherwise)
        for row in rows
    )
    titles = dict(s.STATE_TITLES)
    titles |= {s.in_approval(stage.id): f"答复审批：{stage.title}" for stage in chain.stages}
    return Table((*moves, *_approval_moves(chain, approving)), titles)


def _acceptance() -> tuple[_Row, ...]:
    return (
        _Row(
            "confirm_receipt", "登记确认收到", (s.UNCONFIRMED,), s.RECEIVED, ACCEPTANCE, "receipt_day", ("on",),
            "只有平常信函和传真要与申请人确认；其他渠道的收到之日已经确定。",
        ),
        _Row("assign", "分办", (s.RECEIVED, s.WORKING), s.WORKING, ACCEPTANCE, "acceptance", ("unit",)),
        _Row("split", "一事一申请，拆分", _OPEN, None, ACCEPTANCE, "one_matter", ("matters",)),
        _Row(
            "ask_correction", "告知补正", _OPEN, s.CORRECTING, ACCEPTANCE, "correction", ("points", "period"),
            "已经在等待或者已经办结的申请不能再要求补正。",
        ),
        _Row("take_correction", "登记补正", (s.CORRECTING,), None, ACCEPTANCE, "correction", ("description",)),
        _Row("notice_fee", "通知收费", _OPEN, s.AWAITING_FEE, ACCEPTANCE, "fee", ("tariff", "quantity")),
        _Row("record_payment", "登记缴费", (s.AWAITING_FEE,), s.WORKING, ACCEPTANCE, "fee", ("on",)),
        _Row(
            "abandon", "按放弃申请处理", (s.CORRECTING, s.AWAITING_FEE), s.CLOSED, ACCEPTANCE, "correction",
            ("period_over",),
        ),
    )  # fmt: skip


def _work(approving: tuple[str, ...], consent: tuple[Role, ...]) -> tuple[_Row, ...]:
    extendable = (*_OPEN, s.CONSULTING, *approving, s.APPROVED)
    return (
        _Row("consult", "征求意见", (*_OPEN, s.CONSULTING), s.CONSULTING, BOTH, "third_party", ("letter",)),
        _Row("record_arrival", "登记对方收到", (s.CONSULTING,), None, BOTH, "third_party", ("on",)),
        _Row("record_opinion", "登记对方意见", (s.CONSULTING,), None, BOTH, "third_party", ("opinion",)),
        _Row("record_search", "登记检索情况", _AT_WORK, None, UNIT, "outcome", ("where", "how", "result")),
        _Row("hand_in", "提交材料和意见", _AT_WORK, None, UNIT, "reply_reviewed", ("note",)),
        _Row("propose_extension", "提请延期", extendable, None, BOTH, "extension", ("length", "reasons")),
        _Row("decide_extension", "决定延期", extendable, None, consent, "extension", ("proposal",)),
        _Row("recuse_request", "申请回避", extendable, None, (Role.STAFF,), "four_eyes", ("reasons",)),
    )


def _ending(approving: tuple[str, ...]) -> tuple[_Row, ...]:
    open_states = (*_OPEN, *_WAITING, *approving, s.APPROVED)
    return (
        _Row("answer_at_once", "当场答复", _OPEN, s.REPLIED, ACCEPTANCE, "reply", ("outcome",)),
        _Row("propose_reply", "拟答复送审批", _OPEN, None, UNIT, "outcome", ("outcome",)),
        _Row(
            "send_reply", "发出答复", (s.APPROVED,), s.REPLIED, ACCEPTANCE, "acceptance", ("approved", "reviewed"),
            "答复要先按制度逐级批准，才能发出。",
        ),
        _Row(
            "withdraw_request", "登记申请人撤回", (s.UNCONFIRMED, *open_states), s.CLOSED, ACCEPTANCE,
            "withdraw_request", ("evidence",),
        ),
    )  # fmt: skip


def _afterwards(approving: tuple[str, ...]) -> tuple[_Row, ...]:
    replied = (s.REPLIED,)
    # Whoever takes in and sends may have to reach the applicant at every stage.
    everywhere = (s.UNCONFIRMED, *_OPEN, *_WAITING, *approving, s.APPROVED, s.REPLIED, s.CLOSED)
    return (
        _Row("record_delivery", "登记送达", replied, None, ACCEPTANCE, "provision", ("proof",)),
        _Row("deliver_filing", "报送备案", replied, None, OFFICES, "refusal_filing", ("on", "how")),
        _Row("chase_filing", "催办备案回执", replied, None, OFFICES, "refusal_filing", ("on", "how")),
        _Row("acknowledge_filing", "登记备案回执", replied, None, OFFICES, "refusal_filing", ("on", "by")),
        _Row("suggest_publication", "提出转为主动公开", replied, None, OFFICES, "suggestion", ("unit",)),
        _Row("fulfil_publication", "登记已主动公开", replied, None, UNIT, "publish_after_reply", ("item",)),
        _Row(
            "answer_followup", "答复申请人意见", replied, None, ACCEPTANCE, "record_accuracy", ("decision",)
        ),
        _Row("look", "查看申请人信息", everywhere, None, ACCEPTANCE, "applicant_data", ("why",)),
    )


def _approval_moves(chain: ReplyChain, approving: tuple[str, ...]) -> tuple[Move, ...]:
    moves: list[Move] = []
    for stage, state, following in zip(chain.stages, approving, (*approving[1:], s.APPROVED), strict=True):
        here, by = (state,), stage.signed_by
        moves.append(Move("approve_reply", "同意答复", here, following, by, stage.clause, ("seen",)))
        moves.append(Move("return_reply", "退回重拟", here, s.WORKING, by, stage.clause, ("reasons",)))
    last = chain.stages[-1]
    moves.append(
        Move("return_reply", "退回重拟", (s.APPROVED,), s.WORKING, ACCEPTANCE, last.clause, ("reasons",))
    )
    return tuple(moves)
