"""Something wrong in a rule book, and where."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where in the tree: `("rules", "review.chain", 0, "stages", 1)`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what is accepted there; both are parts of a Chinese sentence without its full stop."""

    path: Path
    found: str
    accepted: str
