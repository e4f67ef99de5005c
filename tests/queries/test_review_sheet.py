"""The review sheet: one line a signature, the open one marked."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.road import MOMENT, case_of, reviewed_until, sign_as, submitted, who

from gongkai.actions import review
from gongkai.core.catalogue import Involved
from gongkai.queries.items import next_act, obstacles, review_sheet
from gongkai.records.models import Edition


def sheet(edition: Edition) -> list[tuple[str, str, str, bool]]:
    """Stage, role, who signed, whether it is this line's turn."""
    rows = review_sheet(case_of(edition))
    return [
        (row.stage.id, row.role.value, row.signature.signer.name if row.signature else "", row.is_open)
        for row in rows
    ]


@pytest.mark.clause("secrecy.7.1", "secrecy.7.2", "secrecy.7.3", "secrecy.7.4")
def test_four_lines_in_order_with_the_open_one(cast: Cast) -> None:
    assert sheet(reviewed_until(cast.naiman, "secrecy_body")) == [
        ("producing_unit", "producer", cast.naiman.business_handler.name, False),
        ("unit_head", "producing_unit_head", cast.naiman.business_head.name, False),
        ("secrecy_body", "secrecy_body", "", True),
        ("leader", "leader_in_charge", "", False),
    ]


@pytest.mark.clause("3.9.1", "5.1")
def test_the_routed_unit_has_its_line(cast: Cast) -> None:
    edition = submitted(cast.hulunbuir, matter="data-analysis")
    sign_as(cast.hulunbuir, "general_head", edition)
    assert sheet(edition) == [
        ("office", "leading_group_office", "", True),
        ("office", "producer", "", True),
        ("office", "reviewing_unit", cast.hulunbuir.general_head.name, False),
        ("leader", "leader_in_charge", "", False),
    ]


def test_after_a_return_the_sheet_is_empty_again(cast: Cast) -> None:
    edition = reviewed_until(cast.naiman, "leader")
    review.return_to_draft(who(cast.naiman, "leader"), edition.pk, reasons="改标题", moment=MOMENT)
    assert [name for _, _, name, _ in sheet(Edition.objects.get(pk=edition.pk))] == ["", "", "", ""]


@pytest.fixture(params=["hulunbuir", "naiman"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.hulunbuir if request.param == "hulunbuir" else cast.naiman


@pytest.mark.clause("4.1", "secrecy.3")
def test_what_is_still_missing_is_told_on_the_way(bureau: Bureau) -> None:
    codes = [
        refusal.code for refusal in obstacles(case_of(submitted(bureau)), case_of(submitted(bureau)).today)
    ]
    approval = ["not_approved"] if bureau.organ.slug == "hulunbuir-statistics" else []
    assert codes == ["not_reviewed", *approval]


def test_the_next_act_is_the_papers_before_the_publication(cast: Cast) -> None:
    edition = reviewed_until(cast.naiman, None, involved=(Involved("市财政局", joint_maker=True),))
    permit = next_act(who(cast.naiman, "office_handler"), case_of(edition))
    assert permit is not None
    assert permit.move.verb == "record_consent"
