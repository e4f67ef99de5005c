"""What `gongkai regime` prints, for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from gongkai.core.regime import RULES, ClauseKind, Lawbook
from gongkai.core.regime.against_statute import Remark
from gongkai.core.regime.coverage import Coverage
from gongkai.core.regime.golden import Verdict
from gongkai.core.regime.plain import describe, plain
from gongkai.gateways.regimes import Problem

_KINDS = {"laxer": "较宽", "silent": "未规定", "outdated": "已过时", "stricter": "较严"}
Data = dict[str, Any]


def show_data(book: Lawbook, on: date) -> Data:
    found = [(rule, book.find(rule, on)) for rule in RULES]
    return {
        "id": book.id,
        "organ": book.organ_name,
        "title": book.title,
        "statute": book.statute_id or None,
        "version": book.version,
        "on": on.isoformat(),
        "clauses": [
            {"id": c.id, "title": c.title, "gist": c.gist, "kind": c.letters, "note": c.note}
            for c in book.clauses.values()
        ],
        "rules": [
            {
                "rule": rule,
                "title": RULES[rule].title,
                "value": plain(binding.value),
                "clause": binding.clause.seen_from(book.id),
                "also": [clause.seen_from(book.id) for clause in binding.also],
            }
            for rule, binding in found
            if binding is not None
        ],
        "gates": {name: [each.seen_from(book.id) for each in own] for name, own in book.own.gates.items()},
    }


def show_text(book: Lawbook, on: date) -> str:
    day = f"{on.year}年{on.month}月{on.day}日"
    lines = [f"{book.title}（{book.organ_name}），{day}的规定", f"版本 {book.version}", ""]
    for rule, spec in RULES.items():
        binding = book.find(rule, on)
        if binding is None:
            continue
        also = "".join(f"，另见 {clause.seen_from(book.id)}" for clause in binding.also)
        lines.append(f"{spec.title}（{rule}）")
        lines.append(f"    {describe(binding.value)}")
        lines.append(f"    依据 {binding.clause.seen_from(book.id)}{also}")
    lines += ["", "条款"]
    for clause in book.clauses.values():
        note = f"（{clause.note}）" if clause.note else ""
        lines.append(f"  {clause.id}  [{clause.letters}]  {clause.gist}{note}")
    return "\n".join(lines)


def check_data(problems: Sequence[Problem], remarks: Sequence[Remark], home: str) -> Data:
    return {
        "valid": not problems,
        "errors": [problem.as_json() for problem in problems],
        "statute": [
            {
                "rule": remark.rule,
                "clause": remark.clause.seen_from(home) if remark.clause else None,
                "against": str(remark.against),
                "kind": remark.kind,
                "message": remark.message,
            }
            for remark in remarks
        ],
    }


def check_text(problems: Sequence[Problem], remarks: Sequence[Remark]) -> str:
    if problems:
        return "\n".join([f"有 {len(problems)} 处写得不对：", *(problem.message for problem in problems)])
    lines = ["写法正确。"]
    for kind, word in _KINDS.items():
        found = [remark for remark in remarks if remark.kind == kind]
        if found:
            lines += [
                "",
                f"与条例相比{word}的 {len(found)} 处：",
                *(f"  {remark.message}" for remark in found),
            ]
    return "\n".join(lines)


def coverage_data(regime_id: str, found: Coverage, notice: str) -> Data:
    return {
        "regime": regime_id,
        "counts": {kind: {"covered": done, "of": total} for kind, (done, total) in found.counts().items()},
        "covered": sum(line.covered for line in found.lines),
        "of": len(found.lines),
        "notice": notice,
        "clauses": [
            {
                "id": line.clause.id,
                "kind": line.clause.letters,
                "gist": line.clause.gist,
                "rules": list(line.rules),
                "gates": list(line.gates),
                "tests": list(line.tests),
                "covered": line.covered,
            }
            for line in found.lines
        ],
    }


def coverage_text(found: Coverage, notice: str) -> str:
    lines = [notice + "。", ""] if notice else []
    for line in found.lines:
        sign = "✓" if line.covered else "·"
        rules = f"  规则 {'、'.join(line.rules)}" if line.rules else ""
        lines.append(f"{sign} {line.clause.id} [{line.clause.letters}] {line.clause.gist}{rules}")
        lines += [f"      {test}" for test in line.tests]
    lines.append("")
    for kind, (done, total) in found.counts().items():
        lines.append(f"{ClauseKind(kind).title}（{kind}）：{total} 条，已有证明 {done} 条")
    return "\n".join(lines)


def verdicts_data(verdicts: Sequence[Verdict]) -> Data:
    passed = sum(verdict.passed for verdict in verdicts)
    return {
        "passed": passed,
        "failed": len(verdicts) - passed,
        "cases": [
            {"case": each.case, "passed": each.passed, "expected": each.expected, "got": each.got}
            for each in verdicts
        ],
    }


def verdicts_text(verdicts: Sequence[Verdict]) -> str:
    lines: list[str] = []
    for each in verdicts:
        lines.append(f"{'✓' if each.passed else '✗'} {each.case}")
        if not each.passed:
            lines += [f"    应为 {_words(each.expected)}", f"    实为 {_words(each.got)}"]
    passed = sum(each.passed for each in verdicts)
    return "\n".join([*lines, f"相符 {passed} 件，不符 {len(verdicts) - passed} 件。"])


def _words(data: Data) -> str:
    shown = {"due": "到期", "clauses": "条款", "provisional": "暂定", "refused": "不允许", "reason": "理由"}
    return "，".join(f"{shown.get(key, key)}：{_word(value)}" for key, value in data.items())


def _word(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(_word, value)) or "无"
    if isinstance(value, dict):
        return "{" + "；".join(f"{key} {_word(each)}" for key, each in value.items()) + "}"
    if isinstance(value, bool):
        return "是" if value else "否"
    return "无" if value is None else str(value)
