"""What the ledger says of rows: who signed, approved and published what, and how each edition stands.

An entry bears witness to the row it wrote: the row must still be there and say the same. At the end no row may be
left that no entry wrote, and every edition must stand where the last entry about it left it, with the content
that was recorded then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.db.models import Model

from gongkai.records.models import Approval, EvidenceRecord, Publication, Referral, Signature

UNSAID = object()


@dataclass(frozen=True, slots=True)
class Act:
    """An entry about an item or a request, as far as rows are concerned."""

    sequence: int
    moment: datetime
    actor_key: str
    verb: str
    subject_id: int
    payload: Mapping[str, Any]
    post: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """The entry that does not hold, and why, in a Chinese sentence."""

    sequence: int
    why: str


@dataclass(frozen=True)
class Witness:
    """How the entries of a verb speak of rows.

    `found_by`: the column that tells rows apart and the payload's key for it; `said`: column → key of the payload
    (a key an entry does not have is not held against the row); `person`, `post` and `moment`: the columns that
    must be the entry's actor, her post and the time; `item`: the column that must be the entry's subject; `only`:
    what else rows of this kind have in common.
    """

    verb: str
    title: str
    model: type[Model]
    found_by: tuple[str, str]
    said: Mapping[str, str]
    person: str = ""
    post: str = ""
    moment: str = ""
    item: str = ""
    only: Mapping[str, object] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are compared."""
        return (*self.said, *filter(None, (self.person, self.post, self.moment, self.item)))

    def told(self, act: Act) -> tuple[object, ...]:
        """What an act says of `columns`, in their order; UNSAID where it says nothing."""
        values: list[object] = [act.payload.get(key, UNSAID) for key in self.said.values()]
        if self.person:
            kind, _, number = act.actor_key.partition(":")
            values.append(int(number) if kind == "person" else UNSAID)
        if self.post:
            values.append(act.post)
        if self.moment:
            values.append(act.moment)
        if self.item:
            values.append(act.subject_id)
        return tuple(values)


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def _evidence(verb: str, kind: str, title: str) -> Witness:
    said = _same("number", "authority", "file_name") | {"file_digest": "file", "decided_on": "on"}
    only = {"kind": kind}
    return Witness(
        verb, title, EvidenceRecord, ("edition_id", "edition_id"), said, moment="recorded_at", only=only
    )


WITNESSES: tuple[Witness, ...] = (
    Witness(
        "sign",
        "签署的意见",
        Signature,
        ("pk", "signature"),
        {
            **_same("edition_id", "round", "stage", "role", "opinion", "ground", "basis", "reasons"),
            **_same("fingerprint"),
            "in_place_of_id": "in_place_of",
        },
        person="signer_id",
        post="signer_post",
        moment="signed_at",
    ),
    Witness(
        "approve",
        "审定",
        Approval,
        ("edition_id", "edition_id"),
        {**_same("note", "fingerprint"), "in_place_of_id": "in_place_of"},
        person="approver_id",
        post="approver_post",
        moment="approved_at",
    ),
    Witness(
        "publish",
        "发布登记",
        Publication,
        ("pk", "publication"),
        {
            **_same("edition_id", "audience", "category", "reviewers", "fingerprint"),
            "number": "register",
            "published_on": "on",
        },
        person="publisher_id",
        post="publisher_post",
        moment="published_at",
        item="item_id",
    ),
    Witness(
        "withdraw",
        "撤回登记",
        Publication,
        ("pk", "publication"),
        {"number": "register", "withdrawal_reason": "reasons"},
        person="withdrawn_by_id",
        moment="ended_at",
    ),
    Witness(
        "refer",
        "报请",
        Referral,
        ("pk", "referral"),
        {**_same("edition_id", "kind", "question"), "referred_to": "to"},
        person="referred_by_id",
        moment="referred_at",
    ),
    Witness(
        "answer_referral",
        "报请的答复",
        Referral,
        ("pk", "referral"),
        {**_same("answer"), "answer_letter": "letter", "answer_text": "text", "answered_on": "on"},
    ),
    _evidence("declassify", "declassification", "解密手续"),
    _evidence("record_law_approval", "law_approval", "依法批准"),
)


def contradicted(acts: Sequence[Act]) -> Fault | None:
    """The first of the acts whose row is gone or says something else; one query for each kind of row."""
    by_verb: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        by_verb[act.verb].append(act)
    faults = chain.from_iterable(_against(witness, by_verb[witness.verb]) for witness in WITNESSES)
    return min(faults, default=None)


def _against(witness: Witness, acts: Sequence[Act]) -> list[Fault]:
    column, key = witness.found_by
    spoken = [(act.payload[key], act) for act in acts if key in act.payload]
    if not spoken:
        return []
    rows = witness.model._default_manager.filter(
        **{f"{column}__in": [found for found, _ in spoken]}, **witness.only
    ).values_list(column, *witness.columns)
    written = {found: values for found, *values in rows}
    faults = []
    for found, act in spoken:
        row = written.get(found)
        if row is None:
            faults.append(Fault(act.sequence, f"这条记录写入的{witness.title}在数据库中已经不存在。"))
        elif any(map(_differ, witness.told(act), row)):
            faults.append(Fault(act.sequence, f"数据库中的{witness.title}与这条记录写入时不一致。"))
    return faults


def _differ(told: object, written: object) -> bool:
    # Entries tell days as text; a moment is told as such.
    if isinstance(written, date) and not isinstance(written, datetime):
        written = written.isoformat()
    return told is not UNSAID and told != written
