"""What somebody was reminded of this morning stands on top of her work."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.cast import Cast
from tests.support.desk import html, sit, words
from tests.support.reminded import morning, told
from tests.support.request_road import assigned

from gongkai.web import clock

DAY = date(2025, 3, 24)  # the day on which a request of 3 March is due


def test_it_names_the_request_and_leads_there(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = assigned(cast.hulunbuir)
    assert row.due_on == DAY
    told(cast.hulunbuir, DAY)
    monkeypatch.setattr(clock, "now", lambda: morning(DAY))
    page = sit(cast.hulunbuir, "business_handler").get("/desk/")
    assert f"提醒 1条 {row.serial} 答复期限今天到期，现在轮到您办理" in words(page)
    assert f'href="/desk/requests/{row.pk}/"' in html(page)
    assert "答复期限今天到期" not in words(sit(cast.hulunbuir, "other_handler").get("/desk/"))
