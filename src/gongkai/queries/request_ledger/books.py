"""The books of an organ's requests: built up entry by entry, then held against every row and paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from gongkai.access.request_cases import paper_of
from gongkai.access.request_digests import consulted_digest
from gongkai.core.ledger import canonical_json, sm3_hex
from gongkai.queries.request_ledger import sealed
from gongkai.queries.request_ledger.account import Account, Facts, Key
from gongkai.queries.request_ledger.course import course_of, course_rows, moves_the_clock
from gongkai.queries.request_ledger.table import CONSULTATION, KINDS, WRITES, columns_of
from gongkai.queries.request_ledger.writes import Kind, actor, told
from gongkai.queries.witness import UNSAID, Act, Fault
from gongkai.records.models import Consultation, InstalledCalendar, LedgerEntry, LetterTemplate, Organ, Reply

_NOBODY = sm3_hex(b"|")
"""What is left of whom was asked, once the names are wiped."""


class RequestBooks:
    """Fed with the acts in their order; `faults` then holds the organ's rows against them."""

    def __init__(self) -> None:
        self._course = Account("申请")
        self._people = Account("申请人资料")
        self._files = Account("申请人提交的文件")
        self._letters = Account("文书")
        self._wordings = Account("文书文字")
        self._calendars = Account("放假安排")
        self._rows = {kind.model: Account(kind.title) for kind in KINDS}
        self._named: dict[int, list[tuple[Account, Key]]] = defaultdict(list)
        self._wiped: set[int] = set()
        self._early: list[Fault] = []

    def take(self, act: Act) -> None:
        """Take the next act on a request in."""
        key: Key = (act.subject_id,)
        self._due_only_moves_with_the_clock(act, key)
        self._course.say(key, act.sequence, course_of(act))
        for write in WRITES:
            if write.speaks(act):
                row = tuple(told(act, each) for each in write.key)
                self._rows[write.kind.model].say(row, act.sequence, write.facts(act))
                if act.verb == "consult":
                    self._named[act.subject_id].append((self._rows[write.kind.model], row))
        self._take_papers(act, key)
        if act.verb == "anonymise":
            self._wipe(act, key)

    def take_wording(self, act: Act) -> None:
        """Take in that the organ changed the wording of a letter."""
        facts = {name: act.payload[name] for name in ("kind", "version")}
        made = {"text": act.payload["wording"], "made_at": act.moment, "made_by_id": actor(act)}
        self._wordings.say((act.subject_id,), act.sequence, facts | made)

    def take_calendar(self, act: Act) -> None:
        """Take in that a year was installed: the due dates it moved, and the year itself."""
        said = act.payload
        for move in said.get("moves", ()):
            facts = {"due_on": move["after"], "due_provisional": move["provisional"]}
            # A pause that begins after the new date no longer counts; the entry does not tell of it.
            facts["standing_still"] = UNSAID
            self._course.say((move["request"],), act.sequence, facts)
        year = {"year": said["year"], "digest": said["digest"], "installed_at": act.moment}
        self._calendars.say((said["calendar"],), act.sequence, year)

    def _due_only_moves_with_the_clock(self, act: Act, key: Key) -> None:
        """A date changed behind the door must not be made good by the next act that repeats it."""
        if key not in self._course or "due" not in act.payload or moves_the_clock(act.payload):
            return
        if act.payload["due"] != self._course.last(key, "due_on"):
            self._early.append(Fault(act.sequence, "这条记录写下的到期日与之前的记录不一致，期限被改动过。"))

    def _take_papers(self, act: Act, key: Key) -> None:
        said = act.payload
        if "applicant" in said:
            who = {"digest": said["applicant"], "anonymised_at": None}
            self._people.say(key, act.sequence, who)
        for file in said.get("files", ()) if act.verb != "anonymise" else ():
            self._files.say((*key, file["file"]), act.sequence, file)
            self._named[act.subject_id].append((self._files, (*key, file["file"])))
        filed = said.get("filing_letter")
        for letter in (*said.get("letters", ()), *([filed] if filed else ())):
            facts = {
                name: letter[name] for name in ("kind", "title", "number", "to_applicant") if name in letter
            }
            papers = {"docx_digest": letter["docx"], "pdf_digest": letter["pdf"]}
            more = {
                "template_digest": letter["wording"],
                "issued_at": act.moment,
                "request_id": act.subject_id,
            }
            self._letters.say((letter["letter"],), act.sequence, facts | papers | more)

    def _wipe(self, act: Act, key: Key) -> None:
        self._wiped.add(act.subject_id)
        self._people.say(key, act.sequence, {"digest": "", "left": False, "anonymised_at": act.moment})
        for account, row in self._named.pop(act.subject_id, ()):
            if account is self._files:
                account.drop(row)
            else:
                account.say(row, act.sequence, {"sealed": _NOBODY})

    def faults(self, organ: Organ, end: int) -> Iterator[Fault]:
        """Everything about requests that is not as the ledger says; `end` is the number after the last entry."""
        yield from self._early
        yield from self._course.faults(course_rows(organ), end)
        yield from self._people.faults(sealed.applicant_rows(organ), end)
        yield from self._files.faults(sealed.file_rows(organ), end)
        yield from sealed.lost_files(organ, self._files, end)
        yield from self._letters.faults(sealed.letter_rows(organ), end)
        yield from sealed.altered_papers(organ, self._letters, self._wiped, end)
        for kind in KINDS:
            yield from self._rows[kind.model].faults(_rows_of(kind, organ), end)
        yield from self._replies_as_written(organ)
        yield from self._wordings.faults(_wordings(organ), end)
        yield from self._calendars.faults(_calendars(self._calendars), end)

    def _replies_as_written(self, organ: Organ) -> Iterator[Fault]:
        """What a reply says, with the editions that go out: the digest is made anew from the rows."""
        account = self._rows[Reply]
        rows = Reply.objects.filter(request__organ=organ).prefetch_related("files")
        for row in rows.iterator(chunk_size=500):
            if (row.pk,) in account and paper_of(row).fingerprint != account.last((row.pk,), "fingerprint"):
                yield Fault(account.first((row.pk,)), "答复现在的内容与这条记录写入时的内容摘要不一致。")


