"""Who acts: a person in a post, or a named machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts, as written into the ledger.

    `key` is the person's permanent id (`person:12`) or the machine's name (`system:baker`);
    `organ` is the organ's id or "" for a machine that serves every organ.
    """

    key: str
    name: str
    organ: str = ""

    @property
    def is_system(self) -> bool:
        return self.key.startswith("system:")


def system_actor(name: str, title: str) -> Actor:
    """A machine that acts under its own name: `system_actor("baker", "门户生成")`."""
    return Actor(f"system:{name}", title)
