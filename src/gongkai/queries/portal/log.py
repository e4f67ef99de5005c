"""The public log: what was published, changed and withdrawn, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from gongkai.core.terms import Audience
from gongkai.queries.portal.lines import Line, public_lines, read_lines
from gongkai.queries.portal.months import Month
from gongkai.queries.portal.shelves import ListPage, page_of
from gongkai.records.models import Organ, Publication


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of a month: publications and changes in pages of 50; withdrawals all on the first page."""

    page: ListPage
    withdrawals: tuple[Line, ...]


def log_page(organ: Organ, month: Month, number: int) -> LogPage:
    """A page of the log; it is history, so that a line does not change when its publication ends.

    Only its title does, where a redacted edition took the line's place.
    """
    page = page_of(public_lines(organ), month, number)
    return LogPage(page, tuple(withdrawals_in(organ, month)) if number == 1 else ())


def withdrawals_in(organ: Organ, month: Month) -> list[Line]:
    """Lines that left the public in a month, in the order they did."""
    rows = _left(organ).filter(ended_at__gte=_midnight(month.start), ended_at__lt=_midnight(month.next.start))
    return list(read_lines(rows.order_by("ended_at", "id")))


def newest_events(organ: Organ, count: int) -> list[tuple[datetime, str, Line]]:
    """The newest events, newest first: (moment, `published` | `changed` | `withdrawn`, line)."""
    published = read_lines(public_lines(organ).order_by("-published_on", "-id")[:count])
    left = read_lines(_left(organ).order_by("-ended_at", "-id")[:count])
    events = [(line.published_at, "published" if line.first else "changed", line) for line in published]
    events += [(line.ended_at, "withdrawn", line) for line in left if line.ended_at]
    return sorted(events, key=lambda event: (event[0], event[2].publication_id), reverse=True)[:count]


def first_and_last(organ: Organ) -> tuple[Month, Month] | None:
    """The months between which the log runs; None where nothing was published yet."""
    rows = public_lines(organ)
    # Two questions, since each end alone is a step into the index and both at once are a walk through it.
    first = rows.aggregate(first=Min("published_on"))["first"]
    if first is None:
        return None
    last = rows.aggregate(last=Max("published_on"))["last"]
    left = _ended(organ).aggregate(last=Max("ended_at"))["last"]
    return Month.of(first), Month.of(max(last, timezone.localdate(left)) if left else last)


def month_before(organ: Organ, moment: datetime) -> Month | None:
    """The month of the last event before a moment; None where there was none."""
    published = public_lines(organ).filter(
        published_on__lte=timezone.localdate(moment), published_at__lt=moment
    )
    days = [
        published.order_by("-published_on", "-id").values_list("published_on", flat=True).first(),
        _local_day(_ended(organ).filter(ended_at__lt=moment).aggregate(last=Max("ended_at"))["last"]),
    ]
    known = [day for day in days if day is not None]
    return Month.of(max(known)) if known else None


def last_moment(organ: Organ) -> datetime | None:
    """When anything public last happened, as the register tells."""
    rows = public_lines(organ)
    newest = rows.order_by("-published_on", "-id").values_list("published_at", flat=True).first()
    ended = _ended(organ).aggregate(last=Max("ended_at"))["last"]
    moments = [moment for moment in (newest, ended) if moment is not None]
    return max(moments) if moments else None


def _ended(organ: Organ) -> QuerySet[Publication]:
    return public_lines(organ).exclude(ended_at=None)


def _left(organ: Organ) -> QuerySet[Publication]:
    """Ended without a public successor: withdrawn, or replaced by an edition that is not for the public."""
    successor = Publication.objects.filter(
        item=OuterRef("item"), published_at=OuterRef("ended_at"), audience=Audience.PUBLIC.value
    )
    return _ended(organ).filter(Q(ended_how="withdrawn") | ~Exists(successor))


def _local_day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
