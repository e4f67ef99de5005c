"""Baking one publication into a site of 100 items and into one of 20,000: files touched, time, ratio.

Each site has a process, a database and a folder of its own. The two take turns, so that what else the machine does
falls on both.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

SMALL, LARGE = 100, 20_000
ROUNDS = 15


def run(small: int = SMALL, large: int = LARGE, rounds: int = ROUNDS) -> dict[str, float]:
    """Measures and prints; times are seconds (median), the ratio is large to small (aim: at most 1.5)."""
    with ExitStack() as stack:
        sites = [stack.enter_context(_Site.started(size)) for size in (small, large)]
        prepared = [site.answer() for site in sites]
        times: list[list[float]] = [[], []]
        touched = [0, 0]
        for turn in range(rounds + 2):
            for place, site in enumerate(sites):
                done = site.ask()
                touched[place] = int(done["touched"])
                if turn >= 2:  # the first rounds read templates and rule books
                    times[place].append(done["seconds"])
    small_time, large_time = (statistics.median(each) for each in times)
    result = {
        "files_touched_small": touched[0],
        "files_touched_large": touched[1],
        "seconds_small": small_time,
        "seconds_large": large_time,
        "ratio": large_time / small_time,
        "files_of_large_site": prepared[1]["files"],
        "full_bake_of_large_site_seconds": prepared[1]["seconds"],
    }
    print(
        "bake: " + ", ".join(f"{name} {value:,.3f}".rstrip("0").rstrip(".") for name, value in result.items())
    )
    return result


class _Site:
    """A child that bakes one publication for every line it is sent."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    @classmethod
    @contextmanager
    def started(cls, size: int) -> Iterator[_Site]:
        with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
            environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
            environment |= {"GONGKAI_HOME": home, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
            process = subprocess.Popen(
                [sys.executable, "-m", "bench.bake", str(size)],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            try:
                yield cls(process)
            finally:
                process.communicate()

    def ask(self) -> dict[str, float]:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, float]:
        assert self._process.stdout is not None
        answer: dict[str, float] = json.loads(self._process.stdout.readline())
        return answer


def _serve(size: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from bench.bureau import LAST, Register

    from gongkai.jobs.bake import bake_everything, run_open_tasks

    register = Register()
    register.fill(size)
    began = time.perf_counter()
    files = len(bake_everything(moment=LAST).touched)
    _tell({"files": files, "seconds": time.perf_counter() - began})
    for _ in sys.stdin:
        moment = register.publish()
        began = time.perf_counter()
        outcome = run_open_tasks(moment)
        _tell({"touched": len(outcome.touched), "seconds": time.perf_counter() - began})


def _tell(answer: dict[str, float]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _serve(int(sys.argv[1]))
    else:
        run()
