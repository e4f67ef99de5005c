"""Damaged files of every format through extraction: none may crash, hang or end in anything but parts or a sentence.

`python -m bench fuzz` damages 10,000 files of each format (GONGKAI_FUZZ sets another number). The parser runs in a
child that has confined itself as the cage does, but takes many files in turn; a child that dies or takes longer than
the cage would allow is counted and replaced.
"""

from __future__ import annotations

import json
import os
import random
import select
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO

from gongkai.gateways.paper.limits import Limits

FILES = 10_000
_SECRET = "机密★10年 152301199001011234"
_SECONDS = 30.0
_AT_ONCE = 1_000
_LIMITS = Limits(cpu_seconds=36_000)


@dataclass(slots=True)
class Figures:
    """What became of the files: read whole, read with parts unread, refused; and what must not be."""

    files: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    thrown: Counter[str] = field(default_factory=Counter)
    crashed: list[bytes] = field(default_factory=list)
    hung: list[bytes] = field(default_factory=list)
    slowest: float = 0.0
    seconds: float = 0.0


class Worker:
    """A confined child with the parser in it."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.fuzz", str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def ask(self, name: str, data: bytes) -> dict[str, object] | None:
        """What became of the file; None when the child died, TimeoutError when it did not answer."""
        said = json.dumps(name).encode()
        given, told = self._pipes()
        try:
            given.write(struct.pack("<II", len(said), len(data)) + said + data)
            given.flush()
        except BrokenPipeError:
            return None
        ready, _, _ = select.select([told], [], [], _SECONDS)
        if not ready:
            raise TimeoutError
        line = told.readline()
        return dict(json.loads(line)) if line else None

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in self._pipes():
            pipe.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("the child was started without pipes")
        return self._process.stdin, self._process.stdout


def campaign(format_name: str, count: int, seed: int = 1) -> Figures:
    """Damages and reads `count` files of a format; the same for the same seed."""
    from bench.damage import damaged
    from tests.support.papers.building import HIDING_PLACES, build, file_name, ways

    chance = random.Random(f"{format_name} {seed}")
    whole = [
        build(format_name, place, _SECRET, way)
        for place in HIDING_PLACES[format_name]
        for way in ways(format_name, place)
    ]
    figures, began = Figures(), time.monotonic()
    with tempfile.TemporaryDirectory() as held:
        worker = Worker(Path(held))
        for number in range(count):
            if number % _AT_ONCE == _AT_ONCE - 1:
                worker.end()
                worker = Worker(Path(held))
            data = damaged(whole, chance)
            if not _count(figures, worker, file_name(format_name), data):
                worker.end()
                worker = Worker(Path(held))
        worker.end()
    figures.seconds = time.monotonic() - began
    return figures


def _count(figures: Figures, worker: Worker, name: str, data: bytes) -> bool:
    """Whether the child can go on."""
    figures.files += 1
    began = time.monotonic()
    try:
        answer = worker.ask(name, data)
    except TimeoutError:
        figures.hung.append(data)
        return False
    figures.slowest = max(figures.slowest, time.monotonic() - began)
    if answer is None:
        figures.crashed.append(data)
        return False
    figures.outcomes[str(answer["outcome"])] += 1
    because = answer["because"]
    figures.thrown.update(str(one).split(":")[0] for one in (because if isinstance(because, list) else []))
    return True


def run() -> dict[str, float]:
    """Measures and prints; crashed and hung files are kept in the current folder for study."""
    from tests.support.papers.building import HIDING_PLACES

    count = int(os.environ.get("GONGKAI_FUZZ", FILES))
    bad = 0
    for format_name in HIDING_PLACES:
        figures = campaign(format_name, count)
        bad += len(figures.crashed) + len(figures.hung)
        print(
            f"{format_name:5} {figures.files} 份：{dict(figures.outcomes)}，崩溃 {len(figures.crashed)}，"
            f"超时 {len(figures.hung)}，解析器异常 {dict(figures.thrown)}，最慢 {figures.slowest:.2f} 秒，"
            f"每秒 {figures.files / figures.seconds:.0f} 份",
            flush=True,
        )
        for what, kept in (("crash", figures.crashed), ("hang", figures.hung)):
            for number, data in enumerate(kept):
                Path(f"fuzz-{what}-{number}.{format_name}").write_bytes(data)
    return {"crashes and hangs": float(bad)}


def work(folder: Path) -> None:
    """The child: confines itself, then reads one file after the other from stdin."""
    from gongkai.gateways.paper.cage import confine
    from gongkai.gateways.paper.extract.cage import take_apart

    confine(_LIMITS)
    sys.setrecursionlimit(2_000)
    limits = replace(_LIMITS, cpu_seconds=60)
    while head := sys.stdin.buffer.read(8):
        named, sized = struct.unpack("<II", head)
        name, data = json.loads(sys.stdin.buffer.read(named)), sys.stdin.buffer.read(sized)
        answer = take_apart(data, {"name": name}, limits, folder)
        for left in folder.iterdir():
            left.unlink()
        outcome = "拒读" if "unreadable" in answer else "有未读部分" if answer["unread"] else "读完"
        said = {"outcome": outcome, "because": answer.get("because", [])}
        sys.stdout.buffer.write(json.dumps(said).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    work(Path(sys.argv[1]))
