"""YAML read as law: no surprises from the notation, and every place knows its line.

PyYAML's own reading turns `2.30` into the number 2.3, `on` into true and keeps the last of two equal keys.
Here a clause number stays a text, only `true` and `false` are booleans, a doubled key is refused, and so
are anchors (a few lines of them can unfold into gigabytes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from gongkai.core.regime.finding import Path

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"-?(0|[1-9][0-9]*)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DEEPEST = 40
_OPENING = (
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
)
_CLOSING = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)


@dataclass(frozen=True, slots=True)
class Tree:
    """The data, and the line (from 1) of every path in it."""

    data: Any
    lines: dict[Path, int]


class YamlRefusedError(ValueError):
    """`found` at `line`; `accepted` says what is taken instead."""

    def __init__(self, line: int, found: str, accepted: str) -> None:
        super().__init__(f"第 {line} 行：{found}；接受：{accepted}")
        self.line, self.found, self.accepted = line, found, accepted


def read_tree(text: str) -> Tree:
    """The tree of one YAML document; YamlRefusedError where it is none, or says something twice."""
    try:
        _scan(text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise YamlRefusedError(
            line, "不是合格的 YAML", "缩进一致、冒号后有空格、括号引号成对的 YAML"
        ) from error
    except yaml.YAMLError as error:
        raise YamlRefusedError(1, "不是合格的 YAML（含有不能识别的字符）", "UTF-8 文字写成的 YAML") from error
    lines: dict[Path, int] = {}
    return Tree(_build(node, (), lines), lines)


def _scan(text: str) -> None:
    """Refuses anchors and deep nesting before anything is built: the C parser composes by recursion, and a
    few thousand brackets would end the whole process.
    """
    depth = 0
    for token in yaml.scan(text, Loader=_LOADER):
        line = token.start_mark.line + 1
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            raise YamlRefusedError(
                line, "用了锚点或引用（& 或 *）", "把内容直接写出来，含 & 或 * 的文字加引号"
            )
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth > _DEEPEST:
            raise YamlRefusedError(line, "层次太深", f"不超过 {_DEEPEST} 层")


def _build(node: yaml.Node | None, path: Path, lines: dict[Path, int]) -> Any:
    if node is None:
        return None
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, place), lines) for place, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines)
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Path, int]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlRefusedError(line, "键不是一个词", "键只能是一个词或一个编号")
        key = str(key_node.value)
        if key in built:
            first = lines[(*path, key)]
            raise YamlRefusedError(line, f"键「{key}」重复，第 {first} 行已经写过", "同一层内每个键只写一次")
        lines[(*path, key)] = line
        built[key] = _build(value_node, (*path, key), lines)
    return built


def _scalar(node: yaml.Node) -> Any:
    text = str(node.value)
    if getattr(node, "style", None) in ("'", '"', "|", ">"):
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INT.fullmatch(text) and len(text) < 16:
        return int(text)
    if parts := _DATE.fullmatch(text):
        try:
            return date(*(int(part) for part in parts.groups()))
        except ValueError:
            return text
    return text
