"""`gongkai ledger`: whether the record of every act is whole, and where it ends."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from gongkai.cli.database import open_database
from gongkai.cli.output import BadInput, ChineseGroup, answer_no, emit, json_option, progress

if TYPE_CHECKING:
    from gongkai.queries.ledger import Head, Verdict
    from gongkai.records.models import Organ


@click.group(cls=ChineseGroup)
def ledger() -> None:
    """记录链：每一次办理都留下一条记录，条条相扣，事后改动必被发现。

    例：
      gongkai ledger verify
      gongkai ledger head
    """


@ledger.command()
@click.argument("slug", metavar="[ORGAN]", required=False)
@json_option
def verify(slug: str | None, as_json: bool) -> None:
    """核验记录链是否完整，并与数据库中的签署、审定、发布、信息内容、任职、依申请公开和文件库逐一对照。

    不写 ORGAN 时核验所有机关。有一条对不上时，指出是第几条，退出码为 1。

    例：
      gongkai ledger verify
      gongkai ledger verify hulunbuir-statistics --json
    """
    open_database()
    from gongkai.queries.ledger import verify_organ

    verdicts = [verify_organ(organ, progress) for organ in _organs(slug)]
    holds = all(verdict.holds for verdict in verdicts)
    human = "\n".join(map(_verdict_line, verdicts)) or "还没有机关，没有需要核验的记录。"
    emit(human, {"organs": [asdict(verdict) for verdict in verdicts], "holds": holds}, as_json)
    if not holds:
        answer_no()


@ledger.command()
@click.argument("slug", metavar="[ORGAN]", required=False)
@json_option
def head(slug: str | None, as_json: bool) -> None:
    """显示记录链的末端：最后一条的编号和摘要值。

    抄下来另行保存，日后即可证明此前的记录没有被截去。

    例：
      gongkai ledger head
    """
    open_database()
    from gongkai.queries.ledger import head_of

    heads = [head_of(organ) for organ in _organs(slug)]
    human = "\n".join(map(_head_line, heads)) or "还没有机关，没有记录。"
    emit(human, {"organs": [_head_data(end) for end in heads]}, as_json)


def _organs(slug: str | None) -> list[Organ]:
    """The organ named, or all that keep a ledger."""
    from gongkai.queries.ledger import ledger_organs
    from gongkai.records.models import Organ

    if slug is None:
        return ledger_organs()
    organ = Organ.objects.filter(slug=slug).first()
    if organ is None:
        known = "、".join(Organ.objects.order_by("pk").values_list("slug", flat=True))
        accepted = f"现有的机关：{known}" if known else "现在还没有机关"
        raise BadInput(f"参数“ORGAN”是“{slug}”，没有这个机关；{accepted}。")
    return [organ]


def _verdict_line(verdict: Verdict) -> str:
    if verdict.holds:
        return f"{verdict.organ}：完整，共 {verdict.entries} 条。"
    return f"{verdict.organ}：不成立，第 {verdict.first_bad} 条对不上。{verdict.why}"


def _head_line(end: Head) -> str:
    from django.utils.timezone import localtime

    moment = f"，{localtime(end.moment):%Y-%m-%d %H:%M:%S}" if end.moment else ""
    return f"{end.organ}：第 {end.sequence} 条{moment}，{end.hash}"


def _head_data(end: Head) -> dict[str, object]:
    return {**asdict(end), "moment": end.moment.isoformat() if end.moment else None}
