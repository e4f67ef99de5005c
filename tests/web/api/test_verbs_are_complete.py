"""Every act of the procedure tables can be called, and nothing else can."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.access.cases import table_for
from gongkai.access.request_cases import request_table_for
from gongkai.core.ledger.verbs import VERBS
from gongkai.gateways.regimes import load_builtin
from gongkai.web.api.api import description
from gongkai.web.api.item_verbs import ITEM_VERBS
from gongkai.web.api.request_verbs import REQUEST_VERBS

ON = date(2025, 3, 3)
BUREAUS = ("hulunbuir-statistics", "naiman-housing")

ON_REQUESTS = {
    "confirm_receipt", "assign", "split", "ask_correction", "take_correction", "notice_fee", "record_payment",
    "abandon", "consult", "record_arrival", "record_opinion", "record_search", "hand_in", "propose_extension",
    "decide_extension", "recuse_request", "answer_at_once", "propose_reply", "approve_reply", "return_reply",
    "send_reply", "withdraw_request", "record_delivery", "deliver_filing", "chase_filing", "acknowledge_filing",
    "suggest_publication", "fulfil_publication", "answer_followup", "look",
}  # fmt: skip
ON_EDITIONS = {
    "submit", "sign", "return", "refer", "answer_referral", "recuse", "approve", "publish", "withdraw",
    "record_consent", "declassify", "record_law_approval", "use_channel", "read", "revise", "renew",
    "answer_finding", "mark_text", "drop_mark", "redact",
}  # fmt: skip


def called(middle: str) -> set[str]:
    """The acts under an address, as the description for programs lists them."""
    paths = [path for path, ways in description()["paths"].items() if "post" in ways and middle in path]
    paths = [path for path in paths if path.count("/") == 6]
    return {path.rpartition("/")[2] for path in paths}


def test_the_golden_lists_the_registries_and_the_addresses_agree() -> None:
    assert (set(REQUEST_VERBS), set(ITEM_VERBS)) == (ON_REQUESTS, ON_EDITIONS)
    assert called("/requests/{request_id}/") == ON_REQUESTS
    assert called("/editions/{edition_id}/") == ON_EDITIONS


@pytest.mark.parametrize("bureau", BUREAUS)
def test_every_act_of_the_tables_can_be_called(bureau: str) -> None:
    book = load_builtin(bureau)
    on_requests = {move.verb for move in request_table_for(book, ON).moves}
    on_editions = {move.verb for move in table_for(book, ON).moves}
    assert on_requests == ON_REQUESTS
    assert on_editions <= ON_EDITIONS
    assert ON_EDITIONS - on_editions <= {"approve", "refer"}


def test_every_act_has_a_name_in_the_ledger() -> None:
    assert (ON_REQUESTS | ON_EDITIONS) - set(VERBS) == set()
