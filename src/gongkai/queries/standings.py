"""How the ledger leaves things at its end: the state and content of each edition, what is live, who signed.

Fed with the acts in their order, it knows what every row of the organ must look like now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from gongkai.access.cases import fingerprint_of
from gongkai.access.screenings import ROWS as SCREENING
from gongkai.core.terms import states
from gongkai.queries.witness import Act, Fault
from gongkai.records.models import Approval, Edition, Organ, Publication, Signature

CHUNK = 500


@dataclass(slots=True)
class Stand:
    """Where an edition stands: its state, the digest of its content, the last entry that said so."""

    state: str
    fingerprint: str
    sequence: int
    said: dict[str, Any] = field(default_factory=dict)
    """Column → what the entries so far say of it."""


@dataclass(frozen=True, slots=True)
class Live:
    """A publication's place in the ledger: the entry that wrote it, and the one that ended it."""

    sequence: int
    ended_at: datetime | None = None
    ended_how: str = ""
    ended_by: int = 0


_HELD: dict[str, Callable[[Edition], object]] = {
    "rules": lambda edition: edition.regime_version.version,
    "drafter": lambda edition: edition.drafted_by_id,
    "round": lambda edition: edition.round,
    "decided": lambda edition: edition.decided_class,
    "submitted_on": lambda edition: edition.submitted_on,
    "redacted_from": lambda edition: edition.redacted_from_id,
}
"""What entries say of an edition beside its state and content, and where its row has it."""


def _said(act: Act) -> dict[str, Any]:
    said = {key: act.payload[key] for key in _HELD if key in act.payload}
    return said | ({"submitted_on": localdate(act.moment)} if act.verb == "submit" else {})


class Standings:
    """Built up act by act; `faults` then holds the organ's rows against it."""

    def __init__(self) -> None:
        self._items: dict[int, dict[int, Stand]] = {}
        self._publications: dict[int, Live] = {}
        self._live: dict[int, int] = {}
        self._signatures: set[int] = set()
        self._approvals: set[int] = set()

    def take(self, act: Act) -> None:
        """Take the next act in."""
        edition = act.payload.get("edition_id")
        if edition is None:
            return
        editions = self._items.setdefault(act.subject_id, {})
        if act.verb in ("publish", "renew", "redact"):
            self._supersede(editions, edition, act.verb == "publish")
        before = editions.get(edition)
        fingerprint = act.payload.get("fingerprint") or (before.fingerprint if before else "")
        state = act.payload.get("state") or (before.state if before else "")
        said = (before.said if before else {}) | _said(act)
        editions[edition] = Stand(state, fingerprint, act.sequence, said)
        self._take_rows(act, edition)

    def _supersede(self, editions: dict[int, Stand], new: int, public: bool) -> None:
        """What another edition of the item does to the older ones: a publication replaces what is public, a
        new draft what is not."""
        for key, stand in editions.items():
            is_public = stand.state == states.PUBLISHED
            if key != new and stand.state != states.WITHDRAWN and is_public == public:
                stand.state = states.SUPERSEDED

    def _take_rows(self, act: Act, edition: int) -> None:
        row = act.payload.get("publication")
        if act.verb == "sign" and "signature" in act.payload:
            self._signatures.add(act.payload["signature"])
        elif act.verb == "approve":
            self._approvals.add(edition)
        elif act.verb == "publish" and row is not None:
            self._end(act, "replaced")
            self._publications[row] = Live(act.sequence)
            self._live[act.subject_id] = row
        elif act.verb == "withdraw":
            self._end(act, "withdrawn")

    def _end(self, act: Act, how: str) -> None:
        row = self._live.pop(act.subject_id, None)
        if row is not None:
            self._publications[row] = Live(self._publications[row].sequence, act.moment, how, act.sequence)

    def faults(self, organ: Organ, end: int) -> Iterator[Fault]:
        """Everything of the organ that is not as its ledger says; `end` is the number after the last entry.

        A row that no entry wrote is named with `end`: the entry that should be there and is not.
        """
        yield from self._edition_faults(organ, end)
        yield from self._publication_faults(organ, end)
        signatures = Signature.objects.filter(edition__item__organ=organ).values_list("pk", flat=True)
        yield from _unwritten(signatures, self._signatures.__contains__, "签署的意见", end)
        approvals = Approval.objects.filter(edition__item__organ=organ).values_list("edition_id", flat=True)
        yield from _unwritten(approvals, self._approvals.__contains__, "审定", end)

    def _edition_faults(self, organ: Organ, end: int) -> Iterator[Fault]:
        stands = {key: stand for editions in self._items.values() for key, stand in editions.items()}
        rows = (
            Edition.objects.filter(item__organ=organ)
            .select_related("item", "regime_version", "screening")
            .defer("regime_version__bureau_sources", "regime_version__statute_sources")
            .prefetch_related("attachments", "involved_organs", *SCREENING)
        )
        for edition in rows.iterator(chunk_size=CHUNK):
            stand = stands.pop(edition.pk, None)
            if stand is None:
                yield Fault(end, f"数据库中有一个信息版本（编号{edition.pk}），记录链中没有登记它的记录。")
            elif stand.state and stand.state != edition.state:
                yield Fault(stand.sequence, "信息现在的状态与最后一条有关记录不一致。")
            elif stand.fingerprint and stand.fingerprint != fingerprint_of(edition):
                yield Fault(stand.sequence, "信息现在的内容与最后一条有关记录的内容摘要不一致。")
            elif any(
                getter(edition) != stand.said.get(key, getter(edition)) for key, getter in _HELD.items()
            ):
                yield Fault(stand.sequence, "信息的起草人、适用制度、送审日期、轮次或审定属性与记录不一致。")
            elif edition.item.current_id != max(self._items[edition.item_id]):
                yield Fault(stand.sequence, "信息现在指向的版本不是记录中最新的版本。")
        for stand in stands.values():
            yield Fault(stand.sequence, "这条记录所说的信息版本在数据库中已经不存在。")

    def _publication_faults(self, organ: Organ, end: int) -> Iterator[Fault]:
        rows = Publication.objects.filter(organ=organ).values_list("pk", "ended_at", "ended_how")
        for key, ended_at, ended_how in rows.iterator(chunk_size=CHUNK):
            known = self._publications.get(key)
            if known is None:
                yield Fault(end, f"数据库中有一条发布登记（编号{key}），记录链中没有写入它的记录。")
            elif (known.ended_at, known.ended_how) != (ended_at, ended_how):
                yield Fault(known.ended_by or known.sequence, "发布登记中更新或撤回的情况与记录不一致。")


def _unwritten(
    rows: QuerySet[Any, int], known: Callable[[int], bool], title: str, end: int
) -> Iterator[Fault]:
    for key in rows.iterator(chunk_size=CHUNK):
        if not known(key):
            yield Fault(end, f"数据库中有一条{title}（编号{key}），记录链中没有写入它的记录。")
