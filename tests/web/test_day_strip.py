"""The day strip: every kind of day has a form of its own, on a phone and without colour."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

from tests.support.clocks import REPLY, on, read

from gongkai.core.workdays import ClockReading
from gongkai.web.day_strip import WIDTH, day_strip

SVG = "{http://www.w3.org/2000/svg}"


def example() -> ClockReading:
    return read(
        REPLY,
        on("2025-01-24", "received"),
        on("2025-02-06", "correction_asked"),
        on("2025-02-12", "corrected"),
        on("2025-02-20", "consultation_started"),
        on("2025-03-05", "consultation_ended"),
        on("2025-03-10", "extended", working_days=10),
    )


def squares(svg: str) -> list[ElementTree.Element]:
    # Our own drawing, not input from outside.
    root = ElementTree.fromstring(svg)
    return [group for group in root.iter(f"{SVG}g") if "ds-day" in group.get("class", "")]


def kinds(svg: str) -> list[str]:
    return [re.sub(r"ds-day |ds-", "", group.get("class", "")) for group in squares(svg)]


def words(svg: str, css: str) -> list[str]:
    return re.findall(rf'<text class="{css}"[^>]*>([^<]*)<', svg)


def test_one_square_a_day_from_the_start_to_the_due_day() -> None:
    strip = day_strip(example(), date(2025, 3, 12))
    found = kinds(strip.svg)
    assert len(found) == (date(2025, 4, 1) - date(2025, 1, 24)).days + 1
    assert found[:4] == ["start", "off", "working_weekend", "counted"]
    assert {kind: found.count(kind) for kind in dict.fromkeys(found)} == {
        "start": 1,
        "off": 19,
        "working_weekend": 1,
        "counted": 18,
        "waiting": 5,
        "restart": 1,
        "paused": 13,
        "extension": 9,
        "extension due": 1,
    }


def test_words_stand_by_the_signs() -> None:
    svg = day_strip(example(), date(2025, 3, 12)).svg
    assert words(svg, "ds-month") == ["2025年1月", "2月", "3月", "4月"]
    assert words(svg, "ds-note") == [
        "等待补正",
        "次日重新计算",
        "征求第三方意见",
        "征求第三方意见",
        "今天",
        "延长",
        "4月1日到期",
    ]
    assert re.findall(r">(班)<", svg) == ["班"]


def test_today_is_ringed_once_and_not_at_all_on_paper() -> None:
    assert day_strip(example(), date(2025, 3, 12)).svg.count('class="ds-today"') == 1
    assert day_strip(example(), None).svg.count('class="ds-today"') == 0


def test_the_due_day_alone_is_flagged() -> None:
    assert day_strip(example(), None).svg.count('class="ds-flag"') == 1
    waiting = read(REPLY, on("2025-01-24", "received"), on("2025-02-06", "correction_asked"))
    assert day_strip(waiting, date(2025, 2, 10)).svg.count('class="ds-flag"') == 0


def test_provisional_days_are_dashed_and_no_other() -> None:
    provisional = day_strip(read(REPLY, on("2026-12-18", "received")), None).svg
    assert provisional.count("stroke-dasharray") == 11
    assert "1月11日到期（暂定）" in words(provisional, "ds-note")
    assert day_strip(example(), None).svg.count("stroke-dasharray") == 0


def test_a_clock_that_waits_is_drawn_up_to_today() -> None:
    waiting = read(REPLY, on("2025-01-24", "received"), on("2025-02-06", "correction_asked"))
    assert kinds(day_strip(waiting, date(2025, 2, 10)).svg)[-4:] == ["waiting"] * 4


def test_it_fits_a_phone_and_nothing_is_drawn_outside_it() -> None:
    assert WIDTH == 357
    svg = day_strip(example(), date(2025, 3, 12)).svg
    rects = re.findall(r'<rect[^>]* x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    height = int(re.findall(r'height="(\d+)" viewBox', svg)[0])
    assert all(float(x) >= 0 and float(x) + float(w) <= WIDTH for x, _, w, _ in rects)
    assert all(float(y) >= 0 and float(y) + float(h) <= height for _, y, _, h in rects)


def test_no_style_no_script_no_ids_so_that_many_may_stand_on_a_page() -> None:
    svg = day_strip(example(), date(2025, 3, 12)).svg
    assert not re.search(r"<style|<script|style=| id=|href", svg)


def test_the_label_and_the_description_say_the_same_in_words() -> None:
    strip = day_strip(example(), date(2025, 3, 12), lambda citation: citation.clause)
    assert 'aria-label="答复期限日期条：到期日：2025年4月1日。"' in strip.svg
    assert strip.description[0] == "2025年1月24日起算，当日不计入。"
    assert strip.description[-1] == "到期日：2025年4月1日。"
    assert len(strip.description) == 8


def test_words_of_a_rule_book_cannot_become_markup() -> None:
    reading = read(REPLY, on("2025-01-24", "received"))
    hostile = ClockReading(**{**vars(reading), "title": '"><script>'})
    assert "<script>" not in day_strip(hostile, None).svg
