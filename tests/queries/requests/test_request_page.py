"""The case of a request: what it shows, to whom, in a constant number of queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.cast import Cast
from tests.support.request_road import (
    CITIZEN,
    applied,
    assigned,
    at_request_state,
    consult,
    on_request_edition,
    proposed,
    replied,
)
from tests.support.road import MOMENT, TODAY, registered

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.core.requests.identity import IdentityKind
from gongkai.queries.handing_out import candidates
from gongkai.queries.request_history import history_of_request
from gongkai.queries.request_page import request_case_of, request_page
from gongkai.records.models import LedgerEntry, Request


def test_who_may_not_know_of_it_is_told_there_is_none(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    for bureau, key in ((cast.naiman, "general_handler"), (cast.hulunbuir, "other_handler")):
        with pytest.raises(Request.DoesNotExist):
            request_page(bureau.standing(key, TODAY), row.pk, TODAY)


def test_whose_turn_and_who_may_sign_are_told_by_name(cast: Cast) -> None:
    row = proposed(cast.hulunbuir)
    page = request_page(cast.hulunbuir.standing("general_handler", TODAY), row.pk, TODAY)
    assert [(turn.act, turn.names) for turn in page.turns] == [
        ("同意答复", ("乌云其木格", "张雪梅", "李东升"))
    ]
    assert [(line.stage.id, line.is_open, line.names) for line in page.sheet] == [
        ("office", True, ("乌云其木格", "张雪梅", "李东升")),
        ("leader", False, ("巴特尔",)),
    ]


@pytest.mark.clause("2.3.7")
def test_earlier_requests_of_the_same_applicant_are_suggested(cast: Cast) -> None:
    bureau = cast.hulunbuir
    first = replied(bureau)
    applied(bureau, name="王五", identity_kind=IdentityKind.PASSPORT, identity="E12345678")
    row = assigned(bureau)
    page = request_page(bureau.standing("general_handler", TODAY), row.pk, TODAY)
    assert [(one.request_id, one.outcome, one.replied) for one in page.similar] == [
        (first.pk, "予以公开", True)
    ]


def test_what_was_sealed_is_nowhere_on_the_page_but_masked(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau)
    consult(bureau, row.pk)
    page = request_page(bureau.standing("business_handler", TODAY), row.pk, TODAY)
    assert (page.applicant, page.applicant_kind) == ("李**", "公民")
    told = repr(page.history)
    assert not [
        word for word in (CITIZEN.name, CITIZEN.identity, CITIZEN.phone, CITIZEN.email) if word in told
    ]
    assert "某煤业公司" not in told
    assert [one.name for one in page.asked] == ["某煤业公司"], (
        "who was asked is told on the case, not in the ledger"
    )


def test_the_history_says_every_act_in_words(cast: Cast) -> None:
    for state in (states.CORRECTING, states.CONSULTING, states.AWAITING_FEE, states.REPLIED, states.CLOSED):
        row = at_request_state(cast.hulunbuir, state)
        case = request_case_of(cast.hulunbuir.standing("general_handler", TODAY), row.pk, TODAY)
        history = history_of_request(case)
        entries = LedgerEntry.objects.filter(subject_kind="request", subject_id=row.pk).order_by("-sequence")
        assert [line.sequence for line in history] == [entry.sequence for entry in entries]
        said = [value for line in history for _, value in line.details]
        ids = {"refused", "in-process", "third_party", "pages", "online", "withdrawn", *states.STATE_TITLES}
        assert [value for value in said if value in ids or len(value) == 64] == []


def test_the_history_of_a_fee_tells_the_amount(cast: Cast) -> None:
    row = at_request_state(cast.hulunbuir, states.AWAITING_FEE)
    case = request_case_of(cast.hulunbuir.standing("general_handler", TODAY), row.pk, TODAY)
    details = dict(history_of_request(case)[0].details)
    assert (details["数量"], details["缴费截止日"], details["办理后状态"]) == (
        "100",
        "2025-03-31",
        "等待缴费",
    )


def test_the_page_takes_the_same_number_of_queries_however_much_there_is(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau)
    who = bureau.standing("business_handler", TODAY)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            acts.record_search(who, row.pk, where="档案", how="词", found=False, result="无", moment=MOMENT)
            edition = on_request_edition(bureau, title="数据")
            acts.hand_in(who, row.pk, note="建议提供", editions=[edition.pk], moment=MOMENT)
            consult(bureau, row.pk)
            replied(bureau)
        with CaptureQueriesContext(connection) as taken:
            page = request_page(bureau.standing("general_handler", TODAY), row.pk, TODAY)
        assert len(page.hand_ins) == sum((1, 2)[:more])
        counts.append(len(taken))
    assert counts[0] == counts[1]


@pytest.mark.clause("secrecy.2", "3.1")
def test_only_reviewed_editions_may_be_chosen_the_chosen_first(cast: Cast) -> None:
    bureau = cast.hulunbuir
    who = bureau.standing("business_handler", TODAY)
    one = on_request_edition(bureau, title="工业增加值分行业数据")
    other = on_request_edition(bureau, title="畜牧业生产情况")
    registered(bureau, title="工业增加值草稿")
    assert [each.edition_id for each in candidates(who, "工业增加值")] == [one.pk]
    chosen = [(each.edition_id, each.chosen) for each in candidates(who, "工业增加值", {other.pk})]
    assert chosen == [(other.pk, True), (one.pk, False)]
    assert candidates(bureau.standing("business_handler", TODAY), "没有的词") == ()
    assert candidates(cast.naiman.standing("business_handler", TODAY), "工业增加值") == ()
