"""Rows for tests of the ledger, the search index and the register, written without the door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from gongkai.actions.ledger import append_entry
from gongkai.core.terms import Actor, Citation, sm3_hex
from gongkai.records.models import Edition, Item, LedgerEntry, Organ, Person, Publication, RegimeVersion, Unit

MOMENT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
"""2026-03-02 09:30 in Beijing, the moment of the first act."""


def an_organ(slug: str = "hulunbuir-statistics", name: str = "呼伦贝尔市统计局") -> Organ:
    return Organ.objects.create(slug=slug, name=name, short_name=name[-3:], organ_code="TJJ")


def a_person(organ: Organ, name: str = "白音") -> Person:
    return Person.objects.get_or_create(organ=organ, name=name)[0]


def actor_of(person: Person) -> Actor:
    return Actor(person.key, person.name, str(person.organ_id))


def write(
    organ: Organ,
    verb: str = "register",
    payload: Mapping[str, object] | None = None,
    *,
    subject: tuple[str, int] = ("item", 1),
    actor: Actor | None = None,
    minutes: int = 0,
) -> LedgerEntry:
    """One entry in a transaction of its own, `minutes` after MOMENT."""
    with transaction.atomic():
        return append_entry(
            organ_id=organ.pk,
            moment=MOMENT + timedelta(minutes=minutes),
            actor=actor or Actor("system:test", "测试"),
            post="办公室 经办人",
            verb=verb,
            subject_kind=subject[0],
            subject_id=subject[1],
            clauses=[Citation("hulunbuir-statistics", "6.2.5")],
            payload=payload or {},
        )


def an_edition(
    organ: Organ,
    title: str = "2025年国民经济和社会发展统计公报",
    body: str = "初步核算，全年地区生产总值增长。",
    doc_number: str = "呼统字〔2026〕3号",
    **columns: object,
) -> Edition:
    """An edition of a new item, in the state `published` unless told otherwise."""
    person = a_person(organ)
    count = Item.objects.filter(organ=organ).count() + 1
    item = Item.objects.create(
        organ=organ, index_number=f"TJJ-2026-{count:05d}", registered_at=MOMENT, registered_by=person
    )
    fields: dict[str, object] = {
        "state": "published",
        "proposed_class": "proactive",
        "category": "statistics",
    }
    edition = Edition(
        item=item,
        regime_version=RegimeVersion.objects.get_or_create(
            version="0" * 64,
            defaults={"regime_id": "r", "title": "制度", "bureau_sources": {}, "statute_sources": {}},
        )[0],
        drafted_by=person,
        drafted_at=MOMENT,
        responsible_unit=Unit.objects.get_or_create(organ=organ, name="综合科")[0],
        title=title,
        doc_number=doc_number,
        formed_on=date(2026, 3, 1),
        body_text=body,
    )
    for name, value in {**fields, **columns}.items():
        setattr(edition, name, value)
    edition.save()
    return edition


def a_publication(edition: Edition, *, days: int = 0, **columns: object) -> Publication:
    """A line of the register for an edition, `days` after MOMENT."""
    organ = edition.item.organ
    number = f"FB-{Publication.objects.filter(organ=organ).count() + 1:04d}"
    moment = MOMENT + timedelta(days=days)
    publication = Publication(
        organ=organ,
        number=number,
        item=edition.item,
        edition=edition,
        audience="public",
        category=edition.category,
        fingerprint=sm3_hex(edition.title.encode()),
        published_at=moment,
        published_on=moment.date(),
        publisher=a_person(organ),
        publisher_post="网站管理部门 经办人",
        reviewers="乌云（办公室主任）、巴特尔（分管领导）",
    )
    for name, value in columns.items():
        setattr(publication, name, value)
    publication.save()
    return publication
