"""Figures that decide: grades at their edges, thresholds with the figure itself, majorities."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gongkai.core.regime.values_conduct import Grades, Matters, Part
from gongkai.gateways.regimes import load_builtin

TODAY = date(2025, 6, 3)


@pytest.mark.parametrize(
    ("book", "score", "name"),
    [
        ("naiman-housing", "100", "优秀"),
        ("naiman-housing", "90", "优秀"),
        ("naiman-housing", "89.99", "合格"),
        ("naiman-housing", "60", "基本合格"),
        ("naiman-housing", "0", "不合格"),
        ("hulunbuir-statistics", "75", "良好"),
        ("hulunbuir-statistics", "74.99", "一般"),
        ("hulunbuir-statistics", "59.99", "较差"),
    ],
)
def test_a_grade_begins_at_its_lower_edge(book: str, score: str, name: str) -> None:
    grades = load_builtin(book).binding("assessment.grades", TODAY).value
    assert isinstance(grades, Grades)
    assert grades.of(Decimal(score)) == name


@pytest.mark.parametrize("score", ["-0.01", "100.01"])
def test_no_grade_outside_the_scale(score: str) -> None:
    grades = load_builtin("naiman-housing").binding("assessment.grades", TODAY).value
    with pytest.raises(ValueError, match="不在 0 至 100 之间"):
        grades.of(Decimal(score))


@pytest.mark.parametrize(
    ("matter", "amount", "major"),
    [
        ("purchase", "5000.00", True),
        ("purchase", "4999.99", False),
        ("spending", "10000.00", True),
        ("spending", "9999.99", False),
        ("disposal", "5000.00", True),
        ("disposal", "4999.99", False),
        ("staffing", None, True),
        ("purchase", None, False),
    ],
)
def test_a_threshold_includes_its_own_figure(matter: str, amount: str | None, major: bool) -> None:
    matters = load_builtin("hulunbuir-statistics").binding("decisions.matters", TODAY).value
    assert isinstance(matters, Matters)
    (found,) = [each for each in matters.matters if each.id == matter]
    assert found.takes_in(Decimal(amount) if amount else None) is major


@pytest.mark.parametrize(
    ("ayes", "due", "passes"), [(4, 7, True), (3, 6, False), (4, 6, True), (3, 7, False)]
)
def test_a_majority_is_more_than_half_of_those_due(ayes: int, due: int, passes: bool) -> None:
    majority = load_builtin("hulunbuir-statistics").binding("decisions.majority", TODAY).value
    assert isinstance(majority, Part)
    assert majority.reached(ayes, due) is passes


def test_a_quorum_is_everybody() -> None:
    quorum = load_builtin("hulunbuir-statistics").binding("decisions.quorum", TODAY).value
    assert [quorum.reached(present, 7) for present in (6, 7)] == [False, True]
