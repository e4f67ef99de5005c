"""The application form: in plain words, each field with why it is asked; the rules judge, not the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField

from gongkai.core.regime import Lawbook
from gongkai.core.requests.form import (
    FORM_WANTED,
    TITLES,
    WAY_WANTED,
    ApplicantDraft,
    RequestDraft,
    cleaned,
    faults_of,
)
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.core.terms import Citation, Refusal

_KINDS = [
    (kind.value, "公民（个人）" if kind is ApplicantKind.CITIZEN else f"单位：{kind.title}")
    for kind in ApplicantKind
]
_NOT_OFFERED = {"invalid_choice": "请从列出的各项中选择。", "required": "请选择一项。"}
GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "您是谁",
        "用来核实身份、和您联系、把答复送到您手里。证件号码和联系方式加密保存，只有受理的人办理时才能看到，每次查看都有记录。",
        (
            "kind",
            "name",
            "identity_kind",
            "identity",
            "phone",
            "email",
            "address",
            "representative",
            "help_needed",
        ),
    ),
    (
        "您要什么信息",
        "写得越具体，找得越快。",
        ("description", "document_name", "document_number", "document_date"),
    ),
    ("怎样给您", "", ("form_wanted", "way_wanted", "purpose")),
    ("附带的文件", "最多 10 个，合计不超过 20 MB。", ("evidence", "attachments")),
)
FILE_FIELDS = {"evidence": "evidence", "attachments": "attachment"}
"""The file fields, and the kind of file each one takes."""


def _words(label: str, why: str, *, lines: int = 1, kind: str = "text", **attrs: str) -> forms.CharField:
    widget: forms.Widget = (
        forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput(attrs={"type": kind, **attrs})
    )
    return _AnyWords(label=label, required=False, strip=False, widget=widget, help_text=why)


class _AnyWords(forms.CharField):
    """Whatever was typed or pasted; what no text keeps is taken out by the rules of the form."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\0", "")


