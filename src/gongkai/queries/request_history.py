"""The history of a request: every act in the ledger, in words. Nothing that is kept sealed is told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from gongkai.access.request_cases import RequestCase
from gongkai.core.ledger.verbs import verb_title
from gongkai.core.requests.outcomes import REPORT_ROWS
from gongkai.core.terms import Citation, Role
from gongkai.queries.history import HistoryLine
from gongkai.records.models import LedgerEntry


def history_of_request(case: RequestCase) -> tuple[HistoryLine, ...]:
    """The acts on a request, newest first, in the words of its rule book. One query."""
    names = _names(case)
    rows = LedgerEntry.objects.filter(subject_kind="request", subject_id=case.request.pk)
    return tuple(
        HistoryLine(
            sequence=row.sequence,
            moment=row.moment,
            actor=row.actor_name,
            post=row.actor_post,
            title=verb_title(row.verb),
            clauses=tuple(Citation.parse(clause) for clause in row.clauses),
            details=tuple(_details(json.loads(row.payload), case, names)),
            short_hash=row.hash[:8],
        )
        for row in rows.order_by("-sequence")
    )


def _details(
    payload: Mapping[str, Any], case: RequestCase, names: Mapping[str, str]
) -> list[tuple[str, str]]:
    """What of a payload says something to people; digests of people and row ids stay in the ledger."""
    found = []
    for key, (label, show) in _LABELS.items():
        value = payload.get(key)
        if value in (None, "", [], {}) or (key == "description" and _DIGEST.fullmatch(str(value))):
            continue
        if key == "state":
            found.append((label, case.table.state_title(str(value))))
        elif key in _NAMED:
            found.append((label, names.get(f"{key}.{value}", names.get(str(value), str(value)))))
        else:
            found.append((label, show(value)))
    return found


def _names(case: RequestCase) -> dict[str, str]:
    """What the rule book calls the ids in payloads."""
    book, on = case.lawbook, case.on
    names = {outcome.id: outcome.title for outcome in (*book.outcomes(date.max), *book.outcomes(on))}
    names |= {ground.id: ground.title for ground in book.refusal_grounds(on).value}
    names |= {way.id: way.title for way in book.receipt_ways(case.request.arrived_on).value}
    names |= {f"stage.{stage.id}": stage.title for stage in case.chain.stages}
    tariffs = book.tariffs(on)
    return names | ({tariff.id: tariff.title for tariff in tariffs.value} if tariffs else {}) | _WORDS


_WORDS = {
    "third_party": "第三方",
    "co_maker": "共同制作机关",
    "organ": "其他机关",
    "agree": "同意公开",
    "object": "不同意公开",
    "partly": "同意公开一部分",
    "silent": "逾期未答复",
    "inaccurate": "要求更正",
    "suggest": "建议主动公开",
    "correct": "予以更正",
    "forward": "转送有权更正的机关",
    "refuse": "不采纳",
    "accept": "纳入主动公开",
    "should_be": "应公开而未公开",
    "many": "多人申请",
    "suggested": "申请人建议",
}
_DIGEST = re.compile("[0-9a-f]{64}")
"""Of what was first written the ledger keeps only this; later wordings it keeps whole."""

_NAMED = frozenset({"outcome", "ground", "way", "stage", "tariff", "kind", "opinion", "decision", "task_why"})


def _day_count(unit: str) -> Callable[[Any], str]:
    return lambda value: f"{value}个{unit}"


def _yes(value: Any) -> str:
    return "是" if value else "否"


def _letters(value: Any) -> str:
    return "、".join(str(each["number"]) for each in value)


def _matters(value: Any) -> str:
    return "；".join(f"{number}．{text}" for number, text in enumerate(value, start=1))


def _role(value: Any) -> str:
    return Role(value).title


def _row_title(value: Any) -> str:
    return REPORT_ROWS.get(str(value), str(value))


_LABELS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "serial": ("登记簿序号", str),
    "number": ("申请编号", str),
    "way": ("提交方式", str),
    "arrived_on": ("到件日期", str),
    "received_on": ("收到之日", str),
    "unit_name": ("承办科室", str),
    "note": ("说明", str),
    "points": ("需要补正的事项", str),
    "period_days": ("补正期限", _day_count("工作日")),
    "period_end": ("补正截止日", str),
    "before": ("原来的内容", str),
    "description": ("现在的内容", str),
    "matters": ("拆成", _matters),
    "kind": ("种类", str),
    "matter": ("涉及的信息", str),
    "opinion": ("意见", str),
    "text": ("内容", str),
    "well_founded": ("认为理由成立", _yes),
    "letter_received_on": ("对方收到", str),
    "answer_due": ("对方答复期限", str),
    "tariff": ("收费标准", str),
    "quantity": ("数量", str),
    "amount": ("金额（元）", str),
    "pay_by": ("缴费截止日", str),
    "receipt": ("缴款凭证号", str),
    "working_days": ("延长", _day_count("工作日")),
    "months": ("延长", _day_count("月")),
    "agreed": ("是否同意", _yes),
    "old_due": ("原到期日", str),
    "new_due": ("延长后到期日", str),
    "where": ("检索范围", str),
    "how": ("方式", str),
    "found": ("是否查到", _yes),
    "result": ("结果", str),
    "outcome": ("答复类型", str),
    "ground": ("理由类别", str),
    "stage": ("审批环节", str),
    "role": ("以何身份", _role),
    "reasons": ("理由", str),
    "evidence": ("凭据", str),
    "proof": ("送达凭据", str),
    "by": ("出具机关", str),
    "on": ("日期", str),
    "times": ("第几次催办", str),
    "filing_to": ("报送备案的机关", str),
    "task_why": ("待公开的原因", str),
    "task_due": ("公开期限", str),
    "decision": ("处理结果", str),
    "answer": ("答复", str),
    "report_row": ("年报统计", _row_title),
    "late_unit_name": ("逾期责任科室", str),
    "was_due": ("应答复之日", str),
    "letters": ("文书", _letters),
    "fingerprint": ("内容指纹", lambda value: str(value)[:16]),
    "due": ("到期日", str),
    "state": ("办理后状态", str),
}
