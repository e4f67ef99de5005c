"""Where a person stands on a day: the posts she holds or deputises in, and what roles they amount to."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.terms import Actor, PostKind, Role, UnitFunction


@dataclass(frozen=True, slots=True)
class Capacity:
    """One post a person may act in today. `in_place_of` names the holder when she deputises."""

    post_id: int
    title: str
    kind: PostKind
    unit_id: int
    unit_name: str
    functions: frozenset[UnitFunction] = frozenset()
    in_charge_of: frozenset[int] = frozenset()
    in_place_of: int | None = None
    in_place_of_name: str = ""

    @property
    def label(self) -> str:
        """The post as written under a signature: `综合科科长（代 李明）`."""
        return f"{self.title}（代 {self.in_place_of_name}）" if self.in_place_of else self.title


@dataclass(frozen=True, slots=True)
class Standing:
    """A person of an organ on a day, with every capacity she may act in."""

    person_id: int
    name: str
    organ_id: int
    capacities: tuple[Capacity, ...] = ()

    @property
    def actor(self) -> Actor:
        return Actor(f"person:{self.person_id}", self.name, str(self.organ_id))

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(capacity.unit_id for capacity in self.capacities)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What of a thing bears on roles: its organ, its responsible and reviewing units, who is recused from it."""

    organ_id: int
    responsible_unit: int | None = None
    reviewing_unit: int | None = None
    recused: frozenset[int] = frozenset()


_FUNCTION_ROLES = {Role(function.value): function for function in UnitFunction}
_POST_ROLES = {Role(kind.value): kind for kind in PostKind}


def fills(capacity: Capacity, role: Role, bearing: Bearing) -> bool:
    """Whether a post amounts to a role for a thing.

    A leader is in charge of the units put under her; a producer is a handler of the responsible unit.
    """
    if role in _FUNCTION_ROLES:
        return _FUNCTION_ROLES[role] in capacity.functions
    if role is Role.LEADER_IN_CHARGE and bearing.responsible_unit is not None:
        return (
            capacity.kind is PostKind.LEADER_IN_CHARGE and bearing.responsible_unit in capacity.in_charge_of
        )
    if role in _POST_ROLES:
        return capacity.kind is _POST_ROLES[role]
    if role is Role.PRODUCER:
        return capacity.kind is PostKind.HANDLER and capacity.unit_id == bearing.responsible_unit
    if role is Role.PRODUCING_UNIT_HEAD:
        return capacity.kind is PostKind.UNIT_HEAD and capacity.unit_id == bearing.responsible_unit
    if role is Role.REVIEWING_UNIT:
        return bearing.reviewing_unit is not None and capacity.unit_id == bearing.reviewing_unit
    return role is Role.STAFF


def capacity_for(
    standing: Standing, roles: tuple[Role, ...], bearing: Bearing
) -> tuple[Role, Capacity] | None:
    """The first role a person can act in for a thing, with the post; None for strangers and the recused.

    Own posts come before posts she deputises in, so that deputising is recorded only where it was needed.
    """
    if standing.organ_id != bearing.organ_id or standing.person_id in bearing.recused:
        return None
    ordered = sorted(standing.capacities, key=lambda capacity: capacity.in_place_of is not None)
    for role in roles:
        for capacity in ordered:
            if fills(capacity, role, bearing):
                return role, capacity
    return None
