"""A table answers where a verb leads, or why it is closed."""

from __future__ import annotations

import pytest

from gongkai.core.procedure import Move, Table, by_titles
from gongkai.core.terms import Citation, Refusal, Role

CLAUSE = Citation("x", "1")
SUBMIT = Move("submit", "送审", ("draft",), "in_review", (Role.PRODUCER,), CLAUSE)
REVISE = Move("revise", "修改", ("draft",), "draft", (Role.PRODUCER,), CLAUSE, otherwise="请另立新版本。")
TABLE = Table((SUBMIT, REVISE), {"draft": "起草", "in_review": "审查中"})


def test_an_open_verb_gives_its_row() -> None:
    assert TABLE.find("submit", "draft") == SUBMIT


def test_a_closed_verb_says_state_clause_and_where_it_is_open() -> None:
    assert TABLE.find("submit", "in_review") == Refusal(
        "not_in_this_state", "当前状态是「审查中」，不能送审。", CLAUSE, "「送审」只在「起草」时可以办理。"
    )


def test_a_row_may_say_what_to_do_in_any_other_state() -> None:
    refusal = TABLE.find("revise", "in_review")
    assert isinstance(refusal, Refusal)
    assert refusal.remedy == "请另立新版本。"


def test_an_unknown_verb_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError, match="no such verb: burn"):
        TABLE.find("burn", "draft")


def test_open_moves_are_those_of_the_state_in_order() -> None:
    assert TABLE.open_moves("draft") == (SUBMIT, REVISE)
    assert TABLE.open_moves("in_review") == ()


def test_role_titles_are_named_once_each() -> None:
    assert (
        by_titles([Role.SECRECY_BODY, Role.SECRECY_BODY, Role.PRODUCER]) == "保密工作机构、信息产生机构经办人"
    )
