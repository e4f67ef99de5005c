"""The public day calculator: the same engine and the same picture as every due date in the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.core.catalogue.dates import read_date
from gongkai.core.requests.typed import half_width
from gongkai.core.terms import Citation, Refusal
from gongkai.core.workdays import CitedLimit, ClockReading, ClockRule, Event, Limit, read_clock
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.portal.frame import Frame
from gongkai.web import clock
from gongkai.web.day_strip import DayStrip, day_strip
from gongkai.web.portal.personal import framed, shown, strip_for

MOST_DAYS = 366
_TYPED = Citation("", "")
"""No clause: the number of days is the visitor's own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came out: a reading with its picture, or a sentence that says what was wrong with the question."""

    reading: ClockReading | None = None
    strip: DayStrip | None = None
    fault: str = ""
    field: str = ""


@require_safe
def calculator_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`?what=days&from=…&days=…`: so many working days from a day; `?what=reply&received=…`: when a reply is due."""
    moment = clock.now()
    _, frame = framed(slug, moment.date())
    asked = {name: request.GET.get(name, "").strip()[:40] for name in ("what", "from", "days", "received")}
    answer: Answer | None = None
    if asked["what"] == "days":
        answer = _days(asked["from"], asked["days"])
    elif asked["what"] == "reply":
        answer = _reply(asked["received"], frame)
    shown_answer = {"answer": answer, "asked": asked, "today": moment.date(), "most": MOST_DAYS}
    return shown(
        "calculator", frame, "日期计算", status=400 if answer and answer.fault else 200, **shown_answer
    )


def _days(start: str, count: str) -> Answer:
    day = read_date(start)
    if day is None:
        return Answer(fault=_no_date(start), field="from")
    typed = half_width(count)
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else 0
    if not 1 <= number <= MOST_DAYS:
        return Answer(fault=f"工作日数应为1至{MOST_DAYS}的整数，现在是“{count}”。", field="days")
    limit = CitedLimit(Limit(working_days=number), _TYPED)
    rule = ClockRule("calculator", "日期计算", ("received",), (limit,))
    reading = read_clock(rule, (Event(day, "received"),), calendar_in_use())
    if isinstance(reading, Refusal):
        return Answer(fault=reading.reason, field="from")
    return Answer(reading, day_strip(reading, None, lambda _: "所填的工作日数"))


def _reply(received: str, frame: Frame) -> Answer:
    day = read_date(received)
    if day is None:
        return Answer(fault=_no_date(received), field="received")
    rule = frame.lawbook.clock_rule("requests.reply", day)
    if rule is None:
        return Answer(
            fault="这一天还没有关于答复期限的规定，最早的规定从2008年5月1日起施行。", field="received"
        )
    reading = read_clock(rule, (Event(day, "received"),), calendar_in_use())
    if isinstance(reading, Refusal):
        return Answer(fault=reading.reason, field="received")
    return Answer(reading, strip_for(reading, None, frame))


def _no_date(text: str) -> str:
    found = f"“{text}”不是一个日期" if text else "没有填写日期"
    return f"{found}，请写成 2025-04-01 或者 2025年4月1日 这样。"
