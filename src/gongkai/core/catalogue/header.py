"""Is a draft fit to be kept? Every fault in a sentence, with the field it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core.catalogue.dates import EARLIEST
from gongkai.core.catalogue.draft import Draft
from gongkai.core.terms import Audience, Citation, DisclosureClass, Provenance, Refusal

LIMITS = {
    "title": 200,
    "doc_number": 60,
    "issuer": 120,
    "subject": 60,
    "summary": 100,
    "class_reasons": 500,
    "obtained_from": 120,
    "compiled_by": 120,
    "source_name": 200,
}
FIELD_TITLES = {
    "title": "标题",
    "doc_number": "发文字号",
    "issuer": "发文机关",
    "subject": "主题分类",
    "summary": "内容概述",
    "class_reasons": "公开属性的理由",
    "obtained_from": "信息来源",
    "compiled_by": "组织编制机关",
    "source_name": "文件名",
}
LONGEST_ORGAN_NAME = 120
MOST_ORGANS = 100
MARKS = ("", "秘密", "机密", "绝密")
VALIDITIES = ("有效", "已修改", "失效", "废止")


@dataclass(frozen=True, slots=True)
class HeaderRules:
    """What the rule book says a header needs: categories by audience, routes, and the clauses behind them."""

    categories: dict[Audience, frozenset[str]]
    matters: frozenset[str]
    class_clause: Citation
    category_clause: Citation
    provenance_clause: Citation
    matter_clause: Citation | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A refusal tied to a field of the form."""

    field: str
    refusal: Refusal


def _fault(field: str, code: str, reason: str, clause: Citation | None, remedy: str) -> Fault:
    return Fault(field, Refusal(code, reason, clause, remedy))


def _length_faults(draft: Draft) -> list[Fault]:
    faults = []
    for field, limit in LIMITS.items():
        length = len(getattr(draft, field))
        if length > limit:
            reason = f"{FIELD_TITLES[field]}有{length}个字，最多{limit}个字。"
            faults.append(_fault(field, "too_long", reason, None, "请缩短后再保存。"))
    if not draft.title.strip():
        faults.append(_fault("title", "missing", "没有填写标题。", None, "请填写文件的标题。"))
    return faults


def _date_faults(draft: Draft, today: date) -> list[Fault]:
    faults = []
    for field, title in (("formed_on", "成文日期"), ("changed_on", "变更日期")):
        value: date | None = getattr(draft, field)
        if value is None:
            continue
        if value < EARLIEST:
            reason = (
                f"{title}{value.year}年{value.month}月{value.day}日早于1949年10月1日，不会是本机关的文件。"
            )
            faults.append(_fault(field, "implausible_date", reason, None, "请核对年份后再保存。"))
        elif value > today:
            reason = f"{title}{value.year}年{value.month}月{value.day}日还没有到。"
            faults.append(_fault(field, "future_date", reason, None, "请核对日期后再保存。"))
    if draft.changed_on and draft.changed_on < draft.formed_on:
        faults.append(
            _fault("changed_on", "changed_before_formed", "变更日期早于成文日期。", None, "请核对两个日期。")
        )
    return faults


def _class_faults(draft: Draft, rules: HeaderRules) -> list[Fault]:
    faults = []
    if not draft.class_reasons.strip():
        reason = "没有写明公开属性的理由。"
        faults.append(
            _fault("class_reasons", "no_reasons", reason, rules.class_clause, "请写明为什么这样认定。")
        )
    allowed = rules.categories.get(draft.audience, frozenset())
    if draft.category and draft.category not in allowed:
        reason = f"所选的类别不是本机关制度里{draft.audience.title}的类别。"
        faults.append(
            _fault("category", "foreign_category", reason, rules.category_clause, "请从列出的类别中选择。")
        )
    return faults


def _involved_faults(draft: Draft) -> list[Fault]:
    faults = []
    for field, title, joint in (
        ("joint_makers", "共同制作的机关", True),
        ("concerned", "涉及的其他机关", False),
    ):
        names = [organ.name for organ in draft.involved if organ.joint_maker is joint]
        longest = max(map(len, names), default=0)
        if longest > LONGEST_ORGAN_NAME:
            reason = f"{title}中有一行有{longest}个字，最多{LONGEST_ORGAN_NAME}个字。"
            faults.append(_fault(field, "too_long", reason, None, "请一行写一个机关的名称。"))
        if len(names) > MOST_ORGANS:
            reason = f"{title}有{len(names)}个，最多{MOST_ORGANS}个。"
            faults.append(_fault(field, "too_many", reason, None, "请核对，一行写一个机关的名称。"))
    return faults


def _circumstance_faults(draft: Draft, rules: HeaderRules) -> list[Fault]:
    faults = []
    if draft.provenance is Provenance.OBTAINED and not draft.obtained_from.strip():
        reason = "信息是从外部获取的，没有写明从谁获取。"
        faults.append(_fault("obtained_from", "no_source", reason, rules.provenance_clause, "请写明来源。"))
    faults += _involved_faults(draft)
    if draft.matter and draft.matter not in rules.matters:
        reason = f"「{draft.matter}」不是制度里的信息种类。"
        faults.append(
            _fault("matter", "foreign_matter", reason, rules.matter_clause, "请从列出的种类中选择。")
        )
    if draft.secrecy_mark not in MARKS:
        faults.append(
            _fault("secrecy_mark", "unknown_mark", "密级只有秘密、机密、绝密。", None, "请从中选择。")
        )
    if draft.secrecy_until and not draft.secrecy_mark:
        faults.append(
            _fault("secrecy_until", "until_without_mark", "没有密级，却填了保密期限。", None, "请补选密级。")
        )
    if draft.validity not in VALIDITIES:
        faults.append(
            _fault(
                "validity", "unknown_validity", "有效性只有" + "、".join(VALIDITIES) + "。", None, "请选择。"
            )
        )
    return faults


def faults_of(draft: Draft, rules: HeaderRules, today: date) -> tuple[Fault, ...]:
    """Every fault of a draft, in the order of the form; empty when it may be kept."""
    return (
        *_length_faults(draft),
        *_date_faults(draft, today),
        *_class_faults(draft, rules),
        *_circumstance_faults(draft, rules),
    )


def unready(draft: Draft, rules: HeaderRules) -> tuple[Fault, ...]:
    """What a draft still lacks before it can be sent to review, though it may be kept without."""
    found = []
    if draft.proposed_class is DisclosureClass.PROACTIVE and not draft.category:
        reason = "拟主动公开的信息没有归入类别。"
        found.append(
            _fault("category", "no_category", reason, rules.category_clause, "请修改草稿，选择一个类别。")
        )
    if rules.matters and not draft.matter:
        reason = "没有选择信息的种类，无法确定审核科室。"
        found.append(
            _fault("matter", "no_matter", reason, rules.matter_clause, "请修改草稿，选择信息的种类。")
        )
    if not draft.body_text.strip() and not draft.attachments:
        reason = "没有正文，也没有附件，没有可以审查的内容。"
        found.append(
            _fault("body_text", "empty", reason, rules.class_clause, "请修改草稿，写入正文或上传附件。")
        )
    return tuple(found)
