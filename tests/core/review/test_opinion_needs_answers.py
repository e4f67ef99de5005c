"""Whatever screening left open stands in the way of every opinion that discloses, and of no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.review import OpinionPaper, ReviewFacts, check_opinion
from gongkai.core.review.signing import DISCLOSING
from gongkai.core.screening.gate import CLEAN, UNSCREENED, ScreeningFacts
from gongkai.core.terms import DisclosureClass, Refusal
from gongkai.gateways.regimes import load_builtin

ON = date(2025, 3, 3)
BUREAUS = ("naiman-housing", "hulunbuir-statistics")
OBSTACLES: dict[str, tuple[ScreeningFacts, dict[str, str]]] = {
    "not_screened": (UNSCREENED, dict(zip(BUREAUS, ("secrecy.6.2", "3.7.4"), strict=True))),
    "marked_within": (
        replace(CLEAN, blocked=("附件：密级标志。",)),
        dict(zip(BUREAUS, ("secrecy.6.1", "3.7.1"), strict=True)),
    ),
    "unread": (
        replace(CLEAN, unread=("照片：没有识别。",)),
        dict(zip(BUREAUS, ("secrecy.6.2", "3.7.4"), strict=True)),
    ),
    "findings_open": (replace(CLEAN, open=1), dict(zip(BUREAUS, ("secrecy.6.2", "3.7.4"), strict=True))),
    "not_redacted": (replace(CLEAN, to_cut=1), dict(zip(BUREAUS, ("secrecy.12", "3.14"), strict=True))),
}
FACTS = ReviewFacts(1, DisclosureClass.PROACTIVE, True, "", None, False, (), screening=CLEAN)
OPINIONS = [
    (bureau, opinion.name, opinion.effect)
    for bureau in BUREAUS
    for opinion in load_builtin(bureau).review_chain(ON).value.opinions
]


def answer(bureau: str, opinion: str, facts: ReviewFacts) -> tuple[str, str]:
    """Code and clause of the refusal, or the opinion's own name and nothing."""
    book = load_builtin(bureau)
    paper = OpinionPaper(opinion, ("保密法",), "已核对", "stability")
    said = check_opinion(paper, book.review_chain(ON).value, facts, book.gate)
    if isinstance(said, Refusal):
        return said.code, said.clause.clause if said.clause else ""
    return said.name, ""


@pytest.mark.clause("secrecy.6.1", "secrecy.6.2", "secrecy.12", "3.7.1", "3.7.4", "3.14", "6.2.1")
@pytest.mark.parametrize("obstacle", OBSTACLES)
@pytest.mark.parametrize(("bureau", "opinion", "effect"), OPINIONS)
def test_every_opinion_against_every_obstacle(bureau: str, opinion: str, effect: str, obstacle: str) -> None:
    facts, clauses = OBSTACLES[obstacle]
    expected = (obstacle, clauses[bureau]) if effect in DISCLOSING else (opinion, "")

    assert answer(bureau, opinion, replace(FACTS, screening=facts)) == expected


@pytest.mark.parametrize(("bureau", "opinion", "effect"), OPINIONS)
def test_with_everything_answered_each_opinion_is_free(bureau: str, opinion: str, effect: str) -> None:
    assert answer(bureau, opinion, FACTS) == (opinion, "")


def test_three_opinions_disclose_and_three_do_not() -> None:
    assert {(bureau, opinion) for bureau, opinion, effect in OPINIONS if effect in DISCLOSING} == {
        ("naiman-housing", "公开"),
        ("hulunbuir-statistics", "主动公开"),
        ("hulunbuir-statistics", "依申请公开"),
    }
