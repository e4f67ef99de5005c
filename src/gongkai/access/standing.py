"""Which posts a person may act in on a day: her own, and those she deputises in."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.core.organs import Capacity, Standing
from gongkai.core.terms import PostKind, UnitFunction
from gongkai.records.models import Account, Deputation, Person, Post


def standing_of(person: Person, today: date) -> Standing:
    """A person with every post that counts on `today`: own posts first, then those she deputises in.

    Takes four queries, however many posts there are. A closed unit and a post that has ended give nothing,
    not to a deputy either.
    """
    own = tuple(_capacity(post, None) for post in _own_posts(person, today))
    deputised = tuple(
        _capacity(deputation.post, deputation.post.holder) for deputation in _deputations(person, today)
    )
    return Standing(person.pk, person.name, person.organ_id, own + deputised)


def standing_of_account(account: Account, today: date) -> Standing:
    """Where the person behind an account stands on `today`. A closed account stands nowhere."""
    person = account.person
    if not account.is_active:
        return Standing(person.pk, person.name, person.organ_id)
    return standing_of(person, today)


def standings_of_organ(organ_id: int, today: date) -> list[Standing]:
    """Everybody of an organ who may act in a post on `today`, by person; four queries, however many they are."""
    names: dict[int, str] = {}
    capacities: dict[int, list[Capacity]] = {}
    posts = Post.objects.filter(post_in_force(today), unit__organ_id=organ_id)
    for post in posts.select_related("unit", "holder").prefetch_related("in_charge_of").order_by("id"):
        names[post.holder_id] = post.holder.name
        capacities.setdefault(post.holder_id, []).append(_capacity(post, None))
    deputations = Deputation.objects.filter(deputation_in_force(today), post__unit__organ_id=organ_id)
    related = ("deputy", "post__unit", "post__holder")
    for row in deputations.select_related(*related).prefetch_related("post__in_charge_of").order_by("id"):
        names[row.deputy_id] = row.deputy.name
        capacities.setdefault(row.deputy_id, []).append(_capacity(row.post, row.post.holder))
    return [Standing(key, names[key], organ_id, tuple(held)) for key, held in sorted(capacities.items())]


def post_in_force(today: date, prefix: str = "") -> Q:
    """The condition on a post that it is held on `today` in an open unit; `prefix` leads to the post."""
    return (
        Q(**{f"{prefix}held_from__lte": today})
        & (Q(**{f"{prefix}held_until": None}) | Q(**{f"{prefix}held_until__gte": today}))
        & (Q(**{f"{prefix}unit__closed_on": None}) | Q(**{f"{prefix}unit__closed_on__gt": today}))
    )


def deputation_in_force(today: date) -> Q:
    """The condition on a deputation that it and its post hold on `today`; not on the day it is ended."""
    return (
        Q(held_from__lte=today, held_until__gte=today)
        & (Q(ended_on=None) | Q(ended_on__gt=today))
        & post_in_force(today, "post__")
    )


def _own_posts(person: Person, today: date) -> QuerySet[Post]:
    return (
        Post.objects.filter(post_in_force(today), holder=person)
        .select_related("unit")
        .prefetch_related("in_charge_of")
        .order_by("id")
    )


def _deputations(person: Person, today: date) -> QuerySet[Deputation]:
    return (
        Deputation.objects.filter(deputation_in_force(today), deputy=person)
        .select_related("post__unit", "post__holder")
        .prefetch_related("post__in_charge_of")
        .order_by("id")
    )


def _capacity(post: Post, in_place_of: Person | None) -> Capacity:
    return Capacity(
        post_id=post.pk,
        title=post.title,
        kind=PostKind(post.kind),
        unit_id=post.unit_id,
        unit_name=post.unit.name,
        functions=frozenset(UnitFunction(name) for name in post.unit.functions),
        in_charge_of=frozenset(unit.pk for unit in post.in_charge_of.all()),
        in_place_of=in_place_of.pk if in_place_of else None,
        in_place_of_name=in_place_of.name if in_place_of else "",
    )
