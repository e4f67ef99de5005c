"""What the API tells applicants who show number and query code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gongkai.queries.public_request import Expected, GivenEdition, LetterLine, PublicView, SaidAfterwards
from gongkai.web.api.shapes import ClockOut, Out, clock_out, out


class PublicLetterOut(Out):
    """给申请人的一份文书。"""

    id: int = out("编号；下载的地址用它")
    title: str = out("叫什么")
    number: str = out("文号")
    issued_on: date = out("哪天")
    formats: list[str] = out("有哪些格式", example=["docx", "pdf"])


class GivenFileOut(Out):
    """随答复提供的一个文件。"""

    name: str = out("文件名")
    digest: str = out("摘要；下载的地址用它")
    size: int = out("字节数")


class GivenEditionOut(Out):
    """随答复提供的一份信息。"""

    id: int = out("编号")
    title: str = out("标题")
    doc_number: str = out("发文字号")
    redacted: bool = out("是不是区分处理过的")
    text: str = out("正文")
    files: list[GivenFileOut] = out("文件")


class ExpectedOut(Out):
    """现在等您做的。"""

    kind: str = out("correction 补正，fee 缴费")
    until: date = out("最迟哪天")
    clause: str = out("条款")
    points: list[str] = out("要补正的")
    amount: Decimal = out("要缴多少元")
    reasons: str = out("为什么")


class SaidOut(Out):
    """您后来提出的意见。"""

    title: str = out("要什么")
    text: str = out("您写的")
    raised_on: date = out("哪天")
    answer: str = out("答复")
    answered_on: date | None = out("哪天答复")


class TrackOut(Out):
    """一件申请的进度。"""

    number: str = out("编号")
    state: str = out("到了哪里，一句话")
    ended: bool = out("是否办结")
    outcome: str = out("怎样答复的")
    clock: ClockOut | None = out("答复期限，逐日")
    expected: ExpectedOut | None = out("现在等您做的")
    letters: list[PublicLetterOut] = out("给您的文书")
    given: list[GivenEditionOut] = out("提供给您的信息")
    said: list[SaidOut] = out("您后来提出的意见")
    parts: list[str] = out("同一张表拆出的其他申请的编号")
    may: list[str] = out("您现在可以做的：correct 补正，withdraw 撤回，follow-up 提出意见")


def track_out(view: PublicView) -> TrackOut:
    """The tracking page as values."""
    return TrackOut(
        number=view.request.number,
        state=view.sentence,
        ended=view.ended,
        outcome=view.outcome_title,
        clock=clock_out(view.reading),
        expected=_expected(view.expected) if view.expected else None,
        letters=[_letter(line) for line in view.letters],
        given=[_edition(one) for one in view.given],
        said=[_said(one) for one in view.said],
        parts=[part.number for part in view.parts],
        may=list(view.may),
    )


def _expected(expected: Expected) -> ExpectedOut:
    told = ("kind", "until", "amount", "reasons")
    return ExpectedOut(
        **{name: getattr(expected, name) for name in told},
        clause=str(expected.clause),
        points=list(expected.points),
    )


def _letter(line: LetterLine) -> PublicLetterOut:
    told = ("id", "title", "number", "issued_on")
    formats = ["docx", *(["pdf"] if line.has_pdf else [])]
    return PublicLetterOut(formats=formats, **{name: getattr(line, name) for name in told})


def _edition(one: GivenEdition) -> GivenEditionOut:
    return GivenEditionOut(
        id=one.edition_id,
        title=one.title,
        doc_number=one.doc_number,
        redacted=one.redacted,
        text=one.body_text,
        files=[GivenFileOut(name=file.name, digest=file.digest, size=file.size) for file in one.files],
    )


def _said(one: SaidAfterwards) -> SaidOut:
    told = ("title", "text", "raised_on", "answer", "answered_on")
    return SaidOut(**{name: getattr(one, name) for name in told})
