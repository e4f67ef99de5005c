"""The standing cast for tests: the people of `jobs/demo/cast.yaml`, written straight into the tables.

    cast = install()                       # in a test with a database; about 20 ms
    cast.hulunbuir.business_handler        # Person 阿拉坦
    cast.naiman.standing("secrecy_head", date(2025, 3, 3))
    cast.hulunbuir.unit("business")        # Unit 工业统计科
    cast.bureaus                           # both, for parametrised tests

People of both bureaus: principal, leader (in charge of the business units), second_leader (in charge of the office
and 综合科/综合股）， third_leader (secrecy body and supervision), general_head, general_handler, general_handler_2
(acceptance body), business_head, business_handler, business_handler_2, other_head, other_handler (a second business
unit), secrecy_head, secrecy_handler, supervision_head, supervision_handler, website_head, website_handler, and
office_head, office_handler, office_handler_2 （leading-group office; at 奈曼 these are the people of 综合股）.
Only 呼伦贝尔： law_head, law_handler. Only 奈曼： center_head, center_handler, center_handler_2.
Two posts: principal, second_leader, office_head (leading group); law_handler / naiman website_handler (secrecy body).
Units by key: leaders, group, office, general, secrecy, supervision, website, business, other; law; center.
Everybody holds her posts from 2008-05-01 on, without end; the rule books are in force from that day.
Everybody's password is PASSWORD; the log-in name is `cast.hulunbuir.login("business_handler")`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from django.contrib.auth.hashers import Argon2PasswordHasher

from gongkai.access.standing import standing_of
from gongkai.core.organs import Standing
from gongkai.gateways.regimes import load_text, sources
from gongkai.jobs.demo.cast import OrganPart, cast_plan
from gongkai.records.models import Account, Adoption, Organ, Person, Post, RegimeVersion, Unit

PASSWORD = cast_plan().password
SINCE = date(2008, 5, 1)


@dataclass(frozen=True)
class Bureau:
    """One bureau with its people and units by key; `bureau.business_head` is `bureau.person("business_head")`."""

    organ: Organ
    regime_version: RegimeVersion
    people: dict[str, Person]
    units: dict[str, Unit]

    def person(self, key: str) -> Person:
        return self.people[_at_home(key, self.people)]

    def __getattr__(self, key: str) -> Person:
        if key.startswith("_"):
            raise AttributeError(key)
        try:
            return self.person(key)
        except KeyError:
            raise AttributeError(f"nobody is called {key!r} at {self.organ.name}") from None

    def unit(self, key: str) -> Unit:
        return self.units["general" if key == "office" and key not in self.units else key]

    def standing(self, key: str, on: date) -> Standing:
        """Where somebody of the bureau stands on a day (four queries)."""
        return standing_of(self.person(key), on)

    def login(self, key: str) -> str:
        return self.person(key).account.username


@dataclass(frozen=True)
class Cast:
    hulunbuir: Bureau
    naiman: Bureau

    @property
    def bureaus(self) -> tuple[Bureau, Bureau]:
        return (self.hulunbuir, self.naiman)


def install() -> Cast:
    """Write the cast into the database of the test, in about ten statements a bureau, without ledger entries."""
    hulunbuir, naiman = (_install(part) for part in cast_plan().organs)
    return Cast(hulunbuir, naiman)


def _at_home(key: str, people: dict[str, Person]) -> str:
    return key if key in people else key.replace("office_", "general_")


@cache
def _password_hash() -> str:
    """One hash for everybody: a good hash is slow on purpose, and tests install the cast hundreds of times."""
    hasher = Argon2PasswordHasher()
    return hasher.encode(PASSWORD, hasher.salt())


@cache
def _regime_facts(regime_id: str) -> dict[str, object]:
    bureau, statute = sources(regime_id)
    lawbook = load_text(bureau, statute)
    return {
        "version": lawbook.version,
        "regime_id": lawbook.id,
        "title": lawbook.title,
        "bureau_sources": bureau,
        "statute_sources": statute,
    }


def _install(part: OrganPart) -> Bureau:
    superior = Organ.objects.create(**part.superior.model_dump())
    organ = Organ.objects.create(
        **part.model_dump(include={"slug", "name", "short_name", "organ_code"}),
        superior=superior,
        superior_name=superior.name,
    )
    units = {
        unit.key: Unit(organ=organ, name=unit.name, functions=[name.value for name in unit.functions])
        for unit in part.units
    }
    Unit.objects.bulk_create(units.values())
    people = {someone.key: Person(organ=organ, name=someone.name) for someone in part.people}
    Person.objects.bulk_create(people.values())
    _seat(part, units, people)
    Account.objects.bulk_create(
        Account(username=someone.login, person=people[someone.key], password=_password_hash())
        for someone in part.people
    )
    version = RegimeVersion.objects.create(**_regime_facts(part.regime))
    adopted_at = datetime(2008, 4, 1, tzinfo=UTC)
    Adoption.objects.create(organ=organ, version=version, in_force_from=SINCE, adopted_at=adopted_at)
    return Bureau(organ, version, people, units)


def _seat(part: OrganPart, units: dict[str, Unit], people: dict[str, Person]) -> None:
    planned = [(people[someone.key], post) for someone in part.people for post in someone.posts]
    posts = Post.objects.bulk_create(
        Post(unit=units[post.unit], holder=holder, kind=post.kind.value, title=post.title, held_from=SINCE)
        for holder, post in planned
    )
    leads = Post.in_charge_of.through
    leads.objects.bulk_create(
        leads(post_id=post.pk, unit_id=units[key].pk)
        for post, (_, plan) in zip(posts, planned, strict=True)
        for key in plan.in_charge_of
    )
