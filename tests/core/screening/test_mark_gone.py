"""A mark that was in the paper and is no longer there has to be accounted for."""

from __future__ import annotations

import pytest

from gongkai.core.screening.answers import (
    MARK_GONE,
    MARK_LEFT,
    Answer,
    AnswerKind,
    check_answer,
    choices,
    marks_gone,
)
from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.gateways.regimes import load_builtin

GATE = load_builtin("naiman-housing").gate


def found(text: str, severity: Severity = Severity.BLOCK, rule: str = "mark") -> Finding:
    return Finding(FindingKind.SECRECY_MARK, severity, text, "正文", 0, len(text), rule, "")


PHONE = Finding(FindingKind.MOBILE, Severity.ANSWER, "13800000000", "正文", 0, 11, "mobile", "")


def told(*findings: Finding) -> list[tuple[str, str, Severity]]:
    return [(each.text, each.rule, each.severity) for each in findings]


@pytest.mark.clause("secrecy.9")
@pytest.mark.clause("3.13")
def test_a_mark_in_force_that_is_gone_is_told_once_for_each_mark() -> None:
    before = [found("机密★10年"), found("机密★10年"), found("秘密★5年"), PHONE]
    assert told(*marks_gone(before, [found("秘密★5年")])) == [("机密★10年", MARK_GONE, Severity.ANSWER)]


def test_it_is_told_again_as_long_as_it_is_gone() -> None:
    gone = marks_gone([found("机密★10年")], [])
    assert marks_gone(gone, []) == gone
    assert marks_gone(gone, [found("机密★10年")]) == ()


def test_a_mark_whose_time_is_over_is_accounted_for_too_once_it_is_taken_off() -> None:
    over = found("秘密★5年", Severity.ANSWER)
    assert told(*marks_gone([over], [])) == [("秘密★5年", MARK_LEFT, Severity.ANSWER)]
    assert marks_gone([over], [over]) == ()


def test_a_mark_in_force_does_not_run_out_by_another_date_on_the_paper() -> None:
    over = found("秘密★5年", Severity.ANSWER)
    softened = marks_gone([found("秘密★5年")], [over])
    assert told(*softened) == [("秘密★5年", MARK_GONE, Severity.ANSWER)]
    assert marks_gone([over, *softened], [over]) == softened
    assert marks_gone([over, *softened], [found("秘密★5年")]) == ()


def test_it_is_answered_with_evidence_alone() -> None:
    gone = marks_gone([found("机密★10年")], [])[0]
    assert choices(gone) == (AnswerKind.DECLASSIFIED,)
    refusal = check_answer(gone, Answer(AnswerKind.DECLASSIFIED, "已经解密。"), GATE)
    assert refusal is not None
    assert refusal.code == "no_proof"
    assert (
        check_answer(gone, Answer(AnswerKind.DECLASSIFIED, "已解密。", proof="解密〔2025〕1号"), GATE) is None
    )
