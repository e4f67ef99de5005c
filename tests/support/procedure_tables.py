"""The tables of the capability pages that follow from the procedure: who may do what, where it leads, what stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.access.cases import table_for
from gongkai.core.ledger.verbs import verb_title
from gongkai.core.procedure import Move, Table, by_titles
from gongkai.core.regime import Lawbook
from gongkai.core.release import ReleaseFacts, before_publication
from gongkai.core.screening.gate import CLEAN, UNSCREENED
from gongkai.core.terms import Citation, DisclosureClass
from gongkai.core.terms.states import IN_REVIEW
from gongkai.gateways.regimes import load_builtin
from gongkai.queries.register import HEADINGS
from gongkai.queries.witness import WITNESSES
from gongkai.web.desk.organ_acts import ORGAN_ACTS

BUREAUS = ("naiman-housing", "hulunbuir-statistics")
ON = date(2025, 3, 3)
"""The day whose rules the pages show."""

REVIEW = ("revise", "submit", "sign", "return", "refer", "answer_referral", "recuse")
SCREENING = ("answer_finding", "mark_text", "drop_mark", "redact")
_NEEDS = {
    "class": "公开属性",
    "category": "类别（拟主动公开的）",
    "matter": "信息种类（制度有分工的）",
    "opinion": "意见",
    "basis": "依据",
    "reasons": "理由",
    "question": "报请的事项、问题、报往的机关",
    "answer": "结论",
    "letter": "来文文号",
    "record": "文号、日期、决定机关",
    "gates": "前面的关口都开",
    "channel": "渠道、日期（线下的还要凭证）",
    "draft": "新的草稿",
    "internal": "部门内部公开的信息",
    "ground": "不予公开的情形",
    "mark": "标记",
    "answers": "答复为删去或者改为其他文字的",
    "marks": "标出的文字",
}
_LEADS = {
    "sign": "等齐本环节，再看意见",
    "answer_referral": "回到环节，或者往下走",
    "renew": "新版本在起草",
    "redact": "新版本在起草",
}
_EFFECTS = {
    "disclose": "可以公开，方式按源头认定",
    "proactive": "主动公开",
    "on_request": "依申请公开",
    "withheld": "不予公开",
    "refer": "报请确定",
}


def rows(head: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """A table as the pages write it, one line a row."""
    titles = list(head)
    cells = [titles, ["---"] * len(titles), *(list(line) for line in lines)]
    return "".join(f"| {' | '.join(cell.replace('|', '／') for cell in line)} |\n" for line in cells)


def clause(book: Lawbook, citation: Citation) -> str:
    """A clause by its name and its id: 保密审查制度第十条（`secrecy.10`）."""
    return f"{book.clause(citation).title}（`{citation.seen_from(book.id)}`）"


def review(bureau: str) -> str:
    return _moves(bureau, lambda verb: verb in REVIEW)


def release(bureau: str) -> str:
    return _moves(bureau, lambda verb: verb not in REVIEW and verb not in SCREENING)


def screening(bureau: str) -> str:
    return _moves(bureau, lambda verb: verb in SCREENING)


def _moves(bureau: str, is_wanted: Callable[[str], bool]) -> str:
    book = load_builtin(bureau)
    table = table_for(book, ON)
    wanted = [move for move in table.moves if is_wanted(move.verb)]
    return rows(
        ("在什么状态", "办什么", "谁办", "办完到哪里", "要有什么", "条款"),
        ((*_move(table, move), clause(book, move.clause)) for move in wanted),
    )


def _move(table: Table, move: Move) -> tuple[str, str, str, str, str]:
    target = table.state_title(move.target) if move.target else _LEADS.get(move.verb, "不变")
    return (
        "、".join(table.state_title(state) for state in move.source),
        f"{move.title} `{move.verb}`",
        by_titles(move.by),
        target,
        "；".join(_NEEDS[need] for need in move.needs) or "—",
    )


def states() -> str:
    """Every state of an edition, with the bureaus whose table has it."""
    found: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for bureau in BUREAUS:
        book = load_builtin(bureau)
        table = table_for(book, ON)
        for state, title in table.states.items():
            found.setdefault(state, []).append(book.organ_name)
            titles[state] = title
    waiting = [state for state in found if not state.startswith(IN_REVIEW)]
    everywhere = len(BUREAUS)
    return rows(
        ("状态", "叫什么", "哪里有"),
        (
            (
                f"`{state}`",
                titles[state],
                "都有" if len(found[state]) == everywhere else "、".join(found[state]),
            )
            for state in waiting
        ),
    )


def chains() -> str:
    """Stage by stage: who signs, under which clause."""
    lines = []
    for bureau in BUREAUS:
        book = load_builtin(bureau)
        for number, stage in enumerate(book.review_chain(ON).value.stages, start=1):
            signers = "；".join(
                f"{signer.role.title}，{clause(book, signer.clause)}" for signer in stage.signers
            )
            lines.append((book.organ_name, f"{number}. {stage.title}", f"`in_review.{stage.id}`", signers))
    return rows(("单位", "环节", "状态", "谁签"), lines)


def opinions() -> str:
    """The opinions of each bureau and what each amounts to."""
    lines = []
    for bureau in BUREAUS:
        book = load_builtin(bureau)
        listed = book.review_chain(ON).value.opinions
        told = "；".join(f"{opinion.name}（{_EFFECTS[opinion.effect]}）" for opinion in listed)
        reviewers = book.minimum_reviews(ON)
        few = f"{reviewers.value}人，{clause(book, reviewers.clause)}"
        lines.append((book.organ_name, told, clause(book, book.gate("opinion_basis_reasons")), few))
    return rows(("单位", "意见", "条款", "至少几个人审过"), lines)


_OPEN = ReleaseFacts(
    reviewed=True,
    signatures_hold=True,
    reviewers=4,
    minimum_reviewers=4,
    decided_class=DisclosureClass.PROACTIVE,
    audience_fits=True,
    has_responsible_unit=True,
    referral_open=False,
    mark_in_force="",
    was_marked="",
    declassified=False,
    approval_asked=True,
    approved=True,
    screening=CLEAN,
)
_CLOSING: tuple[dict[str, Any], ...] = (
    {"referral_open": True},
    {"reviewed": False},
    {"signatures_hold": False},
    {"reviewers": 3},
    {"decided_class": DisclosureClass.ON_REQUEST},
    {"screening": UNSCREENED},
    {"screening": replace(CLEAN, blocked=("附件.docx：密级标志在有效期内",))},
    {"screening": replace(CLEAN, unread=("附件.docx：读不出来",))},
    {"screening": replace(CLEAN, open=2)},
    {"screening": replace(CLEAN, to_cut=2)},
    {"mark_in_force": "机密"},
    {"was_marked": "机密"},
    {"has_responsible_unit": False},
    {"audience_fits": False},
    {"compiled_by": "某局"},
    {"joint_without_consent": ("某局",)},
    {"involved_without_word": ("某局",)},
    {"law_approval_asked": True},
    {"approved": False},
)
"""Each closes one gate: the first of what `before_publication` then says is that gate."""


def gates() -> str:
    """Every gate before publication: what is said, and the clause in each bureau."""
    books = [load_builtin(bureau) for bureau in BUREAUS]
    lines = []
    for change in _CLOSING:
        found = [before_publication(replace(_OPEN, **change), book.gate)[0] for book in books]
        cited = [
            clause(book, refusal.clause) if refusal.clause else "—"
            for book, refusal in zip(books, found, strict=True)
        ]
        lines.append((f"`{found[0].code}`", f"{found[0].reason}{found[0].remedy}", *cited))
    return rows(("代码", "说什么", *(book.organ_name for book in books)), lines)


def releasing() -> str:
    """Who approves, who publishes, by when, in each bureau."""
    lines = []
    for bureau in BUREAUS:
        book = load_builtin(bureau)
        approval, publishers = book.release_approval(ON), book.publishers(ON)
        approver = f"{approval.value.title}，{clause(book, approval.clause)}" if approval else "不另审定"
        due = book.find("publication.due", ON)
        within = f"{due.value.within.title}，{clause(book, due.clause)}" if due else "没有规定"
        by = f"{by_titles(publishers.value)}，{clause(book, publishers.clause)}"
        lines.append((book.organ_name, approver, by, within))
    return rows(("单位", "审定", "发布", "期限"), lines)


def channels() -> str:
    """The ways of publishing, on line and off."""
    lines = []
    for bureau in BUREAUS:
        book = load_builtin(bureau)
        for channel in book.channels(ON).value:
            kind = "网上" if channel.online else "线下"
            cited = clause(book, channel.clause) if channel.clause else "—"
            lines.append(
                (book.organ_name, f"{channel.title} `{channel.id}`", channel.audience.title, kind, cited)
            )
    return rows(("单位", "渠道", "对象", "网上还是线下", "条款"), lines)


def register() -> str:
    """The columns of the release register."""
    return "、".join(heading for heading, _ in HEADINGS) + "。\n"


def organ_acts() -> str:
    """What the personnel office does, with the addresses."""
    return rows(
        ("办什么", "动作", "地址"),
        (
            (act.button, f"`{verb}`", f"`/desk/organisation/{verb}/{'{id}/' if act.about else ''}`")
            for verb, act in ORGAN_ACTS.items()
        ),
    )


def witnesses() -> str:
    """Which entries vouch for which rows, and what is compared."""
    return rows(
        ("记录", "对照数据库里的", "逐项比较"),
        (
            (
                f"{verb_title(witness.verb)} `{witness.verb}`",
                witness.title,
                "、".join(f"`{column}`" for column in witness.columns),
            )
            for witness in WITNESSES
        ),
    )
