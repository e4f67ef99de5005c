"""One rule book by itself: a bureau's, or the statute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.core.regime.binding import Dated, as_of
from gongkai.core.regime.clauses import Clause
from gongkai.core.terms import Citation, UnitFunction


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit the rule book calls by its name, with the functions it gives to it."""

    name: str
    functions: tuple[UnitFunction, ...] = ()


@dataclass(frozen=True)
class Regime:
    """A rule book as loaded; `statute` is "" where it is itself the statute.

    `rules` maps a rule's name to its values in the order of their dates; `gates` maps a gate to the clauses
    it rests on, the first the one that is cited.
    """

    id: str
    organ: str
    title: str
    statute: str
    clauses: Mapping[str, Clause]
    rules: Mapping[str, tuple[Dated[Any], ...]]
    gates: Mapping[str, tuple[Citation, ...]]
    units: tuple[NamedUnit, ...] = ()

    def value(self, rule: str, on: date) -> Dated[Any] | None:
        """What this rule book by itself says on a day; None where it is silent."""
        return as_of(self.rules.get(rule, ()), on)
