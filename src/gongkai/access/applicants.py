"""What is kept sealed about people, opened for those who may: one field at a time, masked where it is only shown."""

from __future__ import annotations

from gongkai.core.requests.identity import ApplicantKind
from gongkai.core.requests.masking import masked_name
from gongkai.gateways.vault import Unopenable, the_vault
from gongkai.records.models import Applicant, Consultation, Request, RequestFile

GONE = "（已去标识）"
LOCKED = "（密钥缺失，不能显示）"


def applicant_field(row: Applicant, name: str) -> str:
    """One sealed field in clear; "" where there is none (or no longer). Unopenable without the key."""
    token = getattr(row, name)
    return the_vault().open(token, f"applicant:{row.seal_key}:{name}") if token else ""


def masked_applicant(row: Applicant) -> str:
    """The name as lists show it: a citizen's first character, an organisation's name whole.

    A screen must not fail because a key is missing: it says so instead.
    """
    if row.anonymised_at is not None:
        return GONE
    try:
        return masked_name(applicant_field(row, "name"), ApplicantKind(row.kind))
    except Unopenable:
        return LOCKED


def consulted_name(row: Consultation) -> str:
    """Who was asked for an opinion, in clear."""
    if not row.name:
        return GONE
    try:
        return the_vault().open(row.name, f"consultation:{row.pk}:name")
    except Unopenable:
        return LOCKED


def sent_file_name(request: Request, row: RequestFile) -> str:
    """The name under which an applicant sent a file, in clear."""
    return the_vault().open(row.name, f"request-file:{request.pk}")


def sent_file(request: Request, sealed: bytes) -> bytes:
    """The bytes of a file an applicant sent, in clear."""
    return the_vault().open_bytes(sealed, f"request-file:{request.pk}")
