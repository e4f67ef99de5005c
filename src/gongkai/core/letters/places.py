"""The places of letters: what a template may ask for, with the name an official knows it by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["text", "lines", "rows", "days"]


@dataclass(frozen=True, slots=True)
class Place:
    """`{{id}}` or `{{title}}` in a template.

    `shape` is what stands there: one text, several lines, rows of a table, or the day table. `hint` says
    where it comes from, for the editor.
    """

    id: str
    title: str
    shape: Shape = "text"
    hint: str = ""


ORGAN, NUMBER, DATE = "organ", "number", "date"
LAYOUT = (ORGAN, NUMBER, DATE)
"""Places the layout prints by itself: every letter needs them, no template has to name them."""

COMMON = (
    Place(ORGAN, "机关名称"),
    Place(NUMBER, "文号", hint="机关代字加文书种类、年份和序号"),
    Place("request_number", "申请编号"),
    Place("received_on", "收到申请日期"),
    Place("matter", "申请内容"),
    Place("articles", "依据条款", hint="所依据的法律、法规和本机关制度的条款，写全称"),
    Place("due", "答复到期日"),
    Place("remedy_body", "行政复议机关"),
    Place("remedy_court", "行政诉讼法院"),
    Place(DATE, "落款日期"),
    Place("today", "制作日期"),
    Place("contact_unit", "联系机构"),
    Place("contact_phone", "联系电话"),
    Place("contact_address", "联系地址"),
    Place("note", "补充说明", "lines", "经办人需要另外说明的话"),
    Place("due_reasons", "期限计算说明", "lines"),
    Place("due_days", "期限逐日表", "days"),
)
"""What every letter may use. Who applied is not among them: a letter to a third party must not tell it."""

APPLICANT = (
    Place("name", "申请人姓名或名称"),
    Place("track_address", "查询网址"),
)

TO_OTHERS = (
    Place("information", "涉及的信息", hint="信息的名称、文号和基本情况"),
    Place("period", "答复期限", hint="例如：收到本函之日起15个工作日内"),
)

REPLY = (*APPLICANT, Place("corrected_on", "收到补正日期"))
PUBLIC_INTEREST = Place("public_interest", "公共利益的理由", "lines", "第三方不同意而仍然公开时")

WHERE = Place("where", "获取方式和途径")
WHEN = Place("when", "获取时间")
FILES = Place("files", "提供的信息清单", "lines")
GROUND = Place("ground", "不予公开的情形")
GROUND_CLAUSE = Place("ground_clause", "不予公开的条款")
REASONS = Place("reasons", "理由", "lines")
EARLIER = (Place("earlier_number", "先前答复的文号"), Place("earlier_date", "先前答复的日期"))
