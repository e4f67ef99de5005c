"""What binds on a day, and why."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.regime import Binding, RuleSilentError
from gongkai.core.terms import Citation, Role
from gongkai.core.workdays import CitedLimit, Limit
from gongkai.gateways.regimes import load_builtin

HULUNBUIR = load_builtin("hulunbuir-statistics")
NAIMAN = load_builtin("naiman-housing")
STATUTE = load_builtin("cn-foi")
BEFORE, AFTER = date(2019, 5, 14), date(2019, 5, 15)


def cited(days: int, clause: str) -> CitedLimit:
    return CitedLimit(Limit(working_days=days), Citation.parse(clause))


@pytest.mark.parametrize(
    ("on", "limits"),
    [
        (BEFORE, (cited(15, "hulunbuir-statistics:2.3"), cited(15, "cn-foi:2007.24"))),
        (AFTER, (cited(15, "hulunbuir-statistics:2.3"), cited(20, "cn-foi:33"))),
    ],
)
def test_the_reply_limit_of_both_books_on_either_side_of_the_reform(
    on: date, limits: tuple[CitedLimit, ...]
) -> None:
    rule = HULUNBUIR.clock_rule("requests.reply", on)
    assert rule is not None
    assert rule.limits == limits


@pytest.mark.parametrize(
    ("on", "caps"),
    [
        (
            BEFORE,
            (
                CitedLimit(Limit(months=1), Citation("hulunbuir-statistics", "2.3")),
                cited(15, "cn-foi:2007.24"),
            ),
        ),
        (
            AFTER,
            (CitedLimit(Limit(months=1), Citation("hulunbuir-statistics", "2.3")), cited(20, "cn-foi:33")),
        ),
    ],
)
def test_an_extension_is_capped_by_both_books(on: date, caps: tuple[CitedLimit, ...]) -> None:
    rule = HULUNBUIR.clock_rule("requests.reply", on)
    assert rule is not None
    assert rule.extension is not None
    assert rule.extension.caps == caps


def test_the_stricter_binds_and_the_other_is_listed() -> None:
    found = HULUNBUIR.binding("publication.due", AFTER)
    assert (found.value.within, found.clause, found.also) == (
        Limit(working_days=10),
        Citation("hulunbuir-statistics", "1.4.4"),
        (Citation("cn-foi", "26"),),
    )


def test_where_the_bureau_is_silent_the_statute_binds_alone() -> None:
    found = NAIMAN.binding("publication.due", BEFORE)
    assert (found.value.within, found.clause, found.also) == (
        Limit(working_days=20),
        Citation("cn-foi", "2007.18"),
        (),
    )


@pytest.mark.parametrize(
    ("book", "clock", "on", "known"),
    [
        (NAIMAN, "review.secrecy_body", AFTER, True),
        (HULUNBUIR, "review.secrecy_body", AFTER, False),
        (HULUNBUIR, "coordination.incoming", AFTER, True),
        (NAIMAN, "coordination.incoming", AFTER, False),
        (NAIMAN, "requests.correction_notice", BEFORE, False),
        (NAIMAN, "requests.correction_notice", AFTER, True),
        (NAIMAN, "report.publish", date(2008, 4, 30), False),
        (NAIMAN, "report.publish", date(2008, 5, 1), True),
    ],
)
def test_a_clock_exists_only_where_and_when_a_book_speaks(
    book: object, clock: str, on: date, known: bool
) -> None:
    assert book in (NAIMAN, HULUNBUIR)
    rule = (NAIMAN if book is NAIMAN else HULUNBUIR).clock_rule(clock, on)
    assert (rule is not None) is known


def test_before_any_value_the_rule_is_silent() -> None:
    assert NAIMAN.find("review.chain", date(2008, 4, 30)) is None
    with pytest.raises(RuleSilentError, match="2008-04-30没有关于「保密审查流程与意见」的规定"):
        NAIMAN.review_chain(date(2008, 4, 30))


def test_unknown_names_are_errors_not_silence() -> None:
    with pytest.raises(LookupError, match="没有名为「publication」的规则"):
        NAIMAN.find("publication", AFTER)
    with pytest.raises(LookupError, match="没有名为「publication.due」的时钟"):
        NAIMAN.clock_rule("publication.due", AFTER)
    with pytest.raises(LookupError, match="没有名为「nonsense」的关口"):
        NAIMAN.gate("nonsense")
    with pytest.raises(LookupError, match="没有条款 naiman-housing:99"):
        NAIMAN.citation("99")


def test_release_approval_is_asked_only_where_the_text_asks() -> None:
    assert NAIMAN.release_approval(AFTER) is None
    assert HULUNBUIR.release_approval(AFTER) == Binding(
        Role.LEADING_GROUP, Citation("hulunbuir-statistics", "1.4.1")
    )


def test_the_statute_stands_by_itself() -> None:
    rule = STATUTE.clock_rule("requests.reply", AFTER)
    assert rule is not None
    assert rule.limits == (cited(20, "cn-foi:33"),)
    assert STATUTE.find("review.chain", AFTER) is None


def test_clauses_are_found_at_home_and_in_the_statute() -> None:
    assert NAIMAN.clause(Citation("naiman-housing", "secrecy.11")).letters == "T"
    assert NAIMAN.citation("cn-foi:26") == Citation("cn-foi", "26")
    assert HULUNBUIR.citation("1.4.4") == Citation("hulunbuir-statistics", "1.4.4")
