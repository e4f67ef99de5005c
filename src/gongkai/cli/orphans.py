"""Processes that end when the one that started them is gone, even by kill -9."""

from __future__ import annotations

import os
import signal
import threading
import time

_LOOK_EVERY = 1.0
_GRACE = 15.0
"""Seconds an orphan has to finish what it is doing."""


def end_with_parent(parent: int | None = None) -> None:
    """Watch the parent from now on, in this process and in every process forked from it.

    `parent` is the process id expected; without it the present parent is taken. An orphan sends itself SIGTERM,
    so that it stops as it would when asked to, and leaves after the grace if that did not help.
    """
    _watch(os.getppid() if parent is None else parent)
    # Servers fork workers of their own, which outlive a killed server and would keep its port.
    os.register_at_fork(after_in_child=lambda: _watch(os.getppid()))


def _watch(parent: int) -> None:
    threading.Thread(target=_end_when_gone, args=(parent,), daemon=True, name="parent-watch").start()


def _end_when_gone(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)
