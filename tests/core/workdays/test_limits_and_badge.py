"""Limits say exactly one thing; the due badge says the time left in words."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.clocks import REPLY, on, read

from gongkai.core.workdays import BadgeKind, DueBadge, Event, Limit, due_badge


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"working_days": 5, "months": 1},
        {"working_days": 0},
        {"months": 0},
        {"working_days": -3},
        {"by": (2, 30)},
        {"by": (13, 1)},
    ],
)
def test_a_limit_that_says_nothing_or_too_much_is_no_limit(values: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"恰好写一个|至少为|没有"):
        Limit(**values)  # type: ignore[arg-type]  # wrong on purpose


RECEIVED = on("2024-09-20", "received")
PAUSED = (on("2025-04-10", "received"), on("2025-04-21", "consultation_started"))
WAITING = (on("2025-01-24", "received"), on("2025-02-06", "correction_asked"))


@pytest.mark.parametrize(
    ("events", "today", "badge"),
    [
        ((RECEIVED,), "2024-09-23", DueBadge("还剩 14 个工作日 · 10月16日", BadgeKind.LEFT)),
        ((RECEIVED,), "2024-10-12", DueBadge("还剩 3 个工作日 · 10月16日", BadgeKind.SOON)),
        ((RECEIVED,), "2024-10-16", DueBadge("今天到期", BadgeKind.TODAY)),
        ((RECEIVED,), "2024-10-18", DueBadge("已逾期 2 个工作日", BadgeKind.OVERDUE)),
        (PAUSED, "2025-04-25", DueBadge("暂停计时（征求第三方意见）", BadgeKind.PAUSED)),
        (PAUSED, "2025-05-15", DueBadge("还剩 7 个工作日 · 5月26日", BadgeKind.LEFT)),
        (WAITING, "2025-02-10", DueBadge("暂停计时（等待补正）", BadgeKind.PAUSED)),
        (
            (on("2026-12-18", "received"),),
            "2026-12-28",
            DueBadge("还剩 9 个工作日 · 2027年1月11日（暂定日期）", BadgeKind.LEFT, True),
        ),
        (
            (on("2025-06-06", "received"),),
            "2025-06-28",
            DueBadge("已逾期，不足 1 个工作日", BadgeKind.OVERDUE),
        ),
    ],
)
def test_badge(events: tuple[Event, ...], today: str, badge: DueBadge) -> None:
    reading = read(REPLY, *events)
    assert due_badge(reading, date.fromisoformat(today), reading.calendar) == badge
