"""Correction: told once, in time, with everything that is unclear; the clock stops and begins anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import assigned, who
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.records.models import Request

LATER = MOMENT + timedelta(days=4)


def _asked(cast: Cast) -> Request:
    row = assigned(cast.naiman)
    return acts.ask_correction(
        who(cast.naiman, "general_handler"), row.pk, points="请写明年份。", period_days=10, moment=MOMENT
    )


@pytest.mark.clause("cn-foi:30")
@pytest.mark.clause("2.3.7")
def test_the_clock_stops_and_begins_anew(cast: Cast) -> None:
    row = _asked(cast)
    assert (row.state, row.due_on, row.standing_still) == (states.CORRECTING, None, "补正申请")
    done = acts.correct_online(row.pk, description="2024年的数据", moment=LATER)
    assert (done.state, done.due_on, done.description) == (states.WORKING, date(2025, 4, 7), "2024年的数据")
    assert done.correction.before == row.description


@pytest.mark.clause("cn-foi:30")
def test_twice_is_refused(cast: Cast) -> None:
    row = _asked(cast)
    acts.correct_online(row.pk, description="2024年的数据", moment=LATER)
    with refused("correction_twice") as no:
        acts.ask_correction(
            who(cast.naiman, "general_handler"), row.pk, points="还有。", period_days=5, moment=LATER
        )
    assert no.clause == "cn-foi:30"


@pytest.mark.clause("cn-foi:30")
def test_after_seven_working_days_is_refused(cast: Cast) -> None:
    row = assigned(cast.naiman)
    last, late = MOMENT + timedelta(days=9), MOMENT + timedelta(days=10)
    with refused("correction_too_late") as no:
        acts.ask_correction(
            who(cast.naiman, "general_handler", late),
            row.pk,
            points="请写明年份。",
            period_days=5,
            moment=late,
        )
    assert no.clause == "cn-foi:30"
    acts.ask_correction(
        who(cast.naiman, "general_handler", last), row.pk, points="请写明年份。", period_days=5, moment=last
    )


@pytest.mark.clause("cn-foi:30")
def test_given_up_only_after_the_period(cast: Cast) -> None:
    row = _asked(cast)
    end = row.correction.period_end
    early, over = MOMENT + timedelta(days=(end - date(2025, 3, 3)).days), MOMENT + timedelta(days=15)
    clerk = who(cast.naiman, "general_handler")
    with refused("period_not_over"):
        acts.abandon(clerk, row.pk, moment=early)
    done = acts.abandon(clerk, row.pk, moment=over)
    assert (done.state, done.outcome, done.report_row) == (states.CLOSED, "not-corrected", "other.1")
    assert list(done.letters.values_list("kind", flat=True)) == ["receipt", "correction", "closing"]


def test_not_given_up_when_it_came(cast: Cast) -> None:
    row = _asked(cast)
    acts.correct_online(row.pk, description="2024年的数据", moment=LATER)
    with refused("not_in_this_state"):
        acts.abandon(who(cast.naiman, "general_handler"), row.pk, moment=MOMENT + timedelta(days=30))
