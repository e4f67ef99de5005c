"""Applicant data are shown to those who need them, and each look is in the ledger."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import applied, assigned, who
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.core.requests.identity import ApplicantKind
from gongkai.records.models import LedgerEntry


@pytest.mark.clause("disclosure.7")
def test_who_looked_and_why_is_in_the_ledger_and_what_she_saw_is_not(cast: Cast) -> None:
    row = applied(cast.naiman).request
    seen = acts.look(who(cast.naiman, "general_handler"), row.pk, why="电话核对", moment=MOMENT)
    assert seen == acts.OpenedApplicant(
        kind=ApplicantKind.CITIZEN,
        name="李四光",
        identity_kind="居民身份证",
        identity="11010519491231002X",
        phone="13800001234",
        email="lisi@example.cn",
        address="呼伦贝尔市海拉尔区中央街1号",
        representative="",
    )
    entry = LedgerEntry.objects.get(verb="look")
    assert (entry.actor_key, '"reasons":"电话核对"' in entry.payload) == (
        f"person:{cast.naiman.general_handler.pk}",
        True,
    )
    assert "李四光" not in entry.payload


@pytest.mark.parametrize("key", ["business_handler", "leader", "principal", "supervision_handler"])
def test_others_are_refused_and_nothing_is_shown(cast: Cast, key: str) -> None:
    row = assigned(cast.naiman)
    with refused("not_your_turn"):
        acts.look(who(cast.naiman, key), row.pk, why="好奇", moment=MOMENT)
    assert not LedgerEntry.objects.filter(verb="look").exists()


def test_without_a_reason_nothing_is_shown(cast: Cast) -> None:
    row = applied(cast.naiman).request
    with refused("no_reasons"):
        acts.look(who(cast.naiman, "general_handler"), row.pk, why=" ", moment=MOMENT)
