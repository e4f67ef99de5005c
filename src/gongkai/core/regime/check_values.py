"""Values that contradict themselves: bands with gaps, doubled ids, units nobody knows."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

from gongkai.core.regime.finding import Finding, Path
from gongkai.core.regime.values_conduct import Grades, Indicators, Measures
from gongkai.core.regime.values_release import Categories, Template
from gongkai.core.regime.values_requests import Acceptance, Clock, Tariffs
from gongkai.core.regime.values_review import ReviewChain, Routing
from gongkai.core.workdays.events import EVENT_TITLES

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HOLES = ("organ_code", "year", "month", "serial")


def value_findings(path: Path, value: Any, units: set[str]) -> Iterator[Finding]:
    """Findings on one value; `units` are the units the rule book names."""
    yield from _doubled_and_empty(path, value)
    if isinstance(value, Routing | Acceptance):
        yield from _units(path, value, units)
    for shape, check in _CHECKS.items():
        if isinstance(value, shape):
            yield from check(path, value)


def _doubled_and_empty(path: Path, value: Any) -> Iterator[Finding]:
    parts = fields(value)
    for part in parts:
        items = getattr(value, part.name)
        if not isinstance(items, tuple) or isinstance(value, ReviewChain):
            continue
        if not items and len(parts) == 1:
            yield Finding((*path, part.name), "清单是空的", "至少一项")
        seen: set[str] = set()
        for place, item in enumerate(items):
            item_id = getattr(item, "id", None) or getattr(item, "name", None)
            if isinstance(item_id, str) and item_id in seen:
                yield Finding(
                    (*path, part.name, place), f"「{item_id}」重复", "同一清单内每项的 id 只出现一次"
                )
            elif isinstance(item_id, str):
                seen.add(item_id)


def _units(path: Path, value: Routing | Acceptance, units: set[str]) -> Iterator[Finding]:
    accepted = "、".join(sorted(units)) or "（本制度没有写 units）"
    if isinstance(value, Acceptance):
        if value.unit_name not in units:
            found = f"机构「{value.unit_name}」不在 units 之内"
            yield Finding((*path, "unit_name"), found, f"units 中的机构：{accepted}")
        return
    for place, route in enumerate(value.routes):
        here = (*path, "routes", place)
        if route.unit_name is None and route.function is None:
            yield Finding(here, f"「{route.title}」没有写由谁审核", "unit_name 或 function 写一个")
        elif route.unit_name is not None and route.unit_name not in units:
            found = f"机构「{route.unit_name}」不在 units 之内"
            yield Finding((*here, "unit_name"), found, f"units 中的机构：{accepted}")


def _grades(path: Path, value: Grades) -> Iterator[Finding]:
    upper = Decimal(100)
    for place, grade in enumerate(value.grades):
        here = (*path, "grades", place)
        if grade.below != upper:
            kind = "空档" if grade.below < upper else "重叠"
            found = f"等次「{grade.name}」的上限是 {grade.below}，与上一档的下限 {upper} 之间有{kind}"
            yield Finding((*here, "below"), found, f"below 写 {upper}，各档从高到低首尾相接")
        if grade.at_least >= grade.below:
            found = f"等次「{grade.name}」的下限 {grade.at_least} 不低于上限 {grade.below}"
            yield Finding((*here, "at_least"), found, "at_least 小于 below")
        upper = grade.at_least
    if value.grades and upper != 0:
        here = (*path, "grades", len(value.grades) - 1, "at_least")
        yield Finding(here, f"最低一档从 {upper} 分起，以下有空档", "最低一档的 at_least 写 0")


def _indicators(path: Path, value: Indicators) -> Iterator[Finding]:
    total = sum((indicator.weight for indicator in value.indicators), Decimal(0))
    if total != 100:
        yield Finding((*path, "indicators"), f"各项分值合计 {total}", "合计 100 分")


def _categories(path: Path, value: Categories) -> Iterator[Finding]:
    for place, category in enumerate(value.categories):
        if not _SLUG.fullmatch(category.id):
            here = (*path, "categories", place, "id")
            yield Finding(here, f"类别短名「{category.id}」不能用在网址里", "小写字母、数字和连字符")


def _template(path: Path, value: Template) -> Iterator[Finding]:
    here = (*path, "template")
    accepted = "花括号中只能写 " + "、".join(_HOLES)
    try:
        holes = [name for _, name, _, _ in string.Formatter().parse(value.template) if name is not None]
        value.template.format(organ_code="0", year=2025, month=1, serial=1)
    except (ValueError, KeyError, IndexError, AttributeError):
        yield Finding(here, f"格式「{value.template}」不能填写", accepted)
        return
    if "serial" not in holes:
        yield Finding(here, f"格式「{value.template}」没有 serial，编号会重复", accepted)


def _clock(path: Path, value: Clock) -> Iterator[Finding]:
    named = [(("of", place), name) for place, name in enumerate(value.of)]
    for place, pause in enumerate(value.pauses):
        named += [(("pauses", place), pause.starts), (("pauses", place), pause.ends)]
    for place, restart in enumerate(value.restarts):
        events = [restart.restarts, *([restart.stops] if restart.stops else [])]
        named += [(("restarts", place), name) for name in events]
    for where, name in named:
        if name not in EVENT_TITLES:
            yield Finding((*path, *where), f"不认识的事件「{name}」", "、".join(EVENT_TITLES))
    if value.extension is not None and value.extension.within.by is not None:
        yield Finding((*path, "extension", "within"), "延长期限写成了固定日期", "working_days 或 months")


def _measures(path: Path, value: Measures) -> Iterator[Finding]:
    known = [severity.id for severity in value.severities]
    for place, measure in enumerate(value.measures):
        if measure.severity not in known:
            here = (*path, "measures", place, "severity")
            yield Finding(
                here, f"不认识的程度「{measure.severity}」", "severities 中的 id:" + "、".join(known)
            )


def _tariffs(path: Path, value: Tariffs) -> Iterator[Finding]:
    for place, tariff in enumerate(value.tariffs):
        firsts = [step.first for step in tariff.steps]
        if firsts[:1] != [1] or firsts != sorted(set(firsts)):
            here = (*path, "tariffs", place, "steps")
            yield Finding(here, f"各档起数是 {firsts}", "从 1 起，逐档增大")


_CHECKS: dict[type, Callable[[Path, Any], Iterator[Finding]]] = {
    Grades: _grades,
    Indicators: _indicators,
    Categories: _categories,
    Template: _template,
    Clock: _clock,
    Measures: _measures,
    Tariffs: _tariffs,
}
