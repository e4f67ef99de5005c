"""The description of the API as a page: read on a desk and on a phone, without scripts."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visits
from tests.browser.looking import faults_of, resized

pytestmark = pytest.mark.browser


def test_the_page_fits_and_is_accessible(visit: Visits) -> None:
    reader = visit(scripts=True)
    complaints: list[str] = []
    reader.page.on("console", lambda message: complaints.append(message.text))
    assert reader.goes_to("/api/v1/docs") == 200
    assert reader.heading == "政务公开接口"
    found = [*faults_of(reader, "api"), *faults_of(resized(reader, 390), "api")]
    assert (found, complaints) == ([], [])


def test_without_scripts_an_act_is_found_by_its_name(visit: Visits) -> None:
    reader = visit(width=390, scripts=False)
    reader.goes_to("/api/v1/docs")
    reader.page.get_by_role("link", name="告知补正").click()
    act = reader.page.get_by_role("article", name="告知补正")
    assert "/api/v1/{organ}/requests/{request_id}/ask_correction" in act.inner_text()
    assert "需要补正的事项" in act.inner_text()
