"""A bureau's rule book held against the statute: where it is stricter, laxer, silent or out of date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from gongkai.core.regime.binding import Dated, as_of
from gongkai.core.regime.lawbook import Lawbook
from gongkai.core.regime.plain import plain
from gongkai.core.regime.strictness import compare
from gongkai.core.regime.values_requests import Clock
from gongkai.core.regime.values_review import Count
from gongkai.core.regime.vocabulary import RULES
from gongkai.core.terms import Citation
from gongkai.core.workdays.limits import Limit

Kind = Literal["laxer", "silent", "outdated", "stricter"]

_OWN_AFFAIR = frozenset({"catalogue.look", "catalogue.contact", "catalogue.index_number", "review.marks"})
"""What a bureau settles for itself; the statute's value only fills the gap."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One difference; `clause` is the bureau's, None where it is silent, `against` the statute's."""

    rule: str
    clause: Citation | None
    against: Citation
    kind: Kind
    message: str


def against_statute(lawbook: Lawbook) -> tuple[Remark, ...]:
    """Every difference from the statute as it stands now; none for the statute itself."""
    if lawbook.law is None:
        return ()
    remarks: list[Remark] = []
    for rule, values in lawbook.law.rules.items():
        if rule in _OWN_AFFAIR:
            continue
        law = values[-1]
        written = lawbook.own.rules.get(rule, ())
        own = lawbook.own.value(rule, max(dated.start for dated in (law, *written)))
        if own is None:
            remarks.append(_silent(rule, law))
        elif isinstance(law.value, Clock):
            remarks += _clocks(rule, own, law)
        elif isinstance(law.value, Count):
            remarks += _limits(rule, (own.value, own.clause), (law.value, law.clause), RULES[rule].title)
        else:
            remarks += _outdated(rule, own, values)
    return tuple(remarks)


def _silent(rule: str, law: Dated[Any]) -> Remark:
    length = f"（{law.value.within.title}）" if isinstance(law.value, Clock) else ""
    message = f"「{RULES[rule].title}」：制度没有规定，按条例 {law.clause}{length}。"
    return Remark(rule, None, law.clause, "silent", message)


def _clocks(rule: str, own: Dated[Clock], law: Dated[Clock]) -> Iterator[Remark]:
    title = RULES[rule].title
    yield from _limits(rule, (own.value, own.clause), (law.value, law.clause), title)
    here, there = own.value.extension, law.value.extension
    if here is not None and there is not None:
        longer = (here.within, here.clause), (there.within, there.clause)
        yield from _limits(f"{rule}.extension", *longer, f"{title}的延长")
    elif there is not None:
        message = f"「{title}」：制度没有规定延长，按条例 {there.clause} 至多{there.within.title}。"
        yield Remark(f"{rule}.extension", None, there.clause, "silent", message)
    known = {pause.starts for pause in own.value.pauses}
    for pause in law.value.pauses:
        if pause.starts not in known:
            message = f"「{title}」：制度没有规定{pause.title}的时间是否计入，按条例 {pause.clause} 不计入。"
            yield Remark(f"{rule}.pauses", None, pause.clause, "silent", message)


def _limits(rule: str, own: tuple[Any, Citation], law: tuple[Any, Citation], title: str) -> Iterator[Remark]:
    (here, clause), (there, against) = own, law
    order = compare(here, there)
    if order == 0:
        return
    kind: Kind = "stricter" if order > 0 else "laxer"
    verdict = "制度较严，从制度" if order > 0 else "制度较宽，从条例"
    if _length(here).months and order < 0:
        verdict = f"{_words(here)}可能超过{_words(there)}，超过的部分不能用，从条例"
    message = f"「{title}」：制度 {clause.clause} 规定{_words(here)}，条例 {against} 规定{_words(there)}；{verdict}。"
    yield Remark(rule, clause, against, kind, message)


def _length(value: Any) -> Limit:
    limit = value.within if isinstance(value, Clock) else value
    return limit if isinstance(limit, Limit) else Limit(working_days=1)


def _words(value: Any) -> str:
    return f"{value.count}个" if isinstance(value, Count) else _length(value).title


def _outdated(rule: str, own: Dated[Any], values: tuple[Dated[Any], ...]) -> Iterator[Remark]:
    """The statute has changed since the bureau wrote, and the bureau has not followed."""
    then, now = as_of(values, own.start), values[-1]
    if then is None or then is now or _without_clauses(then.value) == _without_clauses(now.value):
        return
    added = [title for title in _titles(now.value) if title not in _titles(then.value)]
    what = f"，新增或改写：{'、'.join(added)}" if added else ""
    message = (
        f"「{RULES[rule].title}」：制度 {own.clause.clause} 写于条例修改之前，"
        f"条例 {now.clause} 自 {now.start} 起已改{what}。"
    )
    yield Remark(rule, own.clause, now.clause, "outdated", message)


def _without_clauses(value: Any) -> Any:
    def strip(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: strip(each) for key, each in data.items() if not key.endswith("clause")}
        return [strip(each) for each in data] if isinstance(data, list) else data

    return strip(plain(value))


def _titles(value: Any) -> list[str]:
    data = plain(value)
    lists = [each for each in data.values() if isinstance(each, list)] if isinstance(data, dict) else []
    return [
        str(item["title"]) for each in lists for item in each if isinstance(item, dict) and "title" in item
    ]
