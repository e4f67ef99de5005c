"""The tables of the page about requests: the procedure, who approves, the outcomes, the days of receipt."""

from __future__ import annotations

from functools import cache

from tests.support.procedure_tables import BUREAUS, ON, clause, rows

from gongkai.access.request_cases import request_table_for
from gongkai.core.ledger.verbs import verb_title
from gongkai.core.procedure import by_titles
from gongkai.core.regime import Lawbook
from gongkai.core.requests.outcomes import ENDINGS, FIELDS, OUTCOMES, REPORT_ROWS, needs_of
from gongkai.core.requests.states import stage_of
from gongkai.gateways.regimes import load_builtin
from gongkai.queries.request_ledger.table import WRITES

_NEEDS = {
    "on": "日期",
    "unit": "科室",
    "matters": "逐项的内容",
    "points": "要补正的事项",
    "period": "补正期限",
    "description": "补正后的内容",
    "tariff": "按件还是按量",
    "quantity": "数量",
    "period_over": "期限已经过了",
    "letter": "对方、信息、为什么征求",
    "opinion": "对方的意见",
    "where": "在哪里检索",
    "how": "方式",
    "result": "结果",
    "note": "承办意见",
    "length": "延长多久",
    "reasons": "理由",
    "proposal": "有人提请过",
    "outcome": "答复类型和它要的内容",
    "approved": "每一级都批准",
    "reviewed": "提供的信息审查有效",
    "evidence": "凭据",
    "proof": "凭据",
    "by": "出具回执的机关",
    "item": "已公开的信息",
    "decision": "处理结果",
    "why": "为什么查看",
    "seen": "看到的就是批准的",
}
_CELLS = {"required": "必须", "one_of": "至少一项", "allowed": "可以", "forbidden": "不得"}


@cache
def _book(bureau: str) -> Lawbook:
    return load_builtin(bureau)


def moves(bureau: str) -> str:
    """The whole table of a request, row by row."""
    book = _book(bureau)
    table = request_table_for(book, ON)
    return rows(
        ("在什么状态", "办什么", "谁办", "办完到哪里", "要有什么", "条款"),
        (
            (
                "、".join(table.state_title(state) for state in move.source),
                f"{move.title} `{move.verb}`",
                by_titles(move.by),
                table.state_title(move.target) if move.target else "看情况",
                "；".join(_NEEDS[need] for need in move.needs) or "—",
                clause(book, move.clause),
            )
            for move in table.moves
        ),
    )


def request_states() -> str:
    """The states, stages apart."""
    table = request_table_for(_book(BUREAUS[0]), ON)
    return rows(
        ("状态", "叫什么"),
        ((f"`{state}`", title) for state, title in table.states.items() if stage_of(state) is None),
    )


def approval() -> str:
    """Who approves a reply in each bureau."""
    lines = []
    for bureau in BUREAUS:
        book = _book(bureau)
        for number, stage in enumerate(book.reply_chain(ON).value.stages, start=1):
            signers = by_titles(stage.signed_by)
            lines.append((book.organ_name, f"{number}. {stage.title}", signers, clause(book, stage.clause)))
    return rows(("单位", "环节", "谁批", "条款"), lines)


def outcomes(bureau: str) -> str:
    """Every outcome with what it needs and must not carry, and its row of the annual report."""
    book = _book(bureau)
    lines = []
    for outcome in book.outcomes(ON):
        if outcome.id in ENDINGS or outcome.result == "correction":
            continue
        needs = needs_of(outcome)
        row = REPORT_ROWS.get(OUTCOMES[outcome.id].row, "按不予公开的理由分行")
        cells = [_CELLS[needs.cell(field)] for field in FIELDS]
        spot = "可以" if needs.on_the_spot else "—"
        lines.append((f"{outcome.title} `{outcome.id}`", *cells, spot, row, clause(book, outcome.clause)))
    return rows(("答复类型", *FIELDS.values(), "当场答复", "年报表二的行", "条款"), lines)


def receipt_ways() -> str:
    """Which day is the day of receipt, by the way it came."""
    words = {"handed_in": "当面提交之日", "signed_for": "签收之日", "confirmed": "双方确认之日"}
    book = _book(BUREAUS[0])
    return rows(
        ("怎样提交", "收到之日", "条款"),
        (
            (f"{way.title} `{way.id}`", words[way.counted_from], clause(book, way.clause))
            for way in book.receipt_ways(ON).value
        ),
    )


def request_witnesses() -> str:
    """Which entries vouch for which rows about requests, and what is compared."""
    return rows(
        ("记录", "对照数据库里的", "逐项比较"),
        (
            (
                "、".join(f"{verb_title(verb)} `{verb}`" for verb in write.verbs) or "带有这一行的任何记录",
                write.kind.title,
                "、".join(f"`{column}`" for column in (*write.said, *write.blank)),
            )
            for write in WRITES
        ),
    )
