"""Registering items, changing drafts, beginning new editions."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from gongkai.access.cases import Case, fingerprint_of
from gongkai.access.editions import Permit
from gongkai.access.header_rules import header_rules
from gongkai.access.lawbooks import lawbook_for, version_in_force
from gongkai.access.standing import standing_of
from gongkai.actions.carrying import answers_given, carry_answers, carry_marks
from gongkai.actions.counters import next_serial
from gongkai.actions.door import Written, edition_act, permitted, today_of, unchanged
from gongkai.actions.ledger import append_entry
from gongkai.actions.looking import keep, look
from gongkai.core.catalogue import Draft, counter_key, faults_of, index_number
from gongkai.core.organs import Bearing, Standing, capacity_for
from gongkai.core.regime import Lawbook
from gongkai.core.terms import Actor, Citation, Refusal, Refused, Role, states
from gongkai.records.models import Attachment, Edition, InvolvedOrgan, Item, Organ, Person, Unit

_PLAIN = tuple(f.name for f in fields(Draft) if f.name not in ("attachments", "involved"))


def register_item(
    who: Standing | Actor, draft: Draft, *, organ: Organ, responsible_unit: Unit, moment: datetime
) -> Edition:
    """Register a document with the class proposed at its source; answers with its first edition, a draft.

    A person registers for the unit she is a handler of (hulunbuir-statistics:3.6, naiman-housing:disclosure.1);
    a named machine (an import) may register for any unit of the organ. Raises Refused.
    """
    today = today_of(moment)
    found = look(draft, lawbook_for(version_in_force(organ, today)), today)
    with transaction.atomic():
        version = version_in_force(organ, today)
        lawbook = lawbook_for(version)
        clause = lawbook.gate("class_required")
        actor, post, person = _registrar(who, organ, responsible_unit, today, clause)
        _refuse_faults(draft, lawbook, today)
        template = lawbook.index_number_template(today).value
        serial = next_serial(organ, counter_key(template, organ.organ_code, today))
        item = Item.objects.create(
            organ=organ,
            index_number=index_number(template, organ.organ_code, today, serial),
            registered_at=moment,
            registered_by=person,
        )
        edition = Edition(
            item=item,
            number=1,
            regime_version=version,
            drafted_by=person,
            drafted_at=moment,
            responsible_unit=responsible_unit,
        )
        _store(edition, draft)
        keep(edition, found, today, moment)
        item.current = edition
        item.save(update_fields=["current"])
        append_entry(
            organ_id=organ.pk,
            moment=moment,
            actor=actor,
            post=post,
            verb="register",
            subject_kind="item",
            subject_id=item.pk,
            clauses=(clause,),
            payload=edition_payload(edition),
        )
        return edition


def revise_edition(
    who: Standing, edition_id: int, draft: Draft, *, moment: datetime, seen_fingerprint: str = ""
) -> Edition:
    """Change a draft before it is sent to review. Raises Refused once it has been, and where what she began
    from (`seen_fingerprint`, "" for not told) has been changed by somebody else: his words must not vanish."""
    today = today_of(moment)
    case, _ = permitted(who, "revise", edition_id, today)
    found = look(draft, case.lawbook, today)

    def act(case: Case, _permit: Permit) -> Written[Edition]:
        if seen_fingerprint:
            unchanged(case, seen_fingerprint)
        _refuse_faults(draft, case.lawbook, today)
        given = answers_given(case.edition)
        _store(case.edition, draft)
        keep(case.edition, found, today, moment)
        carried = carry_answers(given, case.edition, found)
        return Written(case.edition, edition_payload(case.edition) | {"carried": carried})

    return edition_act(who, "revise", edition_id, moment, act)


def renew_item(
    who: Standing, item_id: int, draft: Draft, *, moment: datetime, seen_fingerprint: str = ""
) -> Edition:
    """Begin a new edition of an item; it passes a review of its own. What is public stays so until replaced.

    Raises Refused, also where the newest edition is no longer the one she saw (`seen_fingerprint`, "" for not
    told), and Item.DoesNotExist.
    """
    current = Item.objects.get(pk=item_id).current_id
    if current is None:
        raise Item.DoesNotExist(f"item {item_id} has no edition")
    today = today_of(moment)
    case, _ = permitted(who, "renew", current, today)
    found = look(draft, case.lawbook, today)

    def act(case: Case, permit: Permit) -> Written[Edition]:
        if case.edition.item.current_id != case.edition.pk:
            reason = "另一个人刚刚已经另立了新版本。"
            raise Refused(Refusal("newer_edition", reason, permit.move.clause, "请在新版本上继续办理。"))
        if seen_fingerprint:
            unchanged(case, seen_fingerprint)
        _refuse_faults(draft, lawbook_for(version_in_force(case.edition.item.organ, today)), today)
        edition = begin_edition(case, draft, who.person_id, moment)
        # What an edition was redacted from stays behind it: what was withheld there may not come back unseen.
        edition.redacted_from = case.edition.redacted_from
        edition.save(update_fields=["redacted_from"])
        keep(edition, found, today, moment)
        # A new edition is reviewed anew, and so is what was found; but nobody's mark is lost on the way.
        marks = carry_marks(case.edition, edition)
        return Written(edition, edition_payload(edition) | {"marks_over": marks})

    return edition_act(who, "renew", current, moment, act)


def begin_edition(case: Case, draft: Draft, drafter: int, moment: datetime) -> Edition:
    """The next edition of an item, a draft, current from now on; the one before is replaced unless it is public."""
    old, item = case.edition, case.edition.item
    if old.state not in (states.PUBLISHED, states.WITHDRAWN):
        old.state = states.SUPERSEDED
        old.save(update_fields=["state"])
    edition = Edition(
        item=item,
        number=old.number + 1,
        regime_version=version_in_force(item.organ, today_of(moment)),
        drafted_by_id=drafter,
        drafted_at=moment,
        responsible_unit=old.responsible_unit,
    )
    _store(edition, draft)
    item.current = edition
    item.save(update_fields=["current"])
    return edition


def _registrar(
    who: Standing | Actor, organ: Organ, unit: Unit, today: date, clause: Citation
) -> tuple[Actor, str, Person | None]:
    if unit.organ_id != organ.pk or unit.closed_on is not None:
        reason = "责任科室不是本机关现有的科室。"
        raise Refused(Refusal("foreign_unit", reason, clause, "请选择本机关的科室。"))
    if isinstance(who, Actor):
        if not who.is_system:
            raise TypeError("a person registers with her standing, not with a bare name")
        return who, "", None
    person = Person.objects.get(pk=who.person_id)
    standing = standing_of(person, today)
    found = capacity_for(standing, (Role.PRODUCER,), Bearing(organ.pk, unit.pk))
    if found is None:
        reason = f"登记信息由{unit.name}的经办人办理，您现在的职务不在其中。"
        raise Refused(
            Refusal("not_your_turn", reason, clause, "请由该科室的经办人登记，或者选择您自己的科室。")
        )
    return standing.actor, found[1].label, person


def _refuse_faults(draft: Draft, lawbook: Lawbook, today: date) -> None:
    faults = faults_of(draft, header_rules(lawbook, today), today)
    if faults:
        raise Refused(faults[0].refusal)


def _store(edition: Edition, draft: Draft) -> None:
    for name in _PLAIN:
        value = getattr(draft, name)
        setattr(edition, name, value.value if isinstance(value, StrEnum) else value)
    edition.save()
    edition.attachments.all().delete()
    Attachment.objects.bulk_create(
        Attachment(edition=edition, name=file.name, digest=file.digest, size=file.size, position=position)
        for position, file in enumerate(draft.attachments, start=1)
    )
    edition.involved_organs.all().delete()
    InvolvedOrgan.objects.bulk_create(
        InvolvedOrgan(edition=edition, name=organ.name, joint_maker=organ.joint_maker)
        for organ in draft.involved
    )


def edition_payload(edition: Edition) -> dict[str, object]:
    """What the ledger keeps of an edition when its content is written."""
    fresh = Edition.objects.select_related("item", "responsible_unit", "regime_version").get(pk=edition.pk)
    return {
        "edition": edition.number,
        "edition_id": edition.pk,
        "state": edition.state,
        "title": edition.title,
        "class": edition.proposed_class,
        "fingerprint": fingerprint_of(fresh),
        "rules": fresh.regime_version.version,
        "drafter": fresh.drafted_by_id,
        "redacted_from": fresh.redacted_from_id,
    }
