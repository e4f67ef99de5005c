"""The fingerprint of an edition: exactly what a signature binds to."""

from __future__ import annotations

from dataclasses import asdict

from gongkai.core.catalogue.draft import Draft
from gongkai.core.terms import canonical_json, sm3_hex


def fingerprint(index_number: str, edition_number: int, unit: str, draft: Draft) -> str:
    """SM3 over every word, class, circumstance and attachment of an edition.

    Change a letter, swap an attachment or move it to another unit, and it differs
    (naiman-housing:secrecy.2, hulunbuir-statistics:3.1).
    """
    content = asdict(draft)
    content["formed_on"] = draft.formed_on.isoformat()
    content["changed_on"] = draft.changed_on.isoformat() if draft.changed_on else None
    content["secrecy_until"] = draft.secrecy_until.isoformat() if draft.secrecy_until else None
    content["involved"] = sorted(content["involved"], key=lambda involved: str(involved["name"]))
    sealed = {"index_number": index_number, "edition": edition_number, "unit": unit, "content": content}
    return sm3_hex(canonical_json(sealed).encode())
