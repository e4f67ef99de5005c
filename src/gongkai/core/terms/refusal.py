"""A refusal: what is not allowed, why, under which clause, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.terms.citation import Citation


@dataclass(frozen=True, slots=True)
class Refusal:
    """What every surface shows when the answer is no.

    `code` is for programs (snake_case, stable), `reason` and `remedy` are Chinese sentences for people,
    `clause` is what the refusal rests on; None only where no rule book speaks (a malformed input).

    >>> Refusal("too_early", "尚未审查，不能发布。", Citation("naiman-housing", "secrecy.3")).as_json()
    {'code': 'too_early', 'reason': '尚未审查，不能发布。', 'clause': 'naiman-housing:secrecy.3', 'remedy': ''}
    """

    code: str
    reason: str
    clause: Citation | None = None
    remedy: str = ""

    def as_json(self) -> dict[str, str | None]:
        return {
            "code": self.code,
            "reason": self.reason,
            "clause": str(self.clause) if self.clause else None,
            "remedy": self.remedy,
        }


class Refused(Exception):  # noqa: N818 - a refusal is an answer of the law, not an error of the program
    """Carries a refusal out of a transaction, so that nothing of the refused act is kept."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal
