"""What each post may do with a request in each state: read by asking, tried through the door, kept as a golden table.

python -m pytest tests/actions/requests/test_permitted_request_moves.py      compares
GONGKAI_WRITE_GOLDEN=1 python -m pytest …                                    writes the tables anew, to be read first

In every state in which time may be extended, an extension proposed by the unit's handler waits for consent.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from django.db import transaction
from tests.support.cast import Bureau
from tests.support.request_road import (
    GRANTED,
    at_request_state,
    case_of,
    day_of,
    who,
)
from tests.support.road import MOMENT, slug

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.access.requests import may_request, open_request_moves
from gongkai.actions import requests as acts
from gongkai.core.organs import Standing
from gongkai.core.terms import Refused
from gongkai.records.models import Request

FOLDER = Path("tests/golden/permitted_request_moves")
NOT_YOU_OR_NOT_NOW = {
    "not_in_this_state",
    "not_your_turn",
    "recused",
    "drafter_approves",
    "already_signed",
    "no_extension_proposed",
    "proposer_decides",
}
"""Refusals of the door itself; any other means that it was open and the evidence was missing."""
POSTS = (
    "principal",
    "leader",
    "second_leader",
    "office_head",
    "office_handler",
    "general_head",
    "general_handler",
    "business_head",
    "business_handler",
    "business_handler_2",
    "other_handler",
    "secrecy_handler",
    "supervision_handler",
    "website_handler",
)
Table = dict[str, list[str]]
Attempt = Callable[[Bureau, Standing, int], object]


def waiting_request(bureau: Bureau, state: str) -> Request:
    """A request in the state, with an extension that waits for consent where there can be one."""
    row = at_request_state(bureau, state)
    unit = who(bureau, "business_handler" if row.unit_id else "general_handler")
    if isinstance(may_request(unit, "propose_extension", case_of(row.pk)), Permit):
        reasons = "材料分散，需要逐卷核对。"
        acts.propose_extension(unit, row.pk, reasons=reasons, working_days=5, moment=MOMENT)
    return row


def standings(bureau: Bureau) -> dict[str, Standing]:
    """One of each post, each person once."""
    seen: dict[int, str] = {}
    for key in POSTS:
        seen.setdefault(bureau.person(key).pk, key)
    return {key: who(bureau, key) for key in seen.values()}


def asked(bureau: Bureau, row: Request) -> Table:
    """What the screens would offer: verbs by post."""
    case = case_of(row.pk)
    return {
        key: [permit.move.verb for permit in open_request_moves(standing, case)]
        for key, standing in standings(bureau).items()
    }


def tried(bureau: Bureau, row: Request) -> Table:
    """What the door lets through when everybody tries everything; nothing of it is kept."""
    return {
        key: [verb for verb, attempt in ATTEMPTS.items() if _is_open(attempt, bureau, standing, row)]
        for key, standing in standings(bureau).items()
    }


def _is_open(attempt: Attempt, bureau: Bureau, standing: Standing, row: Request) -> bool:
    with transaction.atomic():
        try:
            attempt(bureau, standing, row.pk)
        except Refused as error:
            return error.refusal.code not in NOT_YOU_OR_NOT_NOW
        except Request.DoesNotExist:
            # She may not even know of it.
            return False
        finally:
            transaction.set_rollback(True)
    return True


_DAY = day_of()

ATTEMPTS: dict[str, Attempt] = {
    "confirm_receipt": lambda b, w, k: acts.confirm_receipt(w, k, on=_DAY, moment=MOMENT),
    "assign": lambda b, w, k: acts.assign(w, k, unit_id=b.unit("other").pk, moment=MOMENT),
    "split": lambda b, w, k: acts.split(w, k, matters=["甲", "乙"], moment=MOMENT),
    "ask_correction": lambda b, w, k: acts.ask_correction(w, k, points="年份", period_days=10, moment=MOMENT),
    "take_correction": lambda b, w, k: acts.take_correction(
        w, k, description="2023年", on=_DAY, moment=MOMENT
    ),
    "notice_fee": lambda b, w, k: acts.notice_fee(
        w, k, tariff="pages", quantity=100, reasons="量大", moment=MOMENT
    ),
    "record_payment": lambda b, w, k: acts.record_payment(w, k, on=_DAY, receipt="1", moment=MOMENT),
    "abandon": lambda b, w, k: acts.abandon(w, k, moment=MOMENT),
    "consult": lambda b, w, k: acts.consult(
        w, k, kind="organ", name="某局", address="", matter="数据", why="共同制作", moment=MOMENT
    ),
    "record_arrival": lambda b, w, k: acts.record_arrival(
        w, k, consultation_id=_letter(k), on=_DAY, moment=MOMENT
    ),
    "record_opinion": lambda b, w, k: acts.record_opinion(
        w, k, consultation_id=_letter(k), opinion="agree", text="", on=_DAY, moment=MOMENT
    ),
    "record_search": lambda b, w, k: acts.record_search(
        w, k, where="档案室", how="逐卷", found=False, result="没有", moment=MOMENT
    ),
    "hand_in": lambda b, w, k: acts.hand_in(w, k, note="可以提供。", editions=[], moment=MOMENT),
    "propose_extension": lambda b, w, k: acts.propose_extension(
        w, k, reasons="材料多", working_days=5, moment=MOMENT
    ),
    "decide_extension": lambda b, w, k: acts.decide_extension(w, k, agreed=True, moment=MOMENT),
    "recuse_request": lambda b, w, k: acts.recuse_request(w, k, reason="亲属", moment=MOMENT),
    "answer_at_once": lambda b, w, k: acts.answer_at_once(w, k, given=GRANTED, how="当面", moment=MOMENT),
    "propose_reply": lambda b, w, k: acts.propose_reply(w, k, given=GRANTED, moment=MOMENT),
    "send_reply": lambda b, w, k: acts.send_reply(w, k, how="网上下载", moment=MOMENT),
    "withdraw_request": lambda b, w, k: acts.withdraw_request(w, k, evidence="来信", moment=MOMENT),
    "record_delivery": lambda b, w, k: acts.record_delivery(
        w, k, on=_DAY, how="当面", proof="签收", moment=MOMENT
    ),
    "deliver_filing": lambda b, w, k: acts.deliver_filing(w, k, on=_DAY, how="机要", moment=MOMENT),
    "chase_filing": lambda b, w, k: acts.chase_filing(w, k, on=_DAY, how="电话", moment=MOMENT),
    "acknowledge_filing": lambda b, w, k: acts.acknowledge_filing(w, k, on=_DAY, by="市政府", moment=MOMENT),
    "suggest_publication": lambda b, w, k: acts.suggest_publication(
        w, k, unit_id=b.unit("business").pk, moment=MOMENT
    ),
    "fulfil_publication": lambda b, w, k: acts.fulfil_publication(w, k, task_id=0, item_id=0, moment=MOMENT),
    "answer_followup": lambda b, w, k: acts.answer_followup(
        w, k, followup_id=0, decision="correct", answer="已更正", moment=MOMENT
    ),
    "look": lambda b, w, k: acts.look(w, k, why="联系申请人", moment=MOMENT),
    "approve_reply": lambda b, w, k: acts.approve_reply(
        w, k, seen_fingerprint=case_of(k).fingerprint, moment=MOMENT
    ),
    "return_reply": lambda b, w, k: acts.return_reply(w, k, reasons="请改", moment=MOMENT),
}
"""Every verb of the table, tried with all the evidence there can be."""


def _letter(request_id: int) -> int:
    row = Request.objects.get(pk=request_id).consultations.first()
    return row.pk if row else 0


def titles_of(case: RequestCase) -> dict[str, str]:
    """Verb → its Chinese title, in the order of the table."""
    return {move.verb: move.title for move in case.table.moves}


def in_words(bureau: Bureau, row: Request, table: Table) -> Table:
    """The same in the words of the house, as a lawyer would read it."""
    case = case_of(row.pk)
    titles = titles_of(case)
    drafter = case.reply.proposed_by_id if case.reply else None
    words = {}
    for key, verbs in table.items():
        standing = who(bureau, key)
        posts = "、".join(capacity.title for capacity in standing.capacities)
        mark = "（拟答复人）" if standing.person_id == drafter else ""
        words[f"{posts} {standing.name}{mark}"] = [titles[verb] for verb in titles if verb in verbs]
    return words


def golden(bureau: Bureau) -> dict[str, Table]:
    read: dict[str, Table] = yaml.safe_load((FOLDER / f"{slug(bureau)}.yaml").read_text("utf-8"))
    return read


def write_golden(bureau: Bureau, tables: dict[str, Table]) -> None:
    lines = [
        f"# {bureau.organ.name}：依申请公开，每个职务在每个状态可以办什么。没有列出的，门不开。\n",
        "# 申请已分办给业务科室，由该科室经办人拟答复；可以延期的状态里，都有一次该经办人提请、等待决定的延期。\n",
        "# 「决定延期」提请人自己不能办；「同意答复」拟答复人不能办，签过前一环节的人也不能再签。\n",
    ]
    for state, posts in tables.items():
        lines.append(f"{state}:\n")
        lines += [f"  {post}: [{', '.join(verbs)}]\n" for post, verbs in posts.items()]
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{slug(bureau)}.yaml").write_text("".join(lines), "utf-8")
