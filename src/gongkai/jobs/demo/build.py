"""The demo: both bureaus with people, items in every state, past and present."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from gongkai.access.lawbooks import lawbook_of_organ
from gongkai.actions.notices import mark_all_sent
from gongkai.core.terms import states
from gongkai.gateways.calendars import built_in_calendar
from gongkai.gateways.demo_codes import keep_codes
from gongkai.gateways.files import FileStore
from gongkai.jobs.demo.cast import OrganPart, cast_plan
from gongkai.jobs.demo.changes import changes
from gongkai.jobs.demo.desk import Desk
from gongkai.jobs.demo.install import install_cast
from gongkai.jobs.demo.request_road import RequestRoad, Told
from gongkai.jobs.demo.request_stories import RequestStory, request_books
from gongkai.jobs.demo.road import Road
from gongkai.jobs.demo.stories import Story, StoryBook, story_books
from gongkai.jobs.demo.timeline import Pace, Tale, in_order
from gongkai.jobs.reminders import remind_staff
from gongkai.records.models import Account, Organ

Watch = Callable[[Iterable[None], int], Iterable[None]]
"""Looks on while a number of steps is taken; what a progress bar does."""

HISTORY = 245
"""Working days before today on which the bureaus begin."""


def is_empty() -> bool:
    """Whether there is no organ yet, so that the demo harms nothing."""
    return not Organ.objects.exists()


def is_demo() -> bool:
    """Whether these are the demo's data: every log-in name of its cast is there."""
    logins = {someone.login for organ in cast_plan().organs for someone in organ.people}
    return logins <= set(Account.objects.values_list("username", flat=True))


def build_demo(now: datetime, watch: Watch | None = None) -> None:
    """Install the cast and live through its documents, from about a year ago up to `now` (aware).

    All of it or nothing of it: one transaction. The same moment gives the same demo, but for the numbers of
    requests, which are drawn by lot. Raises Refused where an organ of the cast exists.
    """
    moment, left = localtime(now), Told()
    with transaction.atomic():
        tales = list(_tales(moment, left))
        told = in_order(tales)
        for _ in watch(told, len(tales)) if watch else told:
            pass
        # Nobody shall get mail out of a history that was only told; this morning's reminders are on the desks.
        mark_all_sent(moment)
        remind_staff(moment)
        transaction.on_commit(lambda: keep_codes(settings.HOME, sorted(left.codes, key=lambda one: one.slug)))


def _tales(now: datetime, left: Told) -> Iterator[Tale]:
    calendar = built_in_calendar()
    today = now.date()
    begins = calendar.at(calendar.position(today) - HISTORY)
    opening = datetime.combine(begins, now.timetz().replace(hour=9, minute=0, second=0, microsecond=0))
    organs = {organ.slug: organ for organ in install_cast(opening, date(begins.year - 2, 1, 1))}
    asked = {book.organ: book.requests for book in request_books()}
    for part, book in zip(cast_plan().organs, story_books(), strict=True):
        desk = _desk(organs[part.slug], part, book, begins)
        yield changes(desk, Pace(part.slug, begins, now, calendar))
        for story in book.documents:
            yield _road(desk, story, now).tell()
        for number, request in enumerate(asked[part.slug]):
            yield _request_road(desk, request, f"{part.slug} {number}", now, left).tell()


def _request_road(desk: Desk, story: RequestStory, name: str, now: datetime, left: Told) -> RequestRoad:
    calendar, today = built_in_calendar(), now.date()
    came_at = calendar.position(today) - (story.age or 0)
    if story.due is not None:
        # On a day off, what would be due today is due on the next working day.
        next_working = calendar.position(calendar.first_working_from(today))
        came_at = next_working - _limit(desk, "requests.reply", today) + story.due
    came_on = calendar.at(came_at)
    return RequestRoad(desk, story, Pace(name, came_on, now, calendar), left)


def _desk(organ: Organ, part: OrganPart, book: StoryBook, on: date) -> Desk:
    keys = [someone.key for someone in part.people]
    return Desk.of(
        organ=organ,
        book=book,
        keys=keys,
        unit_keys=[unit.key for unit in part.units],
        on=on,
        files=FileStore(settings.FILES_DIR),
    )


def _road(desk: Desk, story: Story, now: datetime) -> Road:
    calendar = built_in_calendar()
    formed_on = calendar.at(calendar.position(now.date()) - _age(desk, story, now.date()))
    month = (formed_on.replace(day=1) - timedelta(days=1)).replace(day=1)
    title = story.title.format(year=formed_on.year, month=f"{month.year}年{month.month}月")
    until = states.PUBLISHED if story.until == states.SUPERSEDED else story.until
    return Road(desk, story, title, formed_on, Pace(title, formed_on, now, calendar), until)


def _age(desk: Desk, story: Story, today: date) -> int:
    """Working days since the document was made; from its due date where the story gives that."""
    if story.due is None:
        return story.age or 0
    return _limit(desk, "publication", today) - story.due


def _limit(desk: Desk, clock: str, today: date) -> int:
    """Working days of the limit that binds."""
    rule = lawbook_of_organ(desk.organ, today).clock_rule(clock, today)
    return min(cited.limit.working_days for cited in rule.limits if cited.limit.working_days) if rule else 0
