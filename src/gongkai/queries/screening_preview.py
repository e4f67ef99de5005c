"""The redacted text beside the original, before it is made and after."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from gongkai.access.cases import Case
from gongkai.core.screening.part_titles import part_title
from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.screening.plan import Place, PlanRefused, cuts_of, preview
from gongkai.gateways.inspection import BODY, TEXT_TITLE
from gongkai.gateways.redaction import Wanted
from gongkai.gateways.regimes.grounds import ground_title
from gongkai.gateways.search_in import Text
from gongkai.queries.screening_texts import WHILE_WAITED_FOR, edition_texts, texts_in_time

AROUND = 120
"""How much of the text is shown before and after a cut."""
MOST_LEFT = 2000
"""So much is shown of a part that is left behind."""
_RUNS = re.compile(r"(?:[^\W\u3400-\u9fff]|[-.,@/]){2}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `changed` where it goes, or where it came in."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The same place before and after; `skipped` characters that stay as they are lie before it."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One part side by side, `rest` unchanged characters after the last row; `gone` where none of it goes along, with
    `more` characters that are not shown."""

    file: str
    title: str
    rows: tuple[Row, ...]
    rest: int = 0
    gone: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Previewed:
    """What would become of an edition: its changed parts, the names of files that stay, how many places are cut.

    `pictures` name the files in which a picture shows what is to go: they cannot be made anew. `refused`: why the plan
    does not fit the content any more.
    """

    sides: tuple[Side, ...]
    untouched: tuple[str, ...]
    places: int
    refused: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A file of the edition before and the one that took its place: (name, digest, size) each."""

    before: tuple[str, str, int]
    after: tuple[str, str, int]

    @property
    def same(self) -> bool:
        return self.before[1] == self.after[1]


def previewed(case: Case, wanted: Wanted, seconds: float = WHILE_WAITED_FOR) -> Previewed:
    """What would be cut out of each text, with the mark that stays. Reads the files; writes nothing.

    A file that is made anew takes along only what readers see; where no place falls in a file it stays as it is.
    `seconds`: how long text recognition may take.
    """
    texts = _by_file(texts_in_time(case, seconds)[0])
    names = [(BODY, TEXT_TITLE), *((row.digest, row.name) for row in case.edition.attachments.all())]
    sides, untouched, pictures, count = list[Side](), [], list[str](), 0
    try:
        for file, name in names:
            parts = [text.part for text in texts.get((file, name), ())]
            cuts = cuts_of(wanted.plan_for(file), parts, lambda ground: ground_title(case.lawbook, ground))
            found = preview(parts, cuts)
            if not found:
                untouched.append(name)
                continue
            made, number = _file_sides(name, parts, found)
            sides += made
            count += number
            if any(part.kind is PartKind.PICTURE_TEXT and part.id in found for part in parts):
                pictures.append(name)
    except PlanRefused as refused:
        return Previewed((), (), 0, refused.sentences)
    return Previewed(tuple(sides), tuple(untouched), count, pictures=tuple(pictures))


def _file_sides(
    name: str, parts: Sequence[Part], found: Mapping[str, tuple[Place, ...]]
) -> tuple[list[Side], int]:
    """The parts of a file that would be another, and how many places are cut in what goes along.

    Nothing can be cut out of a picture; of that the page warns.
    """
    sides, count = [], 0
    for part in parts:
        places = found.get(part.id, ())
        if not part.kind.in_sight:
            if part.text.strip():
                sides.append(_gone(name, part))
        elif places and part.kind is not PartKind.PICTURE_TEXT:
            count += len(places)
            sides.append(Side(name, part_title(part.id, part.kind), *rows_of(part.text, places)))
    return sides, count


def _gone(name: str, part: Part) -> Side:
    shown = part.text[:MOST_LEFT]
    row = Row((Piece(shown, changed=True),), ())
    return Side(name, part_title(part.id, part.kind), (row,), gone=True, more=len(part.text) - len(shown))


def rows_of(text: str, places: Sequence[Place]) -> tuple[tuple[Row, ...], int]:
    """The surroundings of the cuts, those near each other in one row, and how much stays after the last.

    >>> rows, rest = rows_of("电话13800001234。", [Place(2, 13, "〔略〕")])
    >>> [piece.text for piece in rows[0].before], [piece.text for piece in rows[0].after], rest
    (['电话', '13800001234', '。'], ['电话', '〔略〕', '。'], 0)
    """
    groups: list[list[Place]] = []
    for place in places:
        if groups and place.start - groups[-1][-1].end <= 2 * AROUND:
            groups[-1].append(place)
        else:
            groups.append([place])
    rows: list[Row] = []
    done = 0
    for group, following in zip_longest(groups, groups[1:]):
        row, done = _row(text, group, done, following[0].start if following else len(text))
        rows.append(row)
    return tuple(rows), len(text) - done


def _row(text: str, group: Sequence[Place], done: int, most: int) -> tuple[Row, int]:
    """The row of some places, beginning after `done` and ending before `most`, and where it ends."""
    start = max(done, group[0].start - AROUND)
    end = min(most, group[-1].end + AROUND)
    # A number of which the half is left out would be taken for another number.
    while start > done and _run_on(text, start):
        start -= 1
    while end < most and _run_on(text, end):
        end += 1
    before, after, at = list[Piece](), list[Piece](), start
    for place in group:
        for side in (before, after):
            side.append(Piece(text[at : place.start]))
        before.append(Piece(text[place.start : place.end], changed=True))
        after.append(Piece(place.mark, changed=True))
        at = place.end
    for side in (before, after):
        side.append(Piece(text[at:end]))
    left, right = (tuple(piece for piece in side if piece.text) for side in (before, after))
    return Row(left, right, start - done), end


def _run_on(text: str, at: int) -> bool:
    """Whether figures or letters run on over this place, 13,800.5 and a-b@c.cn being one run each."""
    return bool(_RUNS.fullmatch(text[at - 1 : at + 1]))


def compared(old: Case, new: Case) -> tuple[Side, ...]:
    """The parts of the edition before whose text is another one now, or that are gone from its files."""
    before, after = edition_texts(old), edition_texts(new)
    heirs = {pair.before[1]: pair.after[1] for pair in file_pairs(old, new)} | {BODY: BODY}
    now = {(text.file, text.part.id): text.part.text for text in after}
    sides = []
    for text in before:
        there = now.get((heirs.get(text.file, ""), text.part.id))
        title = part_title(text.part.id, text.part.kind)
        if there is None:
            sides.append(_gone(text.file_name, text.part))
        elif there != text.part.text:
            sides.append(Side(text.file_name, title, *changes(text.part.text, there)))
    return tuple(sides)


def changes(before: str, after: str) -> tuple[tuple[Row, ...], int]:
    """Line by line what differs between two texts, and how many characters stay after the last difference.

    >>> rows, rest = changes("标题\\n电话138。", "标题\\n电话〔略〕。")
    >>> [piece.text for piece in rows[0].after if piece.changed], rows[0].skipped
    (['〔略〕'], 3)
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    rows, skipped = [], 0
    # Thousands of lines of which many are alike would take a time that grows with their square.
    compared_lines = SequenceMatcher(None, old, new, autojunk=len(old) > _MANY)
    for kind, i, j, k, m in compared_lines.get_opcodes():
        if kind == "equal":
            skipped += sum(map(len, old[i:j]))
            continue
        left, right = _within("".join(old[i:j]), "".join(new[k:m]))
        rows.append(Row(left, right, skipped))
        skipped = 0
    return tuple(rows), skipped


def file_pairs(old: Case, new: Case) -> tuple[Pair, ...]:
    """The files of both editions in their order: each was made anew in its place or taken over as it was."""
    rows = zip(old.edition.attachments.all(), new.edition.attachments.all(), strict=False)
    return tuple(Pair((a.name, a.digest, a.size), (b.name, b.digest, b.size)) for a, b in rows)


_LONGEST, _MANY = 4000, 2000
_ISLAND = 2
"""So few equal characters between two differences are chance, and would only break up what is to be seen."""


def _within(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two versions of some lines, the characters that differ set apart."""
    if max(len(before), len(after)) > _LONGEST:
        return (Piece(before, changed=True),), (Piece(after, changed=True),)
    left, right = list[Piece](), list[Piece]()
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = kind == "equal" and (j - i > _ISLAND or i == 0 or j == len(before))
        if j > i:
            left.append(Piece(before[i:j], not same))
        if m > k:
            right.append(Piece(after[k:m], not same))
    return tuple(left), tuple(right)


def _by_file(texts: Sequence[Text]) -> dict[tuple[str, str], list[Text]]:
    found: dict[tuple[str, str], list[Text]] = {}
    for text in texts:
        found.setdefault((text.file, text.file_name), []).append(text)
    return found
