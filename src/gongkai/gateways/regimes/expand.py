"""Short forms written out, and clause numbers turned into citations.

`signed_by: [producer]` becomes a signer with the stage's own clause; `opinions: [主动公开]` gets the effect its
name has in law; an entry without a clause of its own rests on the clause of what it stands in.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import lru_cache
from typing import Any

from gongkai.core.regime.finding import Finding, Path
from gongkai.core.regime.values_review import Opinion, Signer, Stage
from gongkai.core.terms import Citation

_EFFECTS = {
    "主动公开": "proactive",
    "依申请公开": "on_request",
    "不予公开": "withheld",
    "公开": "disclose",
    "需报审": "refer",
}
_NOWHERE = Citation("?", "?")
WRITTEN_AS = {"signers": "signed_by"}
"""Names of fields that the file writes otherwise."""


@dataclass
class Expander:
    """Writes one rule book's values out; `known` are the clauses of the book and of its statute."""

    home: str
    known: Mapping[str, frozenset[str]]
    findings: list[Finding] = field(default_factory=list)

    def dated(self, raw: Any, shape: type, path: Path) -> Any:
        """A dated value written out; what is not a mapping is left for the shape to refuse."""
        if not isinstance(raw, dict):
            return raw
        clause = raw.get("clause")
        if clause is not None:
            clause = self.cite(clause, (*path, "clause"))
        expanded = self._fields(raw, shape, clause or _NOWHERE, path)
        return {**expanded, "clause": clause} if clause else expanded

    def cite(self, written: Any, path: Path) -> Citation:
        """The citation, if the clause exists; a stand-in and a finding where it does not."""
        text = str(written)
        regime, _, clause = text.rpartition(":")
        citation = Citation(regime or self.home, clause)
        if isinstance(written, str | int) and clause in self.known.get(citation.regime, frozenset()):
            return citation
        abroad = [str(Citation(name, "26")) for name in self.known if name != self.home]
        others = "".join(f"，或条例的条号（写作 {each}）" for each in abroad)
        self.findings.append(
            Finding(path, f"条款「{text}」不在 clauses 之内", f"clauses 中已列出的编号{others}")
        )
        return _NOWHERE

    def _value(self, raw: Any, hint: Any, clause: Citation, path: Path) -> Any:
        hint = _without_none(hint)
        if hint is Citation:
            return self.cite(raw, path)
        if typing.get_origin(hint) is tuple and isinstance(raw, list):
            item = typing.get_args(hint)[0]
            return [self._value(each, item, clause, (*path, place)) for place, each in enumerate(raw)]
        if is_dataclass(hint) and isinstance(hint, type):
            write_out = _SHORT_FORMS.get(hint)
            full = write_out(raw) if write_out else raw
            return self._fields(full, hint, clause, path) if isinstance(full, dict) else full
        return raw

    def _fields(self, raw: dict[str, Any], shape: type, clause: Citation, path: Path) -> dict[str, Any]:
        hints = hints_of(shape)
        if "clause" in hints:
            clause = self.cite(raw["clause"], (*path, "clause")) if "clause" in raw else clause
        expanded = {
            key: self._value(value, hints.get(key), clause, (*path, key)) if key != "clause" else value
            for key, value in raw.items()
        }
        return {**expanded, "clause": clause} if "clause" in hints else expanded


@lru_cache
def hints_of(shape: type) -> dict[str, Any]:
    """Field → type of a value's dataclass."""
    return typing.get_type_hints(shape)


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        kept = [each for each in typing.get_args(hint) if each is not type(None)]
        return kept[0] if len(kept) == 1 else hint
    return hint


def _stage(raw: Any) -> Any:
    if not isinstance(raw, dict) or "signed_by" not in raw or "signers" in raw:
        return raw
    return {("signers" if key == "signed_by" else key): value for key, value in raw.items()}


def _signer(raw: Any) -> Any:
    return {"role": raw} if isinstance(raw, str) else raw


def _opinion(raw: Any) -> Any:
    return {"name": raw, "effect": _EFFECTS.get(raw, raw)} if isinstance(raw, str) else raw


_SHORT_FORMS: dict[type, Callable[[Any], Any]] = {Stage: _stage, Signer: _signer, Opinion: _opinion}
