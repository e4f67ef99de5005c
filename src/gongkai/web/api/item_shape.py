"""An item as the API tells it to staff."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from gongkai.access.cases import Case
from gongkai.access.editions import open_moves
from gongkai.core.organs import Standing
from gongkai.queries.clocks import arrived_at_secrecy, publication_clock, secrecy_clock
from gongkai.queries.items import editions_of, obstacles, review_sheet
from gongkai.records.models import Attachment, ReleasedFile
from gongkai.web.api.screening_shape import ScreeningCountsOut, counts_out
from gongkai.web.api.shapes import (
    ClockOut,
    MoveOut,
    Out,
    PageOut,
    RefusalOut,
    clock_out,
    move_out,
    out,
    refusal_out,
)


class ItemLineOut(Out):
    """清单里的一件。"""

    id: int = out("信息的编号", example=3)
    index_number: str = out("索引号")
    title: str = out("标题")
    doc_number: str = out("发文字号")
    formed_on: date = out("成文日期")
    class_title: str = out("公开属性", example="主动公开")
    category: str = out("类别")
    unit: str = out("责任科室")
    state: str = out("状态", example="draft")
    state_title: str = out("状态叫什么", example="草稿")
    edition: int = out("第几版")


class ItemsOut(PageOut):
    """信息的清单。"""

    items: list[ItemLineOut] = out("这一页的信息")


class EditionStateOut(Out):
    """一个版本现在到了哪里。"""

    item: int = out("信息的编号", example=3)
    index_number: str = out("索引号")
    edition: int = out("版本的编号；动作的地址用它", example=3)
    number: int = out("第几版", example=1)
    state: str = out("状态", example="draft")
    state_title: str = out("状态叫什么", example="草稿")
    fingerprint: str = out("内容的指纹：签署、审定和发布时要带上")


class FileOut(Out):
    """一个文件。"""

    name: str = out("文件名")
    digest: str = out("内容的摘要；下载的地址用它")
    size: int | None = out("字节数；原件没有记")


class KeptFileOut(FileOut):
    """案卷里的一个文件，和放行时代替它的文件。"""

    released: FileOut | None = out("放行的文件：重新制作、检查通过的；还没有放行的没有")


class SignatureOut(Out):
    """审查呈批单的一行。"""

    stage: str = out("环节")
    role: str = out("以什么身份")
    clause: str = out("条款")
    open: bool = out("是不是正等着签")
    signer: str | None = out("谁签的；还没有签的没有")
    opinion: str | None = out("意见")
    reasons: str | None = out("理由")
    at: datetime | None = out("什么时候")


class InvolvedOut(Out):
    """涉及的另一个机关。"""

    name: str = out("名称")
    joint_maker: bool = out("是不是共同制作的")
    consented_on: date | None = out("什么时候书面同意")
    letter: str = out("复函文号")


class EditionOut(Out):
    """这件信息的一个版本。"""

    id: int = out("版本的编号")
    number: int = out("第几版")
    state: str = out("状态")


class ItemOut(EditionStateOut):
    """一件信息的一个版本，连同现在能办的事。"""

    title: str = out("标题")
    doc_number: str = out("发文字号")
    issuer: str = out("发文机关")
    formed_on: date = out("成文日期")
    changed_on: date | None = out("变更日期")
    subject: str = out("主题分类")
    summary: str = out("内容概述")
    validity: str = out("有效性")
    body_text: str = out("正文")
    proposed_class: str = out("拟定公开属性")
    decided_class: str = out("审定的公开属性")
    class_reasons: str = out("认定的理由")
    audience: str = out("公开对象")
    category: str = out("类别")
    matter: str = out("信息种类")
    provenance: str = out("来源")
    obtained_from: str = out("从哪里获取")
    compiled_by: str = out("组织编制机关")
    needs_law_approval: bool = out("依法需要批准")
    secrecy_mark: str = out("密级标识")
    secrecy_until: date | None = out("保密期限至")
    unit_id: int = out("责任科室的编号")
    unit: str = out("责任科室")
    drafted_by: str = out("谁登记的")
    redacted_from: int | None = out("从哪个版本隐去得来；不是隐去得来的没有")
    screening: ScreeningCountsOut = out("查验到了哪里")
    involved: list[InvolvedOut] = out("涉及的其他机关")
    files: list[KeptFileOut] = out("文件")
    clocks: list[ClockOut] = out("期限，逐日")
    moves: list[MoveOut] = out("您现在能办的")
    obstacles: list[RefusalOut] = out("发布前还差什么")
    sheet: list[SignatureOut] = out("审查呈批单")
    editions: list[EditionOut] = out("各个版本，新的在前")


_PLAIN = (
    "title", "doc_number", "issuer", "formed_on", "changed_on", "subject", "summary", "validity", "body_text",
    "proposed_class", "decided_class", "class_reasons", "audience", "category", "matter", "provenance",
    "obtained_from", "compiled_by", "needs_law_approval", "secrecy_mark", "secrecy_until",
)  # fmt: skip


def edition_state(case: Case) -> EditionStateOut:
    return EditionStateOut(**_state(case))


def item_out(who: Standing, case: Case) -> ItemOut:
    """Everything the desk's page of an item shows."""
    row = case.edition
    clocks = (publication_clock(case), secrecy_clock(case, arrived_at_secrecy(row, case)))
    return ItemOut(
        **_state(case),
        **{name: getattr(row, name) for name in _PLAIN},
        unit_id=row.responsible_unit_id,
        unit=row.responsible_unit.name,
        drafted_by=row.drafted_by.name if row.drafted_by else "",
        redacted_from=row.redacted_from_id,
        screening=counts_out(case),
        involved=[
            InvolvedOut(
                name=each.name,
                joint_maker=each.joint_maker,
                consented_on=each.consented_on,
                letter=each.letter,
            )
            for each in row.involved_organs.all()
        ],
        files=_files(case),
        clocks=[clock for reading in clocks if (clock := clock_out(reading)) is not None],
        moves=[move_out(permit) for permit in open_moves(who, case)],
        obstacles=[refusal_out(refusal) for refusal in obstacles(case, case.today)],
        sheet=_sheet(case),
        editions=[
            EditionOut(id=each.pk, number=each.number, state=each.state) for each in editions_of(row.item)
        ],
    )


