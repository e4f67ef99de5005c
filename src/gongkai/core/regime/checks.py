"""What may be wrong with a rule book whose shape is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from gongkai.core.regime.binding import Dated
from gongkai.core.regime.check_chain import chain_findings
from gongkai.core.regime.check_values import value_findings
from gongkai.core.regime.finding import Finding, Path
from gongkai.core.regime.regime import NamedUnit, Regime
from gongkai.core.regime.values_requests import Clock
from gongkai.core.regime.vocabulary import RULES
from gongkai.core.workdays.events import EVENT_TITLES


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule book before it is believed: the rules that have the right shape."""

    rules: Mapping[str, Sequence[Dated[Any]]]
    named: frozenset[str]
    units: tuple[NamedUnit, ...]
    is_statute: bool
    law: Regime | None = None


def findings(draft: Draft) -> Iterator[Finding]:
    """Everything wrong, in the order of the rules; nothing where the rule book may be believed."""
    if not draft.is_statute:
        yield from _missing(draft)
    for rule, values in draft.rules.items():
        yield from _dates(rule, values)
        for place, dated in enumerate(values):
            path = ("rules", rule, place)
            yield from chain_findings(path, dated.value)
            yield from value_findings(path, dated.value, {unit.name for unit in draft.units})
            yield from _without_start(path, dated, draft.law)


def _missing(draft: Draft) -> Iterator[Finding]:
    for rule, spec in RULES.items():
        if spec.mandatory and rule not in draft.named:
            yield Finding(("rules",), f"缺少必备规则「{rule}」（{spec.title}）", f"每本制度都要有「{rule}」")


def _dates(rule: str, values: Sequence[Dated[Any]]) -> Iterator[Finding]:
    for place, dated in enumerate(values):
        path = ("rules", rule, place, "from")
        if dated.until is not None and dated.until < dated.start:
            yield Finding(path, f"止期 {dated.until} 早于起期 {dated.start}", "止期不早于起期")
        if place == 0:
            continue
        before = values[place - 1]
        if dated.start <= before.start:
            found = f"规则「{rule}」的起期 {dated.start} 不晚于上一条的 {before.start}，日期重叠或次序颠倒"
            yield Finding(path, found, "各条按起期从早到晚排列，互不重叠")
        elif before.until is not None and dated.start <= before.until:
            found = f"规则「{rule}」的起期 {dated.start} 落在上一条的有效期内（至 {before.until}），日期重叠"
            yield Finding(path, found, f"起期不早于 {before.until + timedelta(days=1)}")


def _without_start(path: Path, dated: Dated[Any], law: Regime | None) -> Iterator[Finding]:
    """A clock must know its starting event from its own book, or from the statute of the same day."""
    if not isinstance(dated.value, Clock) or dated.value.of:
        return
    beside = law.value(str(path[1]), dated.start) if law else None
    if beside is None or not beside.value.of:
        yield Finding(
            path, "期限没有写从哪一事件起算", "of: [" + "、".join(EVENT_TITLES) + "] 中的一个或几个"
        )
