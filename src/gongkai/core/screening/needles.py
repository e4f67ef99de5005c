"""Finding a withheld string however it is written: parted, re-cased, in another width, in Chinese numerals.

Redaction cuts with the same eyes with which the leak check looks: what one misses the other must not catch.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from gongkai.core.screening.signs import (
    CHINESE_DIGITS,
    CHINESE_TO_ARABIC,
    CHINESE_ZEROS,
    GAPS,
    IGNORABLE,
    SPACES,
    members,
)

_BETWEEN = (
    GAPS
    + IGNORABLE
    + "\\.。．·•‧・\x2c，、/／\\\\_＿|｜'\"“”‘’()（）\\[\\]［］【】〔〕\x3b；\x3a：<>《》〈〉「」"
    "\x00-\x1f\x7f-\x9f\u0300-\u036f\u20d0-\u20ff"
)
_PARTING = "~∼〜+#…*∗"
_PARTED = re.compile(f"(?<=[0-9])[{_PARTING}]{{1,2}}(?=[0-9])")
"""What parts a number, and is a sign of its own elsewhere; three and more of a kind hide digits."""
_AT_EDGES = re.compile(f"^[{_PARTING}]+(?=[0-9])|(?<=[0-9])[{_PARTING}]+$")
_NOT_SHORT = 7
_HIGHEST = 0x40000
"""No character from here on has another form."""
_NUMERALS = CHINESE_ZEROS + CHINESE_DIGITS
_COUNTING, _UNITS = f"〇零{CHINESE_DIGITS}", "十百千万亿拾佰仟萬億"


@dataclass(frozen=True)
class Haystack:
    """A text made ready to be searched for many needles; places found are places of `text`."""

    text: str

    @cached_property
    def folded(self) -> str:
        """What is left of the text when everything is taken away in which ways of writing differ."""
        return fold(self.text)

    @cached_property
    def plain(self) -> str:
        """The text in half width and lower case, character for character, without what nobody sees."""
        return _shown(self.text)

    @cached_property
    def _kept(self) -> list[int]:
        table = _table()
        kept = [at for at, char in enumerate(self.text) if table.get(ord(char), char) != ""]
        left: list[int] = []
        at = 0
        for parted in _PARTED.finditer(_loosened(self.text)):
            left += kept[at : parted.start()]
            at = parted.end()
        return left + kept[at:]

    @cached_property
    def _seen(self) -> list[int]:
        table = _seen_forms()
        return [at for at, char in enumerate(self.text) if table.get(ord(char), char) != ""]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` (not included) of the folded text stand in the text."""
        return self._kept[start], self._kept[end - 1] + 1

    def place_of_plain(self, start: int, end: int) -> tuple[int, int]:
        """The same for the plain text."""
        if len(self.plain) == len(self.text):
            return start, end
        return self._seen[start], self._seen[end - 1] + 1


