"""The application form as JSON: the same fields, checked by the same rules, as on the portal and at the counter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from gongkai.core.regime import Lawbook
from gongkai.core.requests.form import (
    FORM_WANTED,
    LARGEST_FILES,
    MOST_FILES,
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
from gongkai.web.api.faults import Faulty
from gongkai.web.api.given import Day, Given, SentPaper, plain

Kind = Literal["citizen", "company", "research", "welfare", "legal", "other"]
Paper = Literal["resident_id", "passport", "permit", "credit_code", "other"]
_PERSON = ("name", "identity", "phone", "email", "address", "representative", "help_needed")
_MATTER = ("description", "form_wanted", "way_wanted", "document_name", "document_number", "document_date")


class FormFile(SentPaper):
    """申请人附带的文件。"""

    kind: Literal["evidence", "attachment"] = plain("evidence 身份证明，attachment 其他材料", "attachment")


class Form(Given):
    """申请表。缺什么、错在哪里，由制度判断，逐个字段回答。"""

    kind: Kind = plain(
        TITLES["kind"], why="，".join(f"{kind.value} {kind.title}" for kind in ApplicantKind) + "。"
    )
    name: str = plain(TITLES["name"], "", example="张三")
    identity_kind: Paper = plain(
        "证件种类", "resident_id", why="，".join(f"{kind.value} {kind.title}" for kind in IdentityKind) + "。"
    )
    identity: str = plain(TITLES["identity"], "", example="11010519491231002X")
    phone: str = plain(TITLES["phone"], "", example="0470-8212345")
    email: str = plain(TITLES["email"], "")
    address: str = plain(TITLES["address"], "")
    representative: str = plain(TITLES["representative"], "")
    help_needed: str = plain(TITLES["help_needed"], "")
    description: str = plain(TITLES["description"], "", example="2024年全市规模以上工业增加值分行业数据")
    document_name: str = plain(TITLES["document_name"], "")
    document_number: str = plain(TITLES["document_number"], "")
    document_date: str = plain(TITLES["document_date"], "")
    form_wanted: str = plain(
        TITLES["form_wanted"],
        "",
        why="，".join(f"{name} {title}" for name, title in FORM_WANTED.items()) + "。",
        example="electronic",
    )
    way_wanted: str = plain(
        TITLES["way_wanted"],
        "",
        why="，".join(f"{name} {title}" for name, title in WAY_WANTED.items()) + "。",
        example="online",
    )
    purpose: str = plain(TITLES["purpose"], "", why="可以不填，不影响办理。")
    files: list[FormFile] = plain(
        TITLES["files"], [], why=f"最多 {MOST_FILES} 个，合计不超过 {LARGEST_FILES // 1024 // 1024} MB。"
    )


class RegisteredForm(Form):
    """受理机构登记的申请：表上的内容，加上怎样、哪天收到。"""

    way: str = plain("怎样收到的", why="本机关制度里的方式，见 choices。", example="in-person")
    arrived_on: Day = plain("哪天到的")
    confirmed_on: Day | None = plain("与申请人确认的日期", None, why="平常信函和传真从这天起算。")
    oral: bool = plain("是不是口头提出、由工作人员代填的", False)
    old_number: str = plain("原来的编号", "")


def taken_form(form: Form, lawbook: Lawbook, today: date) -> tuple[RequestDraft, Sequence[SentFile]]:
    """The draft and the files of a form; Faulty with every fault where it cannot be taken in."""
    person = ApplicantDraft(
        kind=ApplicantKind(form.kind),
        identity_kind=IdentityKind(form.identity_kind),
        **{name: getattr(form, name) for name in _PERSON},
    )
    draft = cleaned(
        RequestDraft(
            applicant=person, purpose=form.purpose, **{name: getattr(form, name) for name in _MATTER}
        )
    )
    files = tuple(SentFile(file.name or "文件", file.content, file.kind) for file in form.files)
    rule = lawbook.request_form(today).value
    faults = (*faults_of(draft, rule, today, lawbook.gate), *file_faults(files))
    if faults:
        raise Faulty([(fault.field, fault.refusal) for fault in faults])
    return draft, files
