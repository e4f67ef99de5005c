"""A bureau nobody wrote code for: its rule book is a file, and its documents go their road."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.support.road import MOMENT, TODAY

from gongkai.access.cases import load_case
from gongkai.access.standing import standing_of
from gongkai.actions import catalogue, organs, release, review
from gongkai.core.catalogue import Draft
from gongkai.core.organs import Standing
from gongkai.core.terms import DisclosureClass, PostKind, Refused, UnitFunction
from gongkai.queries.clocks import publication_clock
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Edition, Organ, Person, Unit

BOOK = Path("tests/regimes/third")


class Parks:
    """晴川市园林局 with one person in each post."""

    def __init__(self) -> None:
        who = organs.SETUP
        self.organ = organs.open_organ(
            who,
            slug="qingchuan-parks",
            name="晴川市园林局",
            short_name="园林局",
            organ_code="123456789",
            moment=MOMENT,
        )
        organs.adopt_regime(who, self.organ.pk, place=BOOK, in_force_from=date(2015, 1, 1), moment=MOMENT)
        office = [
            UnitFunction.LEADING_GROUP_OFFICE,
            UnitFunction.PERSONNEL_OFFICE,
            UnitFunction.ACCEPTANCE_BODY,
        ]
        self._unit("办公室", *office)
        web = self._unit("网络科", UnitFunction.WEBSITE_OFFICE)
        self.garden = self._unit("园艺科")
        self.handler = self._person("林小满", self.garden, PostKind.HANDLER)
        self.head = self._person("柳成行", self.garden, PostKind.UNIT_HEAD)
        self.chief = self._person("花木兰", self.garden, PostKind.PRINCIPAL_LEADER)
        self.publisher = self._person("云端", web, PostKind.HANDLER)

    def _unit(self, name: str, *functions: UnitFunction) -> Unit:
        return organs.open_unit(organs.SETUP, self.organ.pk, name=name, functions=functions, moment=MOMENT)

    def _person(self, name: str, unit: Unit, kind: PostKind) -> Person:
        person = organs.add_person(organs.SETUP, self.organ.pk, name=name, moment=MOMENT)
        organs.appoint(
            organs.SETUP,
            self.organ.pk,
            person_id=person.pk,
            unit_id=unit.pk,
            kind=kind.value,
            title=kind.title,
            held_from=date(2015, 1, 1),
            moment=MOMENT,
        )
        return person


def who(person: Person) -> Standing:
    return standing_of(person, TODAY)


def sign(person: Person, edition: Edition, opinion: str = "可以公开") -> Edition:
    seen = load_case(edition.pk, TODAY).fingerprint
    return review.sign(
        who(person),
        edition.pk,
        opinion=opinion,
        basis=["办法"],
        reasons="不涉密",
        seen_fingerprint=seen,
        moment=MOMENT,
    )


@pytest.fixture
def parks(db: None) -> Parks:
    return Parks()


def test_three_stages_seven_days_and_its_own_words(parks: Parks) -> None:
    draft = Draft(
        title="2025年春季补植计划",
        formed_on=date(2025, 2, 24),
        proposed_class=DisclosureClass.PROACTIVE,
        class_reasons="市民关心",
        category="trees",
        body_text="补植银杏三百株。",
    )
    edition = catalogue.register_item(
        who(parks.handler), draft, organ=parks.organ, responsible_unit=parks.garden, moment=MOMENT
    )
    assert edition.item.index_number == "YL2025-0001"
    reading = publication_clock(load_case(edition.pk, TODAY))
    assert reading is not None
    assert reading.due == date(2025, 3, 5)
    edition = review.submit(who(parks.handler), edition.pk, moment=MOMENT)
    reached = [edition.state]
    for person in (parks.handler, parks.head, parks.chief):
        edition = sign(person, edition)
        reached.append(edition.state)
    assert reached == ["in_review.draft", "in_review.head", "in_review.chief", "cleared"]
    seen = load_case(edition.pk, TODAY).fingerprint
    publication = release.publish(
        who(parks.publisher), edition.pk, channels=["website"], seen_fingerprint=seen, moment=MOMENT
    )
    assert publication.number == "2025-0001"
    assert verify_organ(Organ.objects.get(pk=parks.organ.pk)).holds


def test_opinions_of_other_bureaus_are_unknown_there(parks: Parks) -> None:
    draft = Draft("通知", date(2025, 2, 24), DisclosureClass.WITHHELD, "内部", body_text="内容")
    edition = catalogue.register_item(
        who(parks.handler), draft, organ=parks.organ, responsible_unit=parks.garden, moment=MOMENT
    )
    edition = review.submit(who(parks.handler), edition.pk, moment=MOMENT)
    with pytest.raises(Refused) as caught:
        sign(parks.handler, edition, "主动公开")
    assert (caught.value.refusal.code, caught.value.refusal.remedy) == (
        "unknown_opinion",
        "请从「可以公开、暂不公开、转报」中选择一种。",
    )
