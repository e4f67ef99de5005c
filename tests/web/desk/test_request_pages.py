"""Every page of disclosure on request, in every state, for everybody: shown, or not there at all."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.desk import html, sit, words
from tests.support.request_road import SIGNERS, applied, assigned, at_request_state

from gongkai.core.requests import states

STATES = (
    states.UNCONFIRMED,
    states.RECEIVED,
    states.WORKING,
    states.CORRECTING,
    states.CONSULTING,
    states.AWAITING_FEE,
    states.APPROVED,
    states.REPLIED,
    states.CLOSED,
)
PEOPLE = ("general_handler", "business_handler", "leader", "office_head", "supervision_handler", "principal")


@pytest.mark.parametrize("state", STATES)
def test_the_case_is_shown_in_every_state_to_who_may_see_it(cast: Cast, state: str) -> None:
    for bureau in cast.bureaus:
        row = at_request_state(bureau, state)
        for key in PEOPLE:
            page = sit(bureau, key).get(f"/desk/requests/{row.pk}/")
            unit_has_it = row.unit_id is not None
            expected = 404 if key in ("business_handler", "leader") and not unit_has_it else 200
            assert (state, key, page.status_code) == (state, key, expected)
            if expected == 200:
                assert "李四光" not in html(page)
                assert "11010519491231002X" not in html(page)
        assert sit(bureau, "other_handler").get(f"/desk/requests/{row.pk}/").status_code == 404


def test_the_case_is_shown_at_every_stage_of_its_approval(cast: Cast) -> None:
    for bureau in cast.bureaus:
        for stage in SIGNERS[bureau.regime_version.regime_id]:
            row = at_request_state(bureau, f"in_approval.{stage}")
            page = sit(bureau, "general_handler").get(f"/desk/requests/{row.pk}/")
            assert "答复审批单" in words(page)


def test_who_has_no_post_or_is_of_another_bureau_finds_nothing(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    assert sit(cast.naiman, "general_handler").get(f"/desk/requests/{row.pk}/").status_code == 404
    assert sit(cast.naiman, "general_handler").get("/desk/requests/").status_code == 200
    assert row.serial not in words(sit(cast.naiman, "general_handler").get("/desk/requests/"))


@pytest.mark.parametrize(
    "path", ["", "due/", "load/", "new/", "export/xlsx/", "export/csv/", "?state=open&due=overdue&order=due"]
)
def test_the_pages_beside_the_register_open(cast: Cast, path: str) -> None:
    applied(cast.hulunbuir)
    assert sit(cast.hulunbuir, "general_head").get(f"/desk/requests/{path}").status_code == 200


def test_the_days_are_a_sheet_and_json(cast: Cast) -> None:
    row = at_request_state(cast.hulunbuir, states.CONSULTING)
    desk = sit(cast.hulunbuir, "general_handler")
    assert "2025年3月3日 星期一" in words(desk.get(f"/desk/requests/{row.pk}/days/"))
    data = desk.get(f"/desk/requests/{row.pk}/days.json").json()
    assert (data["request"], data["started"], data["days"][0]["kind"]) == (row.serial, "2025-03-03", "start")


def test_before_the_day_of_receipt_is_settled_there_are_no_days(cast: Cast) -> None:
    row = at_request_state(cast.hulunbuir, states.UNCONFIRMED)
    assert sit(cast.hulunbuir, "general_handler").get(f"/desk/requests/{row.pk}/days/").status_code == 404
