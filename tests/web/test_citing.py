"""A clause is shown by its place, opens to its gist, and leads to the rules page."""

from __future__ import annotations

from gongkai.core.terms import Citation
from gongkai.gateways.regimes import load_builtin
from gongkai.web.citing import Cited, cite


def test_a_clause_of_the_bureau() -> None:
    book = load_builtin("hulunbuir-statistics")
    clause = book.clause(Citation("hulunbuir-statistics", "1.4.4"))
    cited = cite(Citation("hulunbuir-statistics", "1.4.4"), book, "/hulunbuir-statistics/rules/")
    assert cited == Cited(f"制度 {clause.title}", clause.gist, "/hulunbuir-statistics/rules/#c-1.4.4")


def test_a_rule_that_is_named_in_its_place_is_not_announced_twice() -> None:
    book = load_builtin("naiman-housing")
    cited = cite(Citation("naiman-housing", "disclosure.6"), book, "/naiman-housing/rules/")
    assert cited.label == "信息公开制度六"


def test_an_article_of_the_statute() -> None:
    book = load_builtin("hulunbuir-statistics")
    cited = cite(Citation("cn-foi", "26"), book, "/hulunbuir-statistics/rules/")
    assert (cited.label, cited.address) == ("条例 第26条", "/hulunbuir-statistics/rules/#c-cn-foi-26")


def test_a_clause_no_book_at_hand_holds_is_shown_by_its_id() -> None:
    assert cite(Citation("x", "9"), None, "") == Cited("制度 9", "", "#c-9")
