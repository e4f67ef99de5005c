"""Marks set into the room that withheld letters leave on an OFD page, and letters moved apart for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from gongkai.gateways.paper.extract.ofd_shape import numbers
from gongkai.gateways.paper.extract.xmltext import local
from gongkai.gateways.paper.redact.labels import SHORT, legend_of
from gongkai.gateways.paper.redact.ofd_markup import add, new, number_text
from gongkai.gateways.paper.redact.ofd_stock import Stock
from gongkai.gateways.paper.redact.scribe import Scribe

_READABLE_MM, _LEAST_MM = 1.6, 1.0
_LEGEND_MM, _LEGEND_STEP, _LEGEND_LEFT = 2.8, 3.6, 10.0
_COMMON_FOOT = 297.0
_NOT_COPIED = ("ID", "Size", "HScale", "DeltaX", "DeltaY")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Letters `start` to `end` (not included) of a TextCode that go; `sign` stands for the mark, "" for none.

    `reach`: how far on the page, in millimetres from the left edge of the text, the letters of the texts after it that
    go as well stand; 0 where there are none.
    """

    code: Element
    start: int
    end: int
    sign: str
    reach: float = 0.0


class Marks:
    """Puts marks into texts; what they say is written when everything is cut."""

    def __init__(self, scribe: Scribe, stock: Stock) -> None:
        self._scribe, self._stock = scribe, stock
        self._said: list[tuple[Element, str]] = []

    def put(self, owner: Element, spots: Sequence[Spot], root: Element, legends: list[str]) -> None:
        """Cuts the spots out of a TextObject; the letters that stay keep their places."""
        self._stock.taint(owner.get("Font", ""), cut=True)
        for one in [one for one in owner if local(one) == "CGTransform"]:
            owner.remove(one)
        marks: list[Element] = []
        for code in [one for one in owner if local(one) == "TextCode"]:
            own = sorted((one for one in spots if one.code is code), key=lambda one: one.start)
            if own:
                letters = _Letters(owner, code)
                marks += [self._mark(owner, letters, one, legends) for one in own if one.sign]
                at = list(owner).index(code)
                owner.remove(code)
                for kept in reversed(letters.without(own)):
                    owner.insert(at, kept)
        _put_after(root, owner, marks)

    def finish(self) -> None:
        """Writes the marks out."""
        for code, said in self._said:
            code.text = said

    def legend(self, legends: Sequence[str], paper: tuple[float, float, float, float]) -> list[Element]:
        """Lines at the foot of a page that say what its short marks stand for."""
        made = []
        foot = paper[1] + paper[3] if paper[3] > 0 else _COMMON_FOOT
        for number, said in enumerate(dict.fromkeys(legends)):
            top = foot - 4.0 - _LEGEND_STEP * (number + 1)
            width = _LEGEND_MM * sum(map(_ems, said))
            one = new(
                "TextObject",
                ID=self._stock.number(),
                Boundary=_measures(paper[0] + _LEGEND_LEFT, top, width + 1, _LEGEND_STEP),
                Font=self._stock.common_font(),
                Size=number_text(_LEGEND_MM),
            )
            _text_code(one, said, (0.0, _LEGEND_MM), (1.0, 0.0), _LEGEND_MM)
            made.append(one)
        return made

    def _mark(self, owner: Element, letters: _Letters, spot: Spot, legends: list[str]) -> Element:
        said = self._scribe.finish(spot.sign)
        begin, end = letters.room(spot)
        length = ((end[0] - begin[0]) ** 2 + (end[1] - begin[1]) ** 2) ** 0.5
        along = ((end[0] - begin[0]) / length, (end[1] - begin[1]) / length) if length else (1.0, 0.0)
        size = _fitting(said, length, letters.size, along)
        legend = legend_of(said)
        if size * letters.scale < _READABLE_MM and said.startswith(SHORT[:-1]):
            said, size = SHORT, _fitting(SHORT, length, letters.size, along)
            if legend:
                legends.append(legend)
        size = max(size, min(letters.size, _LEAST_MM / letters.scale))
        made = new(
            "TextObject",
            **{key: value for key, value in owner.attrib.items() if key not in _NOT_COPIED},
            ID=self._stock.number(),
            Size=number_text(size),
        )
        made.set("Boundary", letters.boundary(begin, size * sum(map(_ems, said)) * along[0]))
        made.extend(deepcopy(one) for one in owner if local(one) in ("FillColor", "StrokeColor"))
        code = _text_code(made, said, begin, along, size)
        code.text = spot.sign
        self._said.append((code, said))
        return made