class _SeveralInput(forms.FileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """Any number of files; cleans to a list, which the rules of the form judge."""

    def __init__(self, label: str, why: str) -> None:
        super().__init__(
            label=label, required=False, help_text=why, widget=_SeveralInput, allow_empty_file=True
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        given = data if isinstance(data, (list, tuple)) else [data]
        return [file for file in given if file]


def _one_of(
    label: str, options: list[tuple[str, str]], why: str = "", *, radio: bool = True
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=options,
        widget=forms.RadioSelect if radio else forms.Select,
        help_text=why,
        error_messages=_NOT_OFFERED,
    )


class ApplyForm(forms.Form):
    """Nothing is required here: `judge` asks the rule book, which knows what is and on which clause."""

    use_required_attribute = False
    clauses: dict[str, Citation | None]

    kind = _one_of(TITLES["kind"], _KINDS, "年度报告要按类别统计。")
    name = _words(TITLES["name"], "答复写给谁。个人写证件上的姓名，单位写全称。", autocomplete="name")
    identity_kind = _one_of(
        "证件种类",
        [(kind.value, kind.title) for kind in IdentityKind],
        "单位请选统一社会信用代码。",
        radio=False,
    )
    identity = _words(
        TITLES["identity"], "证明申请是您本人提出的，也用来认出重复的申请。", autocomplete="off"
    )
    phone = _words(
        TITLES["phone"],
        "有不清楚的地方好问您。电话、邮箱、地址至少填一项。",
        kind="tel",
        autocomplete="tel",
    )
    email = _words(
        TITLES["email"], "有新的文书时发邮件提醒您；选择用邮件取得信息的必须填写。", autocomplete="email"
    )
    address = _words(TITLES["address"], "选择邮寄的必须填写，请写到门牌号。", autocomplete="street-address")
    representative = _words(TITLES["representative"], "单位申请时，写和我们联系的人；个人不用填。")
    help_needed = _words(
        TITLES["help_needed"], "阅读或者视听有困难的，写明需要什么帮助，例如放大字号、读给您听。可以不填。"
    )
    description = _words(
        "您要的信息是什么",
        "一份申请只写一件事。写清是哪一年、哪个地方、关于什么事的什么材料。不知道文件名称也没有关系。",
        lines=6,
    )
    document_name = _words(TITLES["document_name"], "知道就写，能找得更快。")
    document_number = _words(TITLES["document_number"], "例如“呼统字〔2025〕3号”。不知道可以不填。")
    document_date = _words(TITLES["document_date"], "大概的年月也可以。不知道可以不填。")
    form_wanted = _one_of(TITLES["form_wanted"], list(FORM_WANTED.items()), "我们尽量按您要的形式提供。")
    way_wanted = _one_of(TITLES["way_wanted"], list(WAY_WANTED.items()), "答复和材料从哪里给您。")
    purpose = _words(TITLES["purpose"], "可以不填，不影响办理。", lines=3)
    evidence = _Files("身份证明", "身份证件或者单位证照的照片、扫描件，没有可以不附。")
    attachments = _Files("其他材料", "能帮助我们找到信息的材料，没有可以不附。")

    def __init__(
        self, lawbook: Lawbook, today: date, *, initial: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> None:
        first = {
            "kind": ApplicantKind.CITIZEN.value,
            "identity_kind": IdentityKind.RESIDENT_ID.value,
            "form_wanted": "electronic",
            "way_wanted": "online",
        }
        super().__init__(initial=first | dict(initial or {}), **kwargs)
        self._lawbook, self._today = lawbook, today
        rule = lawbook.request_form(today)
        self.asked = {"name", "description"} | {field.id for field in rule.value.fields if field.required}
        self.clauses = _clauses(lawbook, today)

    @property
    def draft(self) -> RequestDraft:
        """What was typed, tidied; only after the form was found to offer what it offers."""
        data = self.cleaned_data
        person = ApplicantDraft(
            kind=ApplicantKind(data["kind"]),
            identity_kind=IdentityKind(data["identity_kind"]),
            **{
                name: data[name]
                for name in ("name", "identity", "phone", "email", "address", "representative", "help_needed")
            },
        )
        documents = ("document_name", "document_number", "document_date")
        named = ("description", "form_wanted", "way_wanted", "purpose", *documents)
        return cleaned(RequestDraft(applicant=person, **{name: data[name] for name in named}))

    def judge(self) -> bool:
        """Whether the rule book lets the draft in; every fault is noted under its field."""
        if not self.is_valid():
            return False
        faults = faults_of(
            self.draft, self._lawbook.request_form(self._today).value, self._today, self._lawbook.gate
        )
        for fault in faults:
            self.note(fault.field, fault.refusal)
        return not self.errors

    def note(self, field: str, refusal: Refusal) -> None:
        """A refusal under its field, or over the form where no field is its own."""
        name = "attachments" if field == "files" else field
        self.add_error(name if name in self.fields else None, refusal.reason + refusal.remedy)

    def groups(self) -> Iterator[tuple[str, str, list[BoundField]]]:
        """The fields under their headings, what must be filled marked so."""
        for name in self.asked & self.fields.keys():
            # For the mark beside the label alone: what is missing was judged above, in the rule's own words.
            self.fields[name].required = True
        for title, why, names in GROUPS:
            yield title, why, [self[name] for name in names]

    def carried(self) -> Iterator[tuple[str, str]]:
        """Names and values for hidden fields, as they were typed; files have their own note."""
        for name in self.fields:
            if name not in FILE_FIELDS:
                yield name, str(self.data.get(name, ""))


def _clauses(lawbook: Lawbook, today: date) -> dict[str, Citation | None]:
    """The clause each field is asked on: the bureau's form where it names the field, else that of the statute."""
    rule = lawbook.request_form(today)
    of_law = lawbook.law.value("requests.form", today) if lawbook.law else None
    below = of_law.clause if of_law else rule.clause
    known = {field.id for field in rule.value.fields}
    documents = ("document_name", "document_number", "document_date")
    named = ("name", "identity", "description", "form_wanted", "purpose", *documents)
    clauses: dict[str, Citation | None] = {name: rule.clause if name in known else below for name in named}
    return clauses | {
        "phone": rule.clause if "contact" in known else below,
        "way_wanted": lawbook.gate("provision"),
        "kind": lawbook.gate("request_form"),
    }
