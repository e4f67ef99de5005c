"""Core reads no clock, no environment, no chance."""

from __future__ import annotations

import ast
from pathlib import Path

FORBIDDEN = {"now", "today", "utcnow", "monotonic", "time", "getenv", "urandom", "random", "open"}


def readings_in(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in FORBIDDEN:
                found.append(f"{node.lineno} {name}")
    return found


def test_no_module_of_core_reads_the_world() -> None:
    found = {
        str(path): readings
        for path in Path("src/gongkai/core").rglob("*.py")
        if (readings := readings_in(ast.parse(path.read_text("utf-8"))))
    }
    assert found == {}


def test_the_search_would_find_a_clock() -> None:
    assert readings_in(ast.parse("x = date.today()\ny = datetime.now(UTC)\nopen('a')")) == [
        "1 today",
        "2 now",
        "3 open",
    ]
