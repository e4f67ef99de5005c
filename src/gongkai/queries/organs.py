"""An organ as its organisation page and `gongkai organ list` show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from gongkai.core.terms import PostKind, TitledEnum, UnitFunction
from gongkai.records.models import Account, Adoption, Deputation, Organ, Person, Post, Unit


class When(TitledEnum):
    """Whether something holds on the day looked at, did before, or will."""

    PAST = "past", "已结束"
    CURRENT = "current", "现任"
    FUTURE = "future", "未到任"


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post of a unit with its holder; `in_charge_of` are unit names, `deputy` acts in it on the day."""

    id: int
    title: str
    kind: PostKind
    holder_id: int
    holder: str
    held_from: date
    held_until: date | None
    in_charge_of: tuple[str, ...]
    when: When
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with its functions and posts, those held on the day first."""

    id: int
    name: str
    functions: tuple[UnitFunction, ...]
    closed_on: date | None
    posts: tuple[PostLine, ...]


@dataclass(frozen=True, slots=True)
class DeputationLine:
    """Who acts in whose post; `ended_on` is the day it was ended early."""

    id: int
    post: str
    unit: str
    holder: str
    deputy: str
    held_from: date
    held_until: date
    ended_on: date | None
    reason: str
    when: When


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A person and her account; `account_id` is None where she has none."""

    person_id: int
    name: str
    posts: tuple[str, ...]
    account_id: int | None
    username: str
    is_active: bool
    email: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Everything the organisation page tells about an organ on a day."""

    organ: Organ
    units: tuple[UnitLine, ...]
    deputations: tuple[DeputationLine, ...]
    accounts: tuple[AccountLine, ...]


def organisation(organ: Organ, today: date) -> Organisation:
    """Units with their posts, deputations (latest first) and accounts: six queries, however many there are."""
    posts = (
        Post.objects.filter(unit__organ=organ)
        .select_related("holder", "unit")
        .prefetch_related(Prefetch("in_charge_of", queryset=Unit.objects.order_by("id")))
        .order_by("held_from", "id")
    )
    deputations = (
        Deputation.objects.filter(post__unit__organ=organ)
        .select_related("post__unit", "post__holder", "deputy")
        .order_by("-held_from", "-id")
    )
    deputation_lines = tuple(_deputation_line(deputation, today) for deputation in deputations)
    acting = {
        deputation.post_id: line.deputy
        for deputation, line in zip(deputations, deputation_lines, strict=True)
        if line.when is When.CURRENT
    }
    by_unit: dict[int, list[PostLine]] = {}
    titles: dict[int, list[str]] = {}
    for post in posts:
        line = _post_line(post, today, acting.get(post.pk, ""))
        by_unit.setdefault(post.unit_id, []).append(line)
        if line.when is When.CURRENT:
            titles.setdefault(post.holder_id, []).append(post.title)
    units = Unit.objects.filter(organ=organ).order_by("id")
    return Organisation(
        organ=organ,
        units=tuple(_unit_line(unit, by_unit.get(unit.pk, [])) for unit in units),
        deputations=deputation_lines,
        accounts=_accounts(organ, titles),
    )


@dataclass(frozen=True, slots=True)
class OrganLine:
    """An organ with the rule book in force on the day; "" where it has adopted none."""

    slug: str
    name: str
    superior: str
    regime: str
    regime_title: str
    version: str
    in_force_from: date | None


def organ_lines(today: date) -> tuple[OrganLine, ...]:
    """Every organ, in the order they were opened, in two queries."""
    in_force: dict[int, Adoption] = {}
    adoptions = Adoption.objects.filter(in_force_from__lte=today).select_related("version")
    for adoption in adoptions.defer("version__bureau_sources", "version__statute_sources"):
        in_force.setdefault(adoption.organ_id, adoption)
    return tuple(_organ_line(organ, in_force.get(organ.pk)) for organ in Organ.objects.order_by("id"))


def _organ_line(organ: Organ, adoption: Adoption | None) -> OrganLine:
    return OrganLine(
        slug=organ.slug,
        name=organ.name,
        superior=organ.superior_name,
        regime=adoption.version.regime_id if adoption else "",
        regime_title=adoption.version.title if adoption else "",
        version=adoption.version.version if adoption else "",
        in_force_from=adoption.in_force_from if adoption else None,
    )


def _when(start: date, end: date | None, today: date) -> When:
    if start > today:
        return When.FUTURE
    return When.PAST if end is not None and end < today else When.CURRENT


def _unit_line(unit: Unit, posts: list[PostLine]) -> UnitLine:
    order = {When.CURRENT: 0, When.FUTURE: 1, When.PAST: 2}
    return UnitLine(
        id=unit.pk,
        name=unit.name,
        functions=tuple(UnitFunction(name) for name in unit.functions),
        closed_on=unit.closed_on,
        posts=tuple(sorted(posts, key=lambda post: order[post.when])),
    )


def _post_line(post: Post, today: date, deputy: str) -> PostLine:
    return PostLine(
        id=post.pk,
        title=post.title,
        kind=PostKind(post.kind),
        holder_id=post.holder_id,
        holder=post.holder.name,
        held_from=post.held_from,
        held_until=post.held_until,
        in_charge_of=tuple(unit.name for unit in post.in_charge_of.all()),
        when=_when(post.held_from, post.held_until, today),
        deputy=deputy,
    )


def _deputation_line(deputation: Deputation, today: date) -> DeputationLine:
    ended = deputation.ended_on is not None and deputation.ended_on <= today
    return DeputationLine(
        id=deputation.pk,
        post=deputation.post.title,
        unit=deputation.post.unit.name,
        holder=deputation.post.holder.name,
        deputy=deputation.deputy.name,
        held_from=deputation.held_from,
        held_until=deputation.held_until,
        ended_on=deputation.ended_on,
        reason=deputation.reason,
        when=When.PAST if ended else _when(deputation.held_from, deputation.held_until, today),
    )


def _accounts(organ: Organ, titles: dict[int, list[str]]) -> tuple[AccountLine, ...]:
    accounts = {account.person_id: account for account in Account.objects.filter(person__organ=organ)}
    return tuple(
        AccountLine(
            person_id=person.pk,
            name=person.name,
            posts=tuple(titles.get(person.pk, [])),
            account_id=accounts[person.pk].pk if person.pk in accounts else None,
            username=accounts[person.pk].username if person.pk in accounts else "",
            is_active=person.pk in accounts and accounts[person.pk].is_active,
            email=accounts[person.pk].email if person.pk in accounts else "",
        )
        for person in Person.objects.filter(organ=organ).order_by("id")
    )
