"""More time: proposed by one, agreed to by another, capped, once, and the applicant is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import assigned, who
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.records.models import Request


@pytest.mark.clause("2.3")
def test_the_leading_group_agrees_and_the_applicant_is_told(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    clerk = who(cast.hulunbuir, "general_handler")
    acts.propose_extension(clerk, row.pk, reasons="涉及多个年度。", working_days=10, moment=MOMENT)
    leader = who(cast.hulunbuir, "principal")
    done = acts.decide_extension(leader, row.pk, agreed=True, moment=MOMENT)
    fresh = Request.objects.get(pk=row.pk)
    assert (done.old_due, fresh.due_on) == (date(2025, 3, 24), date(2025, 4, 8))
    assert list(fresh.letters.values_list("kind", flat=True)) == ["receipt", "extension"]


@pytest.mark.clause("cn-foi:33")
def test_the_head_of_the_disclosure_body_agrees_not_its_clerks(cast: Cast) -> None:
    row = assigned(cast.naiman)
    clerk = who(cast.naiman, "business_handler")
    acts.propose_extension(clerk, row.pk, reasons="涉及多个年度。", working_days=10, moment=MOMENT)
    with refused("not_your_turn"):
        acts.decide_extension(who(cast.naiman, "general_handler"), row.pk, agreed=True, moment=MOMENT)
    acts.decide_extension(who(cast.naiman, "general_head"), row.pk, agreed=True, moment=MOMENT)
    assert Request.objects.get(pk=row.pk).due_on == date(2025, 4, 15)


def test_who_proposed_does_not_decide(cast: Cast) -> None:
    row = assigned(cast.naiman)
    head = who(cast.naiman, "general_head")
    acts.propose_extension(head, row.pk, reasons="涉及多个年度。", working_days=5, moment=MOMENT)
    with refused("proposer_decides"):
        acts.decide_extension(head, row.pk, agreed=True, moment=MOMENT)


@pytest.mark.clause("cn-foi:33")
@pytest.mark.parametrize(
    ("bureau", "given", "clause"),
    [
        ("naiman", {"working_days": 21}, "cn-foi:33"),
        ("hulunbuir", {"working_days": 24}, "cn-foi:33"),
        ("hulunbuir", {"months": 2}, "cn-foi:33"),
    ],
)
def test_beyond_the_cap_is_refused(cast: Cast, bureau: str, given: dict[str, int], clause: str) -> None:
    home = getattr(cast, bureau)
    row = assigned(home)
    with refused("extension_too_long") as no:
        acts.propose_extension(
            who(home, "general_handler"), row.pk, reasons="涉及多个年度。", moment=MOMENT, **given
        )
    assert no.clause == clause
    assert Request.objects.get(pk=row.pk).due_on == row.due_on


@pytest.mark.clause("cn-foi:33")
def test_a_second_time_is_refused(cast: Cast) -> None:
    row = assigned(cast.naiman)
    clerk = who(cast.naiman, "general_handler")
    acts.propose_extension(clerk, row.pk, reasons="涉及多个年度。", working_days=5, moment=MOMENT)
    acts.decide_extension(who(cast.naiman, "general_head"), row.pk, agreed=True, moment=MOMENT)
    with refused("extension_twice"):
        acts.propose_extension(clerk, row.pk, reasons="还要时间。", working_days=5, moment=MOMENT)


@pytest.mark.clause("cn-foi:33")
def test_after_the_due_date_is_refused(cast: Cast) -> None:
    row = assigned(cast.naiman)
    late = MOMENT + timedelta(days=40)
    with refused("extension_after_due") as no:
        acts.propose_extension(
            who(cast.naiman, "general_handler", late),
            row.pk,
            reasons="涉及多个年度。",
            working_days=5,
            moment=late,
        )
    assert no.clause == "cn-foi:33"


def test_declined_leaves_the_date(cast: Cast) -> None:
    row = assigned(cast.naiman)
    clerk = who(cast.naiman, "general_handler")
    acts.propose_extension(clerk, row.pk, reasons="涉及多个年度。", working_days=5, moment=MOMENT)
    acts.decide_extension(
        who(cast.naiman, "general_head"), row.pk, agreed=False, note="按期答复。", moment=MOMENT
    )
    assert Request.objects.get(pk=row.pk).due_on == row.due_on
