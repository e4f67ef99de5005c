"""Taking over an old register: every row or none, as it was kept, under the rules of the day it came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from gongkai.access.lawbooks import lawbook_for, lawbook_of_organ, version_in_force
from gongkai.access.request_digests import applicant_digest
from gongkai.access.requests import may_register
from gongkai.access.standing import standing_of
from gongkai.actions.door import today_of
from gongkai.actions.requests.arrival import opening_entry, take_number
from gongkai.actions.requests.door import clock_told
from gongkai.actions.requests.people import sealed_applicant
from gongkai.core.organs import Capacity, Standing
from gongkai.core.requests import states
from gongkai.core.requests.form import ApplicantDraft
from gongkai.core.requests.outcomes import ENDINGS, report_row
from gongkai.core.requests.register_row import Choices, RegisterRow, RowFault, read_row
from gongkai.core.terms import Refusal, Refused
from gongkai.core.workdays import Event
from gongkai.records.models import Organ, Person, Request, Unit

Row = tuple[int, Mapping[str, str]]
Watch = Callable[[Iterable[RegisterRow]], Iterable[RegisterRow]]


def choices_of(organ: Organ, today: date) -> Choices:
    """The words a sheet of the organ may use."""
    book = lawbook_of_organ(organ, today)
    outcomes = {each.title: each.id for each in book.outcomes(today) if each.result != "correction"}
    return Choices(
        ways={way.title: way.id for way in book.receipt_ways(today).value},
        outcomes=outcomes,
        grounds={ground.title: ground.id for ground in book.refusal_grounds(today).value},
        units=frozenset(Unit.objects.filter(organ=organ).values_list("name", flat=True)),
    )


def check_register(
    organ: Organ, rows: Sequence[Row], today: date
) -> tuple[list[RegisterRow], list[RowFault]]:
    """The rows that can be taken over, and every fault of the others: in a cell, twice in the file, known already."""
    choices = choices_of(organ, today)
    known = set(
        Request.objects.filter(organ=organ).exclude(old_number="").values_list("old_number", flat=True)
    )
    first_day = organ.adoptions.order_by("in_force_from").values_list("in_force_from", flat=True).first()
    good: list[RegisterRow] = []
    faults: list[RowFault] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        read = read_row(number, cells, choices, today)
        if isinstance(read, tuple):
            faults += read
            continue
        if read.old_number in seen:
            again = f"“{read.old_number}”与第 {seen[read.old_number]} 行重复。"
            faults.append(RowFault(number, "原编号", again))
        elif read.old_number in known:
            faults.append(RowFault(number, "原编号", f"“{read.old_number}”已经登记过。"))
        elif first_day is None or read.received_on < first_day:
            sentence = f"{read.received_on:%Y-%m-%d} 早于本机关制度施行之日，没有可依的期限。"
            faults.append(RowFault(number, "收到日期", sentence))
        else:
            seen[read.old_number] = number
            good.append(read)
    return good, faults


def import_register(
    who: Standing, rows: Sequence[Row], *, moment: datetime, watch: Watch = iter
) -> list[Request]:
    """Take over all rows in one act; Refused, and nothing kept, where one has a fault.

    Only the acceptance body may (naiman-housing:disclosure.7). No letters go out and no query codes are given.
    """
    today = today_of(moment)
    with transaction.atomic():
        person = Person.objects.select_related("organ").get(pk=who.person_id)
        organ = Organ.objects.select_for_update(no_key=True).get(pk=person.organ_id)
        clause = lawbook_of_organ(organ, today).gate("acceptance")
        standing = standing_of(person, today)
        capacity = may_register(standing)
        if capacity is None:
            reason = "补录台账由受理机构办理，您现在的职务不在其中。"
            raise Refused(Refusal("not_your_turn", reason, clause, "请把台账交给受理机构。"))
        good, faults = check_register(organ, rows, today)
        if faults:
            first = faults[0]
            reason = f"有 {len(faults)} 处要改，第一处在第 {first.row} 行「{first.column}」：{first.sentence}"
            raise Refused(Refusal("rows_with_faults", reason, clause, "请改好再导入；现在一行也没有导入。"))
        if not good:
            raise Refused(Refusal("no_rows", "表里没有可以导入的行。", clause, "请从第二行起填写。"))
        units = {unit.name: unit for unit in Unit.objects.filter(organ=organ)}
        return [_take_over(organ, row, units, (standing, capacity), moment) for row in watch(good)]


def _take_over(
    organ: Organ,
    row: RegisterRow,
    units: Mapping[str, Unit],
    by: tuple[Standing, Capacity],
    moment: datetime,
) -> Request:
    version = version_in_force(organ, row.received_on)
    lawbook = lawbook_for(version)
    request = Request(
        organ=organ,
        regime_version=version,
        way=row.way,
        arrived_on=row.received_on,
        received_on=row.received_on,
        registered_by_id=by[0].person_id,
        old_number=row.old_number,
        description=row.description,
        form_wanted=row.form_wanted,
        way_wanted=row.way_wanted,
        unit=units.get(row.unit),
    )
    take_number(request, moment)
    request.state = states.WORKING if row.unit else states.RECEIVED
    request.save()
    draft = ApplicantDraft(
        row.kind, row.name, row.identity_kind, row.identity, row.phone, row.email, row.address
    )
    payload: dict[str, object] = {
        "applicant": applicant_digest(sealed_applicant(request, draft)),
        "files": [],
    }
    payload |= clock_told(request, lawbook, (Event(row.received_on, "received"),))
    payload |= _end(request, row)
    if request.unit is not None:
        payload["unit"] = request.unit.pk
    request.save()
    post = by[1].label
    opening_entry(
        request,
        payload,
        "import_request",
        (by[0].actor, post),
        clause=lawbook.gate("acceptance"),
        moment=moment,
    )
    return request


def _end(request: Request, row: RegisterRow) -> dict[str, object]:
    """How an ended request of the old register ended; the moment is the noon of its day."""
    if not row.outcome or row.ended_on is None:
        return {}
    request.outcome, request.report_row = row.outcome, report_row(row.outcome, row.ground)
    request.state = states.CLOSED if row.outcome in ENDINGS else states.REPLIED
    request.ended_at = timezone.make_aware(datetime.combine(row.ended_on, time(12)))
    told: dict[str, object] = {
        "outcome": row.outcome,
        "ground": row.ground,
        "report_row": request.report_row,
        "ended_at": request.ended_at,
    }
    if request.due_on is not None and row.ended_on > request.due_on and request.unit is not None:
        request.late_unit = request.unit
        told |= {"late_unit": request.unit.pk, "was_due": request.due_on.isoformat()}
    return told
