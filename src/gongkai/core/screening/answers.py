"""Answering findings: what may be said to which, what is still open, and what a signature binds to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass

from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.core.terms import Citation, Refusal, canonical_json, sm3_hex
from gongkai.core.terms.titled import TitledEnum

Gate = Callable[[str], Citation]


class AnswerKind(TitledEnum):
    """What a person says to a finding."""

    NOT_SENSITIVE = "not_sensitive", "不涉及不得公开的内容"
    WITHHOLD = "withhold", "删去"
    SUBSTITUTE = "substitute", "改为其他文字"
    DECLASSIFIED = "declassified", "已经解密"
    CONSENT = "consent", "权利人同意公开"


CLEARING = (AnswerKind.NOT_SENSITIVE, AnswerKind.DECLASSIFIED, AnswerKind.CONSENT)
"""Answers after which what was found may stay where it stands."""

_GONE = (
    "这份信息此前的内容标有密级，仍在保密期限内；现在标志没有了，或者改了日期才算届满。去掉标志、改动日期都不等于解密："
    "请写明解密的凭据；误传了文件的，请另行登记。"
)
_LEFT = "这份信息此前的内容标有密级，保密期限已过；现在标志没有了。请写明解密的凭据，标志是误标的写明情况。"
_PERSONS = (
    FindingKind.RESIDENT_ID, FindingKind.PASSPORT, FindingKind.PERMIT, FindingKind.BANK_CARD, FindingKind.MOBILE,
    FindingKind.LANDLINE, FindingKind.EMAIL, FindingKind.PLATE, FindingKind.ADDRESS, FindingKind.STATISTICAL_CELL,
    FindingKind.CREDIT_CODE,
)  # fmt: skip
_UNSEEN = (FindingKind.HIDDEN_CONTENT, FindingKind.METADATA)


UNSEEN_IN_TEXT = "hidden_content.in_text"
"""The rule that tells of words which nobody saw in the paper the text was taken from."""
MARK_GONE = "secrecy_mark.gone"
"""The rule that tells of a mark which was in force in earlier content of the item, and no longer is."""
MARK_LEFT = "secrecy_mark.left"
"""The same of a mark that had run out, and is no longer there."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: `reasons` always; `ground` (an id of the rule book) for what is withheld; `instead` for a
    substitution; `proof` for a declassification or a consent."""

    kind: AnswerKind
    reasons: str
    ground: str = ""
    instead: str = ""
    proof: str = ""

    @property
    def cuts(self) -> bool:
        """Whether what was found is to go."""
        return self.kind not in CLEARING


def fits(kind: FindingKind, severity: Severity, rule: str, answer: AnswerKind) -> bool:
    """Whether an answer of this kind fits a finding as it is now, whatever it was when the answer was given."""
    return answer in choices(Finding(kind, severity, "", "", 0, 0, rule, ""))


def finding_key(file: str, finding: Finding) -> str:
    """The name of a finding within an edition: the same file, place and rule give the same name.

    `file` is the digest of the file, or "body" for the text of the edition.
    """
    # What was said of a mark that had run out must not stand for the same mark in force.
    told = (file, finding.part, finding.start, finding.end, finding.rule, finding.severity.value)
    return sm3_hex(canonical_json(told).encode())[:32]


def choices(finding: Finding) -> tuple[AnswerKind, ...]:
    """The answers that fit a finding; none for a mark in force, which nobody can wave through (secrecy.6.1).

    Of a cipher telegram the head and the number can be cut off, the sender consenting (4.5).
    """
    if finding.severity is Severity.BLOCK:
        return (AnswerKind.WITHHOLD,) if finding.kind is FindingKind.TELEGRAM else ()
    if finding.kind in _UNSEEN:
        # Every released file is made without them: nothing could be put in their place.
        return (AnswerKind.NOT_SENSITIVE, AnswerKind.WITHHOLD)
    if finding.severity is Severity.NOTE:
        return (AnswerKind.NOT_SENSITIVE, AnswerKind.WITHHOLD, AnswerKind.SUBSTITUTE)
    if finding.kind is FindingKind.SECRECY_MARK:
        fit = (AnswerKind.DECLASSIFIED, AnswerKind.NOT_SENSITIVE, AnswerKind.WITHHOLD)
        return fit[: {MARK_GONE: 1, MARK_LEFT: 2}.get(finding.rule, 3)]
    if finding.kind is FindingKind.TELEGRAM:
        return (AnswerKind.WITHHOLD, AnswerKind.NOT_SENSITIVE)
    if finding.kind in _PERSONS:
        kinds = (AnswerKind.NOT_SENSITIVE, AnswerKind.WITHHOLD, AnswerKind.SUBSTITUTE, AnswerKind.CONSENT)
        return kinds
    return (AnswerKind.NOT_SENSITIVE, AnswerKind.WITHHOLD, AnswerKind.SUBSTITUTE)


def check_answer(finding: Finding, answer: Answer, gate: Gate) -> Refusal | None:
    """Why an answer cannot stand for a finding; None where it can."""
    clause = gate("screening_answered")
    allowed = choices(finding)
    if not allowed:
        reason = f"「{finding.text[:20]}」：{finding.message}任何人都不能放行。"
        remedy = "请按不予公开处理；确已解密的，换成解密后的文件重新登记。"
        return Refusal("cannot_be_waved_through", reason, gate("marked_secret"), remedy)
    if answer.kind not in allowed:
        titles = "、".join(kind.title for kind in allowed)
        reason = f"对「{finding.kind.title}」不能答「{answer.kind.title}」。"
        return Refusal("answer_does_not_fit", reason, clause, f"请从「{titles}」中选择。")
    if not answer.reasons.strip():
        return Refusal("no_reasons", "没有写明理由。", clause, "请写明为什么这样答复。")
    return _lacking(finding, answer, clause)


def _lacking(finding: Finding, answer: Answer, clause: Citation) -> Refusal | None:
    if answer.kind is AnswerKind.WITHHOLD and not answer.ground:
        return Refusal("no_ground", "删去要写明是哪一种不予公开的情形。", clause, "请选择情形。")
    if answer.kind is AnswerKind.SUBSTITUTE and not answer.instead.strip():
        return Refusal("no_substitute", "没有写明改成什么文字。", clause, "请填写替换的文字。")
    if answer.kind in (AnswerKind.DECLASSIFIED, AnswerKind.CONSENT) and not answer.proof.strip():
        return Refusal("no_proof", "没有写明凭据。", clause, "请填写解密文件或者同意书的编号和日期。")
    if finding.kind is FindingKind.TELEGRAM and answer.cuts and not answer.proof.strip():
        # Of a cipher telegram only the content may go out, and only with the sender's word
        # (hulunbuir-statistics:4.5).
        reason = "电报去掉报头之后公开内容，也要先经发电单位同意。"
        return Refusal("no_sender_consent", reason, clause, "请填写发电单位同意的文号和日期。")
    return None


def marks_gone(before: Iterable[Finding], now: Iterable[Finding]) -> tuple[Finding, ...]:
    """What has to be told when marks found in an item before are not found any more, or no longer in force.

    Neither taking the mark off a paper nor writing another date on it declassifies it (secrecy.9, 3.13): somebody has
    to show the decision. What was told before and not yet answered by the mark's return is told again.
    """
    marks = [finding for finding in now if finding.kind is FindingKind.SECRECY_MARK]
    in_force = {finding.text for finding in marks if finding.severity is Severity.BLOCK}
    there = {finding.text for finding in marks}
    gone: dict[str, Finding] = {}
    for finding in before:
        if finding.kind is not FindingKind.SECRECY_MARK:
            continue
        was_in_force = finding.severity is Severity.BLOCK or finding.rule == MARK_GONE
        if finding.text in (in_force if was_in_force else there) or finding.text in gone and not was_in_force:
            continue
        rule, why = (MARK_GONE, _GONE) if was_in_force else (MARK_LEFT, _LEFT)
        place = len(gone)
        gone[finding.text] = Finding(
            FindingKind.SECRECY_MARK, Severity.ANSWER, finding.text, "", place, place, rule, why
        )
    return tuple(gone.values())


def needs_cutting(kind: FindingKind, answer: Answer, rule: str = "") -> bool:
    """Whether an answer leaves something to be cut out of what is shown.

    What nobody sees, and the properties, every released file is made anew without.
    """
    unseen = kind in _UNSEEN and rule != UNSEEN_IN_TEXT
    return answer.cuts and not unseen


def open_findings(findings: Mapping[str, Severity], answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The names of the findings that nobody has answered and somebody must, in their order."""
    return tuple(
        key for key, severity in findings.items() if severity is Severity.ANSWER and key not in answers
    )


def screening_digest(
    findings: Mapping[str, str], answers: Mapping[str, Answer], unread: Iterable[str]
) -> str:
    """What a signature binds to besides the text: everything found (name → kind and severity), everything said to
    it, and what stayed unread.

    Marks are not part of it: they only stand in the way of disclosing, and a later reviewer may set one without
    undoing what others signed.
    """
    told = {
        "findings": dict(sorted(findings.items())),
        "answers": {key: asdict(answer) for key, answer in sorted(answers.items())},
        "unread": sorted(unread),
    }
    return sm3_hex(canonical_json(told).encode())
