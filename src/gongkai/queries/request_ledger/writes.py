"""How entries speak of rows about requests: the form of a line of the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.timezone import localdate

from gongkai.queries.witness import Act

Says = str | Callable[[Act], object]
"""A key of the payload, or what is made of the entry."""


@dataclass(frozen=True)
class Kind:
    """A kind of row about requests: `path` leads to the request, `key` are the columns that tell rows apart."""

    title: str
    model: type[Model]
    path: str = "request"
    key: tuple[str, ...] = ("pk",)


@dataclass(frozen=True)
class Write:
    """How the entries of some verbs speak of a row.

    `key`: what leads to it; `said`: column → what the entry says of it; `blank`: what holds from now on until
    another entry says otherwise; `when`: the payload must have this key.
    """

    verbs: tuple[str, ...]
    kind: Kind
    key: tuple[Says, ...]
    said: Mapping[str, Says]
    blank: Mapping[str, object] = field(default_factory=dict)
    when: str = ""

    def speaks(self, act: Act) -> bool:
        return (not self.verbs or act.verb in self.verbs) and (not self.when or self.when in act.payload)

    def facts(self, act: Act) -> dict[str, object]:
        """What the act says of the row; a key the payload lacks says nothing."""
        known = {
            column: told(act, says)
            for column, says in self.said.items()
            if callable(says) or says in act.payload
        }
        return {**self.blank, **known}


def told(act: Act, says: Says) -> Any:
    """What an act says: a value of its payload, or one made of the entry."""
    return says(act) if callable(says) else act.payload.get(says)


def moment(act: Act) -> datetime:
    return act.moment


def day(act: Act) -> str:
    """The day of the act, as entries write days."""
    return localdate(act.moment).isoformat()


def subject(act: Act) -> int:
    return act.subject_id


def actor(act: Act) -> int | None:
    """The person who acts; None for a machine and an applicant."""
    kind, _, number = act.actor_key.partition(":")
    return int(number) if kind == "person" else None


def post(act: Act) -> str:
    return act.post


def same(*names: str) -> dict[str, Says]:
    """Columns that bear the name of their key in the payload."""
    return {name: name for name in names}