@dataclass(frozen=True)
class Needle:
    """A string to be found. `key` is what must be met; "" where there is nothing in it to look for."""

    text: str

    @cached_property
    def key(self) -> str:
        """The string folded, or for a short figure or code the string in half width."""
        return self._short or self.trace

    @cached_property
    def trace(self) -> str:
        """What the folded text holds wherever the string stands in it; more than that need not be so."""
        return _AT_EDGES.sub("", fold(self.text))

    @property
    def alone(self) -> bool:
        """Whether it is so short that it counts only where it stands by itself."""
        return bool(self._short)

    @cached_property
    def _short(self) -> str:
        """A short figure must stand by itself: 12 is not in 3120, nor in the cells 1 and 2, nor 三一 in 2331."""
        written = _shown(self.text.strip())
        numerals = re.sub(f"[{SPACES}]", "", written)
        if 0 < len(numerals) < _NOT_SHORT and all(char in _NUMERALS for char in numerals):
            return numerals
        if not written.isascii() or not 0 < sum(map(str.isalnum, written)) < _NOT_SHORT:
            return ""
        return " ".join(written.split())

    @cached_property
    def _alone(self) -> re.Pattern[str]:
        if self._short.isascii():
            return re.compile(f"(?<![0-9a-z]){re.escape(self._short)}(?![0-9a-z])")
        # Two numerals side by side are never followed by a unit, and a year in digits may follow a firm's name.
        others = _COUNTING + (_UNITS if len(self._short) == 1 else "")
        written = f"[{SPACES}]{{0,4}}".join(f"[{_same(numeral)}]" for numeral in self._short)
        return re.compile(f"(?<![{others}]){written}(?![{others}])")

    def find(self, haystack: Haystack) -> Iterator[tuple[int, int]]:
        """Every place of the haystack's text at which the string stands, in order, end not included.

        >>> list(Needle("13800011234").find(Haystack("电话：一三八 ００01-1234")))
        [(3, 16)]
        >>> list(Needle("12").find(Haystack("3120 1 2 （12）")))
        [(10, 12)]
        >>> list(Needle("三一").find(Haystack("三一产值2331万元")))
        [(0, 2)]
        """
        if self._short:
            for match in self._alone.finditer(haystack.plain):
                yield haystack.place_of_plain(match.start(), match.end())
            return
        key, at = self.key, 0
        while key and (at := haystack.folded.find(key, at)) >= 0:
            yield self._whole(haystack, *haystack.place(at, at + len(key)))
            at += len(key)

    @cached_property
    def _edges(self) -> tuple[str, str]:
        own = Haystack(self.text)
        at = own.folded.find(self.key)
        start, end = own.place(at, at + len(self.key))
        return self.text[:start], self.text[end:]

    def _whole(self, haystack: Haystack, start: int, end: int) -> tuple[int, int]:
        """With the brackets and points at its edges, where they stand there as they were given."""
        text, (before, after) = haystack.text, self._edges
        if before and text[max(0, start - len(before)) : start] == before:
            start -= len(before)
        if after and text[end : end + len(after)] == after:
            end += len(after)
        return start, end


def fold(text: str) -> str:
    """The text in lower case and half width, numerals as digits, without spaces, line ends, hyphens, points, brackets.

    Signs such as ~ and * go only from between two digits.

    >>> fold("证号：１５２３-0119 九〇〇一 Ｘ"), fold("138~4751*2346 5*"), fold("\\u1811\\u1812")
    ('证号152301199001x', '138475123465*', '12')
    """
    return _PARTED.sub("", _loosened(text))


def _loosened(text: str) -> str:
    return text.translate(_table()).lower()


def _shown(text: str) -> str:
    return text.translate(_seen_forms()).lower()


@cache
def _same(numeral: str) -> str:
    """Every way of writing a Chinese numeral, as a class."""
    value = CHINESE_TO_ARABIC[ord(numeral)]
    return "".join(char for char in _NUMERALS if CHINESE_TO_ARABIC[ord(char)] == value)


@cache
def _table() -> dict[int, str]:
    """Each character maps to one or to none, so that places can be found again."""
    between = re.compile(f"[{_BETWEEN}]")
    table = dict.fromkeys(map(ord, members(_BETWEEN)), "")
    for code, form in _second_forms().items():
        # A wide full stop folds into one that is itself left out.
        table.setdefault(code, "" if between.match(form) else CHINESE_TO_ARABIC.get(ord(form), form))
    return {**table, **CHINESE_TO_ARABIC}


@cache
def _seen_forms() -> dict[int, str]:
    return _second_forms() | dict.fromkeys(map(ord, members(IGNORABLE)), "")


@cache
def _second_forms() -> dict[int, str]:
    """Characters that are others in a second form, wide, small, raised, encircled, radicals; digits of every script."""
    found = {0x130: "i"}
    for code in range(0x80, _HIGHEST):
        char = chr(code)
        digit = unicodedata.digit(char, None)
        if digit is not None:
            found[code] = str(digit)
        elif unicodedata.decomposition(char):
            form = unicodedata.normalize("NFKC", char)
            if len(form) == 1 and form != char:
                found[code] = form
    return found
