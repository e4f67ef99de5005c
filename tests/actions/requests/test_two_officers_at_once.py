"""Two officers send the same reply at the same moment: one wins, the other is told."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast, install
from tests.support.databases import together
from tests.support.request_road import approve_all, proposed, who
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.core.terms import Refused
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import LedgerEntry, Letter, Request


@pytest.fixture
def bureau(transactional_db: None) -> Bureau:
    cast: Cast = install()
    return cast.naiman


@pytest.mark.clause("disclosure.7")
def test_one_reply_goes_out(bureau: Bureau) -> None:
    row = proposed(bureau)
    approve_all(bureau, row.pk)

    def send(key: str) -> str:
        try:
            acts.send_reply(who(bureau, key), row.pk, how="网上下载", moment=MOMENT)
        except Refused as refused:
            return refused.refusal.code
        return "sent"

    answers = together(lambda: send("general_handler"), lambda: send("general_handler_2"))
    assert sorted(map(str, answers)) == ["not_in_this_state", "sent"]
    assert Request.objects.get(pk=row.pk).state == "replied"
    assert Letter.objects.filter(request=row, kind="reply-granted").count() == 1
    assert LedgerEntry.objects.filter(verb="send_reply").count() == 1
    assert verify_organ(bureau.organ).holds
