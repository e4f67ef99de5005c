"""Which tests say that they prove which clause: read from the text of the tests, nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.core.regime.lawbook import Lawbook
from gongkai.core.terms import Citation


@dataclass(frozen=True, slots=True)
class ClauseMark:
    """`@pytest.mark.clause(clause)` at a place; `clause` is "" where it is not written out as a text."""

    clause: str
    file: str
    line: int
    test: str

    @property
    def where(self) -> str:
        return f"{self.file}::{self.test}" if self.test else f"{self.file}:{self.line}"


def read_marks(folder: Path) -> tuple[ClauseMark, ...]:
    """Every clause mark of the Python files under a folder, by file and line; SyntaxError as Python raises it."""
    marks: list[ClauseMark] = []
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        marks += _in_node(tree, path.relative_to(folder).as_posix(), "")
    return tuple(marks)


def resolve(mark: ClauseMark, books: Iterable[Lawbook]) -> tuple[Citation, ...]:
    """The clauses a mark names: a bare id in every bureau's book that has it, `cn-foi:26` in that one."""
    regime, _, clause = mark.clause.rpartition(":")
    return tuple(
        Citation(book.id, clause)
        for book in books
        if clause in book.clauses and (regime == book.id or (not regime and book.statute_id))
    )


def unknown_marks(folder: Path, books: Iterable[Lawbook]) -> tuple[ClauseMark, ...]:
    """The marks that name no clause of any of the rule books."""
    known = tuple(books)
    return tuple(mark for mark in read_marks(folder) if not resolve(mark, known))


def _in_node(node: ast.AST, file: str, test: str) -> Iterator[ClauseMark]:
    for child in ast.iter_child_nodes(node):
        name = test
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{test}::{child.name}" if test else child.name
        if isinstance(child, ast.Call) and _is_mark(child.func):
            for argument in child.args:
                written = argument.value if isinstance(argument, ast.Constant) else ""
                yield ClauseMark(str(written), file, child.lineno, name)
            if not child.args:
                yield ClauseMark("", file, child.lineno, name)
        yield from _in_node(child, file, name)


def _is_mark(function: ast.expr) -> bool:
    """`pytest.mark.clause` or `mark.clause`."""
    if not isinstance(function, ast.Attribute) or function.attr != "clause":
        return False
    holder = function.value
    return getattr(holder, "attr", getattr(holder, "id", "")) == "mark"
