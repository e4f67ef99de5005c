"""May the due date be put off, and by how many working days."""

from __future__ import annotations

from datetime import date

from gongkai.core.terms import Refusal
from gongkai.core.workdays.binding import cap_end
from gongkai.core.workdays.calendar import Calendar
from gongkai.core.workdays.course import months_later
from gongkai.core.workdays.dates import zh_day
from gongkai.core.workdays.events import Event
from gongkai.core.workdays.limits import CitedLimit
from gongkai.core.workdays.rules import ClockRule, ExtensionRule

_LONGEST = 1_000
"""Beyond every cap of every rule book; keeps a slip of the pen from leaving the calendar."""


def binding_cap(rule: ExtensionRule, base: date, calendar: Calendar) -> CitedLimit | None:
    """The cap that ends first counted from `base`; None where the rule book sets none."""
    return min(rule.caps, key=lambda cap: cap_end(cap, base, calendar), default=None)


def lengthen(
    rule: ClockRule, event: Event, ends: tuple[date, date], earlier: int, calendar: Calendar
) -> int | Refusal:
    """The working days the extension adds, or why it is refused.

    `ends` are where the limit ends without any extension, and where it ends now; `earlier` is how many
    extensions were given already. Months are turned into working days as of where it ends now.
    """
    base, due = ends
    extension = rule.extension
    if extension is None:
        reason = f"{rule.title}不能延长。"
        return Refusal("extension_not_allowed", reason, rule.limits[0].clause, f"请在{zh_day(due)}前办结。")
    refusal = _not_now(rule.title, extension, event, due, earlier) or _without_length(extension, event)
    if refusal is not None:
        return refusal
    if event.months is not None:
        end = calendar.first_working_from(months_later(due, event.months))
    else:
        end = calendar.add(due, event.working_days or 0).date
    return _within_caps(extension, base, end, calendar) or calendar.between(due, end)


def _not_now(title: str, rule: ExtensionRule, event: Event, due: date, earlier: int) -> Refusal | None:
    if earlier >= rule.times:
        reason = f"{title}只能延长{rule.times}次，此前已经延长过。"
        return Refusal("extension_twice", reason, rule.clause, f"请在{zh_day(due)}前办结。")
    if event.on > due:
        reason = f"{title}已于{zh_day(due)}届满，{zh_day(event.on)}不能再延长。"
        return Refusal("extension_after_due", reason, rule.clause, "请立即办结；逾期情况会如实留存。")
    return None


def _without_length(rule: ExtensionRule, event: Event) -> Refusal | None:
    lengths = [length for length in (event.working_days, event.months) if length is not None]
    if len(lengths) == 1 and 1 <= lengths[0] <= _LONGEST:
        return None
    reason = "延长期限要写明延长多久：工作日数或月数只写一个，至少为1。"
    return Refusal("extension_without_length", reason, rule.clause, "请写明，例如延长10个工作日。")


def _within_caps(extension: ExtensionRule, base: date, end: date, calendar: Calendar) -> Refusal | None:
    cap = binding_cap(extension, base, calendar)
    if cap is not None and end > (latest := cap_end(cap, base, calendar)):
        reason = f"延长后到期日为{zh_day(end)}，超过最多延长{cap.limit.title}的限度（最迟{zh_day(latest)}）。"
        remedy = f"请把到期日定在{zh_day(latest)}或之前。"
        return Refusal("extension_too_long", reason, cap.clause, remedy)
    return None
