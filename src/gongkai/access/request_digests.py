"""What the ledger keeps of what a request says and of people: digests, made anew from the rows when it is verified."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.access.applicants import applicant_field
from gongkai.core.terms import canonical_json, sm3_hex
from gongkai.records.models import Applicant, Consultation, RequestFile

SEALED = ("name", "identity", "phone", "email", "address", "representative")
"""The columns of an applicant that are kept sealed."""

ASKED = ("document_name", "document_number", "document_date", "form_wanted", "way_wanted", "purpose")
"""What the form asks beside the description."""


def applicant_digest(row: Applicant) -> str:
    """The digest of an applicant in clear: nobody can try names against it without her `seal_key`.

    Unopenable where a sealed column was spoilt, or the key is missing.
    """
    told = {name: applicant_field(row, name) for name in SEALED}
    plain = ("kind", "seal_key", "identity_kind", "help_needed", "same_as")
    return sm3_hex(canonical_json(told | {name: getattr(row, name) for name in plain}).encode())


def asked_digest(values: Mapping[str, str]) -> str:
    """The digest of what the form asks beside the description; `values` has the columns ASKED."""
    return sm3_hex(canonical_json({name: values[name] for name in ASKED}).encode())


def text_digest(text: str) -> str:
    """The digest of a text; "" for none."""
    return sm3_hex(text.encode()) if text else ""


def consulted_digest(row: Consultation) -> str:
    """The digest of the sealed name and address of the one who was asked."""
    return sm3_hex(f"{row.name}|{row.address}".encode())


def file_told(row: RequestFile) -> dict[str, object]:
    """What the ledger keeps of a file the applicant sent: never its name, which may tell who she is."""
    return {
        "file": row.pk,
        "digest": row.digest,
        "size": row.size,
        "kind": row.kind,
        "sealed": sm3_hex(row.name.encode()),
    }
