"""When staff are reminded of a request, and who: before a date is reached, on it, and after it has passed.

A table and the arithmetic on it. Days are working days; on a day off nobody is reminded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.core.workdays import Calendar, zh_day

ACTING = "acting"
"""Whoever can bring the request further now."""
HEADS = "heads"
"""The head of the unit that has it, and the leader in charge of that unit."""
OFFICES = "offices"
"""The leading-group office and the supervision office."""
ACCEPTANCE = "acceptance"
UNIT = "unit"
"""The handlers of the unit that has a task."""

REPLY, RECEIPT, CORRECTION, FEE, LETTER = "reply", "receipt", "correction", "fee", "letter"
FILING, FILED, TASK = "filing", "filed", "task"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table: from `first` to `last` working days after the date (negative: before it).

    `every` cuts that time into windows of so many days, in each of which a person is told once; 0 is one window.
    A morning that was missed is made up for by the next one in the window.
    """

    name: str
    first: int
    last: int | None
    every: int
    to: str
    says: str

    def window(self, days: int) -> int | None:
        """The number of the window a day falls in; None outside of all.

        >>> Step("late-heads", 1, None, 5, HEADS, "").window(6)
        1
        """
        if days < self.first or (self.last is not None and days > self.last):
            return None
        return (days - self.first) // self.every if self.every else 0


STEPS: dict[str, tuple[Step, ...]] = {
    REPLY: (
        Step("due-5", -5, -3, 0, ACTING, "答复期限到{on}，还剩 {days} 个工作日，现在轮到您办理"),
        Step("due-2", -2, -1, 0, ACTING, "答复期限到{on}，还剩 {days} 个工作日，现在轮到您办理"),
        Step("due-0", 0, 0, 0, ACTING, "答复期限今天到期，现在轮到您办理"),
        Step("late", 1, None, 1, ACTING, "答复已经逾期 {days} 个工作日，现在轮到您办理"),
        Step("late-heads", 1, None, 5, HEADS, "答复已经逾期 {days} 个工作日，请督促办理"),
        Step("late-offices", 3, None, 5, OFFICES, "答复已经逾期 {days} 个工作日，请督办"),
    ),
    RECEIPT: (Step("unconfirmed", 2, None, 5, ACCEPTANCE, "来信还没有与申请人确认，已有 {days} 个工作日"),),
    CORRECTION: (Step("uncorrected", 1, None, 5, ACCEPTANCE, "补正期限到{on}为止，申请人没有补正，请处理"),),
    FEE: (Step("unpaid", 1, None, 5, ACCEPTANCE, "缴费期限到{on}为止，申请人没有缴费，请处理"),),
    LETTER: (
        Step("unanswered", 1, None, 5, ACCEPTANCE, "对方提出意见的期限到{on}为止，没有收到意见，请处理"),
    ),
    FILING: (Step("unfiled", 5, None, 5, ACCEPTANCE, "不予公开的备案已有 {days} 个工作日没有报送"),),
    FILED: (
        Step("unacknowledged", 15, None, 5, ACCEPTANCE, "备案报送已有 {days} 个工作日没有收到回执，请催办"),
    ),
    TASK: (
        Step("task-5", -5, -3, 0, UNIT, "应当主动公开的信息要在{on}以前发布，还剩 {days} 个工作日"),
        Step("task-2", -2, -1, 0, UNIT, "应当主动公开的信息要在{on}以前发布，还剩 {days} 个工作日"),
        Step("task-0", 0, 0, 0, UNIT, "应当主动公开的信息今天是最后一天"),
        Step("task-late", 1, None, 5, UNIT, "应当主动公开的信息已经逾期 {days} 个工作日没有发布"),
        Step("task-late-heads", 1, None, 5, HEADS, "应当主动公开的信息已经逾期 {days} 个工作日没有发布"),
    ),
}
"""What is watched, and the steps by which staff hear of it."""

NAMES = frozenset(step.name for steps in STEPS.values() for step in steps)


@dataclass(frozen=True, slots=True)
class Watched:
    """A date of a request that somebody has to keep in mind; `unit` where it is not the request's own."""

    what: str
    on: date
    unit: int | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whom to tell what; `kind` is the same for one step, date and window, so that nobody is told twice."""

    kind: str
    to: str
    text: str
    unit: int | None = None


def reminders_on(watched: Watched, today: date, calendar: Calendar) -> tuple[Reminder, ...]:
    """What is to be said today of a date that is watched; nothing on a day off."""
    if not calendar.is_working(today):
        return ()
    days = calendar.between(watched.on, today)
    found = []
    for step in STEPS[watched.what]:
        window = step.window(days)
        if window is not None:
            text = step.says.format(on=zh_day(watched.on), days=abs(days))
            kind = f"{step.name}.{watched.on:%y%m%d}.{window}"
            found.append(Reminder(kind, step.to, text, watched.unit))
    return tuple(found)


def is_reminder(kind: str) -> bool:
    """Whether a notice of this kind is a reminder of the table.

    >>> is_reminder("due-5.250401.0"), is_reminder("letter:12")
    (True, False)
    """
    return kind.partition(".")[0] in NAMES
