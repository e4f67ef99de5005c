"""The desk over a register of 10,000 requests: work list, register, filtered register, case, each as a whole page.

Each beside a single row read by its primary key on the same connection, with the queries each takes; the same over a
register a tenth as long, where it must take as many.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from bench.requests_register import RequestRegister

LONG, SHORT = 10_000, 1_000
OPEN = 400
ROUNDS = 15


def run(long: int = LONG, short: int = SHORT, rounds: int = ROUNDS) -> dict[str, float]:
    """Measures and prints; times are milliseconds (median), `ratio` is to one row by its key (aim: below 100 ms)."""
    large, small = _measured(long, rounds), _measured(short, rounds)
    for name, value in small.items():
        if name.endswith("_queries") and value != large[name]:
            raise AssertionError(f"{name}: {value:.0f} over {short}, {large[name]:.0f} over {long} requests")
    slow = [name for name, value in large.items() if name.endswith("_ms") and value >= 100]
    print(f"requests {long:,}: one row by its key {large['one_row_ms']:.3f} ms")
    for name in (name.removesuffix("_ms") for name in large if name.endswith("_ms") and name != "one_row_ms"):
        taken, ratio, queries = (large[f"{name}_{what}"] for what in ("ms", "ratio", "queries"))
        print(f"{name}: {taken:.1f} ms, {ratio:.0f} times one row, {queries:.0f} queries")
    if slow:
        print(f"100 ms or more: {', '.join(slow)}")
    return large


def _measured(count: int, rounds: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"GONGKAI_HOME": home, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
        done = subprocess.run(
            [sys.executable, "-m", "bench.requests", str(count), str(rounds)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _measure(count: int, rounds: int) -> dict[str, float]:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from bench.requests_register import NOW, RequestRegister

    from gongkai.records.models import Request

    register = RequestRegister()
    register.fill(count, min(OPEN, count // 2))
    keys = list(Request.objects.order_by("?").values_list("pk", flat=True)[:50])
    row = _times(lambda: [Request.objects.values_list("pk", "state").get(pk=key) for key in keys], rounds)
    row_ms = row / len(keys)
    found = {"requests": float(count), "one_row_ms": row_ms}
    with patch("gongkai.web.clock.now", lambda: NOW):
        for name, work in _works(register).items():
            taken = _times(work, rounds)
            found |= {f"{name}_ms": taken, f"{name}_ratio": taken / row_ms, f"{name}_queries": _queries(work)}
    return found


def _works(register: RequestRegister) -> dict[str, Callable[[], object]]:
    """Whole pages as a browser gets them: of the acceptance body, of a handler of a unit, of the leader in charge."""
    from gongkai.records.models import Request

    clerk, handler, leader = (_browser(register, login) for login in ("sarengaowa", "alatan", "bateer"))
    opened = Request.objects.filter(state="working", unit=register.business).latest("pk").pk
    replied = Request.objects.filter(state="replied").order_by("pk")
    ended, unit = replied[replied.count() // 2].pk, register.business.pk
    return {
        "work_list_of_acceptance": lambda: clerk("/desk/"),
        "work_list_of_handler": lambda: handler("/desk/"),
        "work_list_of_leader": lambda: leader("/desk/"),
        "register": lambda: clerk("/desk/requests/"),
        "register_last_page": lambda: clerk("/desk/requests/?page=9999"),
        "filter_overdue": lambda: clerk("/desk/requests/?due=overdue"),
        "filter_ended_of_unit": lambda: clerk(f"/desk/requests/?state=ended&unit={unit}&year=2024"),
        "filter_words": lambda: clerk("/desk/requests/?text=粮食+播种"),
        "case_open": lambda: clerk(f"/desk/requests/{opened}/"),
        "case_open_for_its_unit": lambda: handler(f"/desk/requests/{opened}/"),
        "case_ended": lambda: clerk(f"/desk/requests/{ended}/"),
    }


def _browser(register: RequestRegister, login: str) -> Callable[[str], object]:
    """Somebody logged in; answers with the page, AssertionError for anything else."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    account = register.people[login].account
    client.force_login(account, backend="gongkai.access.accounts.PersonBackend")

    def get(address: str) -> object:
        page = client.get(address)
        if page.status_code != 200:
            raise AssertionError(f"{address}: {page.status_code}")
        return page

    return get


def _times(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds, the median of so many goes after two that fill the caches."""
    taken = []
    for _ in range(rounds + 2):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[2:])


def _queries(work: Callable[[], object]) -> float:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        work()
    return float(len(seen))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_measure(int(sys.argv[1]), int(sys.argv[2]))))
    else:
        run()
