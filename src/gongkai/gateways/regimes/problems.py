"""What is wrong with a rule book, said so that its author can put it right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: in which file and line, what was found there, what is accepted there."""

    file: str
    line: int
    found: str
    accepted: str

    @property
    def where(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def message(self) -> str:
        return f"{self.file} 第 {self.line} 行：{self.found}。接受：{self.accepted}。"

    def as_json(self) -> dict[str, str]:
        return {
            "where": self.where,
            "found": self.found,
            "accepted": self.accepted,
            "message": self.message,
        }


class RegimeRefusedError(ValueError):
    """A rule book that cannot be believed; `problems` holds every mistake found, at least one."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(problem.message for problem in problems))
        self.problems = tuple(problems)


class UnreadableError(RegimeRefusedError):
    """There is nothing to judge: no such file, no such rule book, or it cannot be read."""
