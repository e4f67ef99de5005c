"""What is to be withheld: the plan as people write it, and what it comes to in a text (secrecy.12, 3.14)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gongkai.core.screening.needles import Haystack, Needle
from gongkai.core.screening.parts import Part

How = Literal["delete", "substitute"]
Title = Callable[[str], str | None]
"""The title of a clause by its id; None where it is not known."""

_LONGEST_MARK = 60
_DELETED = "〔不予公开"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to withhold: a `text` wherever it stands, or what stands in `part` from `start` to `end`.

    What is marked at a place is withheld wherever else it stands, unless `only_here`.
    """

    how: How
    ground: str
    instead: str = ""
    text: str = ""
    part: str = ""
    start: int = 0
    end: int = 0
    only_here: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is to be withheld from a file; an empty plan withholds nothing."""

    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A string to be cut out, and what is left in its place.

    With a `part`, only its `nth` standing there (from 0) is meant; without, every one in every part.
    """

    text: str
    mark: str
    part: str = ""
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one text to be cut, end not included, and what is left in its place."""

    start: int
    end: int
    mark: str


class PlanRefused(Exception):  # noqa: N818 - an answer about the plan, not an error of the program
    """What is wrong with a plan: one Chinese sentence for each mistake."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


def no_title(ground: str) -> str | None:
    """For where no rule book is at hand: grounds are shown as they are written."""
    return None


def mark_of(ground: str, title: Title = no_title) -> str:
    """What is left where something was deleted; readers are told on what ground.

    >>> mark_of("secrecy.6.2", {"secrecy.6.2": "保密审查制度第六条（二）"}.get)
    '〔不予公开：保密审查制度第六条（二）〕'
    """
    shown = (title(ground) or ground).strip()
    return f"{_DELETED}：{shown[:_LONGEST_MARK]}〕" if shown else f"{_DELETED}〕"


def cuts_of(plan: Plan, parts: Iterable[Part], title: Title = no_title) -> tuple[Cut, ...]:
    """What the plan cuts out of a file with these parts, the longest first; each string once.

    PlanRefused where an entry names a part the file does not have, or a place outside of it.
    """
    texts = {part.id: part.text for part in parts}
    mistakes = [
        sentence
        for number, entry in enumerate(plan.entries, 1)
        if entry.part and (sentence := _misplaced(number, entry, texts))
    ]
    if mistakes:
        raise PlanRefused(mistakes)
    found: dict[tuple[str, str, int], Cut] = {}
    for entry in plan.entries:
        cut = _cut(entry, texts, title)
        found.setdefault((Needle(cut.text).key, cut.part, cut.nth), cut)
    return tuple(
        sorted(_unspoilt(found.values()), key=lambda cut: (-len(cut.text), cut.text, cut.part, cut.nth))
    )


def places_in(text: str, cuts: Sequence[Cut], part: str = "") -> tuple[Place, ...]:
    """Where in a text the cuts fall, apart from each other and in order; `part` is the text's name in the file.

    Where two overlap, all of both is cut and the mark is that of the longer; deletions side by side on the same ground
    leave one mark.
    """
    haystack = Haystack(text)
    # One word may be cut at a thousand places of its own: it is looked for once.
    standing: dict[str, list[tuple[int, int]]] = {}
    found: list[Place] = []
    for cut in cuts:
        if cut.part and cut.part != part:
            continue
        if cut.text not in standing:
            standing[cut.text] = list(Needle(cut.text).find(haystack))
        at = standing[cut.text]
        meant = at[cut.nth : cut.nth + 1] if cut.part else at
        found += [Place(start, end, cut.mark) for start, end in meant]
    return _merged(found)


def withheld_everywhere(cuts: Iterable[Cut]) -> tuple[str, ...]:
    """The strings that must not be met anywhere in what goes out."""
    return tuple(dict.fromkeys(cut.text for cut in cuts if not cut.part))


def preview(parts: Iterable[Part], cuts: Sequence[Cut]) -> Mapping[str, tuple[Place, ...]]:
    """Part by part what would be cut, parts without a cut left out: what the desk shows beside the original."""
    found = {part.id: places_in(part.text, cuts, part.id) for part in parts}
    return {part: places for part, places in found.items() if places}


def _merged(places: list[Place]) -> tuple[Place, ...]:
    merged: list[Place] = []
    for place in sorted(places, key=lambda one: (one.start, -one.end)):
        last = merged[-1] if merged else None
        touching = (
            last is not None and place.start == last.end and place.mark == last.mark and _deletes(place)
        )
        if last is None or (place.start >= last.end and not touching):
            merged.append(place)
            continue
        longer = place if place.end - place.start > last.end - last.start else last
        merged[-1] = Place(last.start, max(last.end, place.end), longer.mark)
    return tuple(merged)


def _deletes(place: Place) -> bool:
    return place.mark.startswith(_DELETED)


def _cut(entry: Entry, texts: Mapping[str, str], title: Title) -> Cut:
    mark = entry.instead if entry.how == "substitute" else mark_of(entry.ground, title)
    if not entry.part:
        return Cut(entry.text.strip(), mark)
    text = texts[entry.part]
    marked = text[entry.start : entry.end].strip()
    needle = Needle(marked)
    # A single character stands in countless words: what was marked at a place is meant there and nowhere else.
    if not entry.only_here and len(needle.key) > 1:
        return Cut(marked, mark)
    before = [start for start, _ in needle.find(Haystack(text)) if start < entry.start]
    return Cut(marked, mark, entry.part, len(before))


def _unspoilt(cuts: Iterable[Cut]) -> Iterable[Cut]:
    """A title in a mark may hold the very words that are withheld: such a mark goes without its ground."""
    needles = [Needle(cut.text) for cut in cuts]
    for cut in cuts:
        haystack = Haystack(cut.mark)
        spoilt = cut.mark.startswith(f"{_DELETED}：") and any(
            next(needle.find(haystack), None) is not None for needle in needles
        )
        yield Cut(cut.text, f"{_DELETED}〕", cut.part, cut.nth) if spoilt else cut


def _misplaced(number: int, entry: Entry, texts: Mapping[str, str]) -> str:
    text = texts.get(entry.part)
    if text is None:
        known = "、".join(f"“{name}”" for name in list(texts)[:8]) or "一个也没有"
        return f"第 {number} 条：文件里没有“{entry.part[:80]}”这个部分；有的是{known}。"
    if entry.end > len(text):
        return f"第 {number} 条：“{entry.part[:80]}”只有 {len(text)} 个字符，{entry.start} 至 {entry.end} 超出了末尾。"
    if not Needle(text[entry.start : entry.end]).key:
        return (
            f"第 {number} 条：“{entry.part[:80]}”的 {entry.start} 至 {entry.end} 处没有文字，只有空白或标点。"
        )
    return ""
