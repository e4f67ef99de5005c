"""The fingerprint of an edition: exactly what a signature binds to."""

from __future__ import annotations

from dataclasses import asdict, fields

from gongkai.core.catalogue.draft import Draft
from gongkai.core.terms import canonical_json, sm3_hex

_NAMES = tuple(field.name for field in fields(Draft))


def fingerprint(index_number: str, edition_number: int, unit: str, draft: Draft) -> str:
    """SM3 over every word, class, circumstance and attachment of an edition.

    Change a letter, swap an attachment or move it to another unit, and it differs
    (naiman-housing:secrecy.2, hulunbuir-statistics:3.1).
    """
    # Not asdict() of the whole: it copies every value, and a ledger is verified one edition after another.
    content = {name: getattr(draft, name) for name in _NAMES}
    content["attachments"] = [asdict(file) for file in draft.attachments]
    content["involved"] = [asdict(organ) for organ in sorted(draft.involved, key=lambda organ: organ.name)]
    sealed = {"index_number": index_number, "edition": edition_number, "unit": unit, "content": content}
    return sm3_hex(canonical_json(sealed).encode())
