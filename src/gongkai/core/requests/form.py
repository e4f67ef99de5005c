"""The application form: what an applicant says, and whether it can be taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from gongkai.core.regime.values_requests import RequestForm
from gongkai.core.requests.identity import (
    ApplicantKind,
    IdentityKind,
    clean_line,
    clean_text,
    email_fault,
    identity_fault,
    phone_fault,
)
from gongkai.core.terms import Citation, Refusal

Gate = Callable[[str], Citation]

FORM_WANTED = {"paper": "纸质", "electronic": "电子版", "copy": "复制", "view": "查阅", "oral": "口头告知"}
WAY_WANTED = {
    "online": "网上查询页下载",
    "email": "电子邮件",
    "post": "邮寄",
    "pickup": "当面领取",
    "fax": "传真",
}

LONGEST = {
    "name": 100,
    "identity": 60,
    "phone": 40,
    "email": 120,
    "address": 200,
    "representative": 60,
    "help_needed": 200,
    "description": 5000,
    "document_name": 200,
    "document_number": 100,
    "document_date": 40,
    "purpose": 1000,
}
MOST_FILES = 10
LARGEST_FILES = 20 * 1024 * 1024

TITLES = {
    "kind": "申请人类别",
    "name": "姓名或者名称",
    "identity": "证件号码",
    "phone": "联系电话",
    "email": "电子邮箱",
    "address": "通信地址",
    "representative": "联系人",
    "help_needed": "需要的帮助",
    "description": "所需信息的内容描述",
    "document_name": "文件名称",
    "document_number": "文号",
    "document_date": "文件日期",
    "purpose": "用途",
    "form_wanted": "希望的形式",
    "way_wanted": "希望的获取方式",
    "files": "附带的文件",
}


@dataclass(frozen=True, slots=True)
class ApplicantDraft:
    """Who applies; at least one way to reach her."""

    kind: ApplicantKind
    name: str
    identity_kind: IdentityKind
    identity: str
    phone: str = ""
    email: str = ""
    address: str = ""
    representative: str = ""
    help_needed: str = ""


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """What is applied for: one matter, described so that it can be found. A purpose is never required."""

    applicant: ApplicantDraft
    description: str
    form_wanted: str
    way_wanted: str
    document_name: str = ""
    document_number: str = ""
    document_date: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file the applicant sends along: `evidence` of identity or any other `attachment`."""

    name: str
    data: bytes
    kind: str = "attachment"


@dataclass(frozen=True, slots=True)
class RequestFault:
    """A refusal tied to a field of the form."""

    field: str
    refusal: Refusal


def cleaned(draft: RequestDraft) -> RequestDraft:
    """The draft with control characters gone and spaces trimmed; rare characters and emoji stay."""
    person = draft.applicant
    lines: dict[str, Any] = {
        field.name: clean_line(getattr(person, field.name))
        for field in fields(person)
        if field.name not in ("kind", "identity_kind")
    }
    named = ("document_name", "document_number", "document_date")
    return replace(
        draft,
        applicant=replace(person, **lines),
        description=clean_text(draft.description),
        purpose=clean_text(draft.purpose),
        **{name: clean_line(getattr(draft, name)) for name in named},
    )


def faults_of(draft: RequestDraft, form: RequestForm, today: date, gate: Gate) -> tuple[RequestFault, ...]:
    """Every fault of a cleaned draft, in the order of the form; empty where it can be taken in."""
    asked = {field.id for field in form.fields if field.required}
    return (
        *_applicant_faults(draft.applicant, asked, today, gate("request_form")),
        *_matter_faults(draft, gate("request_form")),
        *_length_faults(draft),
    )


