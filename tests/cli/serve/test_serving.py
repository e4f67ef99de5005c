"""`gongkai serve` as a person meets it: it says where it is, and leaves nothing behind when it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_COMMAND = (sys.executable, "-c", "from gongkai.cli.main import run; run()", "serve", "--port")
_PATIENCE = 90


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _serving(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server of its own, in a process group of its own, on an empty data folder."""
    home.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    process = subprocess.Popen(
        [*_COMMAND, str(port)],
        env=environment | {"GONGKAI_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout:
            process.stdout.close()


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def _ask(process: subprocess.Popen[str], how: signal.Signals) -> None:
    """A terminal sends Ctrl-C to the whole group, everybody else asks the one process."""
    if how is signal.SIGINT:
        os.killpg(process.pid, how)
    else:
        process.send_signal(how)


@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 0), (signal.SIGKILL, -9)])
def test_every_way_to_end_ends_all(tmp_path: Path, how: signal.Signals, code: int) -> None:
    port = _free_port()
    with _serving(tmp_path / "a folder", port) as process:
        line = _first_line(process)
        assert line == f"政务公开系统已启动：http://127.0.0.1:{port}/ 办公入口：http://127.0.0.1:{port}/desk/"
        _ask(process, how)
        # Every process of the group holds the writing end of the pipe: it ends when the last one has gone.
        rest, _ = process.communicate(timeout=_PATIENCE)
        assert process.returncode == code
        assert set(rest.splitlines()) - {"按 Ctrl-C 停止。"} == ({"已全部停止。"} if code == 0 else set())
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def test_a_port_in_use_is_one_sentence_and_nothing_is_made(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with _serving(tmp_path / "home", port) as process:
            output, _ = process.communicate(timeout=_PATIENCE)
            assert (process.returncode, len(output.splitlines())) == (2, 1)
            assert f"端口 {port} 不能使用" in output
            assert "--port" in output
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.parametrize("port", ["0", "65536", "eighty"])
def test_a_port_that_is_none(port: str) -> None:
    done = subprocess.run([*_COMMAND, port], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
