"""The calendars of the State Council's notices, from files into a Calendar.

One file per announced year, `YYYY.json`: the addresses of its notices and, per holiday, the days off and
the weekends worked. `statutory.json` gives the days fixed by law of the years to come, whose schedules are
not out yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from gongkai.core.workdays import Calendar, CalendarYear
from gongkai.gateways.year_files import (
    BadCalendar,
    YearFile,
    days_of,
    json_of,
    object_of,
    read_year,
    read_year_file,
    shown,
    year_of,
)

__all__ = [
    "FOLDER",
    "BadCalendar",
    "YearFile",
    "built_in_calendar",
    "calendar_with",
    "load_calendar",
    "read_year",
    "read_year_file",
    "year_of",
]

FOLDER = Path(__file__).resolve().parent.parent / "regimes" / "calendars"


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


def calendar_with(years: Iterable[CalendarYear], base: Calendar | None = None) -> Calendar:
    """The base (None: the built-in calendar) with years put in place of its own or added at its ends.

    Of two for one year the later holds. BadCalendar where a year would leave a gap.
    """
    kept = {year.year: year for year in (base or built_in_calendar()).years}
    for year in sorted(years, key=lambda year: year.year):
        if year.year not in range(min(kept) - 1, max(kept) + 2):
            raise BadCalendar(
                f"{year.year}年与日历（{min(kept)}年至{max(kept)}年）不相连；年份之间不能有空缺"
            )
        kept[year.year] = year
    return Calendar(tuple(kept[number] for number in sorted(kept)))


def _read_statutory(path: Path) -> Iterator[CalendarYear]:
    years = object_of(json_of(path), path.name).get("years")
    if not isinstance(years, list):
        raise BadCalendar(f"{path.name}的years是{shown(years)}；应为年份的列表")
    for entry in years:
        data = object_of(entry, f"{path.name}的years")
        year = data.get("year")
        if not isinstance(year, int):
            raise BadCalendar(f"{path.name}的year是{shown(year)}；应为四位年份")
        yield CalendarYear(year, False, tuple(days_of(data.get("holidays"), path.name, year)))
