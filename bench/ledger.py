"""Verifying a ledger, in entries per second, beside bare SM3 over exactly the bytes that verification digests.

Works on a database of its own in a temporary folder, in a process of its own: what else is measured stays as it is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from gongkai.records.models import Organ

ITEMS = 200
BODY = "初步核算，全年地区生产总值比上年增长，第一产业、第二产业、第三产业增加值均有增长。" * 30


def run() -> dict[str, float]:
    """Measures and prints; rates are entries per second, ratios are ours against bare SM3 (aim: at least 0.2)."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"GONGKAI_HOME": home, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
        done = subprocess.run(
            [sys.executable, "-m", "bench.ledger"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    result: dict[str, float] = json.loads(done.stdout)
    print("ledger: " + ", ".join(f"{name} {value:,.2f}" for name, value in result.items()))
    return result


def _measure() -> dict[str, float]:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from gongkai.core.terms import sm3_hex
    from gongkai.queries import ledger

    organ = _history()
    with _recorded() as all_bytes:
        verdict = ledger.verify_organ(organ)
    if not verdict.holds:
        raise AssertionError(verdict)
    with _recorded() as chain_bytes:
        _walk_chain(organ)
    entries = verdict.entries
    whole = entries / _best(lambda: ledger.verify_organ(organ))
    chain = entries / _best(lambda: _walk_chain(organ))
    whole_bare = entries / _best(lambda: [sm3_hex(data) for data in all_bytes])
    chain_bare = entries / _best(lambda: [sm3_hex(data) for data in chain_bytes])
    return {
        "entries": entries,
        "verified_per_second": whole,
        "bare_sm3_per_second": whole_bare,
        "ratio_to_bare_sm3": whole / whole_bare,
        "chain_only_per_second": chain,
        "chain_only_bare_sm3_per_second": chain_bare,
        "chain_only_ratio_to_bare_sm3": chain / chain_bare,
    }


def _walk_chain(organ: Organ) -> None:
    from gongkai.queries import ledger
    from gongkai.queries.witness import Fault

    for link in ledger._links(organ, ledger.head_of(organ), lambda entries, _title, _length: entries):
        if isinstance(link, Fault):
            raise AssertionError(link)


@contextmanager
def _recorded() -> Iterator[list[bytes]]:
    """Everything that is digested meanwhile."""
    from gongkai.core.terms import sm3_hex

    seen: list[bytes] = []

    def record(data: bytes) -> str:
        seen.append(data)
        return sm3_hex(data)

    places = ("gongkai.queries.ledger", "gongkai.core.ledger.chain", "gongkai.core.catalogue.fingerprint")
    with ExitStack() as patches:
        for place in places:
            patches.enter_context(patch(f"{place}.sm3_hex", record))
        yield seen


def _best(work: Callable[[], object]) -> float:
    """Seconds, the best of three goes (the others met somebody else's work)."""
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def _history() -> Organ:
    """The statistics bureau with ITEMS publications, each gone its whole road through the door."""
    from tests.support.cast import install
    from tests.support.road import published

    bureau = install().hulunbuir
    for number in range(1, ITEMS + 1):
        published(bureau, title=f"第{number}号统计公报", body_text=BODY, body_html=f"<p>{BODY}</p>")
    return bureau.organ


if __name__ == "__main__":
    json.dump(_measure(), sys.stdout)
