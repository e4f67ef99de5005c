"""The form of an item: its header, text, class and circumstances."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.core.catalogue.dates import plausible_date
from gongkai.core.catalogue.header import LIMITS, MARKS, VALIDITIES
from gongkai.core.regime import Lawbook
from gongkai.core.terms import Audience, Citation, DisclosureClass, Provenance
from gongkai.web.desk.forms import DateField, DeskForm, choice, set_options, text
from gongkai.web.desk.upload_fields import OneFile, SeveralFiles

# Lengths are judged once, with the rule book's other faults; this only keeps out what is absurd.
_ANY = 100_000
FROM_FILE, TYPED = "file", "typed"
CHOOSE = ("", "请选择")


class ItemForm(DeskForm):
    """What a handler says about an item; choices are those of her own bureau's rule book."""

    title = text("标题", _ANY, lines=2)
    doc_number = text("发文字号", _ANY, required=False, help_text="如：内政办发〔2025〕3号。没有文号可不填。")
    issuer = text("发文机关", _ANY, required=False)
    formed_on = DateField(label="成文日期")
    changed_on = DateField(label="变更日期", required=False, help_text="内容形成后又变更过的，填最近一次。")
    subject = text("主题分类", _ANY, required=False)
    summary = text("内容概述", _ANY, required=False, lines=2, help_text=f"最多{LIMITS['summary']}个字。")
    validity = choice("有效性", [(one, one) for one in VALIDITIES], radio=True)

    document = OneFile(label="换一份文件", required=False)
    body_from = choice(
        "正文取自", [(FROM_FILE, "上传的文件"), (TYPED, "手工录入")], radio=True, required=False
    )
    body_text = text(
        "正文", 2_000_000, required=False, lines=12, help_text="一段一行。正文取自文件时，这里不起作用。"
    )
    attachments = SeveralFiles(label="添加附件", required=False)
    drop = forms.MultipleChoiceField(label="去掉附件", required=False, widget=forms.CheckboxSelectMultiple)

    proposed_class = choice("拟定公开属性", [(one.value, one.title) for one in DisclosureClass], radio=True)
    class_reasons = text("认定的理由", _ANY, lines=3)
    audience = choice("公开对象", [(one.value, one.title) for one in Audience], radio=True)
    category = choice("类别", [], required=False, help_text="主动公开的，送审前必须归入一个类别。")
    matter = choice("信息种类", [], required=False, help_text="决定由哪个科室审核。")
    responsible_unit = choice("责任科室", [], help_text="由该科室的经办人登记。")

    provenance = choice("来源", [(one.value, one.title) for one in Provenance], radio=True)
    obtained_from = text("从哪里获取", _ANY, required=False, help_text="从外部获取的必须写明。")
    joint_makers = text(
        "共同制作的机关", _ANY, required=False, lines=2, help_text="一行一个。公开前要有它们的书面同意。"
    )
    concerned = text(
        "涉及的其他机关", _ANY, required=False, lines=2, help_text="一行一个。公开前要与它们确认。"
    )
    compiled_by = text(
        "组织编制机关", _ANY, required=False, help_text="由别的机关组织编制的填写，应由该机关发布。"
    )
    needs_law_approval = forms.BooleanField(label="依法需要经过批准才能公开", required=False)

    secrecy_mark = choice("密级标识", [(one, one) for one in MARKS if one], required=False, empty="没有")
    secrecy_until = DateField(label="保密期限至", required=False)

    source = forms.CharField(required=False, widget=forms.HiddenInput)
    seen_fingerprint = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(
        self,
        lawbook: Lawbook,
        today: date,
        *args: Any,
        units: list[tuple[str, str]],
        files: Any,
        **kwargs: Any,
    ) -> None:
        kwargs["clauses"] = _clauses(lawbook, today)
        super().__init__(*args, **kwargs)
        self.today = today
        set_options(self, "category", [CHOOSE, *_categories(lawbook, today)])
        routing = lawbook.routing(today)
        if routing:
            set_options(self, "matter", [CHOOSE, *[(route.id, route.title) for route in routing.value]])
        else:
            del self.fields["matter"]
        if lawbook.approval_by_law(today) is None:
            del self.fields["needs_law_approval"]
        if units:
            set_options(self, "responsible_unit", [CHOOSE, *units])
        else:
            del self.fields["responsible_unit"]
        self._offer_files(files)

    def clean_title(self) -> str:
        """A title set in several lines, as red-headed documents do, is one line of text."""
        return "".join(line.strip() for line in str(self.cleaned_data["title"]).splitlines())

    def clean(self) -> dict[str, Any]:
        """Tells an impossible date together with the other faults of the form, not after them."""
        cleaned = super().clean() or {}
        for name in ("formed_on", "changed_on"):
            given = cleaned.get(name)
            refusal = plausible_date(given, self.today, str(self.fields[name].label)) if given else None
            if refusal:
                self.refuse(name, refusal.reason + refusal.remedy)
        return cleaned

    def _offer_files(self, files: Any) -> None:
        """What can be chosen depends on what has been uploaded so far."""
        drop = self.fields["drop"]
        if files.attachments and isinstance(drop, forms.MultipleChoiceField):
            drop.choices = [(file.digest, file.name) for file in files.attachments]
        else:
            del self.fields["drop"]
        if files.source is None:
            self.fields["document"].label = "从文件读取正文"
            del self.fields["body_from"]


def _categories(lawbook: Lawbook, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The categories under their audience, so that a public item is not filed under an internal one."""
    listed = lawbook.categories(today).value
    groups = []
    for audience in Audience:
        own = [(one.id, one.title) for one in listed if one.audience is audience]
        if own:
            groups.append((audience.title, own))
    return groups


def _clauses(lawbook: Lawbook, today: date) -> dict[str, Citation | None]:
    routing = lawbook.routing(today)
    approval = lawbook.approval_by_law(today)
    gates = {
        "proposed_class": "class_required",
        "category": "category_required",
        "audience": "audience",
        "joint_makers": "consent_first",
        "concerned": "confirmation_first",
        "compiled_by": "own_compilation",
        "secrecy_mark": "marked_secret",
        "responsible_unit": "responsible_unit",
    }
    found: dict[str, Citation | None] = {field: _gate(lawbook, name) for field, name in gates.items()}
    found["matter"] = routing.clause if routing else None
    found["needs_law_approval"] = approval.clause if approval else None
    return found


def _gate(lawbook: Lawbook, name: str) -> Citation | None:
    try:
        return lawbook.gate(name)
    except LookupError:
        return None
