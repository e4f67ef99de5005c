"""What tests need of a database, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TypeVar

from django.db import connection, connections

Result = TypeVar("Result")


def _guard(direction: str) -> Sequence[str]:
    migration = import_module("gongkai.records.migrations.0002_insert_only")
    statements: Sequence[str] = getattr(migration, f"{connection.vendor.upper()}_{direction}")
    return statements


@contextmanager
def guard_lifted() -> Iterator[None]:
    """Let the ledger be altered inside the block, as somebody with the rights of the owner could."""
    with connection.cursor() as cursor:
        for statement in _guard("DOWN"):
            cursor.execute(statement)
        try:
            yield
        finally:
            for statement in _guard("UP"):
                cursor.execute(statement)


def execute(statement: str, *values: str | int | None) -> int:
    """Run one statement behind the program's back; answers with the number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        changed: int = cursor.rowcount
        return changed


def tables() -> set[str]:
    """The tables of the database."""
    return set(connection.introspection.table_names())


def empty_search() -> None:
    """Empty the search tables, which a flush does not know (no model owns them)."""
    for table in sorted(tables() & {"records_searchentry", "records_searchtext"}):
        execute(f"DELETE FROM {table}")


def together(*calls: Callable[[], Result]) -> list[Result | BaseException]:
    """Run the calls at once, each in its own thread and connection; results or exceptions in their order.

    The test must be marked `django_db(transaction=True)`: other connections see only what is committed.
    """
    outcomes: list[Result | BaseException] = [RuntimeError("did not end")] * len(calls)
    start = threading.Barrier(len(calls))

    def one(place: int, call: Callable[[], Result]) -> None:
        try:
            start.wait(timeout=30)
            outcomes[place] = call()
        except BaseException as error:  # noqa: BLE001 - handed to the test, which judges it
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes
