"""What may be said to which finding, cell by cell, and what a signature binds to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from gongkai.core.screening.answers import (
    MARK_GONE,
    MARK_LEFT,
    Answer,
    AnswerKind,
    check_answer,
    choices,
    finding_key,
    needs_cutting,
    open_findings,
    screening_digest,
)
from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.core.terms import Refusal
from gongkai.gateways.regimes import load_builtin

NAIMAN = load_builtin("naiman-housing").gate
HULUNBUIR = load_builtin("hulunbuir-statistics").gate

FINDING = Finding(FindingKind.MOBILE, Severity.ANSWER, "13847512346", "正文", 3, 14, "mobile", "手机号码。")
KEEP, CUT, CHANGE, FREED, AGREED = (
    AnswerKind.NOT_SENSITIVE,
    AnswerKind.WITHHOLD,
    AnswerKind.SUBSTITUTE,
    AnswerKind.DECLASSIFIED,
    AnswerKind.CONSENT,
)
COMPLETE = {
    KEEP: Answer(KEEP, "本单位的公开电话。"),
    CUT: Answer(CUT, "个人隐私。", ground="stability"),
    CHANGE: Answer(CHANGE, "个人隐私。", instead="某某"),
    FREED: Answer(FREED, "已经解密。", proof="解密通知书1号，2025年1月6日"),
    AGREED: Answer(AGREED, "本人同意。", proof="同意书，2025年1月6日"),
}
"""An answer of each kind with everything that it needs."""

OF_A_PERSON = {KEEP, CUT, CHANGE, AGREED}
ANSWERABLE: dict[FindingKind, set[AnswerKind]] = {
    FindingKind.SECRECY_MARK: {KEEP, CUT, FREED},
    FindingKind.TELEGRAM: {KEEP, CUT},
    FindingKind.CAUTION_MARK: {KEEP, CUT, CHANGE},
    FindingKind.RESIDENT_ID: OF_A_PERSON,
    FindingKind.PASSPORT: OF_A_PERSON,
    FindingKind.PERMIT: OF_A_PERSON,
    FindingKind.BANK_CARD: OF_A_PERSON,
    FindingKind.MOBILE: OF_A_PERSON,
    FindingKind.LANDLINE: OF_A_PERSON,
    FindingKind.EMAIL: OF_A_PERSON,
    FindingKind.PLATE: OF_A_PERSON,
    FindingKind.ADDRESS: OF_A_PERSON,
    FindingKind.CREDIT_CODE: OF_A_PERSON,
    FindingKind.STATISTICAL_CELL: OF_A_PERSON,
    FindingKind.HIDDEN_CONTENT: {KEEP, CUT},
    FindingKind.METADATA: {KEEP, CUT},
}
UNSEEN = {FindingKind.HIDDEN_CONTENT, FindingKind.METADATA}


def allowed(kind: FindingKind, severity: Severity) -> set[AnswerKind]:
    if severity is Severity.BLOCK:
        return {CUT} if kind is FindingKind.TELEGRAM else set()
    if severity is Severity.NOTE:
        return {KEEP, CUT} if kind in UNSEEN else {KEEP, CUT, CHANGE}
    return ANSWERABLE[kind]


def code(finding: Finding, answer: Answer) -> str:
    refusal = check_answer(finding, answer, NAIMAN)
    return refusal.code if refusal else ""


def test_the_table_names_every_kind() -> None:
    assert set(ANSWERABLE) == set(FindingKind)


@pytest.mark.clause("secrecy.6.1", "secrecy.6.2", "3.7.1", "3.7.4")
@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("kind", FindingKind)
def test_each_answer_to_each_finding(kind: FindingKind, severity: Severity) -> None:
    finding = replace(FINDING, kind=kind, severity=severity)
    fits = allowed(kind, severity)
    expected = {
        each: "" if each in fits else ("answer_does_not_fit" if fits else "cannot_be_waved_through")
        for each in AnswerKind
    }
    if kind is FindingKind.TELEGRAM:
        expected |= dict.fromkeys(fits & {CUT, CHANGE}, "no_sender_consent")

    assert set(choices(finding)) == fits
    assert {each: code(finding, COMPLETE[each]) for each in AnswerKind} == expected


@pytest.mark.clause("secrecy.9", "3.13")
def test_a_mark_that_is_gone_is_accounted_for_and_not_cut() -> None:
    gone = replace(FINDING, kind=FindingKind.SECRECY_MARK, rule=MARK_GONE)
    left = replace(gone, rule=MARK_LEFT)
    assert (choices(gone), set(choices(left))) == ((FREED,), {KEEP, FREED})
    no = "answer_does_not_fit"
    assert [code(gone, COMPLETE[each]) for each in (KEEP, FREED, CUT)] == [no, "", no]
    assert [code(left, COMPLETE[each]) for each in (KEEP, FREED, CUT)] == ["", "", no]


@pytest.mark.clause("secrecy.6.1", "3.7.1", "6.2.1")
def test_a_mark_in_force_is_refused_under_its_clause_and_named() -> None:
    mark = replace(
        FINDING,
        kind=FindingKind.SECRECY_MARK,
        severity=Severity.BLOCK,
        text="秘密★10年",
        message="保密期限没有届满。",
    )
    told = [check_answer(mark, COMPLETE[FREED], gate) for gate in (NAIMAN, HULUNBUIR)]
    reason = "「秘密★10年」：保密期限没有届满。任何人都不能放行。"

    assert [(str(one.clause), one.reason) for one in told if one] == [
        ("naiman-housing:secrecy.6.1", reason),
        ("hulunbuir-statistics:3.7.1", reason),
    ]


@pytest.mark.clause("secrecy.6.2", "3.7.4")
def test_what_is_lacking_is_refused_under_the_clause_of_answering() -> None:
    refusal = check_answer(FINDING, Answer(FREED, "已解密。", proof="1号"), HULUNBUIR)
    assert refusal == Refusal(
        "answer_does_not_fit",
        "对「手机号码」不能答「已经解密」。",
        HULUNBUIR("screening_answered"),
        "请从「不涉及不得公开的内容、删去、改为其他文字、权利人同意公开」中选择。",
    )
    assert str(HULUNBUIR("screening_answered")) == "hulunbuir-statistics:3.7.4"
    assert str(NAIMAN("screening_answered")) == "naiman-housing:secrecy.6.2"


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        (replace(COMPLETE[KEEP], reasons=" "), "no_reasons"),
        (replace(COMPLETE[CUT], reasons=""), "no_reasons"),
        (replace(COMPLETE[CUT], ground=""), "no_ground"),
        (replace(COMPLETE[CHANGE], instead=" "), "no_substitute"),
        (replace(COMPLETE[AGREED], proof=" "), "no_proof"),
    ],
)
def test_each_answer_says_what_it_rests_on(answer: Answer, lacks: str) -> None:
    assert code(FINDING, answer) == lacks


def test_a_declassification_needs_its_paper() -> None:
    old = replace(FINDING, kind=FindingKind.SECRECY_MARK)
    assert code(old, replace(COMPLETE[FREED], proof="")) == "no_proof"
    assert code(old, COMPLETE[FREED]) == ""


@pytest.mark.clause("4.5")
@pytest.mark.parametrize("severity", [Severity.BLOCK, Severity.ANSWER])
def test_of_a_telegram_only_the_content_and_only_with_the_senders_word(severity: Severity) -> None:
    telegram = replace(FINDING, kind=FindingKind.TELEGRAM, severity=severity)
    assert code(telegram, COMPLETE[CUT]) == "no_sender_consent"
    assert code(telegram, replace(COMPLETE[CUT], proof="国办秘书局复函3号")) == ""


def test_only_what_is_seen_has_to_be_cut() -> None:
    cutting = {
        (kind, each) for kind in FindingKind for each in AnswerKind if needs_cutting(kind, COMPLETE[each])
    }
    assert cutting == {(kind, each) for kind in FindingKind if kind not in UNSEEN for each in (CUT, CHANGE)}


def test_open_is_what_must_be_answered_and_is_not() -> None:
    found = {"a": Severity.ANSWER, "b": Severity.NOTE, "c": Severity.BLOCK, "d": Severity.ANSWER}
    assert open_findings(found, {}) == ("a", "d")
    assert open_findings(found, {"a": COMPLETE[KEEP]}) == ("d",)


def test_a_finding_is_named_by_file_place_rule_and_severity_alone() -> None:
    name = finding_key("body", FINDING)
    others = [
        finding_key("a" * 64, FINDING),
        finding_key("body", replace(FINDING, part="标题和著录项")),
        finding_key("body", replace(FINDING, start=4)),
        finding_key("body", replace(FINDING, end=15)),
        finding_key("body", replace(FINDING, rule="landline")),
        finding_key("body", replace(FINDING, severity=Severity.NOTE)),
    ]

    assert len({name, *others}) == 7
    assert finding_key("body", replace(FINDING, text="x", message="y")) == name


FOUND = {"a": "mobile answer", "b": "email answer"}
SAID = {"a": Answer(CUT, "理由", "stability", "某某", "1号")}
CHANGED: dict[str, tuple[Mapping[str, str], Mapping[str, Answer], list[str]]] = {
    "one finding more": (FOUND | {"c": "mobile note"}, SAID, []),
    "one finding less": ({"a": FOUND["a"]}, SAID, []),
    "another kind": (FOUND | {"b": "mobile answer"}, SAID, []),
    "another severity": (FOUND | {"b": "email note"}, SAID, []),
    "no answer": (FOUND, {}, []),
    "one answer more": (FOUND, SAID | {"b": SAID["a"]}, []),
    "the same to another": (FOUND, {"b": SAID["a"]}, []),
    "another answer": (FOUND, {"a": replace(SAID["a"], kind=CHANGE)}, []),
    "other reasons": (FOUND, {"a": replace(SAID["a"], reasons="别的理由")}, []),
    "another ground": (FOUND, {"a": replace(SAID["a"], ground="marked")}, []),
    "other words instead": (FOUND, {"a": replace(SAID["a"], instead="某")}, []),
    "another proof": (FOUND, {"a": replace(SAID["a"], proof="2号")}, []),
    "unread": (FOUND, SAID, ["图片"]),
    "more unread": (FOUND, SAID, ["图片", "附件"]),
}


def test_the_digest_changes_with_each_thing() -> None:
    digests = [screening_digest(FOUND, SAID, []), *(screening_digest(*change) for change in CHANGED.values())]
    assert len(set(digests)) == len(CHANGED) + 1


def test_the_digest_does_not_change_with_the_order_they_come_in() -> None:
    other = {"b": COMPLETE[KEEP]}
    one = screening_digest(FOUND, SAID | other, ["甲", "乙"])
    assert one == screening_digest(dict(reversed(FOUND.items())), other | SAID, ["乙", "甲"])
