"""Withheld figures cannot be worked out again: proved by elimination, by bounds, and by trying another table."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.screening.statistics import (
    Confidentiality,
    Figures,
    Withheld,
    exposed,
    holds,
    primary,
    shows_too_much,
    withhold,
)
from gongkai.core.screening.table_sums import Place, Sums, bounds, determined, sums


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    counts = [[draw(st.sampled_from((0, 1, 2, 3, 4, 9))) for _ in range(columns)] for _ in range(rows)]
    values = [[Fraction(draw(st.integers(0, 60)) * bool(count)) for count in line] for line in counts]
    known: dict[Place, int] = {(i, j): count for i, line in enumerate(counts) for j, count in enumerate(line)}
    for i, line in enumerate(counts):
        known[(i, columns)] = sum(line)
    for j in range(columns):
        known[(rows, j)] = sum(line[j] for line in counts)
    known[(rows, columns)] = sum(map(sum, counts))
    absent = frozenset((i, columns) for i in range(rows + 1)) if draw(st.booleans()) else frozenset()
    return Figures(sums(values), {place: n for place, n in known.items() if place not in absent}, {}, absent)


@settings(max_examples=300, deadline=None)
@given(figures())
def test_no_withheld_figure_can_be_worked_out(given_figures: Figures) -> None:
    withheld = withhold(given_figures)
    hidden = withheld.places | given_figures.absent
    assert set(withheld.primary) == {place for place, count in given_figures.counts.items() if 0 < count < 3}
    assert determined(given_figures.table, hidden) & withheld.places == frozenset()
    assert [place for place in withheld.primary if exposed(given_figures.table, hidden, place)] == []
    assert holds(given_figures, withheld)


@settings(max_examples=200, deadline=None)
@given(figures())
def test_what_is_determined_has_no_room_and_the_other_way_round_where_all_is_positive(
    given_figures: Figures,
) -> None:
    table = given_figures.table
    if any(value <= 0 for line in table.values for value in line):
        return
    hidden = frozenset(primary(given_figures)) | given_figures.absent
    without_room = {place for place in hidden if exposed(table, hidden, place)}
    assert determined(table, hidden) == without_room


def test_one_cell_alone_is_given_away_and_a_circle_of_four_is_not() -> None:
    table = sums([[Fraction(n) for n in line] for line in ((10, 20, 30), (40, 50, 60), (70, 80, 90))])
    assert determined(table, frozenset({(0, 0)})) == {(0, 0)}
    assert determined(table, frozenset({(0, 0), (0, 1)})) == {(0, 0), (0, 1)}
    assert determined(table, frozenset({(0, 0), (0, 1), (1, 0)})) == {(0, 0), (0, 1), (1, 0)}
    assert determined(table, frozenset({(0, 0), (0, 1), (1, 0), (1, 1)})) == frozenset()


def test_bounds_are_those_of_a_table_without_negative_figures() -> None:
    table = sums([[Fraction(3), Fraction(5)], [Fraction(7), Fraction(2)]])
    hidden = frozenset({(0, 0), (0, 1), (1, 0), (1, 1)})
    assert bounds(table, hidden, (0, 0)) == (Fraction(1), Fraction(8))
    assert bounds(table, hidden, (1, 1)) == (Fraction(0), Fraction(7))
    assert bounds(table, frozenset({(0, 0)}), (0, 0)) == (Fraction(3), Fraction(3))


def test_noughts_give_nothing_away_so_they_protect_nothing() -> None:
    table = sums([[Fraction(5), Fraction(0)], [Fraction(0), Fraction(9)]])
    hidden = frozenset({(0, 0), (0, 1), (1, 0), (1, 1)})
    assert determined(table, hidden) == frozenset()
    assert bounds(table, hidden, (0, 0)) == (Fraction(0), Fraction(5))
    assert holds(Figures(table, {}, {}), Withheld({(0, 0): "试"}, hidden - {(0, 0)}))
    assert not holds(Figures(table, {}, {}), Withheld({(0, 0): "试"}, frozenset({(0, 1)})))


def test_the_cheapest_circle_is_taken_and_totals_are_spared() -> None:
    table = sums([[Fraction(n) for n in line] for line in ((10, 500, 30), (40, 600, 20), (700, 800, 900))])
    assert withhold(Figures(table, {(0, 0): 2}, {})) == Withheld(
        {(0, 0): "只有2个统计调查对象，少于3个"}, frozenset({(0, 2), (1, 0), (1, 2)})
    )


def test_where_all_is_nought_the_totals_are_withheld() -> None:
    table = sums([[Fraction(0), Fraction(0)]])
    given_figures = Figures(table, {(0, 0): 1}, {})
    assert withhold(given_figures).secondary == {(0, 2), (1, 0), (1, 2)}
    assert holds(given_figures, withhold(given_figures))


def test_a_single_row_takes_its_totals_with_it() -> None:
    table = sums([[Fraction(10)]])
    assert withhold(Figures(table, {(0, 0): 1}, {})).places == {(0, 0), (0, 1), (1, 0), (1, 1)}


@pytest.mark.parametrize(
    ("count", "given_by", "rule", "reason"),
    [
        (0, None, Confidentiality(), ""),
        (1, None, Confidentiality(), "只有1个统计调查对象，少于3个"),
        (2, None, Confidentiality(), "只有2个统计调查对象，少于3个"),
        (3, None, Confidentiality(), ""),
        (4, None, Confidentiality(least=5), "只有4个统计调查对象，少于5个"),
        (4, (70, 10, 10, 10), Confidentiality(), ""),
        (4, (71, 9, 10, 10), Confidentiality(), "最大的1个统计调查对象占71%，超过70%"),
        (
            4,
            (45, 45, 5, 5),
            Confidentiality(largest=2, share=Fraction(85, 100)),
            "最大的2个统计调查对象占90%，超过85%",
        ),
        (None, (0, 0, 0), Confidentiality(), ""),
        (None, (5, 5), Confidentiality(), "只有2个统计调查对象，少于3个"),
    ],
)
def test_when_a_figure_shows_too_much(
    count: int | None, given_by: tuple[int, ...] | None, rule: Confidentiality, reason: str
) -> None:
    parts = tuple(map(Fraction, given_by)) if given_by is not None else None
    assert shows_too_much(count, parts, rule) == reason


def test_sums_add_up_and_wrong_ones_do_not() -> None:
    table = sums([[Fraction(1), Fraction(2)], [Fraction(3), Fraction(4)]])
    assert table.adds_up()
    assert not Sums(((Fraction(1), Fraction(2)), (Fraction(3), Fraction(3)))).adds_up()
