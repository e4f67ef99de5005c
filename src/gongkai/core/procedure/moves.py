"""Moves: the typed rows of a procedure table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.core.terms import Citation, Refusal, Role


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may be done: from where, to where, by whom, on what evidence, under which clause.

    `target` is None where the act itself decides where it leads (the last opinion of a review);
    `source` holds every state the verb is open in; `otherwise` tells what to do in any other state.
    """

    verb: str
    title: str
    source: tuple[str, ...]
    target: str | None
    by: tuple[Role, ...]
    clause: Citation
    needs: tuple[str, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A procedure: its moves, and the Chinese names of its states."""

    moves: tuple[Move, ...]
    states: dict[str, str]

    def open_moves(self, state: str) -> tuple[Move, ...]:
        """What may be done in a state, by anybody."""
        return tuple(move for move in self.moves if state in move.source)

    def knows(self, verb: str) -> bool:
        """Whether the procedure has the verb at all; a bureau may lack one that another has."""
        return any(move.verb == verb for move in self.moves)

    def state_title(self, state: str) -> str:
        return self.states.get(state, state)

    def find(self, verb: str, state: str) -> Move | Refusal:
        """The row for a verb in a state, or why there is none: unknown verb (an error) or wrong state.

        Raises KeyError for a verb no row has: a fault of the program, not of the user.
        """
        rows = [move for move in self.moves if move.verb == verb]
        if not rows:
            raise KeyError(f"no such verb: {verb}")
        for move in rows:
            if state in move.source:
                return move
        opens = "、".join(dict.fromkeys(self.state_title(source) for move in rows for source in move.source))
        return Refusal(
            code="not_in_this_state",
            reason=f"当前状态是「{self.state_title(state)}」，不能{rows[0].title}。",
            clause=rows[0].clause,
            remedy=rows[0].otherwise or f"「{rows[0].title}」只在「{opens}」时可以办理。",
        )


def by_titles(roles: Iterable[Role]) -> str:
    """Role names for a sentence.

    >>> by_titles([Role.SECRECY_BODY, Role.LEADING_GROUP_OFFICE])
    '保密工作机构、领导小组办公室'
    """
    return "、".join(dict.fromkeys(role.title for role in roles))
