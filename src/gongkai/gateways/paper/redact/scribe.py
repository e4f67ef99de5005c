"""The one who cuts: holds what is to be withheld, and puts a sign where a mark will stand.

While a file is worked on, each mark is one private character: a mark must neither be searched for what is withheld nor
be cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from gongkai.core.screening.needles import Needle, fold
from gongkai.core.screening.plan import Cut, Place, places_in

_FIRST_SIGN = 0x10F000
_MOST_SIGNS = 0xFF0
_SIGNS = re.compile(f"[{chr(_FIRST_SIGN)}-{chr(_FIRST_SIGN + _MOST_SIGNS)}]")
_COMMON_MARK = "〔不予公开〕"


class Scribe:
    """Cuts in texts of one file; `count` is how many places were cut, `met` the strings that were found."""

    def __init__(self, cuts: Iterable[Cut]) -> None:
        self._everywhere: list[Cut] = []
        self._by_part: dict[str, list[Cut]] = {}
        self._signs: dict[str, str] = {}
        self.count = 0
        for cut in cuts:
            coded = Cut(cut.text, self._sign(cut.mark), cut.part, cut.nth)
            if cut.part:
                self._by_part.setdefault(cut.part, []).append(coded)
            else:
                self._everywhere.append(coded)
        self._keys = [key for cut in self._everywhere if (key := Needle(cut.text).trace)]
        self._shortest = min(map(len, self._keys), default=0)

    def whole(self, text: str) -> str:
        """A text that stands by itself, with signs where something was withheld."""
        places = self.places(text)
        return cut_pieces([(text, True)], places)[0] if places else text

    def places(self, text: str) -> tuple[Place, ...]:
        """Where something withheld stands in the text, whichever part it is."""
        if not self._keys or len(text) < self._shortest:
            return ()
        folded = fold(text)
        if not any(key in folded for key in self._keys):
            return ()
        found = places_in(text, self._everywhere)
        self.count += len(found)
        return found

    def places_here(self, text: str, part: str) -> tuple[Place, ...]:
        """Where in the part of that name, of that text, something is withheld only there."""
        cuts = self._by_part.get(part)
        found = places_in(text, cuts, part) if cuts else ()
        self.count += len(found)
        return found

    def holds(self, text: str) -> bool:
        """Whether something withheld stands in the text; nothing is counted."""
        return bool(places_in(text, self._everywhere))

    @property
    def cuts_anything(self) -> bool:
        """Whether there is anything to cut at all."""
        return bool(self._everywhere or self._by_part)

    @property
    def parts(self) -> frozenset[str]:
        """The parts in which something is withheld that stays elsewhere."""
        return frozenset(self._by_part)

    @property
    def marks(self) -> tuple[str, ...]:
        """Every mark once, in the order of the cuts."""
        return tuple(self._signs)

    def finish(self, text: str, written: Callable[[str], str] = str) -> str:
        """The text with the marks written out, each as `written` puts it down in the file's own notation."""
        marks = {sign: written(mark) for mark, sign in self._signs.items()}
        return _SIGNS.sub(lambda sign: marks.get(sign[0], _COMMON_MARK), text)

    def _sign(self, mark: str) -> str:
        if mark not in self._signs and len(self._signs) >= _MOST_SIGNS:
            return self._sign(_COMMON_MARK) if mark != _COMMON_MARK else chr(_FIRST_SIGN + _MOST_SIGNS)
        return self._signs.setdefault(mark, chr(_FIRST_SIGN + len(self._signs)))

    @property
    def needles(self) -> list[Needle]:
        """Everything that is withheld wherever it stands."""
        return [Needle(cut.text) for cut in self._everywhere]


def without_signs(text: str) -> str:
    """A text from outside without the private characters that stand for marks here."""
    return _SIGNS.sub("", text)


def cut_pieces(pieces: Sequence[tuple[str, bool]], places: Iterable[Place]) -> list[str]:
    """The pieces of a text with the places (of the joined text) cut out; False: the piece cannot be written to.

    The mark goes into the first piece of the place that can be written to.

    >>> cut_pieces([("电话138", True), ("0001", True), ("完", True)], [Place(2, 9, "X")])
    ['电话X', '', '完']
    """
    made: list[list[str]] = [[] for _ in pieces]
    done = [0] * len(pieces)
    at = begin = 0
    for place in _apart(places):
        while at < len(pieces) and begin + len(pieces[at][0]) <= place.start:
            begin += len(pieces[at][0])
            at += 1
        mark, here, edge = place.mark, at, begin
        while here < len(pieces) and edge < place.end:
            text, writable = pieces[here]
            first, last = max(place.start - edge, 0), min(place.end - edge, len(text))
            if first < last and writable:
                made[here] += text[done[here] : first], mark
                done[here], mark = last, ""
            edge += len(text)
            here += 1
    return ["".join(kept) + text[cut:] for kept, cut, (text, _) in zip(made, done, pieces, strict=True)]


def _apart(places: Iterable[Place]) -> Iterator[Place]:
    """The places in order; what two share is cut with the first."""
    end = 0
    for place in sorted(places, key=lambda one: one.start):
        if place.end > end:
            yield Place(max(place.start, end), place.end, place.mark)
            end = place.end
