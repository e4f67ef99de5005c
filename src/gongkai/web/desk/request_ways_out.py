"""Where to go after a refusal on a request: the link beside "what to do now"."""

from __future__ import annotations

from gongkai.core.terms import Refusal
from gongkai.queries.request_page import RequestPage
from gongkai.web.desk.ways_out import WayOut

_TO_NOW = frozenset({"changed_meanwhile", "not_in_this_state", "already_signed", "signatures_void"})
_TO_LETTERS = frozenset({"letters_open", "third_party_not_asked", "arrival_unknown"})
_TO_PEOPLE = frozenset({"not_your_turn", "recused", "drafter_approves", "proposer_decides"})
_TO_ITEMS = frozenset({"not_reviewed", "unknown_edition", "lacks_files", "lacks_redacted", "class_withheld"})


def way_out(refusal: Refusal, page: RequestPage) -> WayOut | None:
    """The place where the refused thing can be put right, if there is one."""
    here = f"/desk/requests/{page.request.pk}/"
    if refusal.code in _TO_NOW:
        return WayOut(here, "打开现在的内容")
    if refusal.code in _TO_LETTERS:
        return WayOut("#asked-title", "看征求意见的信")
    if refusal.code in _TO_PEOPLE:
        return WayOut("/desk/organisation/", "查由谁办理")
    if refusal.code in _TO_ITEMS:
        return WayOut("/desk/items/", "去政府信息里办理审查")
    if refusal.code.startswith("extension_"):
        return WayOut(f"{here}days/", "看期限怎样计算")
    return None
