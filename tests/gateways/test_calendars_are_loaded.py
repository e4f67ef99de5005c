"""The calendars gongkai comes with, and the sentences that refuse a bad calendar file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from gongkai.core.workdays import CalendarYear, SpecialDay
from gongkai.gateways.calendars import BadCalendar, built_in_calendar, load_calendar, read_year

NOTICE = "https://www.gov.cn/notice.htm"


def test_2007_to_2026_are_announced_with_their_notices_and_2027_is_not() -> None:
    years = built_in_calendar().years
    assert [year.year for year in years if year.announced] == list(range(2007, 2027))
    assert [year.year for year in years if not year.announced] == list(range(2027, 2047))
    assert all(year.notices for year in years if year.announced)
    assert not any(year.notices for year in years if not year.announced)


def test_the_calendar_is_read_once() -> None:
    assert built_in_calendar() is built_in_calendar()


def test_an_unannounced_year_has_the_days_fixed_by_law_and_no_more() -> None:
    for year in (year for year in built_in_calendar().years if not year.announced):
        assert all(day.off for day in year.days)
        # 1 + 4 + 1 + 2 + 1 + 1 + 3; mid-autumn may fall into the National Day's three.
        assert len(year.days) == (12 if any("、" in day.name for day in year.days) else 13)


def test_a_year_is_read(tmp_path: Path) -> None:
    path = _written(tmp_path, {"holidays": [{"name": "元旦", "off": ["2030-01-01"], "work": ["2029-12-29"]}]})
    assert read_year(path) == CalendarYear(
        2030,
        True,
        (SpecialDay(date(2030, 1, 1), "元旦", True), SpecialDay(date(2029, 12, 29), "元旦", False)),
        (NOTICE,),
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"year": "2030"}, "2030.json的year是“2030”；应为四位年份"),
        ({"notices": []}, "2030.json的notices是“[]”；应列出放假通知的网址，至少一个"),
        ({"notices": ["无"]}, "2030.json的notices是“['无']”；应列出放假通知的网址，至少一个"),
        ({"holidays": {}}, "2030.json的holidays是“{}”；应为节日的列表"),
        ({"holidays": ["元旦"]}, "2030.json的第1个节日是“元旦”；应为一个对象（花括号）"),
        ({"holidays": [{"off": []}]}, "2030.json的第1个节日的name是空的；应为节日名称"),
        (
            {"holidays": [{"name": "元旦", "on": []}]},
            "2030.json的第1个节日里有不认识的on；只认识name、off、work",
        ),
        (
            {"holidays": [{"name": "元旦", "off": "2030-01-01"}]},
            "2030.json的第1个节日的off是“2030-01-01”；应为日期的列表",
        ),
        (
            {"holidays": [{"name": "元旦", "off": ["2030-02-30"]}]},
            "2030.json的第1个节日的off里有“2030-02-30”；应为2030年（或上一年12月）的日期，例如2030-01-01",
        ),
        (
            {"holidays": [{"name": "元旦", "off": ["2031-01-01"]}]},
            "2030.json的第1个节日的off里有“2031-01-01”；应为2030年（或上一年12月）的日期，例如2030-01-01",
        ),
        (
            {"holidays": [{"name": "元旦", "off": ["2030-01-01"], "work": ["2030-01-01"]}]},
            "2030.json的第1个节日的work里2030-01-01出现了两次；每一天只写一次",
        ),
    ],
)
def test_a_wrong_year_is_refused_in_a_sentence(
    tmp_path: Path, change: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadCalendar) as refused:
        read_year(_written(tmp_path, change))
    assert str(refused.value) == sentence


def test_a_file_that_is_no_json_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "2030.json"
    path.write_text('{\n "year": 2030,,\n}', encoding="utf-8")
    with pytest.raises(BadCalendar, match="2030.json第2行不是正确的JSON"):
        read_year(path)


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadCalendar, match="读不出来"):
        read_year(tmp_path / "2030.json")
    with pytest.raises(BadCalendar, match="没有日历文件"):
        load_calendar(tmp_path)


def test_a_gap_between_years_is_refused(tmp_path: Path) -> None:
    _written(tmp_path, {"holidays": []})
    path = _written(tmp_path, {"year": 2032, "holidays": []})
    path.rename(tmp_path / "2032.json")
    _written(tmp_path, {"holidays": []})
    with pytest.raises(BadCalendar, match="年份必须连续且不重复"):
        load_calendar(tmp_path)


def _written(folder: Path, change: dict[str, object]) -> Path:
    path = folder / "2030.json"
    good: dict[str, object] = {"year": 2030, "notices": [NOTICE], "holidays": []}
    path.write_text(json.dumps(good | change, ensure_ascii=False), encoding="utf-8")
    return path
