"""The public calculator counts as the clocks of the house do."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.support.desk import words

pytestmark = pytest.mark.usefixtures("on_the_day", "cast")

PAGE = "/hulunbuir-statistics/calculator/"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (
            {"what": "days", "from": "2024-09-20", "days": "20"},
            "2024年10月23日 2024年9月20日之后的第20个工作日。",
        ),
        ({"what": "days", "from": "2024年9月20日", "days": "２０"}, "2024年10月23日"),
        ({"what": "reply", "received": "2025-01-24"}, "2025年2月20日 2025年1月24日收到的申请"),
        ({"what": "reply", "received": "2026-12-21"}, "（暂定，所涉年份的放假安排尚未公布）"),
        ({"what": "reply", "received": "2007-06-01"}, "这一天还没有关于答复期限的规定"),
        ({"what": "days", "from": "2025-02-30", "days": "20"}, "“2025-02-30”不是一个日期"),
        ({"what": "days", "from": "", "days": "20"}, "没有填写日期"),
        ({"what": "days", "from": "2025-01-01", "days": "0"}, "工作日数应为1至366的整数，现在是“0”。"),
        ({"what": "days", "from": "2025-01-01", "days": "9" * 30}, "工作日数应为1至366的整数"),
        ({"what": "days", "from": "1850-01-01", "days": "5"}, "不在日历之内"),
        ({"what": "other"}, "几个工作日以后是哪一天"),
    ],
)
def test_any_question_is_answered(client: Client, query: dict[str, str], said: str) -> None:
    assert said in words(client.get(PAGE, query))


def test_each_bureau_counts_by_its_own_rule(client: Client) -> None:
    """15 working days at Hulunbuir, the regulation's 20 at Naiman."""
    said = [
        words(client.get(f"/{slug}/calculator/", {"what": "reply", "received": "2025-03-03"}))
        for slug in ("hulunbuir-statistics", "naiman-housing")
    ]

    assert ["2025年3月24日 2025年3月3日收到" in said[0], "2025年3月31日 2025年3月3日收到" in said[1]] == [
        True,
        True,
    ]


def test_the_answer_has_its_picture_and_no_cookie(client: Client) -> None:
    answer = client.get(PAGE, {"what": "days", "from": "2025-01-24", "days": "20"})

    assert '<svg class="day-strip"' in answer.text
    assert dict(answer.cookies) == {}
