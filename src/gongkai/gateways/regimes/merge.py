"""The files of one rule book put together into one tree, every place still knowing its file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai.core.regime.finding import Finding
from gongkai.core.regime.finding import Path as TreePath
from gongkai.gateways.regimes.problems import Problem
from gongkai.gateways.regimes.shapes import BOOK_KEYS
from gongkai.gateways.regimes.yaml_tree import Tree, YamlRefusedError, read_tree

_SECTIONS = ("clauses", "rules", "gates")


@dataclass
class Merged:
    """The tree, the file of each of its parts, and what was wrong already.

    `unreadable`: a whole file is missing from the tree, so that nothing more can be said of the rest.
    """

    tree: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    places: dict[TreePath, tuple[str, int]] = field(default_factory=dict)
    first_file: str = ""
    unreadable: bool = False

    def problem(self, finding: Finding) -> Problem:
        """The finding with its file and line: those of the nearest place that stands in a file."""
        path = tuple("signed_by" if step == "signers" else step for step in finding.path)
        while path and path not in self.places:
            path = path[:-1]
        file, line = self.places.get(path, (self.first_file, 1))
        return Problem(file, line, finding.found, finding.accepted)


def merge(sources: Mapping[str, str]) -> Merged:
    """All files as one tree; a key that two files give, or that is unknown, is a problem."""
    merged = Merged(first_file=min(sources))
    for file in sorted(sources):
        try:
            tree = read_tree(sources[file])
        except YamlRefusedError as error:
            merged.problems.append(Problem(file, error.line, error.found, error.accepted))
            merged.unreadable = True
            continue
        _add(merged, file, tree)
    return merged


def _add(merged: Merged, file: str, tree: Tree) -> None:
    if not isinstance(tree.data, dict):
        merged.problems.append(Problem(file, 1, "文件不是由键和值组成", "顶层写 " + "、".join(BOOK_KEYS)))
        merged.unreadable = True
        return
    merged.places.setdefault((), (file, tree.lines[()]))
    for key, value in tree.data.items():
        line = tree.lines[(key,)]
        if key not in BOOK_KEYS:
            merged.problems.append(Problem(file, line, f"不认识的键「{key}」", "、".join(BOOK_KEYS)))
        elif key in _SECTIONS and isinstance(value, dict):
            _add_section(merged, file, tree, key)
        elif key in merged.tree:
            merged.problems.append(_twice(merged, file, line, (key,)))
        else:
            merged.tree[key] = value
            _remember(merged, file, tree, (key,))


def _add_section(merged: Merged, file: str, tree: Tree, section: str) -> None:
    kept = merged.tree.setdefault(section, {})
    merged.places.setdefault((section,), (file, tree.lines[(section,)]))
    if not isinstance(kept, dict):
        merged.problems.append(_twice(merged, file, tree.lines[(section,)], (section,)))
        return
    for name, value in tree.data[section].items():
        path = (section, name)
        if name in kept:
            merged.problems.append(_twice(merged, file, tree.lines[path], path))
            continue
        kept[name] = value
        _remember(merged, file, tree, path)


def _remember(merged: Merged, file: str, tree: Tree, under: TreePath) -> None:
    for path, line in tree.lines.items():
        if path[: len(under)] == under:
            merged.places[path] = (file, line)


def _twice(merged: Merged, file: str, line: int, path: TreePath) -> Problem:
    first = merged.places.get(path, (merged.first_file, 1))
    found = f"键「{path[-1]}」重复，{first[0]} 第 {first[1]} 行已经写过"
    return Problem(file, line, found, "一本制度内每个键只写一次")
