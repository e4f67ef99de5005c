"""What the ledger says of answers, marks, words withheld, and files that went out in place of others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.core.terms import sm3_hex
from gongkai.queries.papers import Kept, Values
from gongkai.queries.witness import Act, Fault
from gongkai.records.models import Clearance, FindingAnswer, Marking, Organ, ReleasedFile, Withheld

_ANSWER = ("key", "kind", "reasons", "ground", "instead", "proof", "person_id", "answered_at")
_SAID = ("said", "reasons", "ground", "instead", "proof")


class ScreeningPapers:
    """Built up act by act; `faults` then holds the organ's rows against it.

    What was found is not here: it is part of the fingerprint of its edition, as the answers in force are. Here it is
    seen that no answer was added, altered or taken away.
    """

    def __init__(self) -> None:
        self._answers = Kept("对查出内容的答复")
        self._marks = Kept("隐去标记")
        self._withheld: dict[int, tuple[int, list[str]]] = {}
        self._clearances = Kept("放行检查")
        self._files = Kept("放行的文件")

    def take(self, act: Act) -> None:
        """Take the next act in."""
        said, number = act.payload, act.sequence
        edition = said.get("edition_id")
        if act.verb == "answer_finding":
            words = tuple(said.get(name) for name in _SAID)
            words += (_person(act), act.moment)
            for row, key in said.get("answers", ((said.get("answer"), said.get("finding")),)):
                self._answers.rows[row,] = (number, (edition, key, *words))
        elif act.verb == "mark_text":
            told = (edition, said.get("ground"), said.get("instead"), _person(act), said.get("sealed"), False)
            self._marks.rows[said.get("marking"),] = (number, told)
        elif act.verb == "drop_mark":
            self._drop(act)
        elif act.verb in ("redact", "revise", "renew", "look_on"):
            self._take_new_content(act)
        elif act.verb == "clear":
            self._take_clearance(act)

    def _drop(self, act: Act) -> None:
        key = (act.payload.get("marking"),)
        _, told = self._marks.rows.get(key, (0, None))
        if told is not None:
            self._marks.rows[key] = (act.sequence, (*told[:-1], True))

    def _take_new_content(self, act: Act) -> None:
        """Words were withheld from the edition before, and answers went over to the new content."""
        said = act.payload
        if said.get("withheld"):
            self._withheld[said["from"]] = (act.sequence, said["withheld"])
        for row, old, key in said.get("carried", ()):
            _, told = self._answers.rows.get((old,), (0, None))
            carried: Values = (said["edition_id"], key, *told[2:]) if told else None
            self._answers.rows[row,] = (act.sequence, carried)
        for row, old, sealed in said.get("marks_over", ()):
            _, told = self._marks.rows.get((old,), (0, None))
            over: Values = (said["edition_id"], *told[1:4], sealed, False) if told else None
            self._marks.rows[row,] = (act.sequence, over)

    def _take_clearance(self, act: Act) -> None:
        said = act.payload
        edition = said.get("edition_id")
        report = {"files": said.get("files"), "withheld": said.get("withheld")}
        self._clearances.rows[edition,] = (act.sequence, (said.get("cleared"), report))
        for file in said.get("files", ()):
            told = (file.get("name"), file.get("digest"), file.get("size"))
            self._files.rows[edition, file.get("of")] = (act.sequence, told)

    def faults(self, organ: Organ, end: int) -> Iterator[Fault]:
        """Everything of the organ that is not as its ledger says; `end` is the number after the last entry."""
        answers = FindingAnswer.objects.filter(edition__item__organ=organ)
        rows: list[tuple[Any, ...]] = list(answers.values_list("pk", "edition_id", *_ANSWER))
        yield from self._answers.faults(((row[:1], row[1:]) for row in rows), end)
        marks = Marking.objects.filter(edition__item__organ=organ)
        rows = list(
            marks.values_list("pk", "edition_id", "ground", "instead", "person_id", "text", "dropped_at")
        )
        told = ((row[:1], (*row[1:5], sm3_hex(row[5].encode()), row[6] is not None)) for row in rows)
        yield from self._marks.faults(told, end)
        clearances = Clearance.objects.filter(edition__item__organ=organ)
        rows = list(clearances.values_list("edition_id", "fingerprint", "report"))
        yield from self._clearances.faults(((row[:1], row[1:]) for row in rows), end)
        files = ReleasedFile.objects.filter(attachment__edition__item__organ=organ)
        rows = list(
            files.values_list("attachment__edition_id", "attachment__digest", "name", "digest", "size")
        )
        yield from self._files.faults(((row[:2], row[2:]) for row in rows), end)
        yield from self._withheld_faults(organ, end)

    def _withheld_faults(self, organ: Organ, end: int) -> Iterator[Fault]:
        kept: dict[int, list[str]] = {}
        for edition, text in Withheld.objects.filter(item__organ=organ).values_list("edition_id", "text"):
            kept.setdefault(edition, []).append(sm3_hex(text.encode()))
        for edition, (sequence, digests) in self._withheld.items():
            if sorted(kept.pop(edition, [])) != digests:
                yield Fault(sequence, "这条记录写入的隐去文字在数据库中多出、缺少或者被改动。")
        for _ in kept:
            yield Fault(end, "数据库中有隐去的文字，记录链中没有写入它的记录。")


def _person(act: Act) -> int:
    return int(act.actor_key.partition(":")[2])
