"""Statistical confidentiality (统计法): figures that would show a single respondent are not published.

Primary cells rest on too few respondents, or on one that dominates. Secondary cells are withheld with them, so that
no withheld figure can be worked out again from totals.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from fractions import Fraction

from gongkai.core.screening.table_sums import Place, Sums, determined, movable


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """When a figure shows too much.

    Fewer respondents than `least`, or the `largest` biggest ones with more than `share` of the figure.
    """

    least: int = 3
    largest: int = 1
    share: Fraction = Fraction(7, 10)


DEFAULT = Confidentiality()


@dataclass(frozen=True, slots=True)
class Figures:
    """A table with its totals (see `Sums`) and what is known of each figure's respondents.

    `counts`: number of respondents; `contributions`: what each gave. Places without an entry are not judged.
    `absent`: totals that the table does not give.
    """

    table: Sums
    counts: dict[Place, int]
    contributions: dict[Place, tuple[Fraction, ...]]
    absent: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is not to be published: primary cells with the reason, and secondary ones that protect them."""

    primary: dict[Place, str]
    secondary: frozenset[Place]

    @property
    def places(self) -> frozenset[Place]:
        """All cells withheld."""
        return frozenset(self.primary) | self.secondary


def shows_too_much(
    count: int | None, given: tuple[Fraction, ...] | None, rule: Confidentiality = DEFAULT
) -> str:
    """Why a figure shows a single respondent, "" where it does not; no respondents at all show nobody.

    >>> shows_too_much(2, None), shows_too_much(3, None), shows_too_much(0, None)
    ('只有2个统计调查对象，少于3个', '', '')
    >>> shows_too_much(4, (Fraction(80), Fraction(10), Fraction(6), Fraction(4)))
    '最大的1个统计调查对象占80%，超过70%'
    """
    number = len(given) if count is None and given is not None else count
    if number is not None and 0 < number < rule.least:
        return f"只有{number}个统计调查对象，少于{rule.least}个"
    total = sum(given, Fraction(0)) if given else Fraction(0)
    if given and total > 0:
        share = sum(sorted(given, reverse=True)[: rule.largest], Fraction(0)) / total
        if share > rule.share:
            return f"最大的{rule.largest}个统计调查对象占{_percent(share)}%，超过{_percent(rule.share)}%"
    return ""


def primary(figures: Figures, rule: Confidentiality = DEFAULT) -> dict[Place, str]:
    """The cells that show too much, each with the reason; totals are judged like any other figure."""
    places = set(figures.counts) | set(figures.contributions)
    reasons = {
        place: shows_too_much(figures.counts.get(place), figures.contributions.get(place), rule)
        for place in sorted(places)
    }
    return {place: reason for place, reason in reasons.items() if reason}


def withhold(figures: Figures, rule: Confidentiality = DEFAULT) -> Withheld:
    """The cells to withhold so that none of the primary ones can be worked out.

    Every primary cell is put on a closed circle of withheld cells through rows and columns, on which values can be
    shifted without any total changing; circles are chosen for the least sum of values lost, inner cells before totals.
    Where noughts leave no such circle, the totals are withheld with the cell.
    """
    table, reasons = figures.table, primary(figures, rule)
    hidden = set(reasons) | set(figures.absent)
    for place in sorted(reasons):
        if exposed(table, frozenset(hidden), place):
            hidden |= _circle(table, hidden, place) or _circle_over_totals(table, place)
    for place in _exposed_again(table, hidden, reasons):
        hidden |= _circle_over_totals(table, place)
    return Withheld(reasons, frozenset(hidden) - frozenset(reasons) - figures.absent)


def exposed(table: Sums, hidden: frozenset[Place], place: Place) -> bool:
    """Whether a withheld figure has one possible value only: by the equations, or because nothing is negative."""
    return not movable(table, hidden, place)


def holds(figures: Figures, withheld: Withheld) -> bool:
    """The proof that goes with a result: no withheld cell is determined by elimination, no primary one by bounds."""
    hidden = withheld.places | figures.absent
    if determined(figures.table, hidden) & withheld.places:
        return False
    return not _exposed_again(figures.table, set(hidden), withheld.primary)


def _exposed_again(table: Sums, hidden: set[Place], reasons: dict[Place, str]) -> list[Place]:
    return [place for place in sorted(reasons) if exposed(table, frozenset(hidden), place)]


def _circle(table: Sums, hidden: set[Place], place: Place) -> set[Place]:
    """The cheapest way from the cell's column back to its row through cells that can give way; empty: there is none."""
    start, goal = (1, place[1]), (0, place[0])
    best: dict[tuple[int, int], Fraction] = {start: Fraction(0)}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    queue: list[tuple[Fraction, tuple[int, int]]] = [(Fraction(0), start)]
    while queue:
        cost, here = heapq.heappop(queue)
        if here == goal:
            break
        if cost > best[here]:
            continue
        for there, price in _steps(table, hidden, place, here):
            if there not in best or cost + price < best[there]:
                best[there], came[there] = cost + price, here
                heapq.heappush(queue, (cost + price, there))
    if goal not in came:
        return set()
    cells: set[Place] = set()
    here = goal
    while here != start:
        before = came[here]
        cells.add((here[1], before[1]) if here[0] == 0 else (before[1], here[1]))
        here = before
    return cells


def _steps(
    table: Sums, hidden: set[Place], place: Place, here: tuple[int, int]
) -> list[tuple[tuple[int, int], Fraction]]:
    """From a row to the columns or back, over cells with a value above nought: a nought cannot give way."""
    side, line = here
    steps = []
    for other in range(table.columns if side == 0 else table.rows):
        cell = (line, other) if side == 0 else (other, line)
        value = table.values[cell[0]][cell[1]]
        if cell == place or value <= 0:
            continue
        steps.append(
            ((1 - side, other), Fraction(0) if cell in hidden else value + _least_price(table, cell))
        )
    return steps


def _least_price(table: Sums, cell: Place) -> Fraction:
    """Every cell costs something beside its value; a total costs more than all inner cells together."""
    is_total = cell[0] == table.rows - 1 or cell[1] == table.columns - 1
    whole = table.values[-1][-1]
    return whole * 4 + 1 if is_total else whole / 1000 + Fraction(1, 1000)


def _circle_over_totals(table: Sums, place: Place) -> set[Place]:
    """The circle that always gives way: cell, its two totals and the grand total can all be higher together."""
    row, column = place
    other_row = table.rows - 1 if row < table.rows - 1 else 0
    other_column = table.columns - 1 if column < table.columns - 1 else 0
    return {(row, other_column), (other_row, column), (other_row, other_column)}


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):.4g}"
