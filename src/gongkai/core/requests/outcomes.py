"""What each way to answer needs, what it must not carry, and the one row of the annual report it counts in.

A table and nothing else: `gongkai` refuses a reply that lacks what its outcome needs or carries what belongs to
another one (hulunbuir-statistics:2.3, cn-foi:36 to cn-foi:39).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gongkai.core.regime.values_requests import Outcome
from gongkai.core.terms import Citation, Refusal

Gate = Callable[[str], Citation]

FIELDS: dict[str, str] = {
    "where": "到哪里获取或者办理",
    "when": "获取的时间",
    "files": "提供的信息",
    "redacted": "删去或者改动不予公开内容的版本",
    "withheld": "不予提供的部分",
    "ground": "不予公开的理由类别",
    "reasons": "理由",
    "search": "检索情况",
    "who": "负责公开的机关",
    "contact": "该机关的联系方式",
    "earlier": "先前的答复",
    "law": "所依据的专门规定",
}
"""Everything a reply may carry, with its Chinese name; in the order it is asked for."""


@dataclass(frozen=True, slots=True)
class Needs:
    """`one_of`: at least one of these; what is neither required, allowed nor in `one_of` is forbidden."""

    required: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()
    one_of: frozenset[str] = frozenset()
    row: str = ""
    on_the_spot: bool = False

    def cell(self, field: str) -> str:
        """`required`, `one_of`, `allowed` or `forbidden`."""
        for name in ("required", "one_of", "allowed"):
            if field in getattr(self, name):
                return name
        return "forbidden"


def _of(row: str, required: str = "", allowed: str = "", one_of: str = "", *, spot: bool = False) -> Needs:
    return Needs(
        frozenset(required.split()), frozenset(allowed.split()), frozenset(one_of.split()), row, spot
    )


OUTCOMES: Mapping[str, Needs] = {
    "already-public": _of("granted", "where", "when", spot=True),
    "granted": _of("granted", "", "when", "files where", spot=True),
    "should-be-public": _of("granted", "", "when", "files where", spot=True),
    "partial": _of("partial", "files redacted withheld ground reasons", "where when"),
    "refused": _of("refused", "ground reasons"),
    "not-existing": _of("impossible.1", "search", "reasons"),
    "not-held": _of("impossible.1", "reasons", "who contact", spot=True),
    "repeated": _of("not_handled.2", "earlier", "reasons"),
    "special-query": _of("refused.8", "where law", "reasons", spot=True),
    "needs-making": _of("impossible.2", "reasons"),
    "petition": _of("not_handled.1", "where", "reasons", spot=True),
    "publication": _of("not_handled.3", "where", "reasons", spot=True),
    "excessive": _of("not_handled.4", "reasons"),
    "confirm-again": _of("not_handled.5", "reasons", "earlier"),
    "unclear-still": _of("impossible.3", "reasons"),
    "not-corrected": _of("other.1"),
    "fee-unpaid": _of("other.2"),
    "withdrawn": _of("other.3"),
}

ENDINGS = ("not-corrected", "fee-unpaid", "withdrawn")
"""How a request ends without a reply; never chosen for one."""

GROUND_ROWS = {
    "state-secret": "refused.1",
    "forbidden-by-law": "refused.2",
    "stability": "refused.3",
    "third-party": "refused.4",
    "trade-secret": "refused.4",
    "privacy": "refused.4",
    "internal-affairs": "refused.5",
    "in-process": "refused.6",
    "enforcement-file": "refused.7",
    "special-query": "refused.8",
}
"""The row a refusal is counted in, by the ground it rests on."""

THIRD_PARTY_GROUNDS = frozenset({"third-party", "trade-secret", "privacy"})


def letter_kind(outcome: str) -> str:
    """The letter that tells an outcome; what should have been public is told as what is granted.

    >>> letter_kind("should-be-public"), letter_kind("refused")
    ('reply-granted', 'reply-refused')
    """
    return "reply-granted" if outcome == "should-be-public" else f"reply-{outcome}"


def report_row(outcome: str, ground: str = "") -> str:
    """The one result row of the annual report's table 2; KeyError for what cannot be an outcome.

    >>> report_row("refused", "in-process"), report_row("partial", "in-process")
    ('refused.6', 'partial')
    """
    row = OUTCOMES[outcome].row
    return GROUND_ROWS[ground] if row == "refused" else row


REPORT_ROWS: dict[str, str] = {
    "granted": "（一）予以公开",
    "partial": "（二）部分公开",
    "refused.1": "（三）不予公开：1.属于国家秘密",
    "refused.2": "（三）不予公开：2.其他法律行政法规禁止公开",
    "refused.3": "（三）不予公开：3.危及“三安全一稳定”",
    "refused.4": "（三）不予公开：4.保护第三方合法权益",
    "refused.5": "（三）不予公开：5.属于三类内部事务信息",
    "refused.6": "（三）不予公开：6.属于四类过程性信息",
    "refused.7": "（三）不予公开：7.属于行政执法案卷",
    "refused.8": "（三）不予公开：8.属于行政查询事项",
    "impossible.1": "（四）无法提供：1.本机关不掌握相关政府信息",
    "impossible.2": "（四）无法提供：2.没有现成信息需要另行制作",
    "impossible.3": "（四）无法提供：3.补正后申请内容仍不明确",
    "not_handled.1": "（五）不予处理：1.信访举报投诉类申请",
    "not_handled.2": "（五）不予处理：2.重复申请",
    "not_handled.3": "（五）不予处理：3.要求提供公开出版物",
    "not_handled.4": "（五）不予处理：4.无正当理由大量反复申请",
    "not_handled.5": "（五）不予处理：5.要求行政机关确认或重新出具已获取信息",
    "other.1": "（六）其他处理：1.申请人无正当理由逾期不补正",
    "other.2": "（六）其他处理：2.申请人逾期未按收费通知要求缴纳费用",
    "other.3": "（六）其他处理：3.其他",
}
"""The 21 result rows of table 2, in the order of the form."""


def needs_of(outcome: Outcome) -> Needs:
    """The table's row with what the rule books in force ask on top of it."""
    base = OUTCOMES[outcome.id]
    asked = frozenset(outcome.needs) & frozenset(FIELDS)
    return Needs(base.required | asked, base.allowed - asked, base.one_of - asked, base.row, base.on_the_spot)


def against_table(outcome: Outcome, given: frozenset[str]) -> Refusal | None:
    """Why a reply with these fields cannot stand as this outcome; None where it can."""
    needs = needs_of(outcome)
    for field, title in FIELDS.items():
        if field in needs.required and field not in given:
            reason = f"「{outcome.title}」的答复要写明{title}，现在没有。"
            return Refusal(f"lacks_{field}", reason, outcome.clause, f"请补上{title}。")
    if needs.one_of and not needs.one_of & given:
        names = "或者".join(title for field, title in FIELDS.items() if field in needs.one_of)
        reason = f"「{outcome.title}」的答复要有{names}，现在都没有。"
        return Refusal("lacks_one", reason, outcome.clause, f"请补上{names}。")
    allowed = needs.required | needs.allowed | needs.one_of
    for field, title in FIELDS.items():
        if field in given and field not in allowed:
            reason = f"「{outcome.title}」的答复不应带有{title}。"
            return Refusal(f"forbids_{field}", reason, outcome.clause, "请去掉，或者改选别的答复类型。")
    return None
