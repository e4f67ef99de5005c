"""What waits after a reply: filings to deliver, applicants to answer, information to publish for all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet

from gongkai.core.organs import Standing
from gongkai.core.terms import Citation, PostKind, UnitFunction, states
from gongkai.core.workdays import DueBadge, date_badge
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.request_rows import lawbook_of, line_title, shortened
from gongkai.queries.work_lines import LATER, OTHERS, WorkLine, group_of
from gongkai.records.models import FollowUp, PublicationTask, RefusalFiling, ReplyFile, Request

MOST = 50
ACKNOWLEDGED_WITHIN = 15
"""Working days after which a filing without a receipt is chased; the reminders count alike."""
MANY = 2
"""So many applicants for one item: the superior's advice is to publish it (cn-foi:44)."""
LOOK_BACK = timedelta(days=3 * 365)


def after_lines(who: Standing, today: date) -> list[WorkLine]:
    """The lines of a person about requests that were answered; a constant number of queries."""
    functions = {function for capacity in who.capacities for function in capacity.functions}
    office = bool(functions & {UnitFunction.ACCEPTANCE_BODY, UnitFunction.LEADING_GROUP_OFFICE})
    lines = list(_tasks(who, today))
    if office:
        lines += [*_filings(who, today), *_asked_by_many(who, today)]
    if UnitFunction.ACCEPTANCE_BODY in functions:
        lines += _follow_ups(who)
    return lines


def _filings(who: Standing, today: date) -> Iterator[WorkLine]:
    rows = RefusalFiling.objects.filter(request__organ_id=who.organ_id, acknowledged_on=None)
    for row in _with_request(rows.order_by("id"))[:MOST]:
        clause = lawbook_of(row.request).gate("refusal_filing")
        if row.delivered_on is None:
            yield _line(row.request, "备案待报送", "deliver_filing", "报送备案", clause)
        elif calendar_in_use().between(row.delivered_on, today) >= ACKNOWLEDGED_WITHIN:
            yield _line(row.request, "备案没有回执", "chase_filing", "催办备案回执", clause)
        else:
            yield _line(row.request, "等备案回执", "", "", clause, group=OTHERS)


def _follow_ups(who: Standing) -> Iterator[WorkLine]:
    rows = FollowUp.objects.filter(request__organ_id=who.organ_id, answered_at=None)
    for row in _with_request(rows.order_by("id"))[:MOST]:
        gate = "record_accuracy" if row.kind == "inaccurate" else "suggestion"
        clause = lawbook_of(row.request).gate(gate)
        yield _line(row.request, row.get_kind_display(), "answer_followup", "答复申请人意见", clause)


def _tasks(who: Standing, today: date) -> Iterator[WorkLine]:
    """For the handlers of the unit that has the task."""
    units = {capacity.unit_id for capacity in who.capacities if capacity.kind is PostKind.HANDLER}
    rows = PublicationTask.objects.filter(unit__in=units, done_on=None).select_related("unit")
    for row in _with_request(rows.order_by("due_on", "id"))[:MOST]:
        badge = date_badge(row.due_on, today, calendar_in_use()) if row.due_on else None
        yield _line(
            row.request,
            f"待公开：{row.get_why_display()}",
            "fulfil_publication",
            "登记已主动公开",
            lawbook_of(row.request).gate("publish_after_reply"),
            group=group_of(row.due_on, today),
            due=row.due_on,
            badge=badge,
            unit=row.unit.name,
        )


def _asked_by_many(who: Standing, today: date) -> Iterator[WorkLine]:
    """Information given to several applicants that nobody has proposed to publish yet; the newest reply leads there."""
    task = PublicationTask.objects.filter(request__replies__files__edition__item=OuterRef("edition__item"))
    given = ReplyFile.objects.filter(
        reply__sent_at__date__gte=today - LOOK_BACK,
        reply__request__organ_id=who.organ_id,
        edition__state=states.SETTLED,
    )
    found = (
        given.values("edition__item_id")
        .annotate(applicants=Count("reply__request__applicant__same_as", distinct=True))
        .filter(~Exists(task), applicants__gte=MANY)
        .order_by("-applicants", "edition__item_id")
        .values_list("edition__item_id", "applicants")
    )
    many = dict(found[:MOST])
    newest: dict[int, ReplyFile] = {}
    rows = given.filter(edition__item__in=many).select_related("edition", "reply__request__regime_version")
    for row in rows.defer(
        "edition__body_html",
        "edition__body_text",
        "reply__request__regime_version__bureau_sources",
        "reply__request__regime_version__statute_sources",
    ).order_by("id"):
        newest[row.edition.item_id] = row
    for item_id, row in newest.items():
        request = row.reply.request
        clause = lawbook_of(request).gate("suggestion")
        title = f"《{shortened(row.edition.title)}》已有{many[item_id]}位申请人申请过"
        yield _line(request, "多人申请", "suggest_publication", "提出转为主动公开", clause, title=title)


def _with_request(rows: QuerySet) -> QuerySet:  # type: ignore[type-arg] # any row that belongs to a request
    return rows.select_related("request__regime_version", "request__unit").defer(
        "request__regime_version__bureau_sources", "request__regime_version__statute_sources"
    )


def _line(
    row: Request,
    step: str,
    verb: str,
    act: str,
    clause: Citation,
    *,
    group: str = LATER,
    due: date | None = None,
    badge: DueBadge | None = None,
    unit: str = "",
    title: str = "",
) -> WorkLine:
    return WorkLine(
        address=f"/desk/requests/{row.pk}/",
        key=row.pk,
        title=title or line_title(row),
        step=step,
        verb=verb,
        act=act,
        badge=badge,
        due=due,
        clause=clause,
        group=group,
        unit=unit or (row.unit.name if row.unit else ""),
    )
