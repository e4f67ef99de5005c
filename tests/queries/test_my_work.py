"""我的待办： what waits for whom, the most urgent first."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.cast import Bureau, Cast
from tests.support.road import TODAY, at_state, published, registered, reviewed_until, submitted, who

from gongkai.queries.work import figures, my_work, overdue_publications


def lines(bureau: Bureau, key: str, today: date = TODAY) -> list[tuple[str, str, str]]:
    """Title, the act that is hers, and the group, as the list shows them."""
    return [(line.title, line.act, line.group) for line in my_work(who(bureau, key), today)]


@pytest.mark.parametrize(
    ("state", "key", "act"),
    [
        ("draft", "business_handler", "送审"),
        ("in_review.producing_unit", "business_handler_2", "签署意见"),
        ("in_review.unit_head", "business_head", "签署意见"),
        ("in_review.secrecy_body", "secrecy_head", "签署意见"),
        ("in_review.leader", "leader", "签署意见"),
        ("referred", "office_handler", "登记答复"),
        ("cleared", "office_handler", "发布"),
    ],
)
def test_whose_turn_it_is_sees_the_act(cast: Cast, state: str, key: str, act: str) -> None:
    edition = at_state(cast.naiman, state)
    assert lines(cast.naiman, key) == [(edition.title, act, "之后")]


def test_who_has_signed_waits_for_others_and_strangers_see_nothing(cast: Cast) -> None:
    edition = reviewed_until(cast.naiman, "secrecy_body")
    assert lines(cast.naiman, "business_head") == [(edition.title, "", "等别人")]
    assert lines(cast.naiman, "other_handler") == []
    assert lines(cast.hulunbuir, "leader") == []


def test_what_is_finished_is_gone_from_every_list(cast: Cast) -> None:
    published(cast.naiman)
    assert [lines(cast.naiman, key) for key in ("business_handler", "office_handler", "leader")] == [
        [],
        [],
        [],
    ]


@pytest.mark.clause("1.4.4", "cn-foi:26")
def test_groups_follow_the_due_date_of_publication(cast: Cast) -> None:
    # Formed on 24 February 2025: ten working days end on Monday 10 March.
    submitted(cast.hulunbuir)
    groups = {
        day: lines(cast.hulunbuir, "office_handler", day)[0][2]
        for day in (date(2025, 3, 3), date(2025, 3, 8), date(2025, 3, 10), date(2025, 3, 11))
    }
    assert groups == {
        date(2025, 3, 3): "之后",
        date(2025, 3, 8): "之后",
        date(2025, 3, 10): "今天",
        date(2025, 3, 11): "逾期",
    }


def test_the_most_urgent_comes_first(cast: Cast) -> None:
    registered(cast.hulunbuir, title="晚到期", formed_on=date(2025, 2, 27))
    registered(cast.hulunbuir, title="先到期", formed_on=date(2025, 2, 10))
    registered(cast.hulunbuir, title="没有期限", formed_on=date(2025, 1, 2), proposed_class="withheld")
    titles = [title for title, _, _ in lines(cast.hulunbuir, "business_handler")]
    assert titles == ["先到期", "晚到期", "没有期限"]


@pytest.mark.clause("secrecy.11")
def test_the_secrecy_bodys_clock_runs_from_arrival(cast: Cast) -> None:
    reviewed_until(cast.naiman, "secrecy_body", formed_on=date(2025, 3, 3))
    [line] = my_work(who(cast.naiman, "secrecy_handler"), TODAY)
    assert line.due == date(2025, 3, 24)


def test_the_four_figures_count_the_groups(cast: Cast) -> None:
    submitted(cast.hulunbuir)
    reviewed_until(cast.hulunbuir, "leader")
    counted = figures(my_work(who(cast.hulunbuir, "office_handler"), date(2025, 3, 11)))
    assert (counted.overdue, counted.today, counted.mine, counted.others) == (1, 0, 1, 1)


@pytest.mark.clause("disclosure.6", "1.4.4")
def test_the_overdue_list_holds_what_should_be_public_oldest_first(cast: Cast) -> None:
    registered(cast.hulunbuir, title="后到期", formed_on=date(2025, 2, 27))
    reviewed_until(cast.hulunbuir, "leader", title="先到期", formed_on=date(2025, 2, 10))
    registered(cast.hulunbuir, title="不公开", proposed_class="withheld")
    published(cast.hulunbuir, title="已公开")
    found = [
        (line.title, line.due) for line in overdue_publications(who(cast.hulunbuir, "office_head"), TODAY)
    ]
    assert found == [("先到期", date(2025, 2, 24)), ("后到期", date(2025, 3, 13))]


def test_the_list_takes_the_same_number_of_queries_at_one_and_at_three_rows(cast: Cast) -> None:
    person = who(cast.naiman, "secrecy_handler")
    counts = []
    for more in (1, 2):
        for _ in range(more):
            reviewed_until(cast.naiman, "secrecy_body")
        with CaptureQueriesContext(connection) as taken:
            assert len(my_work(person, TODAY)) == sum((1, 2)[:more])
        counts.append(len(taken))
    assert counts[0] == counts[1]
