"""A clock reading written out for people, line by line."""

from __future__ import annotations

from gongkai.core.terms import Citation
from gongkai.core.workdays import ClockReading, DayLine, zh_day
from gongkai.core.workdays.narrative import narrate

_WEEKDAYS = "一二三四五六日"


def reading_text(case: str, reading: ClockReading, regime: str) -> str:
    """The reading for people: the segments in sentences, then every day."""

    def cite(citation: Citation) -> str:
        return citation.seen_from(regime)

    also = f"同时适用：{'、'.join(cite(clause) for clause in reading.also)}" if reading.also else ""
    heads = [f"{case}（{reading.title}）", *narrate(reading, cite), also]
    return "\n".join([*(head for head in heads if head), "", *(_day(line) for line in reading.days)])


def _day(line: DayLine) -> str:
    number = f"第{line.number}个工作日" if line.number is not None else "不计"
    doubt = "（暂定）" if line.provisional else ""
    why = "" if line.why == "工作日" or line.why.startswith("周") else f" {line.why}"
    return f"{zh_day(line.date)} 周{_WEEKDAYS[line.date.weekday()]} {number}{why}{doubt}"
