"""The texts of an edition, file by file and part by part, with the places in them that are to be seen."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings

from gongkai.access.cases import Case, draft_of
from gongkai.core.screening.finding import FindingKind
from gongkai.core.screening.part_titles import part_title
from gongkai.core.screening.parts import Part
from gongkai.core.screening.plan import Cut, places_in
from gongkai.gateways.files import FileStore
from gongkai.gateways.inspection import BODY, TEXT_TITLE, body_parts, extracted
from gongkai.gateways.paper.extract.door import OUT_OF_TIME
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.search_in import Text
from gongkai.queries.screening_page import SEALED, Findings, Found

WHILE_WAITED_FOR = 8.0
"""Seconds of text recognition for which somebody who opens a page may be kept waiting."""
AROUND = 60
"""How many characters are shown before and after words that were looked for."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of one text, end not included; `number` is that of the finding, 0 for words marked by hand."""

    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part: its name in the file and on the screen, its text, places in it, and findings that are of all of it."""

    id: str
    title: str
    text: str
    spots: tuple[Spot, ...] = ()
    whole: tuple[Found, ...] = ()
    in_sight: bool = True

    @property
    def calls(self) -> bool:
        """Whether there is anything in it to look at."""
        return bool(self.spots or self.whole)


@dataclass(frozen=True, slots=True)
class ShownFile:
    """The text of the edition (`BODY`) or one attachment; `unread`: why something of it, or all, could not be read;
    `late`: its pictures were not all recognised while somebody waited."""

    file: str
    name: str
    parts: tuple[ShownPart, ...]
    unread: tuple[str, ...] = ()
    late: bool = False

    @property
    def letters(self) -> int:
        return sum(len(part.text) for part in self.parts)

    @property
    def calls(self) -> bool:
        return bool(self.unread) or any(part.calls for part in self.parts)


@dataclass(frozen=True, slots=True)
class Shown:
    """All texts, and the findings that stand at no place in them."""

    files: tuple[ShownFile, ...]
    placeless: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """One place where words stand, with what is before and after."""

    file_name: str
    part: str
    before: str
    words: str
    after: str


@dataclass
class _InPart:
    spots: list[Spot] = field(default_factory=list)
    whole: list[Found] = field(default_factory=list)


def shown_texts(case: Case, findings: Findings) -> Shown:
    """Every text with what was found and marked in it. Reads the files, the last ones read being kept in memory."""
    texts, late = texts_in_time(case)
    known = {(text.file, text.file_name, text.part.id): text.part for text in texts}
    placed: dict[tuple[str, str, str], _InPart] = {}
    placeless = []
    for found in findings.found:
        home = found.file, found.file_name, found.finding.part
        part = known.get(home)
        if part is None or not _stands(found, part):
            placeless.append(found)
            continue
        here = placed.setdefault(home, _InPart())
        if found.finding.kind is FindingKind.HIDDEN_CONTENT:
            here.whole.append(found)
        else:
            here.spots.append(Spot(found.finding.start, found.finding.end, found.number))
    cuts = tuple(Cut(mark.text, "") for mark in findings.marks if mark.text != SEALED)
    parts: dict[tuple[str, str], list[ShownPart]] = {}
    for text in texts:
        here = placed.get((text.file, text.file_name, text.part.id), _InPart())
        marked = [Spot(place.start, place.end) for place in places_in(text.part.text, cuts)] if cuts else []
        spots = tuple(sorted((*here.spots, *marked), key=lambda spot: (spot.start, spot.end)))
        shown = ShownPart(
            text.part.id,
            part_title(text.part.id, text.part.kind),
            text.part.text,
            spots,
            tuple(here.whole),
            text.part.kind.in_sight,
        )
        parts.setdefault((text.file, text.file_name), []).append(shown)
    return Shown(_files(case, parts, findings.unread, late), tuple(placeless))


def texts_in_time(case: Case, seconds: float = WHILE_WAITED_FOR) -> tuple[tuple[Text, ...], frozenset[str]]:
    """Every text of an edition that can be read, and the names of files that `seconds` did not suffice for.

    The texts of pictures take long to recognise; who opens a page is not kept waiting for all of them.
    """
    draft, store, until = draft_of(case.edition), FileStore(settings.FILES_DIR), time.monotonic() + seconds
    found = [Text(BODY, TEXT_TITLE, part) for part in body_parts(draft)]
    late = set()
    for file in draft.attachments:
        try:
            extraction = extracted(file, store, until)
        except (Unreadable, OSError):
            continue
        found += [Text(file.digest, file.name, part) for part in extraction.parts]
        if any(part.why == OUT_OF_TIME for part in extraction.unread):
            late.add(file.name)
    return tuple(found), frozenset(late)


def edition_texts(case: Case) -> tuple[Text, ...]:
    """Every text of an edition that can be read while somebody waits."""
    return texts_in_time(case)[0]


def met_places(case: Case, words: str) -> tuple[Met, ...]:
    """Every place in text and files where words stand, however they are written there."""
    wanted, found = (Cut(words.strip(), ""),), []
    for one in edition_texts(case):
        text = one.part.text
        for place in places_in(text, wanted):
            before = text[max(0, place.start - AROUND) : place.start].rpartition("\n")[2]
            after = text[place.end : place.end + AROUND].partition("\n")[0]
            title = part_title(one.part.id, one.part.kind)
            found.append(Met(one.file_name, title, before, text[place.start : place.end], after))
    return tuple(found)


def surroundings(shown: Shown) -> dict[int, tuple[str, str]]:
    """What stands before and after each finding that has a place, on its line; by the finding's number."""
    near: dict[int, tuple[str, str]] = {}
    for part in (part for file in shown.files for part in file.parts):
        near |= {found.number: ("", "") for found in part.whole}
        for spot in part.spots:
            if spot.number:
                before = part.text[max(0, spot.start - 20) : spot.start].rpartition("\n")[2]
                near[spot.number] = before, part.text[spot.end : spot.end + 20].partition("\n")[0]
    return near


def _stands(found: Found, part: Part) -> bool:
    """Whether a finding's place still holds what was found there."""
    finding = found.finding
    if finding.kind is FindingKind.HIDDEN_CONTENT:
        return True
    if finding.text == SEALED:
        return 0 <= finding.start < finding.end <= len(part.text)
    return bool(finding.text) and part.text[finding.start : finding.end] == finding.text


def _files(
    case: Case,
    parts: Mapping[tuple[str, str], Sequence[ShownPart]],
    unread: Iterable[tuple[str, str]],
    late: frozenset[str],
) -> tuple[ShownFile, ...]:
    why: dict[str, list[str]] = {}
    for name, reason in unread:
        why.setdefault(name, []).append(reason)
    names = [(BODY, TEXT_TITLE), *((row.digest, row.name) for row in case.edition.attachments.all())]
    return tuple(
        ShownFile(file, name, tuple(parts.get((file, name), ())), tuple(why.get(name, ())), name in late)
        for file, name in names
    )
