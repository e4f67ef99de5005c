"""What screening leaves in the way of disclosing, each under its clause, in the order a handler mends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.core.screening.gate import CLEAN, UNSCREENED, ScreeningFacts, screening_obstacles
from gongkai.core.terms import Refusal
from gongkai.gateways.regimes import load_builtin

NAIMAN = load_builtin("naiman-housing").gate
HULUNBUIR = load_builtin("hulunbuir-statistics").gate
BLOCKED = replace(CLEAN, blocked=("附件.docx：标有「秘密★10年」，在保密期限内。",))
UNREAD = replace(CLEAN, unread=("照片.png：图片：没有识别。",))


def met(facts: ScreeningFacts) -> list[tuple[str, str, str]]:
    both = zip(screening_obstacles(facts, NAIMAN), screening_obstacles(facts, HULUNBUIR), strict=True)
    return [(one.code, _clause(one), _clause(two)) for one, two in both if one.code == two.code]


def _clause(refusal: Refusal) -> str:
    return refusal.clause.clause if refusal.clause else ""


def test_a_clean_text_meets_nothing() -> None:
    assert met(CLEAN) == []


@pytest.mark.clause("secrecy.6.1", "secrecy.6.2", "secrecy.12", "3.7.1", "3.7.4", "3.14")
@pytest.mark.parametrize(
    ("facts", "obstacle"),
    [
        (UNSCREENED, ("not_screened", "secrecy.6.2", "3.7.4")),
        (BLOCKED, ("marked_within", "secrecy.6.1", "3.7.1")),
        (UNREAD, ("unread", "secrecy.6.2", "3.7.4")),
        (replace(CLEAN, open=1), ("findings_open", "secrecy.6.2", "3.7.4")),
        (replace(CLEAN, to_cut=1), ("not_redacted", "secrecy.12", "3.14")),
    ],
)
def test_each_obstacle_and_its_clause(facts: ScreeningFacts, obstacle: tuple[str, str, str]) -> None:
    assert met(facts) == [obstacle]


def test_all_are_told_in_the_order_to_mend_them() -> None:
    everything = ScreeningFacts(True, BLOCKED.blocked, UNREAD.unread, 2, 3)
    assert [code for code, _, _ in met(everything)] == [
        "marked_within",
        "unread",
        "findings_open",
        "not_redacted",
    ]


def test_where_nothing_was_looked_at_only_that_is_told() -> None:
    assert [code for code, _, _ in met(replace(UNSCREENED, open=2, to_cut=3))] == ["not_screened"]


def test_the_sentences_say_how_much_and_where() -> None:
    several = replace(
        BLOCKED, blocked=(*BLOCKED.blocked, "正文：另一处。"), unread=UNREAD.unread, open=2, to_cut=3
    )
    assert [refusal.reason for refusal in screening_obstacles(several, NAIMAN)] == [
        "附件.docx：标有「秘密★10年」，在保密期限内（共2处）。任何意见都不能准予公开。",
        "有1处内容读不出来，没有查验的内容不能公开。第一处：照片.png：图片：没有识别。",
        "查出的内容还有2处没有答复。",
        "有3处已经定为隐去，但文字还在原处。",
    ]
