"""The load of the units: what is open and overdue, what was answered in time, whose lateness it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.support.cast import Cast
from tests.support.request_road import applied, approve_all, assigned, proposed, replied, who
from tests.support.road import MOMENT, TODAY

from gongkai.actions import requests as acts
from gongkai.queries.request_load import UnitLoad, due_counts, load_by_unit, sees_load


@pytest.mark.clause("cn-foi:45")
def test_units_with_their_figures_and_the_sum(cast: Cast) -> None:
    bureau = cast.hulunbuir
    applied(bureau)
    assigned(bureau)
    replied(bureau)
    late = proposed(bureau)
    moment = MOMENT + timedelta(days=30)
    approve_all(bureau, late.pk, moment)
    acts.send_reply(who(bureau, "general_handler", moment), late.pk, how="邮寄", moment=moment)
    today = date(2025, 4, 2)
    load = load_by_unit(bureau.standing("principal", today), 2025, today)
    unit = bureau.unit("business")
    assert [one.unit_id for one in load.units if one.open] == [unit.pk, 0]
    [business] = [one for one in load.units if one.unit_id == unit.pk]
    assert (business.open, business.overdue, business.answered, business.in_time) == (1, 1, 2, 1)
    assert sum(one.late for one in load.units) == load.total.late == 1
    assert load.total == UnitLoad(-1, "合计", 2, 2, 2, 1, 1, business.days)


def test_a_leader_sees_the_units_he_is_in_charge_of(cast: Cast) -> None:
    assigned(cast.hulunbuir)
    found = {
        key: [one.unit for one in load_by_unit(cast.hulunbuir.standing(key, TODAY), 2025, TODAY).units]
        for key in ("leader", "third_leader")
    }
    assert found == {"leader": ["工业统计科"], "third_leader": []}


def test_handlers_answer_for_their_own_work_only(cast: Cast) -> None:
    keys = ("business_handler", "business_head", "general_handler", "leader", "supervision_handler")
    seen = [sees_load(cast.hulunbuir.standing(key, TODAY)) for key in keys]
    assert seen == [False, True, True, True, True]


def test_what_is_due_is_counted_in_one_query(cast: Cast, django_assert_num_queries: object) -> None:
    assigned(cast.hulunbuir)
    day = date(2025, 3, 24)
    somebody = cast.hulunbuir.standing("general_handler", day)
    with django_assert_num_queries(1):  # type: ignore[operator] # pytest-django's own fixture
        counts = due_counts(somebody, day)
    assert counts == {"overdue": 0, "today": 1, "week": 1, "paused": 0}
