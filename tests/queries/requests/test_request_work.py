"""我的待办 for requests: what waits for whom, until when, and how many queries it takes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.cast import Bureau, Cast
from tests.support.request_road import (
    applied,
    assigned,
    at_request_state,
    consult,
    on_request_edition,
    replied,
)
from tests.support.road import MOMENT, TODAY, at_state

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.queries.work import figures, my_work
from gongkai.records.models import Request


def lines(bureau: Bureau, key: str, today: date = TODAY) -> list[tuple[str, str, str]]:
    """Address, the act that is hers, and the group, of the requests on the list."""
    found = my_work(bureau.standing(key, today), today)
    return [(line.address, line.act, line.group) for line in found if "/requests/" in line.address]


def here(row: Request) -> str:
    return f"/desk/requests/{row.pk}/"


@pytest.mark.parametrize(
    ("state", "key", "act"),
    [
        (states.UNCONFIRMED, "general_handler", "登记确认收到"),
        (states.RECEIVED, "general_head", "分办"),
        (states.WORKING, "business_handler", "拟答复送审批"),
        ("in_approval.office", "office_handler", "同意答复"),
        ("in_approval.leader", "leader", "同意答复"),
        (states.APPROVED, "general_handler", "发出答复"),
    ],
)
def test_whose_turn_it_is_sees_the_act(cast: Cast, state: str, key: str, act: str) -> None:
    row = at_request_state(cast.hulunbuir, state)
    assert lines(cast.hulunbuir, key) == [(here(row), act, "之后")]


def test_strangers_and_the_other_bureau_see_nothing(cast: Cast) -> None:
    assigned(cast.hulunbuir)
    assert lines(cast.hulunbuir, "other_handler") == []
    assert lines(cast.hulunbuir, "general_handler") == []
    assert lines(cast.naiman, "business_handler") == []


def test_what_was_handed_in_waits_for_the_acceptance_body_and_is_others_for_the_unit(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau)
    who = bureau.standing("business_handler", TODAY)
    acts.hand_in(who, row.pk, note="查到了，建议公开。", editions=[], moment=MOMENT)
    assert lines(bureau, "general_handler") == [(here(row), "拟答复送审批", "之后")]
    assert lines(bureau, "business_handler") == [(here(row), "", "等别人")]


@pytest.mark.clause("cn-foi:30")
def test_a_correction_that_never_came_waits_once_its_period_is_over(cast: Cast) -> None:
    row = at_request_state(cast.hulunbuir, states.CORRECTING)
    end = TODAY + timedelta(days=14)
    assert lines(cast.hulunbuir, "general_handler", end) == [(here(row), "", "等别人")]
    over = lines(cast.hulunbuir, "general_handler", end + timedelta(days=1))
    assert over == [(here(row), "按放弃申请处理", "之后")]


@pytest.mark.clause("cn-foi:42")
def test_a_fee_that_was_never_paid_waits_once_its_period_is_over(cast: Cast) -> None:
    row = at_request_state(cast.hulunbuir, states.AWAITING_FEE)
    assert row.fee.pay_by == date(2025, 3, 31)
    assert lines(cast.hulunbuir, "general_handler", date(2025, 3, 31)) == [(here(row), "", "等别人")]
    over = lines(cast.hulunbuir, "general_handler", date(2025, 4, 1))
    assert over == [(here(row), "按放弃申请处理", "之后")]


@pytest.mark.clause("cn-foi:32")
def test_a_third_party_that_never_answered_waits_once_its_limit_is_over(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau)
    letter = consult(bureau, row.pk)
    who = bureau.standing("business_handler", TODAY)
    acts.record_arrival(who, row.pk, consultation_id=letter, on=TODAY, moment=MOMENT)
    waiting = [(here(row), "", "等别人")]
    assert lines(bureau, "business_handler", date(2025, 3, 24)) == waiting
    assert lines(bureau, "general_handler", date(2025, 3, 24)) == waiting
    assert lines(bureau, "other_handler", date(2025, 3, 24)) == []
    assert lines(bureau, "business_handler", date(2025, 3, 25)) == [(here(row), "登记对方意见", "之后")]


def test_an_extension_waits_for_who_consents_and_not_for_who_asked(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau)
    who = bureau.standing("business_handler", TODAY)
    acts.propose_extension(who, row.pk, working_days=5, reasons="要逐户核对。", moment=MOMENT)
    assert lines(bureau, "second_leader") == [(here(row), "决定延期", "之后")]
    assert lines(bureau, "business_handler") == [(here(row), "拟答复送审批", "之后")]


@pytest.mark.clause("disclosure.10")
def test_a_refusal_waits_to_be_filed_then_for_its_receipt(cast: Cast) -> None:
    bureau = cast.naiman
    row = at_request_state(bureau, states.REPLIED)
    assert lines(bureau, "general_handler") == [(here(row), "报送备案", "之后")]
    who = bureau.standing("general_handler", TODAY)
    acts.deliver_filing(who, row.pk, on=TODAY, how="公文交换", moment=MOMENT)
    assert lines(bureau, "general_handler") == [(here(row), "", "等别人")]
    assert lines(bureau, "general_handler", date(2025, 3, 24)) == [(here(row), "催办备案回执", "之后")]


def test_what_an_applicant_said_waits_for_an_answer(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = replied(bureau)
    acts.follow_up_online(row.pk, kind="suggest", text="建议公开。", moment=MOMENT)
    assert lines(bureau, "general_handler") == [(here(row), "答复申请人意见", "之后")]


@pytest.mark.clause("2.3.2")
def test_a_publication_task_waits_for_the_unit_until_its_day(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = replied(bureau)
    who = bureau.standing("general_handler", TODAY)
    task = acts.suggest_publication(who, row.pk, unit_id=bureau.unit("business").pk, moment=MOMENT)
    assert task.due_on == date(2025, 3, 17)
    groups = [lines(bureau, "business_handler", day) for day in (TODAY, date(2025, 3, 17), date(2025, 3, 18))]
    act = "登记已主动公开"
    assert groups == [[(here(row), act, group)] for group in ("之后", "今天", "逾期")]


@pytest.mark.clause("cn-foi:44")
def test_what_several_were_given_is_suggested_for_publication(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = on_request_edition(bureau, title="分行业数据")
    given = acts.ReplyGiven("granted", editions=(edition.pk,))
    first = replied(bureau, given)
    assert lines(bureau, "office_handler") == []
    again = replied(bureau, given)
    assert lines(bureau, "office_handler") == [], "the same applicant twice is not many"
    Request.objects.get(pk=again.pk).applicant.__class__.objects.filter(request=again).update(same_as="x")
    [line] = my_work(bureau.standing("office_handler", TODAY), TODAY)
    assert (line.title, line.act, line.address) == (
        "《分行业数据》已有2位申请人申请过",
        "提出转为主动公开",
        here(again),
    )
    who = bureau.standing("general_handler", TODAY)
    acts.suggest_publication(who, first.pk, unit_id=bureau.unit("business").pk, moment=MOMENT)
    assert lines(bureau, "office_handler") == []


def test_groups_follow_the_due_date_and_figures_count_both_kinds_of_work(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau)
    item = at_state(bureau, "draft")
    assert row.due_on == date(2025, 3, 24)
    days = (date(2025, 3, 21), date(2025, 3, 24), date(2025, 3, 25))
    assert [lines(bureau, "business_handler", day)[0][2] for day in days] == ["之后", "今天", "逾期"]
    found = my_work(bureau.standing("business_handler", TODAY), TODAY)
    assert [line.address for line in found] == [f"/desk/items/{item.item_id}/", here(row)]
    assert figures(found).mine == 2


def test_the_list_takes_the_same_number_of_queries_at_one_and_at_three_rows(cast: Cast) -> None:
    bureau = cast.hulunbuir
    counts = []
    for more in (1, 2):
        for _ in range(more):
            applied(bureau)
            at_request_state(bureau, states.REPLIED)
        with CaptureQueriesContext(connection) as taken:
            found = lines(bureau, "general_handler")
        assert len(found) == 2 * sum((1, 2)[:more])
        counts.append(len(taken))
    assert counts[0] == counts[1]
