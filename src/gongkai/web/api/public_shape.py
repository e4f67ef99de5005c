"""What the API tells anybody."""

from __future__ import annotations

from datetime import date

from gongkai.core.regime import Lawbook
from gongkai.core.requests.form import FORM_WANTED, LARGEST_FILES, LONGEST, MOST_FILES, TITLES, WAY_WANTED
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.core.terms import TitledEnum
from gongkai.queries.known import Known
from gongkai.web.api.shapes import Out, out


class OrganOut(Out):
    """一个机关。"""

    id: str = out("地址里用的名字", example="hulunbuir-statistics")
    name: str = out("全称", example="呼伦贝尔市统计局")
    superior: str = out("上级")
    regime: str | None = out("施行的制度；没有的还不能申请")
    since: date | None = out("从哪天起施行")


class OrgansOut(Out):
    organs: list[OrganOut] = out("各机关")


class ChoiceOut(Out):
    """可选的一项。"""

    value: str = out("写在 JSON 里的")
    title: str = out("叫什么")


class FieldOut(Out):
    """申请表的一个字段。"""

    name: str = out("字段", example="identity")
    title: str = out("叫什么", example="证件号码")
    required: bool = out("是否必填")
    clause: str | None = out("依据的条款")
    longest: int | None = out("最多多少字")
    choices: list[ChoiceOut] = out("可选的；空的由您写")
    note: str = out("说明")


class FormOut(Out):
    """申请表。"""

    fields: list[FieldOut] = out("字段")
    one_matter: bool = out("是不是一份申请只能写一件事")
    most_files: int = out("最多几个文件")
    largest_files: int = out("文件合计最多多少字节")


class HitOut(Out):
    """一件已经公开的信息。"""

    id: int = out("编号")
    title: str = out("标题")
    doc_number: str = out("发文字号")
    published_on: date = out("哪天公开")
    address: str = out("在哪里看")


class GivenBeforeOut(Out):
    """曾经向别人提供的。"""

    title: str = out("标题")
    on: date = out("哪天")


class KnownOut(Out):
    """可能已经回答了您要问的。"""

    query: str = out("实际查找的词")
    total: int = out("找到几件已经公开的")
    items: list[HitOut] = out("其中最近的几件")
    given: list[GivenBeforeOut] = out("曾经提供的")


class WorkdayOut(Out):
    """数出来的一天。"""

    date: str = out("日期", example="2024-10-23")
    provisional: bool = out("是否暂定（所涉年份的放假安排还没有公布）")


def known_out(slug: str, known: Known) -> KnownOut:
    return KnownOut(
        query=known.query,
        total=known.total,
        items=[
            HitOut(
                id=hit.item_id,
                title=hit.title,
                doc_number=hit.doc_number,
                published_on=hit.published_on,
                address=f"/{slug}/items/{hit.item_id}/",
            )
            for hit in known.items
        ],
        given=[GivenBeforeOut(title=one.title, on=one.on) for one in known.given],
    )


_NAMES = tuple(name for name in TITLES if name != "files")
_ENUMS: dict[str, type[TitledEnum]] = {"kind": ApplicantKind, "identity_kind": IdentityKind}
_OPTIONS = {"form_wanted": FORM_WANTED, "way_wanted": WAY_WANTED}
_CONTACTS = ("phone", "email", "address")
_ALWAYS = ("kind", "name", "description", "form_wanted", "way_wanted")


def form_out(lawbook: Lawbook, today: date) -> FormOut:
    """The form of a rule book: what it asks for on a day, and under which clause."""
    rule = lawbook.request_form(today)
    asked = {field.id for field in rule.value.fields if field.required}
    required = asked | set(_ALWAYS)
    of_law = lawbook.law.value("requests.form", today) if lawbook.law else None
    below = of_law.clause if of_law else rule.clause
    known = {field.id for field in rule.value.fields}
    names = [*_NAMES[:2], "identity_kind", *_NAMES[2:]]
    fields = []
    for name in names:
        concern = "contact" if name in _CONTACTS else name
        clause = rule.clause if concern in known else below if concern in required else None
        fields.append(
            FieldOut(
                name=name,
                title=TITLES.get(name, "证件种类"),
                required=name in required,
                clause=str(clause) if clause else None,
                longest=LONGEST.get(name),
                choices=_choices(name),
                note="电话、邮箱、地址至少填一项。" if name in _CONTACTS else "",
            )
        )
    return FormOut(
        fields=fields,
        one_matter=rule.value.one_matter,
        most_files=MOST_FILES,
        largest_files=LARGEST_FILES,
    )


def _choices(name: str) -> list[ChoiceOut]:
    if name in _ENUMS:
        return [ChoiceOut(value=one.value, title=one.title) for one in _ENUMS[name]]
    return [ChoiceOut(value=value, title=title) for value, title in _OPTIONS.get(name, {}).items()]
