"""The explanation in words: what a day strip shows, told in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from gongkai.core.terms import Citation
from gongkai.core.workdays.calendar import Calendar
from gongkai.core.workdays.dates import zh_day
from gongkai.core.workdays.explain import Segment, SegmentKind
from gongkai.core.workdays.reading import ClockReading

_ONE_DAY = timedelta(days=1)


def narrate(reading: ClockReading, cite: Callable[[Citation], str] = str) -> tuple[str, ...]:
    """One sentence per segment from the start to the due date; `cite` writes a citation for the reader."""
    return tuple(_sentences(reading, cite))


def _sentences(reading: ClockReading, cite: Callable[[Citation], str]) -> Iterator[str]:
    yield f"{zh_day(reading.course.legs[0].start)}起算，当日不计入。"
    number = 0
    for segment in reading.segments:
        source = f"依据：{cite(segment.clause)}。"
        if segment.kind is SegmentKind.RESTART:
            number = 0
            yield _restart(segment) + source
        elif segment.kind is SegmentKind.PAUSE:
            yield _pause(segment) + source
        else:
            yield _run(segment, number, reading) + source
            number += segment.working_days
    yield _due(reading)


def _restart(segment: Segment) -> str:
    if segment.end is None:
        return f"{zh_day(segment.start + _ONE_DAY)}起停止计算：{segment.title}。"
    again = zh_day(segment.end + _ONE_DAY, segment.end)
    if segment.end == segment.start:
        return f"{zh_day(segment.end)}：{segment.title}，自{again}起重新计算。"
    return f"{_stretch(segment.start, segment.end)}：{segment.title}，不计入；自{again}起重新计算。"


def _pause(segment: Segment) -> str:
    if segment.end is None:
        return f"{zh_day(segment.start + _ONE_DAY)}起暂停计算：{segment.title}。"
    stretch = _stretch(segment.start, segment.end)
    return f"{stretch}：{segment.title}，其间{segment.working_days}个工作日不计入。"


def _run(segment: Segment, number: int, reading: ClockReading) -> str:
    end = segment.end or segment.start
    stretch = _stretch(segment.start, end)
    if not reading.course.counts:
        return f"{stretch}：期限是固定日期，不按工作日计算。"
    what = "延长期限，计" if segment.kind is SegmentKind.EXTENSION else "计"
    first, last = number + 1, number + segment.working_days
    numbers = f"（第{first}至第{last}个）" if last > first else f"（第{last}个）" if last == first else ""
    notes = "".join(f"，{note}" for note in _notes(segment.start, end, reading.calendar))
    return f"{stretch}：{what}{segment.working_days}个工作日{numbers}{notes}。"


def _notes(start: date, end: date, calendar: Calendar) -> Iterator[str]:
    """Holidays and working weekends in the stretch; ordinary weekends go without saying."""
    days = [date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1)]
    infos = {day: calendar.day(day) for day in days}
    off = [(day, info.why) for day, info in infos.items() if info.why.endswith("放假")]
    for first, last, why in _stretches(off):
        yield f"{_from_to(first, last)}{why}不计"
    for day, info in infos.items():
        if info.why == "调休上班":
            yield f"{zh_day(day, day)}调休上班计入"


def _stretches(days: Iterable[tuple[date, str]]) -> Iterator[tuple[date, date, str]]:
    first: date | None = None
    last, why = date.min, ""
    for day, reason in days:
        if first is not None and (day != last + _ONE_DAY or reason != why):
            yield first, last, why
            first = None
        first, last, why = first or day, day, reason
    if first is not None:
        yield first, last, why


def _due(reading: ClockReading) -> str:
    if reading.due is None:
        return f"现在停止计算（{reading.paused_for}），到期日待定。"
    note = "所涉年份的放假安排尚未公布，这是暂定日期。" if reading.provisional else ""
    silent = f"如{zh_day(reading.paused_until)}前没有答复，则照此计算。" if reading.paused_until else ""
    return f"到期日：{zh_day(reading.due)}。{silent}{note}"


def _stretch(start: date, end: date) -> str:
    """The days d with start < d ≤ end."""
    first = start + _ONE_DAY
    return zh_day(end) if first >= end else f"{zh_day(first)}至{zh_day(end, first)}"


def _from_to(first: date, last: date) -> str:
    return zh_day(first, first) if first == last else f"{zh_day(first, first)}至{zh_day(last, first)}"
