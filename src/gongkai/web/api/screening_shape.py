"""The screening of an edition as the API tells it to staff."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.access.cases import Case
from gongkai.access.screenings import finding_of, marked_text, markings_of, screening_of
from gongkai.core.screening.answers import AnswerKind, choices
from gongkai.core.screening.finding import Severity
from gongkai.records.models import FindingAnswer, FindingRow
from gongkai.web.api.shapes import Out, out


class ChoiceOfAnswerOut(Out):
    """可以选的一种答复。"""

    value: str = out("写在 JSON 里的", example="withhold")
    title: str = out("叫什么", example="删去")


class FindingAnswerOut(ChoiceOfAnswerOut):
    """现在有效的答复。"""

    reasons: str = out("理由")
    ground: str = out("不予公开的情形；没有的是空的")
    instead: str = out("改为的文字；没有的是空的")
    proof: str = out("凭据；没有的是空的")
    by: str = out("谁答的")
    at: datetime = out("什么时候")


class FindingOut(Out):
    """查出的一处内容。"""

    key: str = out("名字，答复时用它")
    file: str = out("所在的文件：内容的摘要，正文是 body", example="body")
    file_name: str = out("文件叫什么", example="正文")
    kind: str = out("种类，供程序判断", example="resident_id")
    kind_title: str = out("种类叫什么", example="居民身份证号码")
    severity: str = out(
        "，".join(f"{one.value} {one.title}" for one in Severity), example=Severity.ANSWER.value
    )
    text: str = out("查出的文字")
    part: str = out("在文件的哪个部分", example="正文")
    start: int = out("从这个部分的第几个字起，从 0 数")
    end: int = out("到第几个字为止，这个字不在内")
    rule: str = out("哪一条规则")
    message: str = out("为什么")
    answer: FindingAnswerOut | None = out("现在有效的答复；还没有的没有")
    choices: list[ChoiceOfAnswerOut] = out("可以选的答复；空的任何人都不能放行")


class UnreadOut(Out):
    """没有读出来的一处。"""

    file_name: str = out("文件叫什么")
    why: str = out("为什么")


class MarkOut(Out):
    """标出要隐去的文字。"""

    id: int = out("标记的编号")
    text: str = out("文字")
    ground: str = out("不予公开的情形")
    instead: str = out("改为的文字；空的是删去")
    by: str = out("谁标的")
    at: datetime = out("什么时候")


class ScreeningCountsOut(Out):
    """查验到了哪里，合计。"""

    screened: bool = out("现在的内容查验过没有")
    unfinished: bool = out("是不是还没有查完，在后台接着查")
    findings: int = out("一共查出几处")
    blocked: int = out("不能公开、还在的有几处")
    open: int = out("没有答复的有几处")
    to_cut: int = out("定为隐去、文字还在原处的有几处，包括标记")
    unread: int = out("读不出来的有几处")
    marks: int = out("手工标了几处")


class ScreeningOut(Out):
    """一个版本的查验结果。"""

    edition: int = out("版本的编号")
    fingerprint: str = out("内容的指纹：答复、标记和隐去时要带上")
    redacted_from: int | None = out("从哪个版本隐去得来；不是隐去得来的没有")
    on: date | None = out("按哪天的情况查验；没有查验的没有")
    rules: str = out("所用规则的摘要")
    parts: int = out("一共读了几个部分")
    counts: ScreeningCountsOut = out("合计")
    findings: list[FindingOut] = out("查出的内容，按位置")
    unread: list[UnreadOut] = out("读不出来的")
    marks: list[MarkOut] = out("标出要隐去的文字，已经取消的不在内")


def counts_out(case: Case) -> ScreeningCountsOut:
    """How the screening of a case stands, in figures."""
    facts, screening = case.review.screening, screening_of(case.edition)
    return ScreeningCountsOut(
        screened=facts.screened,
        unfinished=screening.unfinished if screening else False,
        findings=len(screening.findings.all()) if screening else 0,
        blocked=len(facts.blocked),
        open=facts.open,
        to_cut=facts.to_cut,
        unread=len(facts.unread),
        marks=len(markings_of(case.edition)),
    )


def screening_out(case: Case) -> ScreeningOut:
    """Everything screening found in the edition of a case, with its answers. Unopenable without the sealing key."""
    row, screening = case.edition, screening_of(case.edition)
    # The newest answer to a finding counts; the rows come in the order in which they were given.
    said = {each.key: each for each in row.finding_answers.select_related("person")}
    marks = row.markings.filter(dropped_at=None).select_related("person")
    return ScreeningOut(
        edition=row.pk,
        fingerprint=case.fingerprint,
        redacted_from=row.redacted_from_id,
        on=screening.on if screening else None,
        rules=screening.rules if screening else "",
        parts=screening.parts if screening else 0,
        counts=counts_out(case),
        findings=[
            _finding(each, said.get(each.key)) for each in (screening.findings.all() if screening else ())
        ],
        unread=[UnreadOut(file_name=name, why=why) for name, why in (screening.unread if screening else ())],
        marks=[
            MarkOut(
                id=each.pk,
                text=marked_text(each),
                ground=each.ground,
                instead=each.instead,
                by=each.person.name,
                at=each.marked_at,
            )
            for each in marks
        ],
    )


def _finding(row: FindingRow, said: FindingAnswer | None) -> FindingOut:
    found = finding_of(row)
    return FindingOut(
        key=row.key,
        file=row.file,
        file_name=row.file_name,
        kind=found.kind.value,
        kind_title=found.kind.title,
        severity=found.severity.value,
        text=found.text,
        part=found.part,
        start=found.start,
        end=found.end,
        rule=found.rule,
        message=found.message,
        answer=_answer(said) if said else None,
        choices=[ChoiceOfAnswerOut(value=kind.value, title=kind.title) for kind in choices(found)],
    )


def _answer(said: FindingAnswer) -> FindingAnswerOut:
    return FindingAnswerOut(
        value=said.kind,
        title=AnswerKind(said.kind).title,
        reasons=said.reasons,
        ground=said.ground,
        instead=said.instead,
        proof=said.proof,
        by=said.person.name,
        at=said.answered_at,
    )
