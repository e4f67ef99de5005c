"""A citation: a clause of a rule book."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """One clause of one rule book, e.g. `hulunbuir-statistics:1.4.4` or `cn-foi:26`.

    >>> str(Citation("cn-foi", "26"))
    'cn-foi:26'
    >>> Citation.parse("hulunbuir-statistics:1.4.4").clause
    '1.4.4'
    """

    regime: str
    clause: str

    def __str__(self) -> str:
        return f"{self.regime}:{self.clause}"

    @classmethod
    def parse(cls, text: str, default_regime: str = "") -> Citation:
        """`regime:clause`, or a bare clause of `default_regime`; ValueError where neither names a regime."""
        regime, colon, clause = text.partition(":")
        if not colon:
            regime, clause = default_regime, text
        if not regime or not clause:
            raise ValueError(f"no rule book and clause in {text!r}")
        return cls(regime, clause)

    def seen_from(self, regime: str) -> str:
        """The short form inside a rule book of its own: `2.3` at home, `cn-foi:33` abroad."""
        return self.clause if regime == self.regime else str(self)
