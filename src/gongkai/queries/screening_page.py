"""What the page 「查验」 shows: how it stands, every finding with what was said to it, every mark, every text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.access.cases import Case
from gongkai.access.screenings import answers_of, finding_of, marked_text, markings_of, screening_of
from gongkai.core.screening.answers import Answer, AnswerKind, choices, needs_cutting
from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.gateways.vault import Unopenable
from gongkai.records.models import FindingAnswer, FindingRow, Marking

SEALED = "（密钥不在，打不开）"


@dataclass(frozen=True, slots=True)
class Summary:
    """How the screening of an edition stands, in figures.

    Of what `must` be answered, `answered` counts what was, `kept` what of that stays in the text. `telegrams` are those
    of `block` that an answer can still mend. `to_cut` are answers and marks, `places` what they come to in the texts;
    0 where that was not counted.
    """

    screened: bool
    block: int = 0
    must: int = 0
    answered: int = 0
    kept: int = 0
    note: int = 0
    unread: int = 0
    to_cut: int = 0
    telegrams: int = 0
    places: int = 0

    @property
    def open(self) -> int:
        return self.must - self.answered

    @property
    def going(self) -> int:
        """How many of those answered do not stay in the text."""
        return self.answered - self.kept

    @property
    def cuts(self) -> int:
        """How many places are to be cut, as every page counts them."""
        return self.places or self.to_cut

    @property
    def nothing(self) -> bool:
        """Whether everything was looked at and nothing found or marked."""
        return self.screened and not (self.block or self.must or self.note or self.unread or self.to_cut)


@dataclass(frozen=True, slots=True)
class Said:
    """One answer with who gave it and when; `ground` is the title of its ground."""

    answer: Answer
    ground: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """One finding, numbered from 1 in the order of the files; `said` is the answer that counts.

    `file` is the digest of the file it stands in, or `BODY`.
    """

    number: int
    key: str
    file: str
    file_name: str
    finding: Finding
    choices: tuple[AnswerKind, ...]
    said: Said | None = None
    earlier: tuple[Said, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.finding.severity is Severity.ANSWER and self.said is None

    @property
    def will_go(self) -> bool:
        """Whether the answer leaves something to be cut out of what is shown."""
        return self.said is not None and needs_cutting(self.finding.kind, self.said.answer, self.finding.rule)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words marked by hand."""

    pk: int
    text: str
    ground: str
    instead: str
    person: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in the present content, what could not be read (file, reason), and the marks.

    `unfinished`: pictures are still being recognised, and more may be found.
    """

    summary: Summary
    found: tuple[Found, ...]
    unread: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    at: datetime | None
    unfinished: bool = False


def summary_of(case: Case) -> Summary:
    """The figures alone; opens nothing that is sealed and reads no file."""
    facts, screening = case.review.screening, screening_of(case.edition)
    if not facts.screened or screening is None:
        return Summary(False, to_cut=len(markings_of(case.edition)))
    rows = list(screening.findings.all())
    must = sum(row.severity == Severity.ANSWER for row in rows)
    answers = answers_of(case.edition)
    said = [answers[row.key] for row in rows if row.severity == Severity.ANSWER and row.key in answers]
    telegrams = [row for row in rows if row.severity == Severity.BLOCK and row.kind == FindingKind.TELEGRAM]
    return Summary(
        True,
        block=len(facts.blocked),
        must=must,
        answered=must - facts.open,
        kept=sum(not answer.cuts for answer in said),
        note=sum(row.severity == Severity.NOTE for row in rows),
        unread=len(facts.unread),
        to_cut=facts.to_cut,
        telegrams=sum(row.key not in answers for row in telegrams),
    )


def findings_of(case: Case) -> Findings:
    """What the page lists. Of a content that was not looked at there is nothing to list."""
    screening = screening_of(case.edition)
    marks = tuple(_mark(row, case) for row in _marking_rows(case))
    if not case.review.screening.screened or screening is None:
        return Findings(summary_of(case), (), (), marks, None)
    said = _said(case)
    found = tuple(
        _found(number, row, said.get(row.key, ())) for number, row in enumerate(screening.findings.all(), 1)
    )
    unread = tuple((str(name), str(why)) for name, why in screening.unread)
    return Findings(summary_of(case), found, unread, marks, screening.screened_at, screening.unfinished)


def ground_titles(case: Case) -> dict[str, str]:
    """What the rule book calls each ground on which something is withheld, by its id."""
    return {ground.id: ground.title for ground in case.lawbook.withhold_grounds(case.on).value}


def _found(number: int, row: FindingRow, said: Sequence[Said]) -> Found:
    try:
        finding = finding_of(row)
    except Unopenable:
        # Without the key the words are gone, but what was found and where is still to be answered.
        kind, severity = FindingKind(row.kind), Severity(row.severity)
        finding = Finding(kind, severity, SEALED, row.part, row.start, row.end, row.rule, row.message)
    return Found(
        number,
        row.key,
        row.file,
        row.file_name,
        finding,
        choices(finding),
        said[-1] if said else None,
        tuple(said[:-1]),
    )


def _said(case: Case) -> dict[str, list[Said]]:
    """Every answer by the finding it was given to, the oldest first."""
    titles = ground_titles(case)
    given: dict[str, list[Said]] = {}
    for row in FindingAnswer.objects.filter(edition=case.edition).select_related("person").order_by("id"):
        answer = Answer(AnswerKind(row.kind), row.reasons, row.ground, row.instead, row.proof)
        one = Said(answer, titles.get(row.ground, row.ground), row.person.name, row.answered_at)
        given.setdefault(row.key, []).append(one)
    return given


def _marking_rows(case: Case) -> list[Marking]:
    rows = Marking.objects.filter(edition=case.edition, dropped_at=None).select_related("person")
    return list(rows.order_by("id"))


def _mark(row: Marking, case: Case) -> Mark:
    try:
        text = marked_text(row)
    except Unopenable:
        text = SEALED
    ground = ground_titles(case).get(row.ground, row.ground)
    return Mark(row.pk, text, ground, row.instead, row.person.name, row.marked_at)
