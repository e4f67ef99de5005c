"""One worker at a time for a job, on however many machines it is started."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.db import connection

_OURS = 0x676B  # "gk": advisory locks have one space of numbers for everybody in the database


@contextmanager
def the_turn(name: str, home: Path) -> Iterator[bool]:
    """Whether the job may run here and now: True for one worker, False for whoever comes while it works.

    PostgreSQL keeps the lock, so that it holds between machines; beside SQLite, which is one machine's, a file
    under `home`. Either is given back when its holder dies, however it dies.
    """
    if connection.vendor == "postgresql":
        with _in_database(name) as mine:
            yield mine
        return
    folder = home / "locks"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / name).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def _in_database(name: str) -> Iterator[bool]:
    key = [_OURS, crc32(name.encode()) & 0x7FFFFFFF]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
