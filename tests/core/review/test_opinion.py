"""Which opinions may be signed, in both bureaus."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.regime import Lawbook, Opinion
from gongkai.core.review import OpinionPaper, ReviewFacts, check_opinion
from gongkai.core.screening.gate import CLEAN
from gongkai.core.terms import DisclosureClass, Refusal
from gongkai.gateways.regimes import load_builtin

ON = date(2025, 3, 3)
FACTS = ReviewFacts(1, DisclosureClass.PROACTIVE, True, "", None, False, (), screening=CLEAN)
PAPER = OpinionPaper("主动公开", ("保密法",), "不涉密")


def lawbook(bureau: str) -> Lawbook:
    return load_builtin(bureau)


def checked(bureau: str, paper: OpinionPaper, facts: ReviewFacts = FACTS) -> Opinion | tuple[str, str]:
    book = lawbook(bureau)
    answer = check_opinion(paper, book.review_chain(ON).value, facts, book.gate)
    return (answer.code, str(answer.clause)) if isinstance(answer, Refusal) else answer


@pytest.mark.clause("secrecy.10", "3.10")
@pytest.mark.parametrize(
    ("bureau", "names"),
    [
        ("naiman-housing", ["公开", "不予公开", "需报审"]),
        ("hulunbuir-statistics", ["主动公开", "依申请公开", "不予公开"]),
    ],
)
def test_exactly_the_opinions_of_the_rule_book(bureau: str, names: list[str]) -> None:
    chain = lawbook(bureau).review_chain(ON).value
    assert [opinion.name for opinion in chain.opinions] == names
    every = {"公开", "不予公开", "需报审", "主动公开", "依申请公开", "同意", ""}
    for name in every:
        answer = checked(bureau, replace(PAPER, opinion=name, ground="stability"))
        if name in names:
            assert answer == chain.opinion(name)
        else:
            assert isinstance(answer, tuple)
            assert answer[0] == "unknown_opinion"


@pytest.mark.clause("secrecy.10", "3.10")
@pytest.mark.parametrize(
    ("paper", "code"),
    [
        (replace(PAPER, basis=()), "no_basis"),
        (replace(PAPER, basis=("  ",)), "no_basis"),
        (replace(PAPER, reasons=" "), "no_reasons"),
    ],
)
def test_basis_and_reasons_are_required(paper: OpinionPaper, code: str) -> None:
    assert checked("hulunbuir-statistics", paper) == (code, "hulunbuir-statistics:3.10")


@pytest.mark.clause("secrecy.6.3", "3.7.6")
def test_withholding_needs_its_ground() -> None:
    answer = checked("hulunbuir-statistics", replace(PAPER, opinion="不予公开"))
    assert answer == ("no_ground", "hulunbuir-statistics:3.7.1")


@pytest.mark.clause("secrecy.6.1", "3.7.1")
@pytest.mark.parametrize(
    ("bureau", "opinion", "clause"),
    [
        ("naiman-housing", "公开", "naiman-housing:secrecy.6.1"),
        ("hulunbuir-statistics", "主动公开", "hulunbuir-statistics:3.7.1"),
        ("hulunbuir-statistics", "依申请公开", "hulunbuir-statistics:3.7.1"),
    ],
)
def test_no_opinion_overrules_a_mark_in_force(bureau: str, opinion: str, clause: str) -> None:
    marked = replace(FACTS, mark_in_force="机密")
    assert checked(bureau, replace(PAPER, opinion=opinion), marked) == ("marked_secret", clause)


def test_a_marked_file_may_still_be_withheld() -> None:
    marked = replace(FACTS, mark_in_force="机密")
    answer = checked("naiman-housing", replace(PAPER, opinion="不予公开", ground="marked"), marked)
    assert isinstance(answer, Opinion)


@pytest.mark.clause("secrecy.8", "3.12")
def test_the_answer_to_a_referral_binds_both_ways() -> None:
    forbidden = replace(FACTS, referral_answer="withhold")
    allowed = replace(FACTS, referral_answer="disclose")
    assert checked("hulunbuir-statistics", PAPER, forbidden) == ("answer_binds", "hulunbuir-statistics:3.12")
    withheld = replace(PAPER, opinion="不予公开", ground="stability")
    assert checked("hulunbuir-statistics", withheld, allowed) == ("answer_binds", "hulunbuir-statistics:3.12")


def test_saying_disclose_to_what_was_proposed_as_withheld_is_unclear() -> None:
    facts = replace(FACTS, proposed_class=DisclosureClass.WITHHELD)
    assert checked("naiman-housing", replace(PAPER, opinion="公开"), facts) == (
        "class_unclear",
        "naiman-housing:disclosure.1",
    )


@pytest.mark.clause("1.2.public.1", "1.2.public.2", "1.2.public.3", "1.2.public.4", "1.2.public.5")
def test_proactive_needs_a_category() -> None:
    facts = replace(FACTS, has_category=False)
    assert checked("hulunbuir-statistics", PAPER, facts) == ("no_category", "hulunbuir-statistics:1.2")
