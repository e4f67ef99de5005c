"""The year on one page: days off, working weekends, where they come from, and what is due."""

from __future__ import annotations

from datetime import date

from tests.support.cast import Cast
from tests.support.desk import html, sit, words
from tests.support.request_road import assigned
from tests.support.road import registered


def test_days_off_and_working_weekends_are_marked_with_words(cast: Cast) -> None:
    page = sit(cast.hulunbuir, "leader").get("/desk/calendar/")
    assert "2025年日历" in words(page)
    assert "全年248个工作日" in words(page)
    assert html(page).count(">班<") == 5
    assert html(page).count(">休<") == 28
    assert 'href="https://www.gov.cn/zhengce/' in html(page)


def test_what_is_due_stands_on_its_day(cast: Cast) -> None:
    registered(cast.hulunbuir, title="三月十日到期的", formed_on=date(2025, 2, 24))
    page = sit(cast.hulunbuir, "leader").get("/desk/calendar/2025/")
    assert 'href="#d-2025-03-10" aria-label="2025年3月10日，1件到期"' in html(page)
    assert "2025年3月10日 三月十日到期的" in words(page)
    assert "三月十日到期的" not in words(sit(cast.hulunbuir, "leader").get("/desk/calendar/2024/"))


def test_a_year_not_announced_says_so(cast: Cast) -> None:
    desk = sit(cast.hulunbuir, "leader")
    assert "2027年的放假安排还没有公布" in words(desk.get("/desk/calendar/2027/"))
    assert "暂定日期" in words(desk.get("/desk/calendar/2027/"))
    assert desk.get("/desk/calendar/1900/").status_code == 404


def test_requests_stand_on_the_day_they_are_due(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "business_handler")
    assert f'id="d-{row.due_on}"' in html(desk.get("/desk/calendar/"))
    assert f"/desk/requests/{row.pk}/" in html(desk.get("/desk/calendar/"))
    assert row.serial not in html(sit(cast.hulunbuir, "other_handler").get("/desk/calendar/"))