def _state(case: Case) -> dict[str, Any]:
    row = case.edition
    return {
        "item": row.item_id,
        "index_number": row.item.index_number,
        "edition": row.pk,
        "number": row.number,
        "state": row.state,
        "state_title": case.state_title,
        "fingerprint": case.fingerprint,
    }


def _files(case: Case) -> list[KeptFileOut]:
    row = case.edition
    source = (
        [KeptFileOut(name=row.source_name, digest=row.source_digest, size=None, released=None)]
        if row.source_digest
        else []
    )
    return source + [
        KeptFileOut(name=each.name, digest=each.digest, size=each.size, released=_released(each))
        for each in row.attachments.all()
    ]


def _released(attachment: Attachment) -> FileOut | None:
    """The file that goes out in an attachment's place; None before the gate has passed it."""
    try:
        row = attachment.released
    except ReleasedFile.DoesNotExist:
        return None
    return FileOut(name=row.name, digest=row.digest, size=row.size)


def _sheet(case: Case) -> list[SignatureOut]:
    return [
        SignatureOut(
            stage=line.stage.title,
            role=line.role.title,
            clause=str(line.clause),
            open=line.is_open,
            signer=line.signature.signer.name if line.signature else None,
            opinion=line.signature.opinion if line.signature else None,
            reasons=line.signature.reasons if line.signature else None,
            at=line.signature.signed_at if line.signature else None,
        )
        for line in review_sheet(case)
    ]
