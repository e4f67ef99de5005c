"""A year somebody wants to install: both ways to write it, and every mistake in a sentence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.support.years import NOTICE, SOURCE_2027, file_2027, written, year_file, year_source

from gongkai.core.workdays import CalendarYear, SpecialDay
from gongkai.gateways.calendars import (
    FOLDER,
    BadCalendar,
    built_in_calendar,
    calendar_with,
    read_year,
    read_year_file,
    year_of,
)

NEW_YEAR = {"date": "2027-01-01", "name": "元旦", "off": True}


def test_day_by_day(tmp_path: Path) -> None:
    found = file_2027(tmp_path)
    off = tuple(SpecialDay(date(2027, 1, day), "元旦", True) for day in range(1, 5))
    assert found.year == CalendarYear(
        2027, True, (*off, SpecialDay(date(2027, 1, 9), "元旦", False)), (NOTICE,)
    )
    assert found.source == SOURCE_2027


@pytest.mark.parametrize("year", range(2007, 2027))
def test_every_built_in_year_can_be_installed_and_be_written_day_by_day(tmp_path: Path, year: int) -> None:
    found = read_year_file(FOLDER / f"{year}.json")
    days = [{"date": str(day.on), "name": day.name, "off": day.off} for day in found.year.days]
    source = {"year": year, "notices": list(found.year.notices), "days": days}
    assert read_year_file(written(tmp_path, source)).year == found.year == read_year(FOLDER / f"{year}.json")


def test_the_digest_is_that_of_what_it_says_and_not_of_how_it_is_laid_out(tmp_path: Path) -> None:
    plain = read_year_file(written(tmp_path, SOURCE_2027))
    path = tmp_path / "laid-out.json"
    path.write_text(json.dumps(dict(reversed(SOURCE_2027.items())), indent=3), "utf-8-sig")
    assert read_year_file(path).digest == plain.digest
    assert len(plain.digest) == 64
    assert year_file(off=("2026-10-08",)).digest != year_file().digest


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"year": None}, "2027.json的year是空的；应为四位年份"),
        ({"year": True}, "2027.json的year是“True”；应为四位年份"),
        ({"year": 27}, "2027.json的year是“27”；应为四位年份"),
        ({"notices": None}, "2027.json的notices是空的；应列出放假通知的网址，至少一个"),
        (
            {"notices": ["javascript:1"]},
            "2027.json的notices是“['javascript:1']”；应列出放假通知的网址，至少一个",
        ),
        ({"note": ""}, "2027.json里有不认识的note；只认识year、notices、holidays、days"),
        ({"holidays": []}, "2027.json里既有holidays又有days；两种写法只用一种"),
        ({"days": {}}, "2027.json的days是“{}”；应为日期的列表"),
        ({"days": []}, "2027.json里没有一天放假；应列出全年的放假和调休上班的日期"),
        (
            {"days": [NEW_YEAR | {"off": False}]},
            "2027.json里没有一天放假；应列出全年的放假和调休上班的日期",
        ),
        ({"days": ["2027-01-01"]}, "2027.json的第1天是“2027-01-01”；应为一个对象（花括号）"),
        ({"days": [NEW_YEAR | {"name": ""}]}, "2027.json的第1天的name是“”；应为节日名称"),
        ({"days": [NEW_YEAR | {"name": "元\u202e旦"}]}, "2027.json的第1天的name是“元\u202e旦”；应为节日名称"),
        ({"days": [NEW_YEAR | {"work": 1}]}, "2027.json的第1天里有不认识的work；只认识date、name、off"),
        ({"days": [NEW_YEAR | {"off": 1}]}, "2027.json的第1天的off是“1”；放假写true，调休上班写false"),
        (
            {"days": [NEW_YEAR | {"off": "true"}]},
            "2027.json的第1天的off是“true”；放假写true，调休上班写false",
        ),
        (
            {"days": [NEW_YEAR, NEW_YEAR | {"off": False}]},
            "2027.json的第2天的date里2027-01-01出现了两次；每一天只写一次",
        ),
        *(
            (
                {"days": [NEW_YEAR | {"date": day}]},
                f"2027.json的第1天的date里有“{day}”；应为2027年（或上一年12月）的日期，例如2027-01-01",
            )
            for day in ("2028-01-01", "2026-11-30", "2027-02-29", "20270101", "2027-W01-5", "明天")
        ),
        (
            {"days": [{"name": "元旦", "off": True}]},
            "2027.json的第1天的date里有空的；应为2027年（或上一年12月）的日期，例如2027-01-01",
        ),
    ],
)
def test_a_mistake_is_told_in_a_sentence(tmp_path: Path, change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadCalendar) as refused:
        read_year_file(written(tmp_path, SOURCE_2027 | change, "2027.json"))
    assert str(refused.value) == sentence


def test_the_last_month_of_the_year_before_may_be_named(tmp_path: Path) -> None:
    source = SOURCE_2027 | {"days": [NEW_YEAR | {"date": "2026-12-31"}]}
    assert read_year_file(written(tmp_path, source)).year.days == (
        SpecialDay(date(2026, 12, 31), "元旦", True),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "2027.json第1行不是正确的JSON；请检查括号、引号和逗号"),
        (b"{\n'year': 2027}", "2027.json第2行不是正确的JSON；请检查括号、引号和逗号"),
        (b"[2027]", "2027.json是“[2027]”；应为一个对象（花括号）"),
        (b'{"year": ' + b"9" * 5000 + b"}", "2027.json不是正确的JSON；应为一年的放假安排"),
        (b"[" * 200_000, "2027.json不是正确的JSON；应为一年的放假安排"),
        (b" " * (1024 * 1024 + 1), "2027.json超过1 MB；一年的放假安排应是很小的JSON文件"),
    ],
)
def test_a_file_that_is_no_year_is_refused(tmp_path: Path, text: bytes, sentence: str) -> None:
    path = tmp_path / "2027.json"
    path.write_bytes(text)
    with pytest.raises(BadCalendar) as refused:
        read_year_file(path)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_what_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadCalendar, match="读不出来：应为UTF-8编码的JSON文件"):
        read_year_file(tmp_path / name)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "2027.json").write_bytes("元旦".encode("gb18030"))
    with pytest.raises(BadCalendar, match="应为UTF-8编码的JSON文件"):
        read_year_file(tmp_path / "2027.json")


def test_a_year_takes_the_place_of_the_built_in_one() -> None:
    changed = year_of(year_source(off=("2026-10-08",)), "2026.json")
    before, after = built_in_calendar(), calendar_with([changed])
    assert (before.is_working(date(2026, 10, 8)), after.is_working(date(2026, 10, 8))) == (True, False)
    assert [year for year in after.years if year.year != 2026] == [
        year for year in before.years if year.year != 2026
    ]


def test_an_announced_year_takes_the_place_of_one_known_by_law_alone(tmp_path: Path) -> None:
    calendar = calendar_with([file_2027(tmp_path).year])
    assert (built_in_calendar().announced(2027), calendar.announced(2027)) == (False, True)
    assert calendar.is_working(date(2027, 1, 9))


def test_of_two_for_a_year_the_later_holds_and_a_base_may_be_given() -> None:
    first, second = year_file(off=("2026-10-08",)).year, year_file(off=("2026-10-09",)).year
    assert (
        calendar_with([first, second])
        == calendar_with([second], calendar_with([first]))
        == calendar_with([second])
    )


def test_years_may_be_added_at_the_ends_but_leave_no_gap() -> None:
    last = built_in_calendar().years[-1].year
    calendar = calendar_with([CalendarYear(2006, True, ()), CalendarYear(last + 1, True, ())])
    assert (calendar.first_day, calendar.last_day) == (date(2006, 1, 1), date(last + 1, 12, 31))
    with pytest.raises(BadCalendar) as refused:
        calendar_with([CalendarYear(last + 2, True, ())])
    assert str(refused.value) == f"{last + 2}年与日历（2007年至{last}年）不相连；年份之间不能有空缺"
