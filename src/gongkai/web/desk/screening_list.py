"""The list of findings on a page: which of them, on which leaf, each with its form or the reason why it has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from django.forms import CharField
from django.http import QueryDict
from django.utils.http import urlencode

from gongkai.access.cases import Case
from gongkai.access.editions import may
from gongkai.actions.screening.answering import already_signed
from gongkai.core.screening.finding import FindingKind, Severity
from gongkai.core.terms import Refusal, states
from gongkai.queries.screening_page import Found
from gongkai.web.desk.screening_forms import AnswerForm, answer_form
from gongkai.web.desk.screening_text import SIGNS, sign_of
from gongkai.web.desk.visit import Visit
from gongkai.web.numbers import number_in

LEAF = 40
"""How many findings stand on one leaf of the list; as many can be answered at once."""


@dataclass(frozen=True, slots=True)
class Looking:
    """What the address asks for: only what is open, only one kind, which leaf, which part whole, which edition."""

    open_only: bool = False
    kind: str = ""
    leaf: int = 1
    full: int = 0
    edition: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Looking:
        kind = asked.get("kind", "")
        return cls(
            open_only=bool(asked.get("open")),
            kind=kind if kind in {one.value for one in FindingKind} else "",
            leaf=number_in(asked.get("page", ""), 1),
            full=number_in(asked.get("full", ""), 0),
            edition=asked.get("edition", ""),
        )

    @property
    def query(self) -> str:
        """The same in an address, with its question mark; "" where nothing is asked."""
        asked = {
            "open": "1" if self.open_only else "",
            "kind": self.kind,
            "page": str(self.leaf) if self.leaf > 1 else "",
            "full": str(self.full or ""),
            "edition": self.edition,
        }
        told = urlencode({name: value for name, value in asked.items() if value})
        return f"?{told}" if told else ""

    def holds(self, found: Found) -> bool:
        return (found.is_open or not self.open_only) and self.kind in ("", found.finding.kind.value)


@dataclass(frozen=True)
class Tried:
    """What was just sent and not done: to which finding or form, as typed, and why not; `link` leads to the finding
    that stood in the way of several."""

    where: str
    form: Any = None
    refusal: Refusal | None = None
    keys: tuple[str, ...] = ()
    link: str = ""

    @property
    def number(self) -> int:
        """The number of the one finding it was sent for, 0 where it was something else."""
        return int(self.where) if self.where.isdecimal() else 0

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Label and text of what was written in words, for a page on which the form itself is gone."""
        if self.form is None:
            return []
        written = [one for one in self.form if isinstance(one.field, CharField) and not one.is_hidden]
        return [(str(one.label), str(one.value())) for one in written if one.value()]


@dataclass(frozen=True)
class Line:
    """One finding on the list; `ticked` where it is chosen to be answered with others, `alike` how many of its kind
    are unanswered, itself among them; 0 where it is the only one."""

    found: Found
    sign: str
    before: str
    after: str
    placed: bool
    form: AnswerForm | None = None
    opened: bool = False
    ticked: bool = False
    refusal: Refusal | None = None
    alike: int = 0


@dataclass(frozen=True)
class Listed:
    """One leaf: lines by file, and what is needed to turn to others; `alike` as in a line, of the kind looked at."""

    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    looking: Looking
    total: int
    leaves: int
    kinds: tuple[tuple[str, str, int], ...] = ()
    lines: tuple[Line, ...] = ()
    several: bool = field(default=False)
    alike: int = 0

    @property
    def earlier(self) -> str:
        return replace(self.looking, leaf=self.looking.leaf - 1).query if self.looking.leaf > 1 else ""

    @property
    def later(self) -> str:
        more = self.looking.leaf < self.leaves
        return replace(self.looking, leaf=self.looking.leaf + 1).query if more else ""


