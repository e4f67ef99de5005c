"""Year files for tests: a built-in year with some of its days changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gongkai.gateways.calendars import FOLDER, YearFile, read_year_file, year_of

NOTICE = "https://www.gov.cn/zhengce/changed.htm"


def year_source(year: int = 2026, *, off: tuple[str, ...] = (), work: tuple[str, ...] = ()) -> dict[str, Any]:
    """A built-in year with more days off or more days worked, by another notice; as they are where none is given."""
    source: dict[str, Any] = json.loads((FOLDER / f"{year}.json").read_text("utf-8"))
    if off or work:
        source["notices"] = [NOTICE]
        source["holidays"].append({"name": "调整", "off": list(off), "work": list(work)})
    return source


def year_file(year: int = 2026, *, off: tuple[str, ...] = (), work: tuple[str, ...] = ()) -> YearFile:
    """The same as the installer takes it."""
    source = year_source(year, off=off, work=work)
    return YearFile(year_of(source, f"{year}.json"), source)


def written(folder: Path, source: object, name: str = "2026.json") -> Path:
    """The source as a file."""
    path = folder / name
    path.write_text(json.dumps(source, ensure_ascii=False), "utf-8")
    return path


SOURCE_2027: dict[str, Any] = {
    "year": 2027,
    "notices": [NOTICE],
    "days": [
        {"date": "2027-01-01", "name": "元旦", "off": True},
        {"date": "2027-01-02", "name": "元旦", "off": True},
        {"date": "2027-01-03", "name": "元旦", "off": True},
        {"date": "2027-01-04", "name": "元旦", "off": True},
        {"date": "2027-01-09", "name": "元旦", "off": False},
    ],
}
"""A year not yet announced, day by day; only its first days, for tests of January."""


def file_2027(folder: Path) -> YearFile:
    return read_year_file(written(folder, SOURCE_2027, "2027.json"))
