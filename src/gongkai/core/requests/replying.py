"""May this be the reply to this request? The outcome's table, and what the case has on record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from gongkai.core.regime.values_requests import Outcome
from gongkai.core.requests.outcomes import ENDINGS, THIRD_PARTY_GROUNDS, against_table
from gongkai.core.terms import Citation, Refusal, canonical_json, sm3_hex

Gate = Callable[[str], Citation]


@dataclass(frozen=True, slots=True)
class HandedOut:
    """An edition that goes to the applicant: its id and the fingerprint its review binds to."""

    edition: int
    fingerprint: str
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class ReplyPaper:
    """What a reply says; `files` are reviewed editions and nothing else (naiman-housing:secrecy.2)."""

    outcome: str
    where: str = ""
    when: str = ""
    withheld: str = ""
    ground: str = ""
    reasons: str = ""
    who: str = ""
    contact: str = ""
    law: str = ""
    earlier: int | None = None
    public_interest: str = ""
    provision: str = ""
    files: tuple[HandedOut, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What the approvals bind to: every word, and the very editions that go out."""
        return sm3_hex(canonical_json(asdict(self)).encode())


@dataclass(frozen=True, slots=True)
class ReplyFacts:
    """What the case has on record when a reply is proposed."""

    searched: bool = False
    correction_asked: bool = False
    third_party_asked: bool = False
    objection_stands: bool = False
    letters_open: bool = False
    same_applicant_replied: bool = False


GIVEN_WHOLE = ("granted", "should-be-public")
"""Outcomes that give everything that was asked for."""

_WRITTEN = ("where", "when", "withheld", "ground", "reasons", "who", "contact", "law")


def given_by(paper: ReplyPaper, facts: ReplyFacts) -> frozenset[str]:
    """The fields of the outcome table that a paper and its case fill."""
    given = {name for name in _WRITTEN if str(getattr(paper, name)).strip()}
    if paper.files:
        given.add("files")
    if any(file.redacted for file in paper.files):
        given.add("redacted")
    if paper.earlier is not None:
        given.add("earlier")
    if facts.searched and paper.outcome == "not-existing":
        # A search that found nothing is what this outcome rests on; elsewhere it is only on file.
        given.add("search")
    return frozenset(given)


def check_reply(
    paper: ReplyPaper, outcomes: tuple[Outcome, ...], grounds: frozenset[str], facts: ReplyFacts, gate: Gate
) -> Outcome | Refusal:
    """The outcome as the rule book knows it, or why this cannot be the reply."""
    choices = {each.id: each for each in outcomes if each.result != "correction" and each.id not in ENDINGS}
    outcome = choices.get(paper.outcome)
    if outcome is None:
        titles = "、".join(each.title for each in choices.values())
        return Refusal("unknown_outcome", "没有选择答复类型。", gate("outcome"), f"请从「{titles}」中选择。")
    if paper.ground and paper.ground not in grounds:
        reason = "选择的不予公开理由不在法定理由之中。"
        return Refusal("unknown_ground", reason, outcome.clause, "请从列出的理由中选择。")
    return (
        against_table(outcome, given_by(paper, facts))
        or _against_record(paper, outcome, facts, gate)
        or outcome
    )


def _against_record(paper: ReplyPaper, outcome: Outcome, facts: ReplyFacts, gate: Gate) -> Refusal | None:
    if facts.letters_open:
        reason = "还有征求意见的信没有答复，也没有到期。"
        return Refusal("letters_open", reason, gate("third_party"), "请登记对方意见，或者等限期届满。")
    if paper.ground in THIRD_PARTY_GROUNDS and not facts.third_party_asked:
        reason = "以保护第三方权益为理由，却没有书面征求过第三方意见。"
        return Refusal("third_party_not_asked", reason, gate("third_party"), "请先发出征求第三方意见书。")
    if outcome.id in GIVEN_WHOLE and facts.objection_stands and not paper.public_interest.strip():
        reason = "第三方不同意公开且有理由，全部公开须认定不公开会对公共利益造成重大影响。"
        remedy = "请写明公共利益的理由，或者改为部分公开、不予公开。"
        return Refusal("objection_stands", reason, gate("third_party"), remedy)
    if paper.public_interest.strip() and not facts.objection_stands:
        reason = "没有第三方提出异议，不需要认定公共利益。"
        return Refusal("no_objection", reason, gate("third_party"), "请删去公共利益的理由。")
    if outcome.id == "unclear-still" and not facts.correction_asked:
        reason = "还没有告知申请人补正，不能以补正后仍不明确作答。"
        return Refusal("correction_not_asked", reason, outcome.clause, "请先一次性告知补正。")
    if outcome.id == "repeated" and not facts.same_applicant_replied:
        reason = "先前的答复不是给同一申请人的，不能按重复申请处理。"
        return Refusal("not_a_repeat", reason, outcome.clause, "请选择这位申请人已经得到的答复。")
    return None
