"""The virus scanner: asked where configured, and whatever is not a plain OK keeps the file in."""

from __future__ import annotations

import contextlib
import itertools
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.uncaged import uncage

from gongkai.gateways.clamav import Scanned, scan
from gongkai.gateways.leakcheck import LeakReport, leaks

HOW = "请检查扫描服务是否在运行、地址是否写对，再试一次；在此之前不能公开。"


@contextlib.contextmanager
def scanner(place: str | tuple[str, int], answer: bytes) -> Iterator[list[bytes]]:
    """A scanner that reads one stream and answers; what it was sent."""
    family = socket.AF_UNIX if isinstance(place, str) else socket.AF_INET
    got: list[bytes] = []
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.bind(place)
        door.listen(1)

        def serve() -> None:
            line, _ = door.accept()
            with line, line.makefile("rb") as sent:
                assert sent.read(10) == b"zINSTREAM\0"
                while size := struct.unpack("!L", sent.read(4))[0]:
                    got.append(sent.read(size))
                line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            got.append(str(door.getsockname()).encode())
            yield got
        finally:
            thread.join(20)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"stream: OK\0", Scanned(True)),
        (
            b"stream: Eicar-Signature FOUND\0",
            Scanned(False, "病毒扫描发现“Eicar-Signature”，这份文件不能公开；请换成干净的文件。"),
        ),
        (
            b"INSTREAM size limit exceeded. ERROR\0",
            Scanned(False, f"病毒扫描没有做成：扫描服务答复“INSTREAM size limit exceeded. ERROR”。{HOW}"),
        ),
        (b"", Scanned(False, f"病毒扫描没有做成：扫描服务答复“”。{HOW}")),
    ],
)
def test_only_a_plain_ok_passes(tmp_path: Path, answer: bytes, said: Scanned) -> None:
    place = str(tmp_path / "clamd")
    with scanner(place, answer) as got:
        assert scan(b"x" * 100_000, place, 10) == said
    assert b"".join(got[1:]) == b"x" * 100_000
    assert max(map(len, got[1:])) == 64 * 1024


def test_it_may_be_reached_by_host_and_port() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with scanner(("127.0.0.1", port), b"stream: OK\0"):
        assert scan(b"x", f"127.0.0.1:{port}", 10) == Scanned(True)


def test_one_that_is_not_there_keeps_every_file_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch)
    assert leaks("通知".encode(), "a.txt", []) == LeakReport((), (), 2)
    monkeypatch.setenv("GONGKAI_CLAMAV", str(tmp_path / "nobody"))
    report = leaks("通知".encode(), "a.txt", [])
    assert [one.id for one in report.unread] == ["病毒扫描"]
    assert report.unread[0].why.startswith("病毒扫描没有做成（FileNotFoundError）：扫描服务“")
    assert not report.passes


def test_its_finding_keeps_the_file_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch)
    place = str(tmp_path / "clamd")
    monkeypatch.setenv("GONGKAI_CLAMAV", place)
    with scanner(place, b"stream: Eicar FOUND\0"):
        assert not leaks("通知".encode(), "a.txt", []).passes
    with scanner(place.replace("clamd", "clamd2"), b"stream: OK\0"):
        monkeypatch.setenv("GONGKAI_CLAMAV", place.replace("clamd", "clamd2"))
        assert leaks("通知".encode(), "a.txt", []).passes


def test_a_scanner_that_drips_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = itertools.count(0.0, 4.0)
    monkeypatch.setattr("gongkai.gateways.clamav.time.monotonic", lambda: next(clock))
    place = str(tmp_path / "clamd.sock")
    with scanner(place, b"stream: O"):
        told = scan(b"words", place, seconds=15.0)
    assert told == Scanned(False, f"病毒扫描没有做成（TimeoutError）：扫描服务“{place[:80]}”没有答复。{HOW}")
