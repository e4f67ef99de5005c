"""What the ledger says of papers beside an edition: consents, decisions, channels, readings, recusals, questions.

A row that opens the gate and that no entry wrote is as bad as one that was altered: both are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.queries.witness import Act, Fault
from gongkai.records.models import (
    ChannelUse,
    EvidenceRecord,
    InvolvedOrgan,
    Organ,
    ReadReceipt,
    Recusal,
    Referral,
)

Key = tuple[Any, ...]
Values = tuple[Any, ...] | None
"""What a row must hold; None where its being there is all that is asked."""
_KINDS = {"declassify": "declassification", "record_law_approval": "law_approval"}


@dataclass(slots=True)
class Kept:
    """What entries wrote of one kind of row: key → the entry's number and the values."""

    title: str
    rows: dict[Key, tuple[int, Values]] = field(default_factory=dict)

    def faults(self, found: Iterable[tuple[Key, Values]], end: int) -> Iterator[Fault]:
        """What is missing, differs, or was written by no entry; the last is named with `end`."""
        left = dict(self.rows)
        for key, values in found:
            sequence, told = left.pop(key, (0, None))
            if not sequence:
                yield Fault(end, f"数据库中有一条{self.title}，记录链中没有写入它的记录。")
            elif told is not None and told != values:
                yield Fault(sequence, f"数据库中的{self.title}与这条记录写入时不一致。")
        for sequence, _ in left.values():
            yield Fault(sequence, f"这条记录写入的{self.title}在数据库中已经不存在。")


class Papers:
    """Built up act by act; `faults` then holds the organ's rows against it."""

    def __init__(self) -> None:
        self._consents = Kept("有关机关的书面意见")
        self._decisions = Kept("手续")
        self._channels = Kept("公开渠道登记")
        self._readings = Kept("已读登记")
        self._recusals = Kept("回避登记")
        self._questions = Kept("报请")

    def take(self, act: Act) -> None:
        """Take the next act in."""
        said = act.payload
        edition, number = said.get("edition_id"), act.sequence
        _, _, person = act.actor_key.partition(":")
        if act.verb == "record_consent":
            values = (said.get("on"), said.get("letter"), said.get("file"))
            self._consents.rows[edition, said.get("organ")] = (number, values)
        elif act.verb == "revise":
            # A draft that is changed names the organs anew, and asks them anew.
            self._consents.rows = {key: row for key, row in self._consents.rows.items() if key[0] != edition}
        elif act.verb in _KINDS:
            self._decisions.rows[edition, _KINDS[act.verb]] = (number, None)
        elif act.verb == "recuse":
            self._recusals.rows[act.subject_id, int(person)] = (number, (said.get("reasons"),))
        elif act.verb == "read":
            self._readings.rows[said.get("register"), int(person)] = (number, None)
        elif act.verb in ("publish", "use_channel"):
            self._take_channels(act)
        elif said.get("referral") is not None and "question" in said:
            question = (said.get("kind"), said.get("question"), said.get("to"), "")
            self._questions.rows[said["referral"],] = (number, question)
        elif act.verb == "answer_referral":
            asked = self._questions.rows.get((said.get("referral"),))
            if asked and asked[1]:
                self._questions.rows[said["referral"],] = (number, (*asked[1][:3], said.get("answer")))

    def _take_channels(self, act: Act) -> None:
        said = act.payload
        used_on = said.get("on")
        if used_on is None:
            return
        for channel in said.get("channels", ()):
            self._channels.rows[said["register"], channel, used_on] = (act.sequence, ("", ""))
        if "channel" in said:
            values = (said.get("evidence"), said.get("file"))
            self._channels.rows[said["register"], said["channel"], used_on] = (act.sequence, values)

    def faults(self, organ: Organ, end: int) -> Iterator[Fault]:
        """Everything of the organ that is not as its ledger says; `end` is the number after the last entry."""
        consents = InvolvedOrgan.objects.filter(edition__item__organ=organ).exclude(consented_on=None)
        columns = ("edition_id", "name", "consented_on", "letter", "letter_digest")
        yield from self._consents.faults(_rows(consents.values_list(*columns), 2), end)
        decisions = EvidenceRecord.objects.filter(edition__item__organ=organ)
        yield from self._decisions.faults(_rows(decisions.values_list("edition_id", "kind"), 2), end)
        channels = ChannelUse.objects.filter(publication__organ=organ)
        columns = ("publication__number", "channel", "used_on", "evidence", "evidence_digest")
        yield from self._channels.faults(_rows(channels.values_list(*columns), 3), end)
        readings = ReadReceipt.objects.filter(publication__organ=organ)
        yield from self._readings.faults(
            _rows(readings.values_list("publication__number", "person_id"), 2), end
        )
        recusals = Recusal.objects.filter(item__organ=organ)
        yield from self._recusals.faults(
            _rows(recusals.values_list("item_id", "person_id", "reason"), 2), end
        )
        questions = Referral.objects.filter(edition__item__organ=organ)
        yield from self._questions.faults(
            _rows(questions.values_list("pk", "kind", "question", "referred_to", "answer"), 1), end
        )


def _rows(found: Iterable[tuple[Any, ...]], keys: int) -> Iterator[tuple[Key, Values]]:
    """Rows as (key, values); days as the entries write them."""
    for row in found:
        told = tuple(value.isoformat() if isinstance(value, date) else value for value in row)
        yield told[:keys], told[keys:]
