"""Values of the secrecy review: who signs when, what may be said, on what ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gongkai.core.terms import Citation, DisclosureClass, Role, UnitFunction

Effect = Literal["proactive", "on_request", "withheld", "refer", "disclose"]
"""What an opinion does; `disclose` confirms the class that was proposed at the source."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A role that signs a stage, with the clause that asks for it."""

    role: Role
    clause: Citation


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the chain; every signer of it signs, each another person."""

    id: str
    title: str
    clause: Citation
    signers: tuple[Signer, ...]

    @property
    def signed_by(self) -> tuple[Role, ...]:
        return tuple(signer.role for signer in self.signers)


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion by its name in the rule book, and its effect."""

    name: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class ReviewChain:
    """The stages in the order they are signed, and the opinions to choose from."""

    stages: tuple[Stage, ...]
    opinions: tuple[Opinion, ...]

    def stage(self, stage_id: str) -> Stage:
        """KeyError where the chain has no such stage."""
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise KeyError(stage_id)

    def opinion(self, name: str) -> Opinion:
        """KeyError where the rule book knows no such opinion."""
        for opinion in self.opinions:
            if opinion.name == name:
                return opinion
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which something is withheld, refused, or somebody is held responsible."""

    id: str
    title: str
    clause: Citation


@dataclass(frozen=True, slots=True)
class Grounds:
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Bases:
    """The laws a reviewer may rest an opinion on."""

    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReferralKind:
    """A question the bureau cannot settle itself, and the authority that can."""

    id: str
    title: str
    to: str
    clause: Citation


@dataclass(frozen=True, slots=True)
class Referrals:
    kinds: tuple[ReferralKind, ...]


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field of a record the rule book asks for."""

    id: str
    title: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class RecordForm:
    """A record that must be there, and its fields."""

    title: str
    fields: tuple[RecordField, ...]

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(field.id for field in self.fields if field.required)


@dataclass(frozen=True, slots=True)
class Concurrence:
    """Somebody else's word without which nothing is published; `disputes_to` settles a disagreement."""

    title: str
    by: str
    written: bool
    disputes_to: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A kind of information, and the unit that reviews it: by its name, or by its function."""

    id: str
    title: str
    clause: Citation
    unit_name: str | None = None
    function: UnitFunction | None = None


@dataclass(frozen=True, slots=True)
class Routing:
    routes: tuple[Route, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """A plain number the rule book fixes, at least one."""

    count: int

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError("count 至少为 1")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words on a document that stop it (`block`) or must be answered first (`answer`)."""

    id: str
    title: str
    words: tuple[str, ...]
    effect: Literal["block", "answer"]
    clause: Citation


@dataclass(frozen=True, slots=True)
class Marks:
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to do something that the rule book allows, e.g. redaction by deletion."""

    id: str
    title: str
    clause: Citation


@dataclass(frozen=True, slots=True)
class Ways:
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Classes:
    """The disclosure classes; an item has exactly one."""

    classes: tuple[DisclosureClass, ...]