def file_faults(files: tuple[SentFile, ...]) -> tuple[RequestFault, ...]:
    """Whether the files sent along are too many, too large or empty."""
    if len(files) > MOST_FILES:
        reason = f"附带了 {len(files)} 个文件，最多 {MOST_FILES} 个。"
        return (_fault("files", "too_many_files", reason, None, "请挑选必要的，或者合成一个文件。"),)
    if sum(len(file.data) for file in files) > LARGEST_FILES:
        reason = f"附带的文件合计超过 {LARGEST_FILES // 1024 // 1024} MB。"
        return (_fault("files", "files_too_large", reason, None, "请压缩或者减少文件。"),)
    if any(not file.data for file in files):
        return (_fault("files", "empty_file", "附带的文件里有空文件。", None, "请重新选择文件。"),)
    return ()


def _applicant_faults(
    person: ApplicantDraft, asked: set[str], today: date, clause: Citation
) -> Iterator[RequestFault]:
    if not person.name:
        yield _fault("name", "no_name", "没有填写姓名或者名称。", clause, "请填写。")
    if "identity" in asked and not person.identity:
        yield _fault("identity", "no_identity", "没有填写身份证明的号码。", clause, "请填写证件号码。")
    if person.identity and (fault := identity_fault(person.identity_kind, person.identity, today)):
        yield _fault("identity", "identity_wrong", fault, clause, "请对照证件核对。")
    if person.identity and (fault := _kind_and_paper(person)):
        yield _fault("identity", "identity_of_another_kind", fault, clause, "请改选申请人类别或者证件类型。")
    if not (person.phone or person.email or person.address):
        reason = "没有填写联系方式。"
        yield _fault("phone", "no_contact", reason, clause, "请至少填写电话、邮箱、地址中的一项。")
    if person.phone and (fault := phone_fault(person.phone)):
        yield _fault("phone", "phone_wrong", fault, clause, "请核对电话号码。")
    if person.email and (fault := email_fault(person.email)):
        yield _fault("email", "email_wrong", fault, clause, "请核对邮箱。")


def _kind_and_paper(person: ApplicantDraft) -> str:
    """Why a paper cannot be this applicant's; "" where it can."""
    citizen = person.kind is ApplicantKind.CITIZEN
    if citizen and person.identity_kind is IdentityKind.CREDIT_CODE:
        return "公民的身份证明不能是统一社会信用代码。"
    if not citizen and person.identity_kind in (IdentityKind.RESIDENT_ID, IdentityKind.PASSPORT):
        return f"单位的身份证明不能是{person.identity_kind.title}。"
    return ""


def _matter_faults(draft: RequestDraft, clause: Citation) -> Iterator[RequestFault]:
    person = draft.applicant
    if not draft.description:
        remedy = "请写明要什么信息，例如文件名称、文号、时间、涉及的事项。"
        yield _fault("description", "no_description", "没有写明需要什么信息。", clause, remedy)
    if draft.form_wanted not in FORM_WANTED:
        yield _fault(
            "form_wanted", "no_form_wanted", "没有选择希望的形式。", clause, "请从列出的形式中选择。"
        )
    if draft.way_wanted not in WAY_WANTED:
        yield _fault(
            "way_wanted", "no_way_wanted", "没有选择希望的获取方式。", clause, "请从列出的方式中选择。"
        )
    if draft.way_wanted == "email" and not person.email:
        yield _fault("email", "way_without_email", "选择了电子邮件，没有填写邮箱。", clause, "请填写邮箱。")
    if draft.way_wanted == "post" and not person.address:
        yield _fault("address", "way_without_address", "选择了邮寄，没有填写地址。", clause, "请填写地址。")


def _length_faults(draft: RequestDraft) -> Iterator[RequestFault]:
    for name, limit in LONGEST.items():
        text = str(getattr(draft, name, "") or getattr(draft.applicant, name, ""))
        if len(text) > limit:
            reason = f"{TITLES[name]}有 {len(text)} 个字，最多 {limit} 个字。"
            yield _fault(name, "too_long", reason, None, "请缩短，其余内容可以作为附件。")


def _fault(field: str, code: str, reason: str, clause: Citation | None, remedy: str) -> RequestFault:
    return RequestFault(field, Refusal(code, reason, clause, remedy))
