"""A file over 300 lines or a function over 50 is a knot to untie."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCES = [path for path in Path("src/gongkai").rglob("*.py") if "migrations" not in path.parts]


def test_no_file_is_longer_than_300_lines() -> None:
    assert [str(path) for path in SOURCES if len(path.read_text("utf-8").splitlines()) > 300] == []


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 50
    ]
    assert long == []
