"""`gongkai workdays`: counting working days on the calendar of the notices."""

from __future__ import annotations

from datetime import date

import click

from gongkai.cli.output import DATE, BadInput, ChineseGroup, answer_no, emit, json_option
from gongkai.core.workdays import Calendar, CalendarYear, OutsideCalendar, zh_day
from gongkai.gateways.calendars import BadCalendar, built_in_calendar

_MOST = 100_000


@click.group(cls=ChineseGroup)
def workdays() -> None:
    """工作日的推算，依国务院办公厅历年放假通知。

    例：
      gongkai workdays add 2024-09-20 20
      gongkai workdays is 2024-09-29
    """


@workdays.command(context_settings={"ignore_unknown_options": True})
@click.argument("start", metavar="DATE", type=DATE)
@click.argument("count", metavar="N")
@json_option
def add(start: date, count: str, as_json: bool) -> None:
    """从 DATE 起第 N 个工作日（当日不计）。

    N 为负数时往回数。落在尚未公布放假安排的年份时，日期是暂定的。

    例：
      gongkai workdays add 2024-09-20 20
    """
    calendar = _calendar()
    days = _count(count)
    try:
        found = calendar.add(start, days)
    except OutsideCalendar as error:
        raise BadInput(f"{error}。") from error
    note = "（暂定：所涉年份的放假安排尚未公布）" if found.provisional else ""
    data = {"date": found.date.isoformat(), "provisional": found.provisional}
    emit(f"{zh_day(found.date)}{note}", data, as_json)


@workdays.command()
@click.argument("start", metavar="A", type=DATE)
@click.argument("end", metavar="B", type=DATE)
@json_option
def between(start: date, end: date, as_json: bool) -> None:
    """A 之后到 B 为止有几个工作日（不含 A，含 B）。

    例：
      gongkai workdays between 2024-09-20 2024-10-23
    """
    try:
        number = _calendar().between(start, end)
    except OutsideCalendar as error:
        raise BadInput(f"{error}。") from error
    emit(f"{number}个工作日", {"working_days": number}, as_json)


@workdays.command(name="is")
@click.argument("day", metavar="DATE", type=DATE)
@json_option
def is_working(day: date, as_json: bool) -> None:
    """DATE 是不是工作日；不是时退出码为 1。

    例：
      gongkai workdays is 2024-09-29
    """
    try:
        info = _calendar().day(day)
    except OutsideCalendar as error:
        raise BadInput(f"{error}。") from error
    note = "" if info.announced else f"（{day.year}年的放假安排尚未公布，暂定）"
    why = "" if info.why == "工作日" else f"：{info.why}"
    human = f"{zh_day(day)}{'是' if info.working else '不是'}工作日{why}{note}"
    emit(human, {"working": info.working, "announced": info.announced, "why": info.why}, as_json)
    if not info.working:
        answer_no()


@workdays.command()
@json_option
def calendars(as_json: bool) -> None:
    """列出各年的日历和所依据的通知。

    例：
      gongkai workdays calendars
    """
    calendar = _calendar()
    lines = [_year_line(year) for year in calendar.years]
    data = {"version": calendar.version, "years": [_year_data(year) for year in calendar.years]}
    emit("\n".join([*lines, f"日历版本 {calendar.version[:12]}"]), data, as_json)


def _year_data(year: CalendarYear) -> dict[str, object]:
    return {
        "year": year.year,
        "announced": year.announced,
        "days_off": [str(day.on) for day in year.days if day.off],
        "working_weekends": [str(day.on) for day in year.days if not day.off and day.on.weekday() >= 5],
        "notices": list(year.notices),
    }


def _year_line(year: CalendarYear) -> str:
    if not year.announced:
        return f"{year.year}年 放假安排尚未公布，只有法定节日是确定的，算出的日期为暂定"
    off = sum(day.off for day in year.days)
    worked = sum(not day.off and day.on.weekday() >= 5 for day in year.days)
    return f"{year.year}年 放假{off}天，周末上班{worked}天  {' '.join(year.notices)}"


def _calendar() -> Calendar:
    try:
        return built_in_calendar()
    except BadCalendar as error:
        raise BadInput(f"{error}。") from error


def _count(text: str) -> int:
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    if not digits.isascii() or not digits.isdigit() or int(digits[:7]) > _MOST or len(digits) > 7:
        raise BadInput(f"参数“N”是“{text[:40]}”，应为不超过{_MOST}的整数，例如20。")
    return sign * int(digits)
