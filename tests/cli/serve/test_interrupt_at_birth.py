"""Ctrl-C at a terminal reaches every process of the group, also one that is still importing."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from gongkai.cli.processes import Child


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks the kernel of Linux for the mask")
def test_a_child_is_born_deaf_to_ctrl_c_and_its_group_is_not() -> None:
    child = Child("后台任务", ["worker"])
    child.start()
    assert child.process
    try:
        assert _blocked(child.process.pid) & {signal.SIGINT, signal.SIGTERM} == {signal.SIGINT}
    finally:
        child.process.kill()
        child.process.wait()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def _blocked(pid: int) -> set[signal.Signals]:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    mask = int(next(line.split()[1] for line in lines if line.startswith("SigBlk:")), 16)
    return {name for name in signal.Signals if mask >> (name - 1) & 1}
