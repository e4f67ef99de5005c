"""An item page as gongkai serves it, in requests per second, beside the same bytes from a plain web server.

Ours is granian with the baked site before Django, as `gongkai serve` runs it; beside it nginx where the machine has
it, else Python's own file server. Load comes from wrk where the machine has it, else from a loop. Both servers are
up at once and are asked in turns, so that what else the machine does falls on both.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

SECONDS = 3
ROUNDS = 3
PAGE = "/hulunbuir-statistics/items/1/"


def run(seconds: int = SECONDS, rounds: int = ROUNDS) -> dict[str, float]:
    """Measures and prints; rates are requests per second (median), the ratio is ours to the plain server."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder, ExitStack() as stack:
        home = Path(folder)
        # nginx drops its rights and must still be able to read.
        home.chmod(0o755)
        _prepare(home)
        ours = stack.enter_context(_ours(home))
        plain_name, plain = stack.enter_context(_plain(home))
        if _body(ours) != _body(plain):
            raise AssertionError("the two servers do not give the same bytes")
        measured: dict[int, list[float]] = {ours: [], plain: []}
        for _ in range(rounds):
            for port, rates in measured.items():
                rates.append(_rate(port, seconds))
        size = len(_body(ours))
    rate, beside = statistics.median(measured[ours]), statistics.median(measured[plain])
    result = {
        "page_bytes": float(size),
        "ours_per_second": rate,
        f"{plain_name}_per_second": beside,
        "ratio": rate / beside,
    }
    print("serving: " + ", ".join(f"{name} {value:,.2f}" for name, value in result.items()))
    return result


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"GONGKAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}


def _prepare(home: Path) -> None:
    subprocess.run([sys.executable, "-m", "bench.serving", "prepare"], env=_environment(home), check=True)


def _bake() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from bench.bureau import LAST, Register

    from gongkai.jobs.bake import bake_everything

    Register().fill(100)
    bake_everything(moment=LAST)


@contextmanager
def _ours(home: Path) -> Iterator[int]:
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--workers",
        "2",
        "--blocking-threads",
        "1",
    ]
    command += ["--port", str(port), "--log-level", "critical", "gongkai.config.wsgi:application"]
    with _running(command, port, _environment(home)):
        yield port


@contextmanager
def _plain(home: Path) -> Iterator[tuple[str, int]]:
    port = _free_port()
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
        with _running([*command, "--directory", str(home / "site")], port, dict(os.environ)):
            yield "http_server", port
        return
    (home / "nginx.conf").write_text(
        f"daemon off; worker_processes 2; pid {home}/nginx.pid; error_log {home}/nginx.log;\n"
        "events { worker_connections 256; }\n"
        "http { access_log off; sendfile on; types { text/html html; } default_type application/octet-stream;\n"
        f"server {{ listen 127.0.0.1:{port}; root {home}/site; index index.html; }} }}\n"
    )
    with _running([nginx, "-p", str(home), "-c", str(home / "nginx.conf")], port, dict(os.environ)):
        yield "nginx", port


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(port, process)
            yield
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < until:
        try:
            _body(port)
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{process.args!r} did not come up")


def _body(port: int) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", PAGE)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise AssertionError(f"status {answer.status} on port {port}")
    return body


def _rate(port: int, seconds: int) -> float:
    wrk = shutil.which("wrk")
    if wrk is None:
        return _loop(port, seconds)
    command = [wrk, "-t1", "-c16", f"-d{seconds}s", f"http://127.0.0.1:{port}{PAGE}"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if found is None or "Non-2xx" in told:
        raise AssertionError(told)
    return float(found[1])


def _loop(port: int, seconds: int) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    began, answered = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        connection.request("GET", PAGE)
        connection.getresponse().read()
        answered += 1
    connection.close()
    return answered / (time.perf_counter() - began)


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        _bake()
    else:
        run()
