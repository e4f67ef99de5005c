"""Installing the days off and working weekends of a year: every open date that moves, moves in one act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.access.calendars import may_install, may_keep
from gongkai.access.lawbooks import NoRuleBook, lawbook_of_organ
from gongkai.access.standing import standing_of
from gongkai.actions.ledger import append_entry
from gongkai.actions.reactions import bake_fronts_later
from gongkai.core.organs import Standing
from gongkai.core.regime import Lawbook
from gongkai.core.terms import Actor, Refusal, Refused
from gongkai.core.workdays import CalendarYear, ClockReading
from gongkai.gateways.calendars import BadCalendar, YearFile
from gongkai.queries.calendar import calendar_in_use, look_again
from gongkai.queries.calendar_moves import Moved, calendar_as_it_would_be, item_moves, request_moves
from gongkai.records.models import InstalledCalendar, Organ, Person, Request

_KEPT = ["due_on", "due_provisional", "standing_still"]


@dataclass(frozen=True, slots=True)
class _Signed:
    """Who installs, in which post, when."""

    who: Standing | Actor
    post: str
    moment: datetime


def install_calendar(who: Standing | Actor, year_file: YearFile, *, moment: datetime) -> list[Moved]:
    """Count by the year of the file from now on; answers with every due date that moved.

    The year holds for every organ of the house. Each that has a rule book in force gets an entry in its ledger
    with the dates of its requests, before and after. Raises Refused for who may not, for a year that is as it is
    already, and for one that would leave a gap.
    """
    with transaction.atomic():
        # All organs in one order: two installations at once wait for each other, and the second sees the first.
        organs = list(Organ.objects.select_for_update(no_key=True).order_by("pk"))
        post = _post_of(who, organs, moment)
        look_again()
        _refuse_unchanged(year_file.year)
        # Held before their events are read, so that no act on a request is counted by half.
        list(Request.objects.select_for_update(no_key=True).filter(ended_at=None).order_by("pk").only("pk"))
        requests, items = _moves(year_file)
        row = InstalledCalendar.objects.create(
            year=year_file.year.year,
            source=year_file.source,
            notice=year_file.year.notices[0],
            installed_at=moment,
        )
        _keep([(request, reading) for request, reading, _ in requests])
        moved = [told for _, _, told in requests]
        payload = {"calendar": row.pk, "year": row.year, "digest": year_file.digest}
        for organ in organs:
            told = [_told(move) for move in moved if move.organ == organ.slug]
            _record(organ, _Signed(who, post, moment), payload | {"moves": told})
        # Once now for what follows in this transaction, once when everybody else can see the row.
        look_again()
        transaction.on_commit(look_again)
    return sorted([*moved, *items], key=lambda told: (told.organ, told.kind == "item", told.number))


def _post_of(who: Standing | Actor, organs: Sequence[Organ], moment: datetime) -> str:
    """The post she installs in, as she stands now; Refused for strangers."""
    today = localdate(moment)
    if isinstance(who, Actor):
        if may_keep(who):
            return ""
        clause = None
    else:
        person = Person.objects.filter(pk=who.person_id).first()
        capacity = may_install(standing_of(person, today)) if person else None
        if capacity:
            return capacity.label
        book = next((_book(organ, moment) for organ in organs if organ.pk == who.organ_id), None)
        clause = book.gate("organisation") if book else None
    reason = "放假安排由领导小组办公室装入，它关系到各项期限。"
    raise Refused(Refusal("not_leading_group_office", reason, clause, "请联系领导小组办公室办理。"))


def _refuse_unchanged(year: CalendarYear) -> None:
    known = next((each for each in calendar_in_use().years if each.year == year.year), None)
    if known is not None and _content(known) == _content(year):
        reason = f"{year.year}年的放假安排与现在使用的完全相同。"
        raise Refused(Refusal("calendar_unchanged", reason, None, "无需再次装入。"))


def _content(year: CalendarYear) -> tuple[object, ...]:
    """What a year says, in whatever order it says it."""
    days = sorted((day.on, day.off, day.name) for day in year.days)
    return year.announced, days, sorted(year.notices)


def _moves(year_file: YearFile) -> tuple[list[tuple[Request, ClockReading, Moved]], list[Moved]]:
    try:
        calendar = calendar_as_it_would_be(year_file)
    except BadCalendar as error:
        refusal = Refusal("calendar_apart", f"{error}。", None, "请先装入中间各年的放假安排。")
        raise Refused(refusal) from error
    return list(request_moves(calendar)), item_moves(calendar)


def _keep(requests: Sequence[tuple[Request, ClockReading]]) -> None:
    """Repeat what the clocks say now on the rows of the requests."""
    rows = []
    for request, reading in requests:
        request.due_on, request.due_provisional = reading.due, reading.provisional
        request.standing_still = reading.paused_for[:60]
        rows.append(request)
    Request.objects.bulk_update(rows, _KEPT, batch_size=500)


def _record(organ: Organ, by: _Signed, payload: Mapping[str, object]) -> None:
    """Enter the act in the ledger of an organ that works by a rule book."""
    book = _book(organ, by.moment)
    if book is None:
        return
    # The portal tells how much came out in time.
    bake_fronts_later(organ, by.moment)
    append_entry(
        organ_id=organ.pk,
        moment=by.moment,
        actor=by.who.actor if isinstance(by.who, Standing) else by.who,
        post=by.post,
        verb="install_calendar",
        subject_kind="organ",
        subject_id=organ.pk,
        clauses=[book.gate("reply")],
        payload=payload,
    )


def _told(move: Moved) -> dict[str, object]:
    return {
        "request": move.subject,
        "number": move.number,
        "before": move.before,
        "after": move.after,
        "provisional": move.provisional_after,
    }


def _book(organ: Organ, moment: datetime) -> Lawbook | None:
    try:
        return lawbook_of_organ(organ, localdate(moment))
    except NoRuleBook:
        return None
