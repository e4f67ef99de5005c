"""The search page: every state of it, for any input, at the same cost."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.support.cast import Cast
from tests.support.published import Press, moment

from gongkai.actions.search import index_publication
from gongkai.queries.search import LONGEST_QUERY
from gongkai.web.headers import POLICY

PAGE = "/hulunbuir-statistics/search/"


@pytest.fixture
def press(cast: Cast) -> Press:
    return Press(cast.hulunbuir)


def publish(press: Press, title: str, **columns: str) -> int:
    line = press.publish(title, at=moment(2025, 3, 3), **columns)  # type: ignore[arg-type]  # columns of text
    index_publication(line)
    return line.item_id


def titles(text: str) -> list[str]:
    return [re.sub("<.*?>", "", found) for found in re.findall(r"<li><h2>(.*?)</h2>", text)]


@pytest.mark.parametrize("query", ["统计公报", "呼统字〔2025〕3号", "地区生产总值", "呼统字[2025]3号"])
def test_finds_by_title_number_and_words_of_the_body(press: Press, client: Client, query: str) -> None:
    publish(press, "2024年统计公报", doc_number="呼统字〔2025〕3号", body_text="全年地区生产总值增长。")
    publish(press, "放假通知", body_text="照常。")

    answer = client.get(PAGE, {"q": query})

    assert answer.status_code == 200
    assert titles(answer.text) == ["2024年统计公报"]
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_marks_what_was_looked_for(press: Press, client: Client) -> None:
    publish(press, "统计公报", body_text="<b>国内</b>统计数字")

    text = client.get(PAGE, {"q": "统计"}).text

    assert "<mark>统计</mark>公报" in text
    assert "&lt;b&gt;国内&lt;/b&gt;<mark>统计</mark>数字" in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "在上面写下要找的词"),
        ({"q": "   "}, "在上面写下要找的词"),
        ({"q": "没有的词"}, "没有找到含有“没有的词”的公开信息。"),
        ({"q": "长" * (LONGEST_QUERY + 1)}, f"只用了前{LONGEST_QUERY}个字"),
        ({"q": "统计", "page": "9"}, "没有找到更多含有“统计”的公开信息。"),
        ({"q": "统计", "page": "-1"}, "找到1件"),
        ({"q": "统计", "page": "9" * 40}, "找到1件"),
        ({"q": "统计", "page": "²"}, "找到1件"),
        ({"q": "统计", "category": "internal-personnel"}, "找到1件"),
        ({"q": "统计", "category": "policies"}, '在<a href="?q=%E7%BB%9F%E8%AE%A1">全部类别</a>里查找'),
        ({"q": '"><script>alert(1)</script>'}, "&lt;script&gt;"),
        ({"q": "\0"}, "没有找到"),
    ],
)
def test_any_input_is_answered(press: Press, client: Client, query: dict[str, str], said: str) -> None:
    publish(press, "统计公报", category="statistics")

    answer = client.get(PAGE, query)

    assert answer.status_code == 200
    assert said in answer.text
    assert "<script>alert" not in answer.text


def test_turns_pages(press: Press, client: Client) -> None:
    for number in range(21):
        publish(press, f"统计公报{number:02d}")

    first, second = client.get(PAGE, {"q": "统计"}).text, client.get(PAGE, {"q": "统计", "page": "2"}).text

    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert 'rel="next" href="?q=%E7%BB%9F%E8%AE%A1&amp;page=2"' in first
    assert 'rel="prev" href="?q=%E7%BB%9F%E8%AE%A1"' in second


def test_costs_the_same_for_one_hit_and_for_many(press: Press, client: Client) -> None:
    publish(press, "统计公报")
    client.get(PAGE, {"q": "统计"})
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE, {"q": "统计"})
    for number in range(10):
        publish(press, f"统计公报{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE, {"q": "统计"})

    assert len(one) == len(many)


def test_an_organ_without_a_portal_is_not_found(cast: Cast, client: Client) -> None:
    assert [client.get(f"/{slug}/search/").status_code for slug in ("nobody", "hulunbuir-government")] == [
        404,
        404,
    ]
    assert client.post(PAGE).status_code == 405
