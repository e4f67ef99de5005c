"""The tables of the page of screening: what is found and how severe it is, and what may be answered to it."""

from __future__ import annotations

from tests.support.procedure_tables import rows

from gongkai.core.screening.answers import AnswerKind, choices
from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.core.screening.screening import RULES

_NOT_OF_RULES = {
    FindingKind.SECRECY_MARK: (Severity.ANSWER,),
    FindingKind.HIDDEN_CONTENT: (Severity.ANSWER, Severity.NOTE),
    FindingKind.METADATA: (Severity.NOTE,),
}
"""What follows from the day asked, or from where a text stands."""
_ORDER = tuple(Severity)
_ASKS = {
    AnswerKind.WITHHOLD: "不予公开的情形",
    AnswerKind.SUBSTITUTE: "改成什么文字",
    AnswerKind.DECLASSIFIED: "解密文件的编号和日期",
    AnswerKind.CONSENT: "同意书的编号和日期",
}


def findings() -> str:
    """Every kind with its severities and what may be answered at each."""
    lines = []
    for kind in FindingKind:
        found = {rule.severity for rule in RULES if rule.kind is kind} | set(_NOT_OF_RULES.get(kind, ()))
        for severity in (one for one in _ORDER if one in found):
            lines.append(
                (
                    f"{kind.title} `{kind.value}`",
                    f"{severity.title} `{severity.value}`",
                    _open(kind, severity),
                )
            )
    return rows(("种类", "程度", "可以怎样答复"), lines)


def _open(kind: FindingKind, severity: Severity) -> str:
    finding = Finding(kind, severity, "", "", 0, 0, "", "")
    return "、".join(answer.title for answer in choices(finding)) or "没有，任何人都不能放行"


def answers() -> str:
    """What each answer needs beside reasons, and what becomes of the words."""
    return rows(
        ("答复", "理由以外还要写", "文字"),
        (
            (
                f"{kind.title} `{kind.value}`",
                _ASKS.get(kind, "—"),
                "隐去" if kind in (AnswerKind.WITHHOLD, AnswerKind.SUBSTITUTE) else "留在原处",
            )
            for kind in AnswerKind
        ),
    )
