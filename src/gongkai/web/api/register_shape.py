"""The register of requests as the API tells it to staff."""

from __future__ import annotations

from datetime import date

from gongkai.queries.request_list import RequestLine
from gongkai.web.api.shapes import Out, PageOut, out


class RequestLineOut(Out):
    """登记簿的一行。"""

    id: int = out("编号，供程序用", example=3)
    serial: str = out("登记簿的序号")
    number: str = out("申请人手里的编号")
    old_number: str = out("原来的编号")
    matter: str = out("要什么，一行")
    applicant: str = out("申请人；个人只写姓", example="李**")
    applicant_kind: str = out("申请人类别")
    way: str = out("怎样提交的")
    arrived_on: date = out("哪天到的")
    received_on: date | None = out("收到之日")
    due: date | None = out("到期日")
    state_title: str = out("状态叫什么")
    unit: str = out("承办科室")
    outcome: str = out("怎样办结的")
    ended_on: date | None = out("哪天办结")
    late: bool = out("是否逾期")


class RequestsOut(PageOut):
    """登记簿的一页。"""

    requests: list[RequestLineOut] = out("这一页的申请")


_LINE = (
    "serial", "number", "old_number", "matter", "applicant", "applicant_kind", "way", "arrived_on",
    "received_on", "unit", "outcome", "ended_on", "late",
)  # fmt: skip


def line_out(line: RequestLine) -> RequestLineOut:
    told = {name: getattr(line, name) for name in _LINE}
    return RequestLineOut(id=line.request_id, due=line.due_on, state_title=line.state, **told)
