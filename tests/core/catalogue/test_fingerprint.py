"""A signature binds to every word of an edition."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from gongkai.core.catalogue import AttachedFile, Draft, Involved, fingerprint
from gongkai.core.terms import Audience, DisclosureClass, Provenance

DRAFT = Draft(
    title="通知",
    formed_on=date(2025, 1, 2),
    proposed_class=DisclosureClass.PROACTIVE,
    class_reasons="应当公开",
    attachments=(AttachedFile("附件.docx", "a" * 64, 10),),
    involved=(Involved("财政局", True), Involved("发改委")),
)
OTHER: dict[str, object] = {
    "formed_on": date(2025, 1, 3),
    "changed_on": date(2025, 2, 3),
    "secrecy_until": date(2030, 1, 1),
    "proposed_class": DisclosureClass.WITHHELD,
    "audience": Audience.INTERNAL,
    "provenance": Provenance.OBTAINED,
    "needs_law_approval": True,
    "attachments": (AttachedFile("附件.docx", "b" * 64, 10),),
    "involved": (Involved("财政局"),),
}


def mark(draft: Draft, index: str = "X/2025-00001", edition: int = 1, unit: str = "综合科") -> str:
    return fingerprint(index, edition, unit, draft)


@pytest.mark.clause("secrecy.2", "3.1")
@pytest.mark.parametrize("field", [f.name for f in fields(Draft)])
def test_any_change_changes_the_fingerprint(field: str) -> None:
    changed = replace(DRAFT, **{field: OTHER.get(field, "别的内容")})  # type: ignore[arg-type] # a value of the field's own type each
    assert mark(changed) != mark(DRAFT)


def test_number_edition_and_unit_belong_to_it() -> None:
    marks = {
        mark(DRAFT),
        mark(DRAFT, index="X/2025-00002"),
        mark(DRAFT, edition=2),
        mark(DRAFT, unit="办公室"),
    }
    assert len(marks) == 4


def test_the_order_in_which_organs_were_typed_does_not_matter() -> None:
    assert mark(replace(DRAFT, involved=DRAFT.involved[::-1])) == mark(DRAFT)


def test_the_same_content_has_the_same_fingerprint() -> None:
    assert (
        mark(replace(DRAFT))
        == mark(DRAFT)
        == "bdfff3fa61191db7cbf47af5334b25043d362eea7a5e2a407ea94303caa530a1"
    )
