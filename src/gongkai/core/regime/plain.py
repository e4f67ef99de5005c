"""Values of rules as plain data, as words, and as the clauses they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from gongkai.core.regime.values_conduct import Grade, Indicator, Matter, Part
from gongkai.core.regime.values_release import UNKNOWN
from gongkai.core.regime.values_requests import Clock, Extension, Tariff, TariffStep
from gongkai.core.regime.values_review import ReviewChain
from gongkai.core.terms import Audience, Citation
from gongkai.core.workdays.limits import Limit

_FLAGS = {
    "written": ("须书面", "不限书面"),
    "one_matter": ("一事一申请", "不限一事"),
    "random": ("随机进行", ""),
    "restarts": ("缴清后重新起算", ""),
}
_LABELS = {
    "per_year": "每年至少 {} 次",
    "disputes_to": "有争议的由{}确定",
    "unit_name": "由{}办理",
    "to": "送{}",
}


def plain(value: Any) -> Any:
    """A value as JSON can hold it: citations as text, amounts as numbers, nothing that is not told.

    >>> plain(Limit(working_days=10))
    {'working_days': 10}
    """
    if isinstance(value, Citation | date):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if is_dataclass(value) and not isinstance(value, type):
        named = {part.name: getattr(value, part.name) for part in fields(value)}
        return {name: plain(each) for name, each in named.items() if each is not None}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, str) else value


def citations_in(value: Any) -> Iterator[Citation]:
    """Every clause a value cites, in order, with repeats."""
    if isinstance(value, Citation):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from citations_in(getattr(value, part.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from citations_in(each)


def describe(value: Any) -> str:
    """A value in a few Chinese words, for a list that people read."""
    if isinstance(value, ReviewChain):
        stages = " → ".join(
            f"{stage.title}（{'、'.join(role.title for role in stage.signed_by)}）" for stage in value.stages
        )
        return f"{stages}；意见：{'、'.join(opinion.name for opinion in value.opinions)}"
    if isinstance(value, Clock):
        return _clock(value)
    if isinstance(value, Part):
        more = "超过" if value.strictly else "达到"
        return f"{more}应到会成员的 {value.numerator}/{value.denominator}"
    words = [_field(part.name, getattr(value, part.name)) for part in fields(value)]
    return " / ".join(word for word in words if word)


def _field(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _FLAGS.get(name, (name, ""))[0 if value else 1]
    return _LABELS.get(name, "{}").format(word) if (word := _part(value)) else ""


def _clock(clock: Clock) -> str:
    words = [clock.within.title]
    if clock.on_the_spot:
        words.append("能当场办的当场办")
    words += [f"{pause.title}不计入" for pause in clock.pauses]
    words += [f"{restart.title}后重新起算" for restart in clock.restarts]
    if isinstance(clock.extension, Extension):
        words.append(f"可延长至多{clock.extension.within.title}")
    if clock.when_late:
        words.append(f"逾期：{clock.when_late}")
    return "，".join(words)


def _part(value: Any) -> str:
    if isinstance(value, tuple):
        return "；".join(word for each in value if (word := _part(each)))
    if isinstance(value, Limit):
        return value.title
    if value is None or isinstance(value, Citation) or value == UNKNOWN:
        return ""
    if is_dataclass(value):
        named = getattr(value, "title", "") or getattr(value, "name", "")
        return f"{named}{_figures(value)}" if named else describe(value)
    return str(value.title) if isinstance(value, StrEnum) and hasattr(value, "title") else str(value)


def _figures(value: Any) -> str:
    """The figures of a list's line, in brackets."""
    if isinstance(value, Grade):
        return f"（{value.at_least}至{value.below}分）"
    if isinstance(value, Indicator):
        return f"（{value.weight}分）"
    if isinstance(value, Matter) and value.at_least is not None:
        return f"（{value.at_least}元以上，含本数）"
    if isinstance(value, Tariff):
        return "：" + "，".join(_step(step) for step in value.steps)
    return "（内部）" if getattr(value, "audience", None) is Audience.INTERNAL else ""


def _step(step: TariffStep) -> str:
    rise = f"，其后每{step.every}件（页）一档，每档加{step.rise}元" if step.every else ""
    return f"第{step.first}件（页）起每件（页）{step.each}元{rise}"
