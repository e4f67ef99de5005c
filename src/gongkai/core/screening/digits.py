"""Numbers in a window: digit groups, the runs they may form together, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.core.screening.page import GAP, Window
from gongkai.core.screening.signs import (
    ARABIC,
    CHINESE_DIGITS,
    CHINESE_ZEROS,
    GAPS,
    LETTERS,
    MASKS,
)

_D, _NEXT = f"[{ARABIC}]", f"[{GAPS}]{{0,4}}[{ARABIC}]"
_NOT_NUMBER = f"(?:[{GAPS}]{{0,4}}[^{ARABIC}{GAPS}]|[{GAPS}]{{5}})"
LONG_NUMBER = f"{_D}(?:{_NEXT}){{10}}(?:{_NEXT})*{_NOT_NUMBER}"
"""Eleven digits and more, however parted; matches once, with the first character after them."""
_HAN = f"[{CHINESE_ZEROS}{CHINESE_DIGITS}]"
CHINESE_NUMBER = f"{_HAN}(?:[{GAPS}]{{0,4}}{_HAN}){{6}}"
"""Seven Chinese numerals in a row. Apart from the others: a class that begins like every Han character lets the
engine skip nothing."""
LETTER_AND_NUMBER = f"[{LETTERS}][{GAPS}]{{0,4}}{_D}(?:{_NEXT}){{6}}"
NUMBER_AND_LETTER = f"{_D}(?:{_NEXT}){{5}}[{GAPS}]{{0,4}}[{LETTERS}]"

_ONE = "[*×✕✖●○◯□■]"
_MASKED_BEFORE = re.compile(f"[{MASKS}]{GAP}*[{MASKS}]{GAP}{{0,2}}$|[0-9][ -]?{_ONE}[ -]?$")
_MASKED_AFTER = re.compile(f"{GAP}{{0,2}}[{MASKS}]{GAP}*[{MASKS}]|[ -]?{_ONE}[ -]?[0-9]")
_BOX_BEFORE = re.compile(f"[0-9]{GAP}{_ONE}{GAP}$")
_BOX_AFTER = re.compile(f"{GAP}{_ONE}(?:{GAP}[0-9]|$|[^0-9])")
_INTEGER_BEFORE = re.compile("(?<![0-9])[0-9]{1,6}[.]$")
_DECIMALS_AFTER = re.compile("[.][0-9]{1,6}(?![0-9])")
_UNIT = re.compile(
    "\\s{0,2}(?:[十百千万亿]{0,2}(?:美元|欧元|港元|日元|元|吨|斤|公斤|千克|公里|平方|立方|米|亩|公顷|人次|人|户|家|件|台|辆"
    "|头|只|羽|万|亿|%|‰|千瓦|度|升|克|倍)|(?:kg|km|m2|kWh|t)\\b)"
)
_AMOUNT_BEFORE = re.compile("(?:[¥￥$€]|人民币|RMB|金额为?|总额|合计|共计)[::]?\\s?$", re.IGNORECASE)
_FIGURE = re.compile("[ \u200b]*[-+]?[0-9.,% \u200b-]*")
_SUMS = re.compile("单\\s*位\\s*[:：]\\s*[^\\s]{0,4}(?:元|吨|人|户|亩|公顷|米|个|%|台|辆|头|斤|克|度|时)")
PEOPLE = re.compile("电话|手机|移动|联系|号码|Tel|Mobile|Phone", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring digit groups taken as one number; places are those of the window's form."""

    digits: str
    start: int
    end: int
    groups: tuple[int, ...]
    inside: str
    """The gaps between the groups, joined."""
    lone: bool
    """No digit stands on either side behind a gap of the same kind: the number is not a piece of a longer list."""

    @property
    def whole(self) -> bool:
        """Whether it is written in one piece."""
        return len(self.groups) == 1

    @property
    def in_boxes(self) -> bool:
        """One digit each, as in a form with boxes, or spread out with spaces."""
        return len(self.groups) > 2 and max(self.groups) == 1

    @property
    def on_one_line(self) -> bool:
        """Parted by spaces and hyphens only, as people group a number."""
        return not set(self.inside) & set("\t\r\n\x0b\x0c")


