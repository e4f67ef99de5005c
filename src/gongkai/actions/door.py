"""The door: the only way an edition changes.

Lock the item, see where the person stands today, ask whether the move is hers and legal, let the act check
its evidence and write, write the ledger entry, commit. All of it or nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from django.db import transaction
from django.utils import timezone

from gongkai.access.cases import Case, load_case
from gongkai.access.editions import Permit, may
from gongkai.access.standing import standing_of
from gongkai.actions.ledger import append_entry
from gongkai.core.organs import Standing
from gongkai.core.terms import Citation, Refusal, Refused
from gongkai.records.models import Edition, Item, Person

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written(Generic[T]):
    """What an act answers with, and what it adds to its ledger entry."""

    thing: T
    payload: dict[str, object] = field(default_factory=dict)
    clauses: tuple[Citation, ...] = ()


def today_of(moment: datetime) -> date:
    """The day of a moment where the organ is (the time zone of the settings)."""
    return timezone.localdate(moment)


def edition_act(
    who: Standing, verb: str, edition_id: int, moment: datetime, act: Callable[[Case, Permit], Written[T]]
) -> T:
    """Do one act on one edition through the door.

    `act` checks the evidence (raising Refused) and writes. Raises Refused when the answer is no, and
    Edition.DoesNotExist for an edition the person may not know of.
    """
    today = today_of(moment)
    with transaction.atomic():
        lock_item_of(edition_id)
        case = load_case(edition_id, today)
        person = Person.objects.get(pk=who.person_id)
        standing = standing_of(person, today)
        if case.bearing.organ_id != standing.organ_id:
            raise Edition.DoesNotExist(f"edition {edition_id} is not of this person's organ")
        permit = may(standing, verb, case)
        if isinstance(permit, Refusal):
            raise Refused(permit)
        written = act(case, permit)
        edition = case.edition
        append_entry(
            organ_id=case.bearing.organ_id,
            moment=moment,
            actor=standing.actor,
            post=permit.capacity.label,
            verb=verb,
            subject_kind="item",
            subject_id=edition.item_id,
            clauses=tuple(dict.fromkeys((permit.move.clause, *written.clauses))),
            payload={"edition": edition.number, "edition_id": edition.pk, "state": edition.state}
            | written.payload,
        )
        return written.thing


def permitted(who: Standing, verb: str, edition_id: int, today: date) -> tuple[Case, Permit]:
    """The case of an edition and the leave for a move on it, before anything is locked.

    For an act that has long work to do first; the door asks all of it again. Raises as `edition_act` does.
    """
    case = load_case(edition_id, today)
    standing = standing_of(Person.objects.get(pk=who.person_id), today)
    if case.bearing.organ_id != standing.organ_id:
        raise Edition.DoesNotExist(f"edition {edition_id} is not of this person's organ")
    permit = may(standing, verb, case)
    if isinstance(permit, Refusal):
        raise Refused(permit)
    return case, permit


def lock_item_of(edition_id: int) -> None:
    """Hold the item of an edition until the transaction ends: acts on one item happen one after another."""
    item_id = Edition.objects.values_list("item_id", flat=True).get(pk=edition_id)
    Item.objects.select_for_update(no_key=True).get(pk=item_id)


def unchanged(case: Case, seen_fingerprint: str) -> None:
    """Refuse when the content is no longer what the person had before her eyes."""
    if seen_fingerprint != case.fingerprint:
        raise Refused(
            Refusal(
                "changed_meanwhile",
                "您看到的内容已经改动，不能按原来的内容办理。",
                case.lawbook.gate("signature_binds"),
                "请重新打开，看过现在的内容再办理。",
            )
        )
