"""A clause of a rule book: what it says in our own words, and what becomes of it in the software."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.terms import TitledEnum


class ClauseKind(TitledEnum):
    """What the software does about a clause. A clause may be of several kinds."""

    ENFORCED = "E", "强制"
    TIMED = "T", "计时"
    RECORDED = "R", "留痕"
    PRODUCED = "P", "产出"
    DECLARED = "D", "宣示"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; `note` tells a fault of numbering or a reading chosen, "" where there is none.

    >>> Clause("1.4.4", "限期公开", (ClauseKind.TIMED,), title="三(九)1").letters
    'T'
    """

    id: str
    gist: str
    kinds: tuple[ClauseKind, ...]
    note: str = ""
    title: str = ""

    @property
    def kind(self) -> tuple[ClauseKind, ...]:
        return self.kinds

    @property
    def letters(self) -> str:
        """The kinds as the rule book writes them: `E P`."""
        return " ".join(kind.value for kind in self.kinds)

    @property
    def needs_proof(self) -> bool:
        """True where something must run: every kind but the merely declared."""
        return any(kind is not ClauseKind.DECLARED for kind in self.kinds)
