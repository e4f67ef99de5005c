"""Taking over an old register: every row or none, as it was kept, under the rules of the day it came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

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
from gongkai.actions.requests.register_words import choices_of
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.requests.form import ApplicantDraft
from gongkai.core.requests.identity import clean_line
from gongkai.core.requests.outcomes import ENDINGS, report_row
from gongkai.core.requests.register_row import COLUMNS, RegisterRow, RowFault, read_row
from gongkai.core.terms import Actor, Refusal, Refused, UnitFunction, system_actor
from gongkai.core.workdays import Event
from gongkai.records.models import Organ, Person, RegimeVersion, Request, Unit

__all__ = ["IMPORTER", "check_register", "choices_of", "import_register"]

IMPORTER = system_actor("importer", "批量导入")
Row = tuple[int, Mapping[str, str]]
Watch = Callable[[Iterable[RegisterRow]], Iterable[RegisterRow]]


def check_register(
    organ: Organ, rows: Sequence[Row], today: date
) -> tuple[list[RegisterRow], list[RowFault]]:
    """The rows that can be taken over, and every fault of the others: in a cell, twice in the file, known already."""
    known = set(
        Request.objects.filter(organ=organ).exclude(old_number="").values_list("old_number", flat=True)
    )
    first_day = organ.adoptions.order_by("in_force_from").values_list("in_force_from", flat=True).first()
    # A row from before the first rule book is told so, and needs no other words.
    choices_on = cache(lambda day: choices_of(organ, max(day, first_day or today)))
    good: list[RegisterRow] = []
    faults: list[RowFault] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        read = read_row(number, cells, choices_on, today)
        found = list(read) if isinstance(read, tuple) else []
        old = clean_line(cells.get("old_number", ""))
        if old and old in seen:
            found.append(RowFault(number, COLUMNS["old_number"], f"“{old}”与第 {seen[old]} 行重复。"))
        elif old in known:
            found.append(RowFault(number, COLUMNS["old_number"], f"“{old}”已经登记过。"))
        seen.setdefault(old, number)
        if isinstance(read, RegisterRow) and (first_day is None or read.received_on < first_day):
            sentence = f"{read.received_on:%Y-%m-%d} 早于本机关制度施行之日，没有可依的期限。"
            found.append(RowFault(number, COLUMNS["received_on"], sentence))
        faults += found
        if isinstance(read, RegisterRow) and not found:
            good.append(read)
    return good, faults


@dataclass(frozen=True)
class _Takeover:
    """Who takes over into which organ, and what every row needs of it."""

    organ: Organ
    actor: Actor
    post: str
    person_id: int | None
    moment: datetime
    units: Mapping[str, Unit]
    acceptance: Unit | None
    version_on: Callable[[date], RegimeVersion]


def import_register(
    who: Standing | Actor,
    rows: Sequence[Row],
    *,
    moment: datetime,
    organ: Organ | None = None,
    watch: Watch = iter,
) -> list[Request]:
    """Take over all rows in one act; Refused, and nothing kept, where one has a fault.

    Only the acceptance body may (naiman-housing:disclosure.7), or the machine's own importer, for the `organ` named.
    No letters go out and no query codes are given.
    """
    today = today_of(moment)
    with transaction.atomic():
        taking = _may(who, organ, moment)
        clause = lawbook_of_organ(taking.organ, today).gate("acceptance")
        good, faults = check_register(taking.organ, rows, today)
        if faults:
            first = faults[0]
            reason = f"有 {len(faults)} 处要改，第一处在第 {first.row} 行「{first.column}」：{first.sentence}"
            raise Refused(Refusal("rows_with_faults", reason, clause, "请改好再导入；现在一行也没有导入。"))
        if not good:
            raise Refused(Refusal("no_rows", "表里没有可以导入的行。", clause, "请从标题的下一行起填写。"))
        return [_take_over(taking, row) for row in watch(good)]


def _may(who: Standing | Actor, organ: Organ | None, moment: datetime) -> _Takeover:
    """Who takes over; Refused for whoever is not of the acceptance body. The organ stays locked."""
    today = today_of(moment)
    if isinstance(who, Actor):
        if who != IMPORTER or organ is None:
            raise ValueError("a machine takes over as IMPORTER and names the organ")
        held = Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
        return _takeover(held, who, "", None, moment)
    person = Person.objects.get(pk=who.person_id)
    held = Organ.objects.select_for_update(no_key=True).get(pk=person.organ_id)
    standing = standing_of(person, today)
    capacity = may_register(standing)
    if capacity is None:
        clause = lawbook_of_organ(held, today).gate("acceptance")
        reason = "补录台账由受理机构办理，您现在的职务不在其中。"
        raise Refused(Refusal("not_your_turn", reason, clause, "请把台账交给受理机构。"))
    return _takeover(held, standing.actor, capacity.label, person.pk, moment)


def _takeover(organ: Organ, actor: Actor, post: str, person_id: int | None, moment: datetime) -> _Takeover:
    units = list(Unit.objects.filter(organ=organ).order_by("id"))
    receiving = (
        unit
        for unit in units
        if UnitFunction.ACCEPTANCE_BODY.value in unit.functions and unit.closed_on is None
    )
    return _Takeover(
        organ=organ,
        actor=actor,
        post=post,
        person_id=person_id,
        moment=moment,
        units={unit.name: unit for unit in units},
        acceptance=next(receiving, None),
        version_on=cache(lambda day: version_in_force(organ, day)),
    )


def _take_over(by: _Takeover, row: RegisterRow) -> Request:
    """One request with its applicant and its entry."""
    request = Request(
        organ=by.organ,
        regime_version=by.version_on(row.received_on),
        way=row.way,
        arrived_on=row.received_on,
        received_on=row.received_on,
        registered_by_id=by.person_id,
        old_number=row.old_number,
        description=row.description,
        form_wanted=row.form_wanted,
        way_wanted=row.way_wanted,
        unit=by.units.get(row.unit),
    )
    lawbook = lawbook_for(request.regime_version)
    take_number(request, by.moment)
    request.state = states.WORKING if row.unit else states.RECEIVED
    payload = clock_told(request, lawbook, (Event(row.received_on, "received"),))
    payload |= _end(request, row, by.acceptance)
    request.save()
    draft = ApplicantDraft(
        row.kind, row.name, row.identity_kind, row.identity, row.phone, row.email, row.address
    )
    payload |= {"applicant": applicant_digest(sealed_applicant(request, draft)), "files": []}
    if request.unit is not None:
        payload |= {"unit": request.unit.pk, "unit_name": request.unit.name}
    if row.note:
        payload["note"] = row.note
    clause = lawbook.gate("acceptance")
    opening_entry(request, payload, "import_request", (by.actor, by.post), clause=clause, moment=by.moment)
    return request


def _end(request: Request, row: RegisterRow, acceptance: Unit | None) -> dict[str, object]:
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
        "ended_at": request.ended_at.isoformat(),
        "ended_on": row.ended_on.isoformat(),
    }
    if request.due_on is not None and row.ended_on > request.due_on:
        unit = request.late_unit = request.unit or acceptance
        told |= {"late_unit": unit.pk if unit else None, "late_unit_name": unit.name if unit else ""}
        told["was_due"] = request.due_on.isoformat()
    return told
