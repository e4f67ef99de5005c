"""The group of processes: what dies is started again, what cannot live stops all."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from gongkai.cli.processes import Child, Group


@dataclass
class Pretended(Child):
    """A child that lives `lives` and answers with its codes one look after the other; None is alive."""

    codes: Iterator[int | None] = field(default_factory=lambda: iter(()))
    starts: int = 0

    def start(self) -> None:
        self.starts += 1
        self.born = time.monotonic()

    def exit_code(self) -> int | None:
        return next(self.codes, None)


def _group(children: list[Pretended], monkeypatch: pytest.MonkeyPatch) -> tuple[Group, list[str]]:
    said: list[str] = []
    group = Group(children, said.append)
    monkeypatch.setattr(signal, "signal", lambda *_args: None)
    monkeypatch.setattr(group._woken, "wait", lambda _seconds: None)
    group.start()
    return group, said


def test_what_died_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def codes() -> Iterator[int | None]:
        yield None
        child.born -= 60
        yield -9
        group._asked_to_stop(15, None)

    child, other = Pretended("网站", (), codes=codes()), Pretended("后台任务", ())
    group, said = _group([child, other], monkeypatch)
    assert group.watch() == 0
    assert (child.starts, other.starts) == (2, 1)
    assert said == ["网站意外退出（代码 -9），正在重新启动。"]


def test_what_cannot_live_stops_all(monkeypatch: pytest.MonkeyPatch) -> None:
    child = Pretended("后台任务", (), codes=iter((None, 3)))
    group, said = _group([child], monkeypatch)
    assert group.watch() == 1
    assert said == ["后台任务启动后很快退出（代码 3），已全部停止。请看上面的出错信息。"]
    assert child.starts == 1


def test_alive_until_one_dies_or_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    group, _ = _group([Pretended("网站", (), codes=iter((None, 1)))], monkeypatch)
    seen = [group.is_alive, group.is_alive, group.is_alive]
    group._asked_to_stop(2, None)
    assert [*seen, group.is_alive] == [True, False, True, False]
