"""What `gongkai redact` answers, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gongkai.cli.leakcheck import told_leaks
from gongkai.cli.redact_work import Outcome
from gongkai.cli.screen import finding_as_json
from gongkai.core.screening.finding import Finding, Severity

_ASKS = {Severity.BLOCK: "不能公开的内容", Severity.ANSWER: "须答复"}


def told(each: Outcome) -> str:
    """For people: first what is still in the file, then what was done."""
    return "\n".join([*_lines(each), *_missed(each.made.missed if each.made else (), "原件")])


def told_of_all(done: Sequence[Outcome], missed: Sequence[str]) -> str:
    """The same for each of several files, then what all of it comes to."""
    blocks = ["\n".join([f"{each.file}：", *(f"  {line}" for line in _lines(each))]) for each in done]
    written = sum(each.written for each in done)
    left = sum(bool(each.remaining) for each in done)
    summary = (
        f"共 {len(done)} 个文件：写出 {written} 个，其中 {left} 个还有不能公开或者须答复的内容；"
        f"没有写出 {len(done) - written} 个。"
    )
    return "\n".join([*blocks, *_missed(missed, "这些文件"), summary])


def as_json_of(each: Outcome) -> dict[str, object]:
    """`{"file", "output", "kind", "marks", "missed", "notes", "leaks", "unread", "parts", "remaining", "refused",
    "error"}`; `remaining` are findings as `gongkai screen` gives them, of the new file, or those refused for."""
    return {
        "file": str(each.file),
        "output": str(each.output) if each.written else None,
        "kind": each.made.kind if each.made else None,
        "marks": each.made.marks if each.made else 0,
        "missed": list(each.made.missed) if each.made else [],
        "notes": list(each.made.notes) if each.made else [],
        **each.report.as_json(),
        "remaining": [finding_as_json(one) for one in each.marks or each.remaining],
        "refused": _refused(each) or None,
        "error": each.error or None,
    }


def _lines(each: Outcome) -> list[str]:
    if each.error:
        return each.error.splitlines()
    if each.made is None:
        return [_refused(each)]
    if not each.written:
        return ["没有写出：泄漏检查没有通过。", *told_leaks(each.report), *each.made.notes]
    lines = [_still(each.remaining)] if each.remaining else []
    lines.append(
        f"已写出“{each.output}”：隐去 {each.made.marks} 处，"
        f"泄漏检查读了 {each.report.parts} 个部分，没有读出要隐去的文字。"
    )
    return [*lines, *each.made.notes]


def _still(remaining: Sequence[Finding]) -> str:
    asks = []
    for severity, title in _ASKS.items():
        kinds = Counter(one.kind for one in remaining if one.severity is severity)
        if kinds:
            listed = "、".join(f"{kind.title}{count}处" for kind, count in kinds.most_common())
            asks.append(f"{title}{kinds.total()}处：{listed}")
    return f"仍有{'；'.join(asks)}。这份文件还不能公开。"


def _refused(each: Outcome) -> str:
    if not each.marks:
        return ""
    more = f"（共{len(each.marks)}处）" if len(each.marks) > 1 else ""
    mark = " ".join(each.marks[0].text.split())[:20]
    return (
        f"“{each.file.name}”没有办：文件里有「{mark}」{more}，{each.marks[0].message.rstrip('。')}。"
        "带密级的文件不能靠隐去几个字变成可以公开的。请按不予公开处理；确已解密的，换成解密后的文件再办。"
    )


def _missed(texts: Sequence[str], where: str) -> list[str]:
    return [f"“{text[:40]}”在{where}里没有找到，请核对写法。" for text in texts]
