"""A request as the API tells it to staff; who applies is told in full by `look` alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Model

from gongkai.access.request_cases import RequestCase
from gongkai.queries.history import HistoryLine
from gongkai.queries.request_page import RequestPage
from gongkai.records.models import Letter, Reply
from gongkai.web.api.shapes import ClockOut, MoveOut, Out, clock_out, move_out, out


class RequestStateOut(Out):
    """一件申请现在到了哪里。"""

    id: int = out("编号，供程序用", example=3)
    number: str = out("申请人手里的编号", example="2025-K7MP-3QXR")
    serial: str = out("登记簿的序号", example="2025-00003")
    state: str = out("状态", example="working")
    state_title: str = out("状态叫什么", example="承办中")
    due: date | None = out("到期日；停着的和没有起算的没有")
    provisional: bool = out("到期日是否暂定")
    standing_still: str = out("为什么停着", example="征求第三方或其他机关意见")


class LetterOut(Out):
    """一份发出的文书。"""

    id: int = out("编号")
    kind: str = out("种类", example="receipt")
    title: str = out("叫什么", example="登记回执")
    number: str = out("文号")
    to_applicant: bool = out("是不是给申请人的")
    issued_at: datetime = out("什么时候发出")
    formats: list[str] = out("有哪些格式", example=["docx", "pdf"])


class ApprovalOut(Out):
    """对答复的一次同意。"""

    stage: str = out("环节")
    signer: str = out("谁")
    post: str = out("以哪个职务")
    note: str = out("意见")
    at: datetime = out("什么时候")


class ReplyOut(Out):
    """正在办的或者已经发出的答复。"""

    id: int = out("编号")
    round: int = out("第几次拟")
    outcome: str = out("答复类型", example="granted")
    outcome_title: str = out("答复类型叫什么", example="予以公开")
    fingerprint: str = out("指纹：同意时要带上")
    words: dict[str, str] = out("写了什么")
    earlier: int | None = out("先前的申请")
    editions: list[int] = out("提供的信息版本")
    redacted: list[int] = out("其中区分处理过的")
    proposed_at: datetime = out("什么时候拟的")
    approvals: list[ApprovalOut] = out("谁同意过")
    sent_at: datetime | None = out("什么时候发出")
    delivered_on: date | None = out("什么时候送达")


class HistoryOut(Out):
    """台账里的一条。"""

    at: datetime = out("什么时候")
    actor: str = out("谁")
    post: str = out("以哪个职务")
    title: str = out("办了什么")
    clauses: list[str] = out("依据")
    details: list[list[str]] = out("写了什么：名称和内容")


class RequestOut(RequestStateOut):
    """一件申请的案卷。"""

    applicant: str = out("申请人；个人只写姓", example="李**")
    applicant_kind: str = out("申请人类别", example="公民")
    way: str = out("怎样提交的", example="互联网")
    arrived_on: date = out("哪天到的")
    received_on: date | None = out("收到之日；没有确认的没有")
    unit_id: int | None = out("承办科室的编号")
    unit: str = out("承办科室")
    description: str = out("所需信息的内容描述")
    document_name: str = out("文件名称")
    document_number: str = out("文号")
    document_date: str = out("文件日期")
    form_wanted: str = out("希望的形式")
    way_wanted: str = out("希望的获取方式")
    purpose: str = out("用途")
    outcome: str = out("怎样办结的")
    ended_at: datetime | None = out("什么时候办结")
    clock: ClockOut | None = out("答复期限，逐日")
    moves: list[MoveOut] = out("您现在能办的")
    next: str | None = out("其中等着您办的", example="assign")
    reply: ReplyOut | None = out("答复")
    letters: list[LetterOut] = out("文书，新的在前")
    files: list[dict[str, Any]] = out("申请人附带的文件")
    correction: dict[str, Any] | None = out("补正")
    fee: dict[str, Any] | None = out("收费")
    extension: dict[str, Any] | None = out("等待决定的延期")
    filing: dict[str, Any] | None = out("备案")
    consultations: list[dict[str, Any]] = out("征求意见的信")
    searches: list[dict[str, Any]] = out("检索记录")
    hand_ins: list[dict[str, Any]] = out("科室提交的意见和材料")
    tasks: list[dict[str, Any]] = out("待公开的任务")
    follow_ups: list[dict[str, Any]] = out("申请人后来提出的意见")
    similar: list[int] = out("同一申请人先前的申请")
    family: list[int] = out("同一张表拆出的其他申请")
    history: list[HistoryOut] = out("办理记录，新的在前")


_ROW = (
    "arrived_on", "received_on", "unit_id", "description", "document_name", "document_number",
    "document_date", "form_wanted", "way_wanted", "purpose", "ended_at",
)  # fmt: skip
_WORDS = (
    "where", "when", "withheld", "ground", "reasons", "who", "contact", "law", "public_interest", "provision",
)  # fmt: skip
_CORRECTION = "points asked_on period_days period_end corrected_on before"
_FEE = "tariff quantity amount reasons noticed_on pay_by paid_on receipt"
_EXTENSION = "id working_days months reasons old_due new_due"
_FILING = "to opened_on delivered_on delivered_how chased_on chased_times acknowledged_on acknowledged_by"
_CONSULTATION = (
    "id kind matter why sent_on letter_received_on due_on opinion opinion_text well_founded answered_on"
)


def state_out(case: RequestCase) -> RequestStateOut:
    return RequestStateOut(**_state(case))


def request_out(page: RequestPage) -> RequestOut:
    """The page of a case as values."""
    row, case = page.request, page.case
    return RequestOut(
        **_state(case),
        **{name: getattr(row, name) for name in _ROW},
        **{name: getattr(page, name) for name in ("applicant", "applicant_kind", "way", "outcome")},
        unit=row.unit.name if row.unit else "",
        clock=clock_out(page.reading),
        moves=[move_out(permit) for permit in page.permits],
        next=page.next.move.verb if page.next else None,
        reply=_reply(case.reply, page.reply_outcome) if case.reply else None,
        letters=[_letter(letter) for letter in page.letters],
        files=_rows(page.files, "id kind size"),
        correction=_row(case.correction, _CORRECTION),
        fee=_row(case.fee, _FEE),
        extension=_row(case.extension, _EXTENSION),
        filing=_row(getattr(row, "filing", None), _FILING),
        consultations=[{"name": one.name, **_rows([one.row], _CONSULTATION)[0]} for one in page.asked],
        searches=_rows(page.searches, "id where how found result recorded_at"),
        hand_ins=_rows([one.row for one in page.hand_ins], "id note editions handed_in_at"),
        tasks=_rows(page.tasks, "id unit_id why opened_on due_on item_id done_on"),
        follow_ups=_rows(page.follow_ups, "id kind text raised_at decision answer answered_at"),
        similar=[one.request_id for one in page.similar],
        family=[one.request_id for one in page.family],
        history=[_history(line) for line in page.history],
    )


def _state(case: RequestCase) -> dict[str, Any]:
    row = case.request
    return {
        "id": row.pk,
        "number": row.number,
        "serial": row.serial,
        "state": row.state,
        "state_title": case.state_title,
        "due": row.due_on,
        "provisional": row.due_provisional,
        "standing_still": row.standing_still,
    }


def _letter(row: Letter) -> LetterOut:
    told = ("kind", "title", "number", "to_applicant", "issued_at")
    formats = ["docx", *(["pdf"] if row.pdf_digest else [])]
    return LetterOut(id=row.pk, formats=formats, **{name: getattr(row, name) for name in told})


def _reply(row: Reply, title: str) -> ReplyOut:
    files = list(row.files.all())
    told = ("round", "outcome", "fingerprint", "proposed_at", "sent_at", "delivered_on")
    return ReplyOut(
        id=row.pk,
        **{name: getattr(row, name) for name in told},
        outcome_title=title,
        words={name: getattr(row, name) for name in _WORDS if getattr(row, name)},
        earlier=row.earlier_id,
        editions=[file.edition_id for file in files if not file.redacted],
        redacted=[file.edition_id for file in files if file.redacted],
        approvals=[
            ApprovalOut(
                stage=one.stage,
                signer=one.signer.name,
                post=one.signer_post,
                note=one.note,
                at=one.signed_at,
            )
            for one in row.approvals.all()
        ],
    )


def _history(line: HistoryLine) -> HistoryOut:
    return HistoryOut(
        at=line.moment,
        actor=line.actor,
        post=line.post,
        title=line.title,
        clauses=[str(clause) for clause in line.clauses],
        details=[list(pair) for pair in line.details],
    )


def _rows(rows: Any, names: str) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in names.split()} for row in rows]


def _row(row: Model | None, names: str) -> dict[str, Any] | None:
    return _rows([row], names)[0] if row else None
