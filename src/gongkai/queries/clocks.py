"""The clocks that run on an edition, read from its dates and the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from gongkai.access.cases import Case
from gongkai.core.terms import DisclosureClass, Role, states
from gongkai.core.workdays import Calendar, ClockReading, ClockRule, Event, read_clock
from gongkai.queries.calendar import calendar_in_use
from gongkai.records.models import Edition, LedgerEntry

_MOVING = ("submit", "sign", "return", "answer_referral")


def publication_clock(case: Case, calendar: Calendar | None = None) -> ClockReading | None:
    """The clock from creation or change to publication (hulunbuir-statistics:1.4.4, cn-foi:26).

    None where nothing is to be published, or the information is older than every rule. `calendar` None: the one in
    use.
    """
    edition = case.edition
    if (edition.decided_class or edition.proposed_class) != DisclosureClass.PROACTIVE:
        return None
    began = max(edition.formed_on, edition.changed_on or edition.formed_on)
    events = [Event(edition.formed_on, "created")]
    if edition.changed_on:
        events.append(Event(edition.changed_on, "changed"))
    return _read(case.lawbook.clock_rule("publication", began), events, calendar)


def secrecy_stage(case: Case) -> str | None:
    """The stage at which the secrecy body signs; None where the chain has none."""
    return next((stage.id for stage in case.chain.stages if Role.SECRECY_BODY in stage.signed_by), None)


def secrecy_clock(case: Case, arrived: date | None) -> ClockReading | None:
    """The secrecy body's clock from the day the case came to its stage (naiman-housing:secrecy.11)."""
    if arrived is None:
        return None
    return _read(case.lawbook.clock_rule("review.secrecy_body", arrived), [Event(arrived, "arrived")])


def arrivals(cases: Iterable[Case]) -> Mapping[int, date]:
    """When each case that lies at its secrecy stage came there, by edition id; one query for all of them."""
    listed = list(cases)
    stages = {case.edition.pk: secrecy_stage(case) for case in listed}
    items = {case.edition.item_id for case in listed if stages[case.edition.pk]}
    found: dict[int, date] = {}
    for edition_id, state, moment in _states_reached(items):
        stage = stages.get(edition_id)
        if stage and state == states.in_review(stage):
            found.setdefault(edition_id, timezone.localdate(moment))
        else:
            # Once the body has given its opinion its clock has done its work.
            found.pop(edition_id, None)
    return found


def arrived_at_secrecy(edition: Edition, case: Case) -> date | None:
    """The day this edition came to its secrecy stage in the present round."""
    return arrivals([case]).get(edition.pk)


def _states_reached(items: set[int]) -> list[tuple[int, str, datetime]]:
    rows = (
        LedgerEntry.objects.filter(subject_kind="item", subject_id__in=items, verb__in=_MOVING)
        .order_by("id")
        .values_list("payload", "moment")
    )
    reached = []
    for payload, moment in rows:
        read = json.loads(payload)
        reached.append((read["edition_id"], read["state"], moment))
    return reached


def _read(
    rule: ClockRule | None, events: list[Event], calendar: Calendar | None = None
) -> ClockReading | None:
    if rule is None:
        return None
    reading = read_clock(rule, events, calendar or calendar_in_use())
    return reading if isinstance(reading, ClockReading) else None
