"""One rule book out of its texts: shape first, then sense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from gongkai.core.regime.binding import Dated
from gongkai.core.regime.checks import Draft, findings
from gongkai.core.regime.clauses import Clause
from gongkai.core.regime.finding import Finding
from gongkai.core.regime.regime import Regime
from gongkai.core.regime.vocabulary import GATES, RULES
from gongkai.core.terms import Citation
from gongkai.gateways.regimes.expand import Expander
from gongkai.gateways.regimes.explain import finding, keys_at
from gongkai.gateways.regimes.merge import Merged, merge
from gongkai.gateways.regimes.problems import RegimeRefusedError
from gongkai.gateways.regimes.shapes import (
    FRAME,
    BookShape,
    ClauseShape,
    DatedShape,
    framed,
    unframed,
)

Rules = dict[str, tuple[Dated[Any], ...]]


def header_of(sources: Mapping[str, str]) -> tuple[str | None, int, str]:
    """The statute a rule book says it sits on (None where it says null or nothing), with line and file."""
    merged = merge(sources)
    file, line = merged.places.get(("statute",), (merged.first_file, 1))
    statute = merged.tree.get("statute")
    return (None if statute is None else str(statute)), line, file


def load_book(sources: Mapping[str, str], law: Regime | None) -> Regime:
    """The rule book of these texts on this statute; RegimeRefusedError with every mistake found."""
    merged = merge(sources)
    if merged.unreadable:
        raise RegimeRefusedError(merged.problems)
    wrong: list[Finding] = []
    tree = {"id": _default_id(sources), **merged.tree}
    rules_raw, gates_raw = tree.pop("rules", None), tree.pop("gates", None)
    header = _header(tree, wrong)
    home = header.id if header else str(tree["id"])
    clauses = tree.get("clauses")
    known = {home: frozenset(clauses if isinstance(clauses, dict) else ())}
    if law is not None:
        known[law.id] = frozenset(law.clauses)
    expander = Expander(home, known)
    rules = _rules(rules_raw, expander, wrong)
    gates = _gates(gates_raw, expander, wrong)
    wrong += expander.findings
    units = header.units if header else ()
    named = frozenset(rules_raw if isinstance(rules_raw, dict) else ())
    wrong += findings(Draft(rules, named, units, is_statute=tree.get("statute") is None, law=law))
    if merged.problems or wrong or header is None:
        raise RegimeRefusedError(_in_order(merged, wrong))
    return Regime(
        id=header.id,
        organ=header.organ,
        title=header.title,
        statute=header.statute or "",
        clauses=MappingProxyType({name: _clause(name, shape) for name, shape in header.clauses.items()}),
        rules=MappingProxyType(rules),
        gates=MappingProxyType(gates),
        units=header.units,
    )


def _default_id(sources: Mapping[str, str]) -> str:
    """The folder's name, or that of the single file, in the letters an id may have."""
    first = min(sources)
    name = first.split("/")[0] if "/" in first else first.rsplit(".", 1)[0]
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "regime"


def _header(tree: dict[str, Any], wrong: list[Finding]) -> BookShape | None:
    clauses = tree.get("clauses")
    if isinstance(clauses, dict):
        tree = {**tree, "clauses": {name: _kinds_split(raw) for name, raw in clauses.items()}}
    try:
        return BookShape.model_validate(tree)
    except ValidationError as error:
        for detail in error.errors():
            keys = (
                tuple(ClauseShape.model_fields)
                if detail["loc"][:1] == ("clauses",)
                else ("name", "functions")
            )
            wrong.append(finding(detail, detail["loc"], detail["loc"], keys))
    return None


def _kinds_split(raw: Any) -> Any:
    """`kind: E P` is the list of its letters."""
    if isinstance(raw, dict) and isinstance(raw.get("kind"), str):
        return {**raw, "kind": raw["kind"].split()}
    return raw


def _clause(name: str, shape: ClauseShape) -> Clause:
    return Clause(name, shape.gist, shape.kind, shape.note, shape.title)


def _rules(raw: Any, expander: Expander, wrong: list[Finding]) -> Rules:
    rules: Rules = {}
    if not isinstance(raw, dict):
        wrong.append(Finding(("rules",), "没有写规则", "rules: 下按名称列出规则"))
        return rules
    for name, values in raw.items():
        path = ("rules", name)
        if name not in RULES:
            wrong.append(Finding(path, f"不认识的规则「{name}」", "、".join(RULES)))
        elif not isinstance(values, list) or not values:
            wrong.append(
                Finding(
                    path,
                    f"规则「{name}」不是一列按日期排列的值",
                    "- {from: 日期， clause: 编号， …} 一条或几条",
                )
            )
        else:
            read = [_dated(name, place, value, expander, wrong) for place, value in enumerate(values)]
            rules[name] = tuple(value for value in read if value is not None)
    return rules


def _dated(rule: str, place: int, raw: Any, expander: Expander, wrong: list[Finding]) -> Dated[Any] | None:
    shape, path = RULES[rule].shape, ("rules", rule, place)
    expanded = expander.dated(raw, shape, path)
    if not isinstance(expanded, dict):
        wrong.append(Finding(path, f"规则「{rule}」的值不是由键和值组成", "from、clause 和该规则的各键"))
        return None
    try:
        read: Any = DatedShape[shape].model_validate(framed(expanded))  # type: ignore[valid-type]  # a shape chosen by name
    except ValidationError as error:
        for detail in error.errors():
            loc = unframed(detail["loc"])
            keys = (*(FRAME if len(loc) == 1 else ()), *keys_at(shape, loc))
            wrong.append(finding(detail, loc, (*path, *loc), keys))
        return None
    return Dated(read.start, read.value, read.clause, read.until, read.note)


def _gates(raw: Any, expander: Expander, wrong: list[Finding]) -> dict[str, tuple[Citation, ...]]:
    gates: dict[str, tuple[Citation, ...]] = {}
    if raw is None:
        return gates
    if not isinstance(raw, dict):
        wrong.append(Finding(("gates",), "gates 不是由键和值组成", "关口名： 条款编号"))
        return gates
    for name, written in raw.items():
        path = ("gates", name)
        if name not in GATES:
            wrong.append(Finding(path, f"不认识的关口「{name}」", "、".join(GATES)))
        listed = written if isinstance(written, list) else [written]
        if not listed:
            wrong.append(Finding(path, f"关口「{name}」没有写条款", "至少一个条款编号"))
        gates[name] = tuple(expander.cite(each, path) for each in listed)
    return gates


def _in_order(merged: Merged, wrong: list[Finding]) -> list[Any]:
    problems = {*merged.problems, *(merged.problem(each) for each in wrong)}
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.found))