def closed_to(visit: Visit, case: Case) -> Refusal | None:
    """Why she cannot answer findings now; None where she can."""
    permit = may(visit.who, "answer_finding", case)
    if states.stage_of(case.edition.state) and (why := already_signed(case)):
        # Where a later stage has its turn, that it is later says less than that somebody has signed.
        return why
    return permit if isinstance(permit, Refusal) else None


def leaves_of(looking: Looking, all_found: Sequence[Found]) -> dict[int, int]:
    """On which leaf each finding stands, by its number, among those that are looked at."""
    held = (found.number for found in all_found if looking.holds(found))
    return {number: place // LEAF + 1 for place, number in enumerate(held)}


def listed(
    case: Case,
    all_found: Sequence[Found],
    looking: Looking,
    context: dict[int, tuple[str, str]],
    *,
    may_answer: bool,
    tried: Tried | None = None,
) -> Listed:
    """The leaf that is asked for. `context` holds what stands around each finding that has a place."""
    sent = tried.number if tried is not None else 0
    held = [found for found in all_found if looking.holds(found) or found.number == sent]
    if sent:
        # What was just sent is shown again, whatever else the list was looked at for.
        looking = replace(looking, leaf=[found.number for found in held].index(sent) // LEAF + 1)
    leaves = max(1, -(-len(held) // LEAF))
    looking = replace(looking, leaf=min(max(looking.leaf, 1), leaves))
    here = held[(looking.leaf - 1) * LEAF : looking.leaf * LEAF]
    first = next((found.number for found in here if found.is_open), 0)
    alike = unanswered(all_found)
    lines = tuple(
        _line(
            found,
            answer_form(case, found) if may_answer and found.choices else None,
            context.get(found.number),
            tried,
            first=found.number == first,
            kind=looking.kind,
            alike=0 if found.said else alike[found.finding.kind.value],
        )
        for found in here
    )
    groups = tuple((name, tuple(group)) for name, group in groupby(lines, key=lambda one: _file(one.found)))
    several = may_answer and sum(bool(line.form) for line in lines) > 1
    return Listed(
        groups, looking, len(held), leaves, tuple(_kinds(all_found)), lines, several, alike[looking.kind]
    )


def _line(
    found: Found,
    form: AnswerForm | None,
    around: tuple[str, str] | None,
    tried: Tried | None,
    *,
    first: bool,
    kind: str,
    alike: int,
) -> Line:
    """`around` is None where a finding has no place; `first` is the first that is open; `kind` the one looked at."""
    mine = tried is not None and tried.where == str(found.number)
    if tried is not None and mine and form is not None and tried.form is not None:
        form = tried.form
    sent = tried is not None and found.key in tried.keys
    return Line(
        found,
        sign_of(found),
        *(around or ("", "")),
        around is not None,
        form,
        opened=mine or (tried is None and first),
        ticked=sent or (tried is None and bool(kind) and found.is_open),
        refusal=tried.refusal if tried is not None and mine else None,
        alike=alike,
    )


def unanswered(all_found: Sequence[Found]) -> Counter[str]:
    """How many that take an answer have none, by kind; kinds of which there is only one are left out."""
    number = Counter(
        str(found.finding.kind.value) for found in all_found if found.choices and found.said is None
    )
    return Counter({kind: many for kind, many in number.items() if many > 1})


def _kinds(all_found: Sequence[Found]) -> Iterator[tuple[str, str, int]]:
    """Every kind that was found, the gravest first: its id, sign with title, and how many of it are open."""
    order = list(Severity)
    worst: dict[FindingKind, int] = {}
    for found in all_found:
        grave = order.index(found.finding.severity)
        worst[found.finding.kind] = min(grave, worst.get(found.finding.kind, grave))
    for kind, grave in sorted(worst.items(), key=lambda one: one[1]):
        number = sum(found.finding.kind is kind for found in all_found)
        yield kind.value, f"{SIGNS[order[grave]]} {kind.title}", number


def _file(found: Found) -> str:
    return found.file_name or "这份信息"
