"""Rows are written by actions and by nobody else."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path("src/gongkai")
MANAGER_WRITES = {
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "update",
    "delete",
    "select_for_update",
}
ROW_WRITES = {"save", "delete"}
# A row is told from a form or a file by what it is called on; these are no rows.
NO_ROWS = {"workbook", "book", "session", "image", "desk", "pdf"}


def _receiver(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def writes_in(tree: ast.AST) -> list[int]:
    """Lines that write rows: `X.objects…create()`, `x.filter().update()`, `row.save()`."""
    lines = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        chain = ast.unparse(node.func)
        through_manager = ".objects" in chain or ".filter(" in chain or ".all()" in chain
        if (
            node.func.attr in MANAGER_WRITES
            and through_manager
            or node.func.attr in ROW_WRITES
            and _receiver(node.func.value) not in NO_ROWS
        ):
            lines.append(node.lineno)
    return lines


def test_nobody_but_actions_writes() -> None:
    found = [
        f"{path}:{line}"
        for path in SOURCE.rglob("*.py")
        if "actions" not in path.parts and "migrations" not in path.parts
        for line in writes_in(ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


def test_the_search_would_find_a_write() -> None:
    bad = "Item.objects.create(a=1)\nItem.objects.filter(a=1).update(b=2)\nrow.save()\nrow.delete()\nd.update(x=1)"
    assert writes_in(ast.parse(bad)) == [1, 2, 3, 4]
