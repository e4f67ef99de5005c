"""The release register on the screen: filtered, sorted, exported; a row opens its case."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from tests.support.cast import Cast
from tests.support.desk import html, sit, words
from tests.support.published import Press, moment


@pytest.fixture
def press(cast: Cast) -> Press:
    press = Press(cast.hulunbuir)
    press.publish("甲公报", at=moment(2025, 1, 6), category="statistics")
    second = press.publish("乙通知", at=moment(2025, 2, 10), category="other")
    press.withdraw(second.item, at=moment(2025, 2, 20), reason="数据有误")
    return press


@pytest.mark.clause("6.2.5")
def test_every_publication_is_a_row_that_opens_its_case(cast: Cast, press: Press) -> None:
    page = sit(cast.hulunbuir, "website_handler").get("/desk/register/")
    said = words(page)
    assert said.index("乙通知") < said.index("甲公报")
    assert "已撤回 2025-02-20，数据有误" in said
    item = press.organ.items.get(editions__title="甲公报")
    assert f'<a href="/desk/items/{item.pk}/">甲公报</a>' in html(page)
    assert "甲公报" not in words(sit(cast.naiman, "website_handler").get("/desk/register/"))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?until=2025-01-31", ["甲公报"]),
        ("?since=2025年2月1日", ["乙通知"]),
        ("?standing=withdrawn", ["乙通知"]),
        ("?category=statistics", ["甲公报"]),
        ("?order=oldest", ["甲公报", "乙通知"]),
        ("?order=%27;drop", ["乙通知", "甲公报"]),
        ("?since=gestern", ["乙通知", "甲公报"]),
        ("?page=99", ["乙通知", "甲公报"]),
    ],
)
def test_filter_and_order_are_in_the_address(cast: Cast, press: Press, query: str, titles: list[str]) -> None:
    page = words(sit(cast.hulunbuir, "website_handler").get(f"/desk/register/{query}"))
    found = sorted((page.index(title), title) for title in ("甲公报", "乙通知") if title in page)
    assert [title for _, title in found] == titles


def test_it_is_exported_as_filtered(cast: Cast, press: Press) -> None:
    desk = sit(cast.hulunbuir, "website_handler")
    sheet = desk.get("/desk/register/xlsx/?until=2025-01-31")
    rows = list(load_workbook(io.BytesIO(sheet.content)).worksheets[0].iter_rows(values_only=True))
    assert [row[2] for row in rows] == ["标题", "甲公报"]
    assert sheet.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    table = desk.get("/desk/register/csv/").content.decode("utf-8-sig")
    assert [line.split(",")[2] for line in table.splitlines()] == ["标题", "乙通知", "甲公报"]
    assert desk.get("/desk/register/pdf/").status_code == 404


def test_an_empty_register_says_what_will_come(cast: Cast) -> None:
    assert "还没有发布过信息。" in words(sit(cast.naiman, "website_handler").get("/desk/register/"))


def test_who_holds_no_post_does_not_see_the_register(cast: Cast, press: Press) -> None:
    cast.hulunbuir.website_handler.posts.update(held_until=date(2020, 1, 1))
    desk = sit(cast.hulunbuir, "website_handler")
    for address in ("/desk/register/", "/desk/register/csv/", "/desk/register/xlsx/"):
        page = desk.get(address)
        assert page.status_code == 403
        assert "甲公报" not in words(page)
