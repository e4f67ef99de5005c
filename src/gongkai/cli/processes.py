"""Keeping a few processes running together: all of them, or none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from gongkai.cli.serve_child import PARENT

_STOP_GRACE = 20.0
_SHORT_LIFE = 30.0
_SETTLE = 2.0
"""Seconds the workers of a killed server need to notice and free its port."""


@dataclass
class Child:
    """A process of the group; `title` is what people call it."""

    title: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    born: float = 0.0

    def start(self) -> None:
        command = [sys.executable, "-m", "gongkai.cli.serve_child", *self.arguments]
        # A terminal sends Ctrl-C to every process of the group. One that is still importing would die of it with a
        # traceback, so a child has it blocked from birth (a mask outlives exec) and ends when its group asks it to.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            # Our own interpreter and module, with arguments checked by the command line.
            self.process = subprocess.Popen(command, env=os.environ | {PARENT: str(os.getpid())})  # noqa: S603 - nothing of it was typed by a stranger
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        self.born = time.monotonic()

    def exit_code(self) -> int | None:
        return self.process.poll() if self.process else None


@dataclass
class Group:
    """The processes; `say` tells people what happened to them."""

    children: Sequence[Child]
    say: Callable[[str], None]
    _asked: int = 0
    _woken: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start all. From now on Ctrl-C and SIGTERM end `watch`."""
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._asked_to_stop)
        for child in self.children:
            child.start()

    def watch(self) -> int:
        """Wait until asked to stop; start again what died. Answers with the exit code: 1 where one cannot live."""
        failed = False
        while not self._asked and not failed:
            self._woken.wait(0.5)
            failed = not all(self._revive(child) for child in self.children)
        self._stop()
        return 1 if failed else 0

    @property
    def is_alive(self) -> bool:
        """Whether all run and nobody asked them to stop."""
        return not self._asked and all(child.exit_code() is None for child in self.children)

    def _revive(self, child: Child) -> bool:
        code = child.exit_code()
        if code is None or self._asked:
            return True
        if time.monotonic() - child.born < _SHORT_LIFE:
            self.say(f"{child.title}启动后很快退出（代码 {code}），已全部停止。请看上面的出错信息。")
            return False
        self.say(f"{child.title}意外退出（代码 {code}），正在重新启动。")
        self._woken.wait(_SETTLE)
        child.start()
        return True

    def _asked_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._asked += 1
        self._woken.set()

    def _stop(self) -> None:
        """Ask all to stop; end by force those that do not, or all at a second Ctrl-C."""
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        asked, deadline = self._asked, time.monotonic() + _STOP_GRACE
        while any(process.poll() is None for process in running):
            if time.monotonic() > deadline or self._asked > asked:
                for process in running:
                    process.kill()
            time.sleep(0.1)
