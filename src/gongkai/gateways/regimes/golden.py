"""Golden cases out of YAML files, as law people write them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from gongkai.core.regime.finding import Path as TreePath
from gongkai.core.regime.golden import ClockCase, RuleCase
from gongkai.core.regime.vocabulary import CLOCKS, RULES
from gongkai.core.workdays import Event
from gongkai.gateways.regimes.explain import finding
from gongkai.gateways.regimes.problems import Problem, RegimeRefusedError
from gongkai.gateways.regimes.sources import builtin_ids, read_text
from gongkai.gateways.regimes.yaml_tree import YamlRefusedError, read_tree

GoldenCase = ClockCase | RuleCase


class _Exact(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _EventShape(_Exact):
    on: date
    event: str
    working_days: int | None = Field(default=None, ge=0)
    months: int | None = Field(default=None, ge=0)
    note: str = ""


Words = Annotated[
    list[str], BeforeValidator(lambda raw: [str(each) for each in raw] if isinstance(raw, list) else raw)
]
Word = Annotated[str, BeforeValidator(lambda raw: str(raw) if isinstance(raw, int) else raw)]


class _ClockExpect(_Exact):
    due: date | None = None
    clauses: Words | None = None
    provisional: bool | None = None
    refused: str | None = None


class _RuleExpect(_Exact):
    clause: Word | None = None
    also: Words | None = None
    value: Any = None
    silent: bool | None = None


class _ClockShape(_Exact):
    case: str = Field(min_length=1)
    regime: str = Field(min_length=1)
    clock: str
    events: list[_EventShape] = Field(min_length=1)
    expect: _ClockExpect = _ClockExpect()


class _RuleShape(_Exact):
    case: str = Field(min_length=1)
    regime: str = Field(min_length=1)
    rule: str
    on: date
    expect: _RuleExpect


def read_cases(path: str | Path) -> tuple[GoldenCase, ...]:
    """The cases of a file: one case, or a list of them. RegimeRefusedError tells every mistake with its line."""
    file = Path(path)
    problems: list[Problem] = []
    try:
        tree = read_tree(read_text(file))
    except YamlRefusedError as error:
        raise RegimeRefusedError([Problem(str(file), error.line, error.found, error.accepted)]) from error
    listed = tree.data if isinstance(tree.data, list) else [tree.data]
    cases: list[GoldenCase] = []
    for place, raw in enumerate(listed):
        here: TreePath = (place,) if isinstance(tree.data, list) else ()
        try:
            cases.append(_case(raw, file))
        except ValidationError as error:
            for detail in error.errors():
                found = finding(detail, detail["loc"], (*here, *detail["loc"]), _keys(raw, detail["loc"]))
                problems.append(
                    Problem(str(file), _line(tree.lines, found.path), found.found, found.accepted)
                )
        except ValueError as error:
            found_text, _, accepted = str(error).partition("|")
            problems.append(Problem(str(file), _line(tree.lines, here), found_text, accepted))
    if not cases and not problems:
        problems.append(
            Problem(str(file), 1, "文件里一个案例也没有", "- case: 名称，regime、clock、events、expect")
        )
    if problems:
        raise RegimeRefusedError(problems)
    return tuple(cases)


def _case(raw: Any, file: Path) -> GoldenCase:
    if not isinstance(raw, dict):
        raise ValueError("案例不是由键和值组成|case、regime、clock、events、expect")
    if "rule" in raw and "clock" not in raw:
        rule = _RuleShape.model_validate(raw)
        if rule.rule not in RULES:
            raise ValueError(f"不认识的规则「{rule.rule}」|{'、'.join(RULES)}")
        expect = {name: getattr(rule.expect, name) for name in rule.expect.model_fields_set}
        return RuleCase(rule.case, _regime(rule.regime, file), rule.rule, rule.on, expect)
    clock = _ClockShape.model_validate(raw)
    if clock.clock not in CLOCKS:
        raise ValueError(f"不认识的时钟「{clock.clock}」|{'、'.join(CLOCKS)}")
    events = tuple(Event(**event.model_dump()) for event in clock.events)
    expect = clock.expect.model_dump(mode="json", exclude_unset=True)
    return ClockCase(clock.case, _regime(clock.regime, file), clock.clock, events, expect)


def _regime(written: str, file: Path) -> str:
    """A built-in id as it is; a path is taken from beside the case file."""
    if written in builtin_ids():
        return written
    beside = file.parent / written
    return str(beside) if beside.exists() else written


def _keys(raw: Any, loc: tuple[Any, ...]) -> tuple[str, ...]:
    is_rule = isinstance(raw, dict) and "rule" in raw and "clock" not in raw
    shapes: dict[str, type[BaseModel]] = {
        "events": _EventShape,
        "expect": _RuleExpect if is_rule else _ClockExpect,
    }
    shape = shapes.get(str(loc[0]), _RuleShape if is_rule else _ClockShape) if loc else _ClockShape
    return (
        tuple((_RuleShape if is_rule else _ClockShape).model_fields)
        if len(loc) == 1
        else tuple(shape.model_fields)
    )


def _line(lines: dict[TreePath, int], path: TreePath) -> int:
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 1)
