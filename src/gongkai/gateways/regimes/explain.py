"""What pydantic found, said in Chinese: what stands there, and what is accepted."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic_core import ErrorDetails

from gongkai.core.regime.finding import Finding, Path
from gongkai.gateways.regimes.expand import WRITTEN_AS, hints_of

_PLAIN = {
    "string_type": "一段文字（数字要加引号）",
    "int_type": "整数",
    "int_parsing": "整数",
    "int_from_float": "整数",
    "bool_type": "true 或 false",
    "bool_parsing": "true 或 false",
    "decimal_parsing": "数字",
    "decimal_type": "数字",
    "date_type": "日期，写作 2019-05-15",
    "date_from_datetime_parsing": "日期，写作 2019-05-15",
    "date_parsing": "日期，写作 2019-05-15",
    "tuple_type": "清单，写作 [甲， 乙] 或每行一个 -",
    "dict_type": "由键和值组成的一组",
    "dataclass_type": "由键和值组成的一组",
    "model_type": "由键和值组成的一组",
    "model_attributes_type": "由键和值组成的一组",
    "string_too_short": "不能为空",
    "too_short": "至少一项",
    "string_pattern_mismatch": "小写字母、数字和连字符，例如 naiman-housing",
}


def finding(error: ErrorDetails, loc: Path, path: Path, keys: Sequence[str]) -> Finding:
    """One error as a finding at `path`; `keys` are the keys accepted where `loc` ends."""
    kind, name = error["type"], str(loc[-1]) if loc else ""
    if kind == "missing":
        name = WRITTEN_AS.get(name, name)
        return Finding(path[:-1], f"缺少「{name}」", f"在这里写上 {name}")
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return Finding(path, f"不认识的键「{name}」", "、".join(WRITTEN_AS.get(key, key) for key in keys))
    if kind in ("enum", "literal_error"):
        expected = str(error.get("ctx", {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
        shown = "、".join(part or "（空）" for part in expected.split(", "))
        return Finding(path, f"「{_label(loc)}」写着「{_shown(error['input'])}」，不认识", shown)
    if kind == "value_error":
        problem = error.get("ctx", {}).get("error")
        return Finding(path, f"写着「{_shown(error['input'])}」", str(problem))
    accepted = _PLAIN.get(kind, f"符合格式的值（{error['msg']}）")
    return Finding(path, f"「{_label(loc)}」写着「{_shown(error['input'])}」", accepted)


def keys_at(shape: Any, loc: Path) -> tuple[str, ...]:
    """The keys that the value at the parent of `loc` accepts; () where it takes none."""
    for step in loc[:-1]:
        if isinstance(step, int):
            arguments = [each for each in typing.get_args(shape) if each is not Ellipsis]
            shape = arguments[0] if arguments else None
        else:
            shape = hints_of(shape).get(step) if isinstance(shape, type) and is_dataclass(shape) else None
        options = [each for each in typing.get_args(shape) if is_dataclass(each)]
        if options and typing.get_origin(shape) is not tuple:
            shape = options[0]
    return tuple(part.name for part in fields(shape)) if is_dataclass(shape) else ()


def _label(loc: Path) -> str:
    if loc[-1:] == ("role",) and "signers" in loc:
        return "signed_by"
    names = [str(WRITTEN_AS.get(str(step), step)) for step in loc if isinstance(step, str)]
    return names[-1] if names else "这一处"


def _shown(value: Any) -> str:
    text = "空" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "……"
