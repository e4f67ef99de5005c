"""The applicant's data: sealed when it is written, opened on the record, wiped when its time is over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields
from datetime import datetime

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.actions.requests.door import Told, need, request_act
from gongkai.core.organs import Standing
from gongkai.core.requests.form import ApplicantDraft
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.core.terms import canonical_json, sm3_hex
from gongkai.gateways.vault import the_vault
from gongkai.records.models import Applicant, Request

SEALED = ("name", "identity", "phone", "email", "address", "representative")


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


def applicant_digest(draft: ApplicantDraft, seal_key: str) -> str:
    """What the ledger keeps of an applicant: nobody can try names against it without her `seal_key`."""
    told = {field.name: str(getattr(draft, field.name)) for field in fields(draft)}
    return sm3_hex(canonical_json(told | {"seal_key": seal_key}).encode())


def look(who: Standing, request_id: int, *, why: str, moment: datetime) -> OpenedApplicant:
    """Show the applicant's data to a member of the acceptance body; that she looked, and why, is recorded."""

    def act(case: RequestCase, permit: Permit) -> Told[OpenedApplicant]:
        row, clause = case.request.applicant, permit.move.clause
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
    """The same applicant gives the same digest: by the document, else by name and telephone or mail."""
    told = draft.identity.upper() or f"{draft.name}|{draft.phone or draft.email or draft.address}"
    return the_vault().digest(told, f"same-applicant:{organ_id}")