def runs(window: Window, lengths: tuple[int, ...], likely: Callable[[str], object]) -> Iterator[Run]:
    """Every way in which neighbouring groups of the window make a number of one of the lengths that is `likely`."""
    for chain in window.chains:
        whole = len(chain.digits)
        for offset, first in chain.offsets.items():
            for length in lengths:
                after = chain.offsets.get(offset + length) if offset + length <= whole else None
                if after is not None and likely(digits := chain.digits[offset : offset + length]):
                    yield _run(window.form, chain.groups, first, after - 1, digits)


def _run(form: str, groups: tuple[tuple[int, int], ...], first: int, last: int, digits: str) -> Run:
    chosen = groups[first : last + 1]
    gaps = [form[a[1] : b[0]] for a, b in zip(chosen, chosen[1:], strict=False)]
    inside = "".join(gaps)
    before = form[groups[first - 1][1] : chosen[0][0]] if first else None
    after = form[chosen[-1][1] : groups[last + 1][0]] if last + 1 < len(groups) else None
    kinds = set(inside)
    lone = len(chosen) == 1 or not any(gap is not None and set(gap) & kinds for gap in (before, after))
    return Run(
        digits,
        chosen[0][0],
        chosen[-1][1],
        tuple(end - start for start, end in chosen),
        inside,
        lone,
    )


def masked(form: str, run: Run) -> bool:
    """Whether digits next to the run are hidden, so that it is the open part of a masked number.

    Two signs hide, or one between digits; a single sign elsewhere may be a bullet or point to a footnote.
    """
    before, after = form[max(0, run.start - 12) : run.start], form[run.end : run.end + 12]
    if _MASKED_BEFORE.search(before) or _MASKED_AFTER.match(after):
        return True
    return run.in_boxes and bool(_BOX_BEFORE.search(before) or _BOX_AFTER.match(after))


def hidden_beside(form: str, start: int, end: int) -> bool:
    """The same for a number found without a run."""
    return bool(
        _MASKED_BEFORE.search(form[max(0, start - 12) : start]) or _MASKED_AFTER.match(form[end : end + 12])
    )


def in_decimal(form: str, start: int, end: int) -> bool:
    """Whether the digits are a piece of a number with a decimal point; a point may also part two long numbers."""
    before, after = form[max(0, start - 9) : start], form[end : end + 8]
    return bool(_INTEGER_BEFORE.search(before) or _DECIMALS_AFTER.match(after))


def amount(window: Window, start: int, end: int) -> bool:
    """Whether the digits are a quantity: with a unit or a currency sign, or in a table whose unit is given."""
    form = window.form
    if in_decimal(form, start, end) or _UNIT.match(form, end):
        return True
    if _AMOUNT_BEFORE.search(form[max(0, start - 8) : start]):
        return True
    table = window.page.table_at(window.start + start)
    if table is None or PEOPLE.search(header_of(window, start)) or not _row_of_figures(form, start, end):
        return False
    return bool(_SUMS.search(window.page.text, max(0, table.start - 120), table.start + 240))


def _row_of_figures(form: str, start: int, end: int) -> bool:
    """Whether all cells of the row but the first are figures; a roster has words in between."""
    row = form[form.rfind("\n", 0, start) + 1 : start] + "0" + form[end : end + 400].partition("\n")[0]
    return all(_FIGURE.fullmatch(cell) for cell in row.split("\t")[1:])


def header_of(window: Window, start: int) -> str:
    """What stands over the column in which a find begins, "" outside tables."""
    return window.page.header_at(window.start + start)


def nearby(window: Window, start: int, words: re.Pattern[str], reach: int = 24) -> bool:
    """Whether one of the words stands shortly before, be it on the line above, or over the column: what it is."""
    form = window.form
    return bool(words.search(form[max(0, start - reach) : start]) or words.search(header_of(window, start)))


def called(window: Window, start: int, words: re.Pattern[str], reach: int = 24) -> bool:
    """The same on the number's own line only: what it is not must not be taken from another line."""
    return bool(words.search(on_line(window.form, start, reach)) or words.search(header_of(window, start)))


def on_line(form: str, start: int, reach: int) -> str:
    """What stands up to `reach` characters before a place on its line."""
    return form[max(0, start - reach) : start].rpartition("\n")[2]
