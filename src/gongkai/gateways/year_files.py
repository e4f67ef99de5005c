"""One year of days off and working weekends, from a file: what it says, or what is wrong with it in a sentence.

A file names the year, the addresses of its notices and the days in one of two ways: holiday by holiday
(`holidays`: `name`, days `off`, days to `work`) or day by day (`days`: `date`, `name`, `off`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.core.terms import canonical_json, sm3_hex
from gongkai.core.workdays import CalendarYear, SpecialDay

LARGEST = 1024 * 1024
_KEYS = {"year", "notices", "holidays", "days"}
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadCalendar(ValueError):  # noqa: N818 - the sentence is for people, the name for the reader
    """A calendar file that cannot be used: file, place, what was found, what is accepted."""


@dataclass(frozen=True)
class YearFile:
    """An announced year with the very text it was read from; `digest` is the SM3 of its canonical JSON."""

    year: CalendarYear
    source: dict[str, Any]

    @property
    def digest(self) -> str:
        return sm3_hex(canonical_json(self.source).encode())


def read_year(path: Path) -> CalendarYear:
    """One announced year from its file; BadCalendar where the file does not say what it should."""
    return year_of(object_of(json_of(path), path.name), path.name)


def read_year_file(path: Path) -> YearFile:
    """A year somebody wants to install; beyond `read_year` it must name days, and nothing that is not understood."""
    source = object_of(json_of(path), path.name)
    if unknown := set(source) - _KEYS:
        raise BadCalendar(
            f"{path.name}里有不认识的{'、'.join(sorted(unknown))}；只认识year、notices、holidays、days"
        )
    year = year_of(source, path.name)
    if not any(day.off for day in year.days):
        raise BadCalendar(f"{path.name}里没有一天放假；应列出全年的放假和调休上班的日期")
    return YearFile(year, source)


def year_of(source: dict[str, Any], where: str) -> CalendarYear:
    """The announced year of a file's text, as kept; BadCalendar names the text by `where`."""
    year = source.get("year")
    if not isinstance(year, int) or isinstance(year, bool) or not 1949 <= year <= 9999:
        raise BadCalendar(f"{where}的year是{shown(year)}；应为四位年份")
    notices = source.get("notices")
    if not isinstance(notices, list) or not notices or not all(_is_address(notice) for notice in notices):
        raise BadCalendar(f"{where}的notices是{shown(notices)}；应列出放假通知的网址，至少一个")
    if "holidays" in source and "days" in source:
        raise BadCalendar(f"{where}里既有holidays又有days；两种写法只用一种")
    named = _listed(source["days"], where, year) if "days" in source else None
    days = tuple(named if named is not None else days_of(source.get("holidays"), where, year))
    return CalendarYear(year, True, days, tuple(notices))


def days_of(holidays: object, where: str, year: int) -> Iterator[SpecialDay]:
    """The days of holidays with their lists `off` and `work`."""
    if not isinstance(holidays, list):
        raise BadCalendar(f"{where}的holidays是{shown(holidays)}；应为节日的列表")
    seen: set[date] = set()
    for number, entry in enumerate(holidays, start=1):
        place = f"{where}的第{number}个节日"
        holiday = object_of(entry, place)
        name = _name(holiday, place)
        _only(holiday, {"name", "off", "work"}, place, "name、off、work")
        for key in ("off", "work"):
            for text in _list(holiday.get(key, []), f"{place}的{key}"):
                yield SpecialDay(_once(text, f"{place}的{key}", year, seen), name, key == "off")


def _listed(days: object, where: str, year: int) -> Iterator[SpecialDay]:
    """The days of a list with a day, its name and whether it is off."""
    if not isinstance(days, list):
        raise BadCalendar(f"{where}的days是{shown(days)}；应为日期的列表")
    seen: set[date] = set()
    for number, entry in enumerate(days, start=1):
        place = f"{where}的第{number}天"
        day = object_of(entry, place)
        name = _name(day, place)
        _only(day, {"date", "name", "off"}, place, "date、name、off")
        if not isinstance(off := day.get("off"), bool):
            raise BadCalendar(f"{place}的off是{shown(off)}；放假写true，调休上班写false")
        yield SpecialDay(_once(day.get("date"), f"{place}的date", year, seen), name, off)


def _name(entry: dict[str, Any], place: str) -> str:
    name = entry.get("name")
    if not isinstance(name, str) or not name or len(name) > 40 or not name.isprintable():
        raise BadCalendar(f"{place}的name是{shown(name)}；应为节日名称")
    return name


def _only(entry: dict[str, Any], known: set[str], place: str, names: str) -> None:
    if unknown := set(entry) - known:
        raise BadCalendar(f"{place}里有不认识的{'、'.join(sorted(unknown))}；只认识{names}")


def _once(text: object, place: str, year: int, seen: set[date]) -> date:
    day = _date(text, place, year)
    if day in seen:
        raise BadCalendar(f"{place}里{day}出现了两次；每一天只写一次")
    seen.add(day)
    return day


def _date(text: object, place: str, year: int) -> date:
    try:
        day = date.fromisoformat(text) if isinstance(text, str) and _ISO.fullmatch(text) else None
    except ValueError:
        day = None
    # A notice may reach back into the last days of the year before: 2023's begins on 2022-12-31.
    if day is None or not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
        raise BadCalendar(f"{place}里有{shown(text)}；应为{year}年（或上一年12月）的日期，例如{year}-01-01")
    return day


def json_of(path: Path) -> object:
    """What a JSON file says; BadCalendar for one that is too large, is not text or not JSON."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadCalendar(f"{path}读不出来：应为UTF-8编码的JSON文件") from error
    if len(data) > LARGEST:
        raise BadCalendar(f"{path.name}超过1 MB；一年的放假安排应是很小的JSON文件")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadCalendar(f"{path.name}第{error.lineno}行不是正确的JSON；请检查括号、引号和逗号") from error
    except (ValueError, RecursionError) as error:
        raise BadCalendar(f"{path.name}不是正确的JSON；应为一年的放假安排") from error


def object_of(value: object, place: str) -> dict[str, Any]:
    """The value where it is an object; BadCalendar where it is not."""
    if not isinstance(value, dict):
        raise BadCalendar(f"{place}是{shown(value)}；应为一个对象（花括号）")
    return value


def _list(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise BadCalendar(f"{place}是{shown(value)}；应为日期的列表")
    return value


def _is_address(value: object) -> bool:
    return (
        isinstance(value, str)
        and value.startswith(("http://", "https://"))
        and value.isprintable()
        and len(value) <= 200
    )


def shown(value: object) -> str:
    """A value as a sentence shows it."""
    return "空的" if value is None else f"“{str(value)[:40]}”"
