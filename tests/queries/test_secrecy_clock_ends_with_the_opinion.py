"""The secrecy body's clock runs while the case lies with it, and no longer."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.cast import Cast
from tests.support.road import case_of, reviewed_until, sign_as

from gongkai.queries.clocks import arrivals


@pytest.mark.clause("secrecy.11")
def test_it_begins_with_the_arrival_and_ends_with_the_signature(cast: Cast) -> None:
    before = reviewed_until(cast.naiman, "unit_head")
    lying = reviewed_until(cast.naiman, "secrecy_body")
    signed = reviewed_until(cast.naiman, "secrecy_body")
    sign_as(cast.naiman, "secrecy_handler", signed)
    cases = [case_of(edition) for edition in (before, lying, signed)]
    assert arrivals(cases) == {lying.pk: date(2025, 3, 3)}
