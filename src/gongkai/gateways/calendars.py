"""The calendars of the State Council's notices, from files into a Calendar.

One file per announced year, `YYYY.json`: the addresses of its notices and, per holiday, the days off and
the weekends worked. `statutory.json` gives the days fixed by law of the years to come, whose schedules are
not out yet.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from gongkai.core.workdays import Calendar, CalendarYear, SpecialDay

FOLDER = Path(__file__).resolve().parent.parent / "regimes" / "calendars"


class BadCalendar(ValueError):  # noqa: N818 - the sentence is for people, the name for the reader
    """A calendar file that cannot be used: file, place, what was found, what is accepted."""


@lru_cache(maxsize=1)
def built_in_calendar() -> Calendar:
    """The calendar gongkai comes with: announced years 2007–2026, later years by law only."""
    return load_calendar(FOLDER)


def load_calendar(folder: Path) -> Calendar:
    """The calendar of a folder of year files; BadCalendar in a sentence where a file is wrong."""
    paths = sorted(folder.glob("[12][0-9][0-9][0-9].json"))
    if not paths:
        raise BadCalendar(f"{folder}里没有日历文件；应有以年份命名的文件，例如2025.json")
    announced = [read_year(path) for path in paths]
    known = {year.year for year in announced}
    statutory = folder / "statutory.json"
    by_law = _read_statutory(statutory) if statutory.exists() else ()
    later = [year for year in by_law if year.year not in known]
    try:
        return Calendar(tuple(sorted([*announced, *later], key=lambda year: year.year)))
    except ValueError as error:
        raise BadCalendar(f"{folder}：{error}") from error


def read_year(path: Path) -> CalendarYear:
    """One announced year from its file; BadCalendar where the file does not say what it should."""
    data = _object(_json(path), f"{path.name}")
    year = data.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not 1949 <= year <= 9999:
        raise BadCalendar(f"{path.name}的year是{_shown(year)}；应为四位年份")
    notices = data.get("notices")
    if not isinstance(notices, list) or not notices or not all(_is_address(notice) for notice in notices):
        raise BadCalendar(f"{path.name}的notices是{_shown(notices)}；应列出放假通知的网址，至少一个")
    days = tuple(_days(data.get("holidays"), path.name, year))
    return CalendarYear(year, True, days, tuple(notices))


def _read_statutory(path: Path) -> Iterator[CalendarYear]:
    years = _object(_json(path), path.name).get("years")
    if not isinstance(years, list):
        raise BadCalendar(f"{path.name}的years是{_shown(years)}；应为年份的列表")
    for entry in years:
        data = _object(entry, f"{path.name}的years")
        year = data.get("year")
        if not isinstance(year, int):
            raise BadCalendar(f"{path.name}的year是{_shown(year)}；应为四位年份")
        yield CalendarYear(year, False, tuple(_days(data.get("holidays"), path.name, year)))


def _days(holidays: object, where: str, year: int) -> Iterator[SpecialDay]:
    if not isinstance(holidays, list):
        raise BadCalendar(f"{where}的holidays是{_shown(holidays)}；应为节日的列表")
    seen: set[date] = set()
    for number, entry in enumerate(holidays, start=1):
        place = f"{where}的第{number}个节日"
        holiday = _object(entry, place)
        name = holiday.get("name")
        if not isinstance(name, str) or not name:
            raise BadCalendar(f"{place}的name是{_shown(name)}；应为节日名称")
        if unknown := set(holiday) - {"name", "off", "work"}:
            raise BadCalendar(f"{place}里有不认识的{'、'.join(sorted(unknown))}；只认识name、off、work")
        for key in ("off", "work"):
            for text in _list(holiday.get(key, []), f"{place}的{key}"):
                day = _date(text, f"{place}的{key}", year)
                if day in seen:
                    raise BadCalendar(f"{place}的{key}里{day}出现了两次；每一天只写一次")
                seen.add(day)
                yield SpecialDay(day, name, key == "off")


def _date(text: object, place: str, year: int) -> date:
    try:
        day = date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        day = None
    # A notice may reach back into the last days of the year before: 2023's begins on 2022-12-31.
    if day is None or not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
        raise BadCalendar(f"{place}里有{_shown(text)}；应为{year}年（或上一年12月）的日期，例如{year}-01-01")
    return day


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadCalendar(f"{path}读不出来：应为UTF-8编码的JSON文件") from error
    except json.JSONDecodeError as error:
        raise BadCalendar(f"{path.name}第{error.lineno}行不是正确的JSON；请检查括号、引号和逗号") from error


def _object(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadCalendar(f"{place}是{_shown(value)}；应为一个对象（花括号）")
    return value


def _list(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise BadCalendar(f"{place}是{_shown(value)}；应为日期的列表")
    return value


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _shown(value: object) -> str:
    return "空的" if value is None else f"“{str(value)[:40]}”"
