"""The explanation of a due date, day by day and in sentences."""

from __future__ import annotations

from datetime import date

from tests.support.clocks import REPLY, on, read

from gongkai.core.workdays import DayKind, DayLine
from gongkai.core.workdays.narrative import narrate

CORRECTED = (
    on("2025-01-24", "received"),
    on("2025-02-06", "correction_asked"),
    on("2025-02-08", "corrected"),
)


def test_each_day_says_what_became_of_it() -> None:
    days = read(REPLY, *CORRECTED).days
    assert [(line.date.isoformat()[5:], line.kind.value, line.number) for line in days[:18]] == [
        ("01-24", "start", None),
        ("01-25", "off", None),
        ("01-26", "working_weekend", 1),
        ("01-27", "counted", 2),
        *[(f"01-{day}", "off", None) for day in (28, 29, 30, 31)],
        *[(f"02-0{day}", "off", None) for day in (1, 2, 3, 4)],
        ("02-05", "counted", 3),
        ("02-06", "counted", 4),
        ("02-07", "waiting", None),
        ("02-08", "restart", None),
        ("02-09", "off", None),
        ("02-10", "counted", 1),
    ]


def test_a_restart_on_the_day_of_the_stop_is_told_once() -> None:
    days = read(
        REPLY,
        on("2025-06-03", "received"),
        on("2025-06-05", "correction_asked"),
        on("2025-06-05", "corrected"),
    ).days
    assert [(line.date.day, line.kind, line.number) for line in days[:4]] == [
        (3, DayKind.START, None),
        (4, DayKind.COUNTED, 1),
        (5, DayKind.RESTART, None),
        (6, DayKind.COUNTED, 1),
    ]


def test_a_day_of_an_unannounced_year_is_provisional() -> None:
    days = read(REPLY, on("2026-12-18", "received")).days
    assert [
        line for line in days if line.date in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 4))
    ] == [
        DayLine(date(2026, 12, 31), DayKind.COUNTED, 9, "工作日", False),
        DayLine(date(2027, 1, 1), DayKind.OFF, None, "元旦放假", True),
        DayLine(date(2027, 1, 4), DayKind.COUNTED, 10, "工作日", True),
    ]


def test_the_sentences_tell_every_segment_with_its_source() -> None:
    reading = read(REPLY, *CORRECTED, on("2025-02-20", "consultation_started"))
    assert narrate(reading, lambda citation: citation.clause) == (
        "2025年1月24日起算，当日不计入。",
        "2025年1月25日至2月6日：计4个工作日（第1至第4个），1月28日至2月4日春节放假不计，1月26日调休上班计入。依据：2.3。",
        "2025年2月7日至2月8日：等待补正，不计入；自2月9日起重新计算。依据：30。",
        "2025年2月9日至2月20日：计9个工作日（第1至第9个）。依据：2.3。",
        "2025年2月21日至3月13日：征求第三方意见，其间15个工作日不计入。依据：33。",
        "2025年3月14日至3月21日：计6个工作日（第10至第15个）。依据：2.3。",
        "到期日：2025年3月21日。如2025年3月13日前没有答复，则照此计算。",
    )


def test_without_a_due_date_the_sentences_say_what_is_awaited() -> None:
    reading = read(REPLY, *CORRECTED[:2])
    assert narrate(reading)[-2:] == (
        "2025年2月7日起停止计算：等待补正。依据：cn-foi:30。",
        "现在停止计算（等待补正），到期日待定。",
    )
