"""The history of an item: every act in the ledger, in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.access.cases import Case
from gongkai.core.ledger.verbs import verb_title
from gongkai.core.procedure import Table
from gongkai.core.terms import Audience, Citation, DisclosureClass, Role
from gongkai.records.models import LedgerEntry


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act: who in which post did what when, under which clauses; `details` are label and value."""

    sequence: int
    moment: datetime
    actor: str
    post: str
    title: str
    clauses: tuple[Citation, ...]
    details: tuple[tuple[str, str], ...]
    short_hash: str


def history_of(case: Case) -> tuple[HistoryLine, ...]:
    """The acts on the item of a case, newest first, in the words of its rule book. One query."""
    item_id, names = case.edition.item_id, _names(case)
    rows = LedgerEntry.objects.filter(subject_kind="item", subject_id=item_id).order_by("-sequence")
    return tuple(_line(row, case.table, names) for row in rows)


def _line(row: LedgerEntry, table: Table, names: Mapping[str, str]) -> HistoryLine:
    return HistoryLine(
        sequence=row.sequence,
        moment=row.moment,
        actor=row.actor_name,
        post=row.actor_post,
        title=verb_title(row.verb),
        clauses=tuple(Citation.parse(clause) for clause in row.clauses),
        details=tuple(_details(json.loads(row.payload), table, names)),
        short_hash=row.hash[:8],
    )


def _details(payload: Mapping[str, Any], table: Table, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What of a payload says something to people; row ids stay in the ledger."""
    found = []
    for key, (label, show) in _LABELS.items():
        value = payload.get(key)
        if value in (None, "", [], {}):
            continue
        if key == "state":
            found.append((label, table.state_title(str(value))))
        elif key in _NAMED:
            listed = value if isinstance(value, list) else [value]
            found.append((label, "、".join(names.get(str(one), str(one)) for one in listed)))
        else:
            found.append((label, show(value)))
    return found


def _names(case: Case) -> dict[str, str]:
    """What the rule book calls the grounds, channels and questions that payloads name by id."""
    book, on = case.lawbook, case.on
    names = {ground.id: ground.title for ground in book.withhold_grounds(on).value}
    names |= {channel.id: channel.title for channel in book.channels(on).value}
    return names | {kind.id: kind.title for kind in book.referral_kinds(on).value}


def _title_of(kind: Callable[[str], Any]) -> Callable[[Any], str]:
    return lambda value: str(kind(value).title)


def _joined(value: Any) -> str:
    return "、".join(str(part) for part in value) if isinstance(value, list) else str(value)


_NAMED = frozenset({"ground", "kind", "channel", "channels"})
_LABELS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "edition": ("版本", lambda value: f"第{value}版"),
    "title": ("标题", str),
    "class": ("拟定公开属性", _title_of(DisclosureClass)),
    "opinion": ("意见", str),
    "role": ("以何身份", _title_of(Role)),
    "ground": ("情形", _joined),
    "basis": ("依据", _joined),
    "reasons": ("理由", str),
    "kind": ("报请的事项", _joined),
    "question": ("报请的问题", str),
    "to": ("报往", str),
    "answer": ("答复", lambda value: {"disclose": "可以公开", "withhold": "不得公开"}.get(value, str(value))),
    "organ": ("机关", str),
    "letter": ("文号", str),
    "number": ("文号", str),
    "authority": ("决定机关", str),
    "on": ("日期", str),
    "note": ("审定意见", str),
    "register": ("台账号", str),
    "audience": ("公开对象", _title_of(Audience)),
    "channels": ("公开渠道", _joined),
    "channel": ("公开渠道", _joined),
    "evidence": ("凭据", str),
    "file": ("文件摘要", lambda value: str(value)[:16]),
    "fingerprint": ("内容指纹", lambda value: str(value)[:16]),
    "state": ("办理后状态", str),
}
