"""One process of `gongkai serve`: `python -m gongkai.cli.serve_child web HOST PORT` or `… worker`."""

from __future__ import annotations

import logging
import os
import signal
import sys

from gongkai.cli.orphans import end_with_parent

PARENT = "GONGKAI_SERVE_PID"
"""The environment variable that names the process that serves."""

if __name__ == "__mp_main__":
    # Where processes are spawned and not forked, a worker reads this module again under this name.
    end_with_parent()


def _stop_when_the_parent_asks() -> None:
    # Until a worker has handlers of its own it has its server's, which only take a note.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def web(host: str, port: int) -> None:
    """The web server: two workers of one thread each, the fastest way measured for synchronous views."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "gongkai.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=1,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


def worker() -> None:
    """The queue and its clocks."""
    import django

    django.setup()
    from django.core.management import call_command
    from django_q.conf import logger

    logger.setLevel(logging.WARNING)
    call_command("qcluster")


if __name__ == "__main__":
    end_with_parent(int(os.environ[PARENT]))
    os.register_at_fork(after_in_child=_stop_when_the_parent_asks)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
    if sys.argv[1] == "web":
        web(sys.argv[2], int(sys.argv[3]))
    else:
        worker()
