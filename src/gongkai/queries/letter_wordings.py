"""The wording of letters as an organ uses it, its versions, and how a letter would look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.letters import LETTER_KINDS, Letter, LetterKind, Place, Template, Value, fill
from gongkai.core.organs import Bearing, Standing, capacity_for
from gongkai.core.regime import Lawbook
from gongkai.core.terms import Refusal, Role
from gongkai.gateways.letter_templates import built_in_template
from gongkai.records.models import LetterTemplate, Organ

EDITORS = (Role.ACCEPTANCE_BODY, Role.LEADING_GROUP_OFFICE)


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One kind of letter in the list; `version` 0 is the wording of the rule book."""

    kind: LetterKind
    version: int
    changed: LetterTemplate | None


@dataclass(frozen=True, slots=True)
class LetterWording:
    """The wording in force, that of the rule book, and what the organ made of it, the newest first."""

    text: str
    built_in: str
    versions: tuple[LetterTemplate, ...]

    @property
    def version(self) -> int:
        return self.versions[0].version if self.versions else 0


def wordings(organ: Organ, lawbook: Lawbook) -> tuple[WordingLine, ...]:
    """Every kind of letter, in the order of the procedure; one query."""
    rows = LetterTemplate.objects.filter(organ=organ).defer("text").select_related("made_by")
    newest = {row.kind: row for row in rows.order_by("version")}
    return tuple(
        WordingLine(kind, newest[kind.id].version if kind.id in newest else 0, newest.get(kind.id))
        for kind in LETTER_KINDS.values()
    )


def wording_of(organ: Organ, lawbook: Lawbook, kind: str) -> LetterWording:
    """The wording of one kind with its versions; one query."""
    rows = LetterTemplate.objects.filter(organ=organ, kind=kind).select_related("made_by")
    versions = tuple(rows.order_by("-version"))
    first = built_in_template(lawbook.id, lawbook.statute_id, kind)
    return LetterWording(versions[0].text if versions else first, first, versions)


def may_edit(who: Standing) -> bool:
    """Whether the person may change wordings; the act asks the same once more."""
    return capacity_for(who, EDITORS, Bearing(who.organ_id)) is not None


def preview(kind: LetterKind, text: str, organ: Organ) -> Letter | Refusal:
    """A letter with every place filled in with its own name in brackets: `〔申请编号〕`."""
    values: dict[str, Value] = {place.id: _sample(place) for place in kind.places}
    return fill(Template(kind.id, text), values | {"organ": organ.name})


def _sample(place: Place) -> Value:
    shown = f"〔{place.title}〕"
    rows: Sequence[Sequence[str]] = ((shown, "……", "……"),)
    return rows if place.shape in ("rows", "days") else shown
