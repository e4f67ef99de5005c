"""A bureau's rule book together with the statute it sits on: what everything else asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.core.regime.clauses import Clause
from gongkai.core.regime.clock_rules import ClockRules
from gongkai.core.regime.regime import Regime
from gongkai.core.regime.release_rules import ReleaseRules
from gongkai.core.regime.request_rules import RequestRules
from gongkai.core.regime.review_rules import ReviewRules
from gongkai.core.terms import Citation


@dataclass(frozen=True)
class Lawbook(ReviewRules, ReleaseRules, RequestRules, ClockRules):
    """`version` is the digest (hex) of the exact sources of both; a case is pinned to it.

    Two lawbooks are equal where their version is.
    """

    own: Regime = field(compare=False)
    law: Regime | None = field(compare=False)
    version: str

    @property
    def id(self) -> str:
        return self.own.id

    @property
    def title(self) -> str:
        return self.own.title

    @property
    def organ_name(self) -> str:
        return self.own.organ

    @property
    def statute_id(self) -> str:
        return self.own.statute

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """The bureau's own clauses, in the order of its text."""
        return self.own.clauses

    def clause(self, citation: Citation) -> Clause:
        """The clause of the bureau's book or of the statute; LookupError where neither has it."""
        for book in (self.own, self.law):
            if book is not None and book.id == citation.regime and citation.clause in book.clauses:
                return book.clauses[citation.clause]
        raise LookupError(f"「{self.title}」及其所依据的条例中没有条款 {citation}")

    def citation(self, clause_id: str) -> Citation:
        """A bare id is a clause at home, `cn-foi:26` one of the statute; LookupError where it is in neither."""
        citation = Citation.parse(clause_id, self.id)
        self.clause(citation)
        return citation

    def gate(self, name: str) -> Citation:
        """The clause a gate rests on: the bureau's, else the statute's; LookupError for an unknown gate."""
        return self.gate_clauses(name)[0]

    def gate_clauses(self, name: str) -> tuple[Citation, ...]:
        """All clauses a gate rests on, the one to cite first."""
        for book in (self.own, self.law):
            if book is not None and book.gates.get(name):
                return book.gates[name]
        raise LookupError(f"没有名为「{name}」的关口")