class _Letters:
    """Where the letters of a TextCode stand, in the measure of its TextObject."""

    def __init__(self, owner: Element, code: Element) -> None:
        self._owner, self._text = owner, code.text or ""
        self.size = abs((numbers(owner.get("Size", ""), 1) or (1.0,))[0]) or 1.0
        matrix = numbers(owner.get("CTM", ""), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._across, self._upright = abs(matrix[0]) or 1.0, matrix[1] == 0 and matrix[2] == 0
        self._matrix = matrix
        self.scale = abs(matrix[3]) or abs(matrix[1]) or 1.0
        start = [(numbers(code.get(key, ""), 1) or (0.0,))[0] for key in ("X", "Y")]
        steps = len(self._text) - 1
        right, down = (expanded(code.get(key, ""), steps) for key in ("DeltaX", "DeltaY"))
        if not any(right) and not any(down):
            right = [self.size * _ems(letter) for letter in self._text[:-1]]
        self._steps = (right, down)
        self.places: list[Point] = [(start[0], start[1])]
        for one, other in zip(right, down, strict=True):
            self.places.append((self.places[-1][0] + one, self.places[-1][1] + other))

    def room(self, spot: Spot) -> tuple[Point, Point]:
        """Where the letters of a spot begin and end."""
        begin = self.places[spot.start]
        if spot.end < len(self.places):
            end = self.places[spot.end]
        else:
            last = self.places[-1]
            step = (self._steps[0][-1:] or [0.0])[0], (self._steps[1][-1:] or [0.0])[0]
            width = self.size * _ems(self._text[-1:])
            upwards = abs(step[1]) > abs(step[0])
            end = (last[0], last[1] + width) if upwards else (last[0] + width, last[1])
        if spot.reach and self._upright:
            # The reach is counted from the left edge of the text on the page.
            end = (max(end[0], self.places[0][0] + spot.reach / self._across), end[1])
        return begin, end

    def boundary(self, begin: Point, width: float) -> str:
        """The box of the object, wider where a mark would stand out of it: what does is not drawn."""
        left, top, own_width, height = numbers(self._owner.get("Boundary", ""), 4) or (0.0, 0.0, 0.0, 0.0)
        needed = self._matrix[0] * (begin[0] + width) + self._matrix[4] + 0.5 if self._upright else 0.0
        return _measures(left, top, max(own_width, needed), height)

    def without(self, spots: Sequence[Spot]) -> list[Element]:
        """TextCodes of the letters that stay, each where it stood."""
        gone = {at for spot in spots for at in range(spot.start, spot.end)}
        made, run = [], list[int]()
        for at in range(len(self._text) + 1):
            if at < len(self._text) and at not in gone:
                run.append(at)
            elif run:
                made.append(self._code(run[0], run[-1] + 1))
                run = []
        return made

    def _code(self, start: int, end: int) -> Element:
        x, y = self.places[start]
        made = new("TextCode", X=number_text(x), Y=number_text(y))
        for key, steps in zip(("DeltaX", "DeltaY"), self._steps, strict=True):
            if any(steps[start : end - 1]):
                made.set(key, " ".join(map(number_text, steps[start : end - 1])))
        made.text = self._text[start:end]
        return made


def expanded(written: str, count: int) -> list[float]:
    """The steps between letters, as many as there are; `g 3 5.6` stands for 5.6 three times over, the last goes on.

    >>> expanded("g 2 5 3", 4)
    [5.0, 5.0, 3.0, 3.0]
    """
    found: list[float] = []
    words = iter(written.split())
    for word in words:
        if len(found) >= count:
            break
        if word == "g":
            times = int(min(abs(_value(next(words, ""))), count))
            found += [_value(next(words, ""))] * times
        else:
            found.append(_value(word))
    return (found + (found[-1:] or [0.0]) * count)[:count] if count > 0 else []


def _value(word: str) -> float:
    return (numbers(word, 1) or (0.0,))[0]


def _fitting(said: str, length: float, size: float, along: Point) -> float:
    """The size of type in which a mark fits into its room; letters set downwards are all as long as they are wide."""
    ems = len(said) if abs(along[1]) > abs(along[0]) else sum(map(_ems, said))
    return min(size, length / ems) if ems and length else size


def _text_code(parent: Element, said: str, begin: Point, along: Point, size: float) -> Element:
    downwards = abs(along[1]) > abs(along[0])
    steps = [size if downwards else size * _ems(letter) for letter in said[:-1]]
    code = add(parent, "TextCode", said, X=number_text(begin[0]), Y=number_text(begin[1]))
    for key, share in zip(("DeltaX", "DeltaY"), along, strict=True):
        if steps and abs(share) > 1e-6:
            code.set(key, " ".join(number_text(step * share) for step in steps))
    return code


def _ems(letter: str) -> float:
    """How wide a letter is set, in sizes of its type."""
    return 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.55


def _put_after(root: Element, owner: Element, marks: Sequence[Element]) -> None:
    """Puts marks behind the text they belong to; a text of which nothing is left goes."""
    for parent in root.iter():
        for at, child in enumerate(parent):
            if child is owner:
                for number, mark in enumerate(marks, 1):
                    parent.insert(at + number, mark)
                if not any(local(one) == "TextCode" for one in owner):
                    parent.remove(owner)
                return


def _measures(*values: float) -> str:
    return " ".join(map(number_text, values))
