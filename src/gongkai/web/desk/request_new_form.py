"""The form in which a request that came on paper, by post, by fax or by word of mouth is typed in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.core.regime import Lawbook
from gongkai.core.requests.form import (
    FORM_WANTED,
    LONGEST,
    TITLES,
    WAY_WANTED,
    ApplicantDraft,
    RequestDraft,
    SentFile,
    cleaned,
    faults_of,
    file_faults,
)
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.core.terms import Refusal
from gongkai.web.desk.forms import DateField, DeskForm, choice, set_options, text
from gongkai.web.desk.upload_fields import SeveralFiles

_APPLICANT = ("name", "identity", "phone", "email", "address", "representative", "help_needed")
_MATTER = ("description", "document_name", "document_number", "document_date", "purpose")
_FIELD_OF = {"files": "attachments"}
"""Where a fault is shown whose field is called otherwise here."""

Group = tuple[str, tuple[str, ...]]
GROUPS: tuple[Group, ...] = (
    ("怎样收到的", ("way", "oral", "arrived_on", "confirmed_on", "old_number")),
    (
        "申请人",
        ("kind", "name", "identity_kind", "identity", "phone", "email", "address", "representative",
         "help_needed"),
    ),
    ("要什么信息", ("description", "document_name", "document_number", "document_date", "purpose")),
    ("怎样给", ("form_wanted", "way_wanted")),
    ("申请表和附带的文件", ("evidence", "attachments")),
)  # fmt: skip


def _typed(name: str, lines: int = 1, help_text: str = "") -> forms.CharField:
    return text(TITLES[name], LONGEST[name], required=False, lines=lines, help_text=help_text)


class NewRequestForm(DeskForm):
    """What must be there is asked of the rule book, as for an application from the web."""

    way = choice("提交方式", [], radio=True)
    oral = forms.BooleanField(
        label="口头提出，由工作人员代填",
        required=False,
        help_text="书面有困难的，可以口头提出，照其所述填写。",
    )
    arrived_on = DateField(label="到件日期", help_text="当面递交、签收或者看到的那一天。")
    confirmed_on = DateField(
        label="与申请人确认之日",
        required=False,
        help_text="平常信函、传真和网上提交的，从确认之日起算。还没有确认的不填，先登记，确认后再补。",
    )
    old_number = text("原来的编号", 60, required=False, help_text="已经在纸质登记簿编过号的，写原来的编号。")

    kind = choice(TITLES["kind"], [(one.value, one.title) for one in ApplicantKind], radio=True)
    name = _typed("name")
    identity_kind = forms.ChoiceField(
        label="证件种类", choices=[(one.value, one.title) for one in IdentityKind]
    )
    identity = _typed("identity")
    phone = _typed("phone", help_text="电话、邮箱、地址至少填一项。")
    email = _typed("email")
    address = _typed("address")
    representative = _typed("representative", help_text="单位申请时填写。")
    help_needed = _typed("help_needed", help_text="阅读或者视听有困难的，写明需要什么帮助。")

    description = _typed("description", 5, "照申请人写的填，一份申请只写一件事；写了几件的，登记后可以拆分。")
    document_name = _typed("document_name")
    document_number = _typed("document_number")
    document_date = _typed("document_date")
    purpose = _typed("purpose", 2, "申请人没有写的不填。")

    form_wanted = choice(TITLES["form_wanted"], list(FORM_WANTED.items()), radio=True)
    way_wanted = choice(TITLES["way_wanted"], list(WAY_WANTED.items()), radio=True)

    evidence = SeveralFiles(
        label="身份证明", required=False, help_text="证件的照片或者扫描件。加密保存，查看有记录。"
    )
    attachments = SeveralFiles(
        label="申请表和其他材料", required=False, help_text="最多10个，合计不超过20 MB。"
    )

    def __init__(self, lawbook: Lawbook, today: date, *args: Any, **kwargs: Any) -> None:
        first = {
            "way": "in-person",
            "arrived_on": today,
            "kind": ApplicantKind.CITIZEN.value,
            "identity_kind": IdentityKind.RESIDENT_ID.value,
            "form_wanted": "paper",
            "way_wanted": "pickup",
        }
        super().__init__(*args, initial=first | kwargs.pop("initial", {}), **kwargs)
        self.lawbook, self.today = lawbook, today
        rule = lawbook.request_form(today)
        set_options(self, "way", [(way.id, way.title) for way in lawbook.receipt_ways(today).value])
        asked = {field.id for field in rule.value.fields if field.required} | {"name", "description"}
        self.asked = asked & set(self.fields)
        for name in self.asked:
            # Marked as needed; it is the rule book that judges, so that every fault is found at once.
            setattr(self.fields[name], "asked", True)  # noqa: B010 - a mark for the template, no field of Django's
        clause = lawbook.gate("request_form")
        self.clauses = dict.fromkeys(self.asked, clause) | {
            "way": lawbook.gate("receipt_day"),
            "phone": clause,
            "way_wanted": lawbook.gate("provision"),
        }

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [(heading, [self[name] for name in names]) for heading, names in GROUPS]

    @property
    def draft(self) -> RequestDraft:
        """What was typed, tidied; after `is_valid`."""
        data = self.cleaned_data
        person = ApplicantDraft(
            kind=ApplicantKind(data["kind"]),
            identity_kind=IdentityKind(data["identity_kind"]),
            **{name: data[name] for name in _APPLICANT},
        )
        wanted = {name: data[name] for name in (*_MATTER, "form_wanted", "way_wanted")}
        return cleaned(RequestDraft(applicant=person, **wanted))

    @property
    def sent(self) -> tuple[SentFile, ...]:
        """The files, read; after `is_valid`."""
        data = self.cleaned_data
        kinds = (("evidence", "evidence"), ("attachments", "attachment"))
        return tuple(
            SentFile((upload.name or "文件")[-100:], upload.read(), kind)
            for field, kind in kinds
            for upload in data.get(field) or []
        )

    def judge(self) -> tuple[SentFile, ...] | None:
        """The files where the rule book lets the form in; None with every fault under its field."""
        if not self.is_valid():
            return None
        files = self.sent
        rule = self.lawbook.request_form(self.today).value
        for fault in (*faults_of(self.draft, rule, self.today, self.lawbook.gate), *file_faults(files)):
            self.note(fault.field, fault.refusal)
        return None if self.errors else files

    def note(self, field: str, refusal: Refusal) -> None:
        """A refusal under its field, or over the form where no field is its own."""
        self.refuse(_FIELD_OF.get(field, field), refusal.reason + refusal.remedy)