def _rows_of(kind: Kind, organ: Organ) -> Iterator[tuple[Key, Facts]]:
    """The rows of a kind with the columns of which entries speak; one query."""
    rows = kind.model._default_manager.filter(**{f"{kind.path}__organ": organ})
    if kind is CONSULTATION:
        yield from _consultations(organ)
        return
    columns = columns_of(kind)
    for row in rows.values_list(*kind.key, *columns).iterator(chunk_size=500):
        count = len(kind.key)
        yield tuple(row[:count]), dict(zip(columns, row[count:], strict=True))


def _consultations(organ: Organ) -> Iterator[tuple[Key, Facts]]:
    columns = [name for name in columns_of(CONSULTATION) if name != "sealed"]
    for row in Consultation.objects.filter(request__organ=organ).iterator(chunk_size=500):
        values: dict[str, Any] = {name: getattr(row, name) for name in columns}
        yield (row.pk,), values | {"sealed": consulted_digest(row)}


def _wordings(organ: Organ) -> Iterator[tuple[Key, Facts]]:
    for row in LetterTemplate.objects.filter(organ=organ):
        facts = {name: getattr(row, name) for name in ("kind", "version", "made_at", "made_by_id")}
        yield (row.pk,), facts | {"text": sm3_hex(row.text.encode())}


def _calendars(account: Account) -> Iterator[tuple[Key, Facts]]:
    """The years installed; one that was installed before the organ kept a ledger stands in another's."""
    for row in InstalledCalendar.objects.all():
        named = f'"calendar":{row.pk},'
        entries = LedgerEntry.objects.filter(verb="install_calendar", payload__contains=named)
        if (row.pk,) in account or not entries.exists():
            digest = sm3_hex(canonical_json(row.source).encode())
            yield (row.pk,), {"year": row.year, "digest": digest, "installed_at": row.installed_at}
