"""Clause by clause: what it says, which rules and gates rest on it, which tests prove it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.regime.clauses import Clause, ClauseKind
from gongkai.core.regime.lawbook import Lawbook
from gongkai.core.regime.plain import citations_in
from gongkai.core.terms import Citation


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A clause is covered where it is merely declared, or where a test proves it."""

    clause: Clause
    rules: tuple[str, ...]
    gates: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def covered(self) -> bool:
        return bool(self.tests) or not self.clause.needs_proof


@dataclass(frozen=True, slots=True)
class Coverage:
    lines: tuple[CoverageLine, ...]

    def counts(self) -> dict[str, tuple[int, int]]:
        """Kind letter → (covered, of); a clause of two kinds counts in both."""
        counted: dict[str, tuple[int, int]] = {}
        for kind in ClauseKind:
            lines = [line for line in self.lines if kind in line.clause.kinds]
            counted[kind.value] = (sum(line.covered for line in lines), len(lines))
        return counted


def coverage(lawbook: Lawbook, tests: Mapping[str, Sequence[str]]) -> Coverage:
    """The clauses in the order of the rule book; `tests` maps a clause id to the tests that prove it."""
    rules: dict[str, list[str]] = {}
    for name, values in lawbook.own.rules.items():
        for dated in values:
            for citation in (dated.clause, *citations_in(dated.value)):
                _note(rules, citation, lawbook.id, name)
    gates: dict[str, list[str]] = {}
    for name, citations in lawbook.own.gates.items():
        for citation in citations:
            _note(gates, citation, lawbook.id, name)
    return Coverage(
        tuple(
            CoverageLine(
                clause, tuple(rules.get(name, ())), tuple(gates.get(name, ())), tuple(tests.get(name, ()))
            )
            for name, clause in lawbook.clauses.items()
        )
    )


def _note(found: dict[str, list[str]], citation: Citation, home: str, name: str) -> None:
    if citation.regime == home and name not in found.setdefault(citation.clause, []):
        found[citation.clause].append(name)
