"""我的待办 shows what waits for a person, by what is due first, and nothing of another organ."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.cast import Cast
from tests.support.desk import html, sit, words
from tests.support.road import at_state, registered, submitted


def test_each_line_tells_what_step_until_when_under_which_clause(cast: Cast) -> None:
    registered(cast.hulunbuir, title="要送审的草稿", formed_on=date(2025, 2, 24))
    page = words(sit(cast.hulunbuir, "business_handler").get("/desk/"))
    assert "要送审的草稿 送审 还剩 5 个工作日 · 3月10日 制度 三（一）" in page
    assert "0 件逾期" in page.replace("件逾期 0", "0 件逾期")


def test_the_overdue_comes_first_and_what_waits_for_others_last(cast: Cast) -> None:
    submitted(cast.hulunbuir, title="等别人的", formed_on=date(2025, 2, 24))
    registered(cast.hulunbuir, title="之后的", formed_on=date(2025, 2, 27))
    registered(cast.hulunbuir, title="逾期的", formed_on=date(2025, 1, 2))
    page = words(sit(cast.hulunbuir, "business_handler").get("/desk/"))
    shown = [page.index(title) for title in ("逾期的", "之后的")]
    assert shown == sorted(shown)
    assert page.index("逾期 1件") < page.index("逾期的")


def test_the_next_in_the_chain_has_it_on_her_desk(cast: Cast) -> None:
    submitted(cast.hulunbuir, title="等办公室签署")
    assert "等办公室签署 签署意见" in words(sit(cast.hulunbuir, "office_handler").get("/desk/"))
    assert "等办公室签署" not in words(sit(cast.hulunbuir, "supervision_handler").get("/desk/"))
    assert "等办公室签署" not in words(sit(cast.naiman, "office_handler").get("/desk/"))


def test_filters_are_in_the_address(cast: Cast) -> None:
    registered(cast.hulunbuir, title="工业的草稿")
    desk = sit(cast.hulunbuir, "business_handler")
    assert "工业的草稿" in words(desk.get("/desk/?unit=工业统计科&act=送审"))
    other = words(desk.get("/desk/?unit=综合科"))
    assert "工业的草稿" not in other
    assert "没有符合筛选条件的事" in other


def test_an_empty_desk_says_what_will_come(cast: Cast) -> None:
    page = words(sit(cast.naiman, "website_handler").get("/desk/"))
    assert "现在没有等您办的事。 别人把信息送到您这一步时，会出现在这里。" in page


@pytest.mark.clause("disclosure.6", "1.4.4")
def test_the_list_of_what_should_be_public_begins_with_the_overdue(cast: Cast) -> None:
    for bureau in cast.bureaus:
        registered(bureau, title="早该公开的", formed_on=date(2024, 12, 2))
        registered(bureau, title="还没到期的", formed_on=date(2025, 2, 28))
        page = words(sit(bureau, "website_handler").get("/desk/overdue/"))
        assert (
            page.index("已逾期 1件")
            < page.index("早该公开的")
            < page.index("未到期 1件")
            < page.index("还没到期的")
        )


def queries(client: object, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200  # type: ignore[attr-defined] # a test client
    return len(captured)


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/overdue/", "/desk/items/", "/desk/oversight/?all=1", "/desk/calendar/2025/"]
)
def test_three_rows_cost_what_one_costs(cast: Cast, path: str) -> None:
    desk = sit(cast.hulunbuir, "office_head")
    at_state(cast.hulunbuir, "in_review.leader")
    desk.get(path)
    one = queries(desk, path)
    at_state(cast.hulunbuir, "in_review.office")
    at_state(cast.hulunbuir, "cleared")
    assert queries(desk, path) == one


def test_large_type_is_remembered(cast: Cast) -> None:
    desk = sit(cast.hulunbuir, "office_head")
    assert '<html lang="zh-Hans">' in html(desk.get("/desk/"))
    assert desk.post("/desk/type/", {"next": "/desk/items/"}).headers["Location"] == "/desk/items/"
    assert '<html lang="zh-Hans" class="large">' in html(desk.get("/desk/"))
    desk.post("/desk/type/", {"next": "https://evil.example/"})
    assert '<html lang="zh-Hans">' in html(desk.get("/desk/"))
