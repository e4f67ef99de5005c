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
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

if TYPE_CHECKING:
    from gongkai.records.models import Edition, Organ, Person, RegimeVersion, Unit

ITEMS = 1500
BEGAN = datetime(2024, 1, 2, 1, 0, tzinfo=UTC)
REASONS = "经逐段核对，内容为本单位依法履职形成的统计数据，不涉及国家秘密、商业秘密和个人隐私，可以公开。"
BODY = "初步核算，全年地区生产总值比上年增长，第一产业、第二产业、第三产业增加值均有增长。" * 30
STAGES = (("office", "leading_group_office"), ("office", "producer"), ("leader", "leader_in_charge"))


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
    """An organ with ITEMS publications, seven entries each, and the rows those entries speak of."""
    from django.db import transaction

    from gongkai.records.models import Organ, Person, RegimeVersion, Unit

    with transaction.atomic():
        organ = Organ.objects.create(slug="bench", name="某市统计局", short_name="统计局", organ_code="TJJ")
        people = [
            Person.objects.create(organ=organ, name=name) for name in ("白音", "乌云", "巴特尔", "其其格")
        ]
        unit = Unit.objects.create(organ=organ, name="综合科")
        version = RegimeVersion.objects.create(version="0", bureau_sources={}, statute_sources={})
        for number in range(1, ITEMS + 1):
            _item(organ, people, unit, version, number)
    return organ


def _item(organ: Organ, people: list[Person], unit: Unit, version: RegimeVersion, number: int) -> None:
    from gongkai.access.cases import fingerprint_of
    from gongkai.records.models import Approval, Edition, Item, Publication, Signature

    moment = BEGAN + timedelta(hours=number)
    item = Item.objects.create(
        organ=organ, index_number=f"TJJ-{number:06d}", registered_at=moment, registered_by=people[0]
    )
    edition = Edition.objects.create(
        item=item, regime_version=version, drafted_by=people[0], drafted_at=moment, responsible_unit=unit,
        title=f"第{number}号统计公报", formed_on=date(2024, 1, 2), body_text=BODY, body_html=f"<p>{BODY}</p>",
        proposed_class="proactive", state="published",
    )  # fmt: skip
    fingerprint = fingerprint_of(edition)
    said: dict[str, object] = {"fingerprint": fingerprint, "title": edition.title, "class": "proactive"}
    _entry(edition, people[0], "register", "draft", said)
    _entry(edition, people[0], "submit", "in_review.office", {"fingerprint": fingerprint, "round": 1})
    for (stage, role), person in zip(STAGES, people, strict=False):
        paper = {
            "stage": stage, "role": role, "opinion": "主动公开", "basis": ["中华人民共和国保守国家秘密法"],
            "reasons": REASONS, "ground": "", "fingerprint": fingerprint,
        }  # fmt: skip
        row = Signature.objects.create(edition=edition, round=1, signer=person, signed_at=moment, **paper)
        _entry(edition, person, "sign", "cleared", {"signature": row.pk, **paper})
    Approval.objects.create(edition=edition, approver=people[3], fingerprint=fingerprint, approved_at=moment)
    _entry(edition, people[3], "approve", "approved", {"fingerprint": fingerprint, "note": ""})
    line = Publication.objects.create(
        organ=organ, number=f"2024-{number:04d}", item=item, edition=edition, audience="public", category="s",
        fingerprint=fingerprint, published_at=moment, published_on=date(2024, 1, 2), publisher=people[0],
    )  # fmt: skip
    published = {
        "publication": line.pk,
        "register": line.number,
        "audience": "public",
        "channels": ["website"],
    }
    _entry(edition, people[0], "publish", "published", {**published, "fingerprint": fingerprint})


def _entry(edition: Edition, person: Person, verb: str, state: str, payload: dict[str, object]) -> None:
    from gongkai.actions.ledger import append_entry
    from gongkai.core.terms import Actor, Citation

    append_entry(
        organ_id=edition.item.organ_id,
        moment=edition.drafted_at,
        actor=Actor(person.key, person.name),
        post="综合科科员",
        verb=verb,
        subject_kind="item",
        subject_id=edition.item_id,
        clauses=(Citation("hulunbuir-statistics", "3.9.1"), Citation("hulunbuir-statistics", "3.10")),
        payload={"edition": 1, "edition_id": edition.pk, "state": state, **payload},
    )


if __name__ == "__main__":
    json.dump(_measure(), sys.stdout)
