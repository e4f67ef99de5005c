"""Dated values, and the answer to "what holds on this day, and why"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from gongkai.core.terms import Citation

T = TypeVar("T")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value from a day on, until the next value begins or `until` (that day included) has passed."""

    start: date
    value: T
    clause: Citation
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Binding(Generic[T]):
    """What binds, the clause it rests on, and the clauses that speak to the same matter beside it."""

    value: T
    clause: Citation
    also: tuple[Citation, ...] = ()

    def with_value(self, value: Other) -> Binding[Other]:
        """The same authority for another value."""
        return Binding(value, self.clause, self.also)


def as_of(values: Sequence[Dated[T]], on: date) -> Dated[T] | None:
    """The value in force on a day; None before the first and after the last has run out.

    >>> here = Citation("x", "1")
    >>> as_of([Dated(date(2008, 5, 1), 15, here), Dated(date(2019, 5, 15), 20, here)], date(2019, 5, 14)).value
    15
    """
    found = None
    for dated in values:
        if dated.start <= on:
            found = dated
    if found is not None and found.until is not None and found.until < on:
        return None
    return found
