"""The applicant's data: sealed when it is written, opened on the record, wiped when its time is over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.access.request_digests import SEALED
from gongkai.actions.door import today_of
from gongkai.actions.requests.door import Told, need, request_act
from gongkai.core.organs import Standing
from gongkai.core.requests.form import ApplicantDraft
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.core.requests.typed import half_width
from gongkai.core.terms import Refusal, Refused
from gongkai.core.workdays import zh_day
from gongkai.gateways.vault import the_vault
from gongkai.records.models import Applicant, Request


@dataclass(frozen=True, slots=True)
class OpenedApplicant:
    """The applicant in clear, for the one who was let to look."""

    kind: ApplicantKind
    name: str
    identity_kind: str
    identity: str
    phone: str
    email: str
    address: str
    representative: str


def sealed_applicant(request: Request, draft: ApplicantDraft) -> Applicant:
    """Write the applicant of a request, everything that identifies her sealed under a key name of her own."""
    key = secrets.token_hex(16)
    row = Applicant(
        request=request,
        kind=draft.kind.value,
        seal_key=key,
        identity_kind=draft.identity_kind.value if draft.identity else "",
        help_needed=draft.help_needed,
        same_as=_recognised_by(draft, request.organ_id),
    )
    _seal(row, {name: getattr(draft, name) for name in SEALED})
    row.save()
    return row


def copy_applicant(first: Applicant, request: Request) -> Applicant:
    """The same applicant under another request, sealed anew."""
    row = Applicant(
        request=request,
        kind=first.kind,
        seal_key=secrets.token_hex(16),
        identity_kind=first.identity_kind,
        help_needed=first.help_needed,
        same_as=first.same_as,
    )
    _seal(row, {name: opened(first, name) for name in SEALED})
    row.save()
    return row


def opened(row: Applicant, name: str) -> str:
    """One sealed field in clear; "" where there is none (or no longer)."""
    token = getattr(row, name)
    return the_vault().open(token, _context(row, name)) if token else ""


def look(who: Standing, request_id: int, *, why: str, moment: datetime) -> OpenedApplicant:
    """Show the applicant's data to a member of the acceptance body; that she looked, and why, is recorded."""

    def act(case: RequestCase, permit: Permit) -> Told[OpenedApplicant]:
        row, clause = case.request.applicant, permit.move.clause
        if row.anonymised_at is not None:
            said = f"申请人资料的保存期限已满，{zh_day(today_of(row.anonymised_at))}已经去标识，没有可以查看的内容。"
            raise Refused(Refusal("anonymised", said, clause, "办理情况仍可在案卷中查看。"))
        reason = need(why, "no_reasons", "没有写明查看的原因。", clause, "请写明为办理什么事查看。", 200)
        shown = OpenedApplicant(
            kind=ApplicantKind(row.kind),
            identity_kind=IdentityKind(row.identity_kind).title if row.identity_kind else "",
            **{name: opened(row, name) for name in SEALED},
        )
        return Told(shown, {"reasons": reason, "looked_at": "applicant"})

    return request_act(who, "look", request_id, moment, act)


def _seal(row: Applicant, values: dict[str, str]) -> None:
    vault = the_vault()
    for name, value in values.items():
        setattr(row, name, vault.seal(value, _context(row, name)) if value else "")


def _context(row: Applicant, name: str) -> str:
    return f"applicant:{row.seal_key}:{name}"


def _recognised_by(draft: ApplicantDraft, organ_id: int) -> str:
    """The same applicant gives the same digest: by the document, else by name and telephone or mail.

    "" where only a name is known: two people may bear it.
    """
    reached = draft.phone or draft.email or draft.address
    if not draft.identity and not reached:
        return ""
    told = half_width(draft.identity) or f"{draft.name}|{reached}"
    return the_vault().digest(told, f"same-applicant:{organ_id}")
