"""Dates, moments and sizes as they are written for people."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gongkai.web.templatetags import gongkai as tags


def test_a_date_in_a_text_and_in_a_table() -> None:
    assert (tags.cn_date(date(2025, 4, 1)), tags.iso_date(date(2025, 4, 1))) == ("2025年4月1日", "2025-04-01")
    assert (tags.cn_date(None), tags.iso_date(None), tags.minute(None)) == ("", "", "")


def test_a_moment_is_told_in_local_time() -> None:
    late = datetime(2025, 3, 31, 17, 5, tzinfo=UTC)
    assert (tags.cn_date(late), tags.minute(late)) == ("2025年4月1日", "2025-04-01 01:05")


def test_sizes() -> None:
    assert [tags.size(n) for n in (980, 12 * 1024, 3_565_158)] == ["980 字节", "12 KB", "3.4 MB"]
