"""The list of items, and the overview of reviews for those who oversee them."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.desk import sit, words
from tests.support.road import at_state, registered

from gongkai.queries import item_list


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["丙方案", "乙公报", "甲通知"]),
        ("?state=draft", ["甲通知"]),
        ("?state=in_review", ["乙公报"]),
        ("?q=公报", ["乙公报"]),
        ("?q=〔2025〕9号", ["丙方案"]),
        ("?q=公报 通知", []),
        ("?category=statistics", ["丙方案", "乙公报", "甲通知"]),
        ("?disclosure_class=withheld", []),
        ("?state=nonsense", ["丙方案", "乙公报", "甲通知"]),
        ("?page=77", ["丙方案", "乙公报", "甲通知"]),
        (f"?page={'9' * 4400}", ["丙方案", "乙公报", "甲通知"]),
    ],
)
def test_items_are_filtered_newest_first(cast: Cast, query: str, titles: list[str]) -> None:
    at_state(cast.hulunbuir, "draft", title="甲通知")
    at_state(cast.hulunbuir, "in_review.leader", title="乙公报")
    at_state(cast.hulunbuir, "cleared", title="丙方案", doc_number="呼统发〔2025〕9号")
    registered(cast.naiman, title="外局信息")
    page = words(sit(cast.hulunbuir, "website_handler").get(f"/desk/items/{query}"))
    found = sorted(
        (page.index(title), title) for title in ("甲通知", "乙公报", "丙方案", "外局信息") if title in page
    )
    assert [title for _, title in found] == titles
    assert f"共{len(titles)}件" in page


def test_long_lists_come_in_pages(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(item_list, "PAGE_SIZE", 2)
    for title in ("第一件", "第二件", "第三件"):
        registered(cast.hulunbuir, title=title)
    desk = sit(cast.hulunbuir, "website_handler")
    assert "第一件" not in words(desk.get("/desk/items/"))
    second = words(desk.get("/desk/items/?page=2&state=draft"))
    assert "第一件" in second
    assert "第2页，共2页" in second


@pytest.mark.clause("3.2", "secrecy.4")
def test_those_who_oversee_see_every_review_and_whom_it_waits_for(cast: Cast) -> None:
    at_state(cast.hulunbuir, "in_review.leader", title="审查中的")
    at_state(cast.hulunbuir, "cleared", title="审查完的")
    for key in ("office_head", "secrecy_head"):
        desk = sit(cast.hulunbuir, key)
        page = words(desk.get("/desk/oversight/"))
        assert "审查中的 分管领导决定 分管领导" in page
        assert "审查完的" not in page
        assert "审查完的 审查通过" in words(desk.get("/desk/oversight/?all=1"))


def test_others_have_no_overview(cast: Cast) -> None:
    desk = sit(cast.hulunbuir, "business_handler")
    assert desk.get("/desk/oversight/").status_code == 403
    assert "审查总览" not in words(desk.get("/desk/"))
