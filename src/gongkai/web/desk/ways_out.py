"""Where to go after a refusal: the link beside "what to do now"."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.access.cases import Case
from gongkai.core.terms import Refusal

_TO_DRAFT = frozenset({"no_category", "no_matter", "empty", "no_reasons_for_class"})
_TO_SHEET = frozenset(
    {
        "not_reviewed",
        "already_signed",
        "role_has_signed",
        "not_in_this_state",
        "drafter_reviews",
        "too_few_reviews",
    }
)
_TO_NOW = frozenset({"changed_meanwhile", "signatures_void", "already_recorded", "newer_edition"})
_TO_SCREENING = frozenset({"marked_within", "unread", "findings_open", "not_redacted"})
_TO_PEOPLE = frozenset({"not_your_turn", "recused", "reviewer_approves"})


@dataclass(frozen=True, slots=True)
class WayOut:
    address: str
    text: str


def way_out(refusal: Refusal, case: Case) -> WayOut | None:
    """The place where the refused thing can be put right, if there is one."""
    here = f"/desk/items/{case.edition.item_id}/"
    if refusal.code in _TO_DRAFT:
        return WayOut(f"{here}revise/", "去修改草稿")
    if refusal.code in _TO_SHEET:
        return WayOut("#sheet-title", "看审查呈批单")
    if refusal.code in _TO_NOW:
        return WayOut(here, "打开现在的内容")
    if refusal.code in _TO_SCREENING:
        return WayOut(f"{here}screening/", "打开查验")
    if refusal.code in _TO_PEOPLE:
        return WayOut("/desk/organisation/", "查由谁办理")
    return None
