"""The cage around extraction: no sockets and no programs even for native code; tools run in cages of their own."""

from __future__ import annotations

import contextlib
import os
import platform
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gongkai.gateways.paper import tools
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.tools import run_tool

linux = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"),
    reason="只在 Linux 上过滤系统调用",
)
SOCKETS = "import ctypes; libc = ctypes.CDLL(None, use_errno=True); print(libc.socket({family}, 1, 0) >= 0)"


def inside(code: str) -> str:
    """What `code` prints in a process that has confined itself."""
    start = (
        "from gongkai.gateways.paper.cage import confine\nfrom gongkai.gateways.paper.limits import Limits\n"
    )
    command = [sys.executable, "-I", "-c", f"{start}confine(Limits())\n{code}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout.strip()


@linux
@pytest.mark.parametrize("family", [1, 2, 10, 16])
def test_native_code_gets_no_socket(family: int) -> None:
    assert inside(SOCKETS.format(family=family)) == "False"


@linux
def test_native_code_starts_no_program() -> None:
    code = "import ctypes; libc = ctypes.CDLL(None); libc.execl(b'/bin/echo', b'echo', b'started', None); print('refused')"
    assert inside(code) == "refused"


@linux
@pytest.mark.parametrize(("family", "opens"), [(2, "False"), (10, "False"), (1, "True")])
def test_tools_reach_nothing_outside_the_machine(family: int, opens: str, tmp_path: Path) -> None:
    code = f"import ctypes; made = ctypes.CDLL(None).socket({family}, 1, 0) >= 0; open('said', 'w').write(str(made))"
    assert run_tool([sys.executable, "-I", "-c", code], tmp_path, Limits(), time.monotonic() + 30)
    assert (tmp_path / "said").read_text() == opens


@linux
def test_a_tool_that_does_not_end_is_ended_with_all_it_started(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys\n"
        "inner = subprocess.Popen([sys.executable, '-c', 'while True: pass'])\n"
        "open('said', 'w').write(str(inner.pid))\n"
        "inner.wait()"
    )
    began = time.monotonic()
    assert not run_tool([sys.executable, "-I", "-c", code], tmp_path, Limits(tool_seconds=1.0), began + 30)
    assert time.monotonic() - began < 10
    started = int((tmp_path / "said").read_text())
    with contextlib.suppress(ProcessLookupError):
        watched = os.pidfd_open(started)
        ended, _, _ = select.select([watched], [], [], 20)
        os.close(watched)
        assert ended == [watched]


def test_a_tool_knows_nothing_of_the_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_SECRET_KEY", "secret")
    code = "import os; open('said', 'w').write(str('GONGKAI_SECRET_KEY' in os.environ) + os.environ['HOME'])"
    assert run_tool([sys.executable, "-I", "-c", code], tmp_path, Limits(), time.monotonic() + 30)
    assert (tmp_path / "said").read_text() == f"False{tmp_path}"


def test_no_time_left_means_not_done(tmp_path: Path) -> None:
    assert not run_tool(["/bin/true"], tmp_path, Limits(), time.monotonic())


def test_tesseract_without_chinese_is_as_good_as_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho eng\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    tools.text_recognition.cache_clear()
    try:
        assert tools.text_recognition() is None
    finally:
        tools.text_recognition.cache_clear()
