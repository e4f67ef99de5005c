"""Refuses to run tests whose clause mark names no clause: such a test would prove nothing to anybody.

Load it from `tests/conftest.py` with `pytest_plugins = ["tests.clause_marks"]`.
"""

from __future__ import annotations

import pytest

from gongkai.core.regime import Lawbook
from gongkai.gateways.regimes import builtin_ids, load_builtin
from gongkai.gateways.regimes.marks import ClauseMark, resolve


def built_in_books() -> tuple[Lawbook, ...]:
    """The rule books whose clauses a mark may name."""
    return tuple(load_builtin(each) for each in builtin_ids())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ends the run with the first mark that is not `clause("id")` with ids of a built-in rule book."""
    books = built_in_books()
    for item in items:
        for mark in item.iter_markers("clause"):
            for clause in mark.args or ("",):
                if not resolve(ClauseMark(str(clause), item.nodeid, 0, ""), books):
                    raise pytest.UsageError(f"{item.nodeid}: no clause {clause!r} in any rule book")
