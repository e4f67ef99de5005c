"""What the API answers: shapes shared by requests, items and the public side."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from gongkai.access.editions import Permit
from gongkai.core.terms import Refusal
from gongkai.core.workdays import ClockReading
from gongkai.core.workdays.reading_data import reading_data


class Out(BaseModel):
    """An answer."""

    model_config = ConfigDict(frozen=True)


def out(title: str, default: Any = ..., *, example: Any = None) -> Any:
    """A field of an answer."""
    return Field(default, title=title, examples=[example] if example is not None else None)


class RefusalOut(Out):
    """为什么不能办、依据哪一条、现在怎么办。"""

    code: str = out("代码，供程序判断", example="not_your_turn")
    reason: str = out("理由", example="「分办」由受理机构办理，您现在的职务不在其中。")
    clause: str | None = out("依据的条款；不依据制度的没有", example="hulunbuir-statistics:2.2.2")
    remedy: str = out("现在怎么办", example="请联系受理机构。")


class RefusedOut(Out):
    """办不成。"""

    refused: RefusalOut = out("拒绝的说明")


class FaultOut(RefusalOut):
    """一个字段的毛病。"""

    field: str = out("字段；空的是整个内容", example="identity")


class FaultyOut(Out):
    """发来的内容不合要求，逐个字段说明。"""

    faults: list[FaultOut] = out("毛病")


class DayOut(Out):
    """一天。"""

    date: str = out("日期", example="2025-03-04")
    kind: str = out(
        "start 起算日，counted 计入，working_weekend 调休上班计入，off 休息，paused 暂停，waiting 等待，"
        "restart 重新起算，extension 延长",
        example="counted",
    )
    number: int | None = out("第几个工作日；不计入的没有")
    why: str = out("为什么")
    provisional: bool = out("是否暂定")


class ClockOut(Out):
    """一个期限：到期日、依据、分段和逐日说明。"""

    title: str = out("叫什么", example="答复期限")
    started: date = out("起算事件的日期")
    counted_from: date = out("现在这一段从哪天起数")
    due: date | None = out("到期日；停着的没有")
    provisional: bool = out("是否暂定（所涉年份的放假安排还没有公布）")
    paused_since: date | None = out("从哪天起停着")
    clauses: list[str] = out("依据", example=["2.3"])
    also: list[str] = out("同时适用而不起决定作用的")
    segments: list[dict[str, Any]] = out("分段：kind、from、to、working_days、clause、title")
    days: list[DayOut] = out("逐日")


class MoveOut(Out):
    """现在能办的一件事。"""

    verb: str = out("动作；POST 到同一地址下的这个名字", example="assign")
    title: str = out("叫什么", example="分办")
    clause: str = out("条款")
    role: str = out("以什么身份", example="受理机构")
    post: str = out("以哪个职务")


class PageOut(Out):
    """清单的一页。"""

    page: int = out("第几页")
    pages: int = out("共几页")
    total: int = out("共几件")


def clock_out(reading: ClockReading | None) -> ClockOut | None:
    return ClockOut.model_validate(reading_data(reading, "")) if reading else None


def move_out(permit: Permit) -> MoveOut:
    move = permit.move
    return MoveOut(
        verb=move.verb,
        title=move.title,
        clause=str(move.clause),
        role=permit.role.title,
        post=permit.capacity.label,
    )


def refusal_out(refusal: Refusal) -> RefusalOut:
    return RefusalOut.model_validate(refusal.as_json())


NOS: dict[Any, Any] = {
    400: RefusedOut,
    404: RefusedOut,
    413: RefusedOut,
    422: FaultyOut,
}
"""What may come instead of the answer, to anybody."""
STAFF_NOS: dict[Any, Any] = {**NOS, 401: RefusedOut, 409: RefusedOut}
"""What may come instead of the answer, to staff."""
