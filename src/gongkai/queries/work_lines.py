"""The lines of a list of work, whatever they are about, and how they are put in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.terms import Citation
from gongkai.core.workdays import DueBadge

OVERDUE, TODAY, THIS_WEEK, LATER, OTHERS = "逾期", "今天", "本周", "之后", "等别人"
GROUPS = (OVERDUE, TODAY, THIS_WEEK, LATER, OTHERS)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One line of the list; `verb` is "" where it waits for others, `address` is where it is done.

    `key` is the row behind it, which keeps lines that are equally urgent in one order.
    """

    address: str
    key: int
    title: str
    step: str
    verb: str
    act: str
    badge: DueBadge | None
    due: date | None
    clause: Citation
    group: str
    unit: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The four figures on top of the first screen."""

    overdue: int
    today: int
    mine: int
    others: int


def figures(lines: list[WorkLine]) -> Figures:
    """Counts over the list: overdue, due today, mine altogether, waiting for others."""
    counts = {group: sum(line.group == group for line in lines) for group in GROUPS}
    return Figures(counts[OVERDUE], counts[TODAY], len(lines) - counts[OTHERS], counts[OTHERS])


def by_urgency(line: WorkLine) -> tuple[int, date, int, str]:
    """The key by which a list is sorted: the most urgent first."""
    return GROUPS.index(line.group), line.due or date.max, line.key, line.address


def group_of(due: date | None, today: date) -> str:
    """The heading a due date stands under.

    >>> group_of(date(2025, 3, 9), date(2025, 3, 3)), group_of(date(2025, 3, 10), date(2025, 3, 3))
    ('本周', '之后')
    """
    if due is None:
        return LATER
    if due < today:
        return OVERDUE
    if due == today:
        return TODAY
    return THIS_WEEK if due <= end_of_week(today) else LATER


def end_of_week(today: date) -> date:
    """The Sunday of the week."""
    return today + timedelta(days=6 - today.weekday())
