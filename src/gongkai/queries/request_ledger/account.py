"""What entries say of one kind of row: column by column, and which entry said it last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from gongkai.queries.witness import UNSAID, Fault

Key = tuple[Any, ...]
Facts = Mapping[str, Any]


@dataclass(slots=True)
class Account:
    """The rows of a kind as the entries leave them; fed in the order of the ledger."""

    title: str
    _told: dict[Key, list[tuple[int, Facts]]] = field(default_factory=dict)

    def say(self, key: Key, sequence: int, facts: Facts) -> None:
        """An entry says this of the row with the key; the first one says that the row is there."""
        self._told.setdefault(key, []).append((sequence, facts))

    def drop(self, key: Key) -> None:
        """The row is gone by an act, and must be."""
        self._told.pop(key, None)

    def last(self, key: Key, column: str) -> Any:
        """What was last said of a column; None where nothing was."""
        said = self._said(key, column)
        return said[1] if said else None

    def __contains__(self, key: Key) -> bool:
        return key in self._told

    def first(self, key: Key) -> int:
        """The number of the entry that wrote the row."""
        return self._told[key][0][0]

    def faults(self, rows: Iterable[tuple[Key, Facts]], end: int) -> Iterator[Fault]:
        """Rows that are gone, that no entry wrote (named with `end`), and that differ: the entry that said it."""
        left = set(self._told)
        for key, written in rows:
            if key not in self._told:
                yield Fault(end, f"数据库中有一条{self.title}，记录链中没有写入它的记录。")
                continue
            left.discard(key)
            yield from self._against(key, written)
        for key in left:
            yield Fault(self.first(key), f"这条记录写入的{self.title}在数据库中已经不存在。")

    def _against(self, key: Key, written: Facts) -> Iterator[Fault]:
        for column, value in written.items():
            said = self._said(key, column)
            if said is not None and said[1] is not UNSAID and said[1] != plain(value):
                yield Fault(said[0], f"数据库中的{self.title}与这条记录写入时不一致。")

    def _said(self, key: Key, column: str) -> tuple[int, Any] | None:
        for sequence, facts in reversed(self._told.get(key, ())):
            if column in facts:
                return sequence, facts[column]
        return None


def plain(value: object) -> object:
    """A column as entries write it: a day as text; a moment stays one."""
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value
