"""All reviews of an organ, for those who coordinate, check and supervise them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.access.cases import Case, load_cases
from gongkai.access.editions import visible_editions
from gongkai.core.organs import Standing
from gongkai.core.review import roles_left
from gongkai.core.terms import DisclosureClass, states
from gongkai.core.workdays import DueBadge, due_badge
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.clocks import arrivals
from gongkai.queries.work import nearest_clock

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review: how far it is, whose opinion is missing, and how many have signed."""

    item_id: int
    title: str
    unit: str
    state: str
    state_title: str
    submitted_on: date | None
    signed: int
    waiting_for: tuple[str, ...]
    decided: str
    badge: DueBadge | None


def reviews(who: Standing, today: date, *, only_open: bool) -> list[ReviewLine]:
    """The newest reviews first, at most 200; a constant number of queries (hulunbuir-statistics:3.2)."""
    rows = visible_editions(who).filter(current_of__isnull=False).exclude(state=states.DRAFT)
    if only_open:
        rows = rows.filter(state__startswith=states.IN_REVIEW) | rows.filter(state=states.REFERRED)
    cases = load_cases(rows.order_by("-submitted_on", "-id")[:200], today)
    came = arrivals(cases)
    return [_line(case, came.get(case.edition.pk), today) for case in cases]


def _line(case: Case, arrived: date | None, today: date) -> ReviewLine:
    edition = case.edition
    stage = states.stage_of(edition.state)
    under_way = stage is not None or edition.state == states.REFERRED
    reading = nearest_clock(case, arrived) if under_way else None
    left = roles_left(case.chain.stage(stage), case.review) if stage else ()
    return ReviewLine(
        item_id=edition.item_id,
        title=edition.title,
        unit=edition.responsible_unit.name,
        state=edition.state,
        state_title=case.state_title,
        submitted_on=edition.submitted_on,
        signed=len(case.review.signed),
        waiting_for=tuple(role.title for role in left),
        decided=DisclosureClass(edition.decided_class).title if edition.decided_class else "",
        badge=due_badge(reading, today, calendar_in_use()) if reading else None,
    )
