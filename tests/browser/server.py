"""The whole application on a port of its own, as in service: the baked site first, Django behind it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import reload

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

from gongkai.config import wsgi


class _Silent(WSGIRequestHandler):
    """Writes no line for every request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Serves on a free port while the block runs; gives the address, e.g. http://127.0.0.1:41234.

    The application is made anew, since it keeps the folder of the site it was made with. Each thread has
    connections of its own to the database, which the server closes with the thread.
    """
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Silent)
    server.daemon_threads = True
    server.set_app(reload(wsgi).application)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)
