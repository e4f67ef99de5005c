"""Every cell of the table of outcomes, tried by a reply that has just this much, or just this too much."""

from __future__ import annotations

import os

import pytest
from tests.support import outcome_table as table
from tests.support.outcome_table import BUREAUS, ON, ON_FILE, complete, lawbook, paper_with, replies

from gongkai.core.regime.values_requests import Outcome
from gongkai.core.requests.outcomes import (
    ENDINGS,
    FIELDS,
    GROUND_ROWS,
    OUTCOMES,
    REPORT_ROWS,
    needs_of,
    report_row,
)
from gongkai.core.requests.replying import ReplyPaper, check_reply
from gongkai.core.terms import Refusal

CELLS = [
    (bureau, outcome.id, field)
    for bureau in BUREAUS
    for outcome in replies(bureau).values()
    for field in FIELDS
]


def answer(bureau: str, outcome: Outcome, fields: set[str]) -> str:
    """`accepted`, or the code of the refusal."""
    book = lawbook(bureau)
    grounds = frozenset(ground.id for ground in book.refusal_grounds(ON).value)
    paper, facts = paper_with(outcome, fields)
    found = check_reply(paper, book.outcomes(ON), grounds, facts, book.gate)
    return found.code if isinstance(found, Refusal) else "accepted"


def test_the_table_is_the_golden_one() -> None:
    found = table.table()
    if os.environ.get("GONGKAI_WRITE_GOLDEN"):
        table.write_golden(found)
    assert found == table.golden()


@pytest.mark.clause("2.3.1", "2.3.2", "2.3.3", "2.3.4", "2.3.5", "2.3.6")
@pytest.mark.clause("cn-foi:35", "cn-foi:36", "cn-foi:37", "cn-foi:38", "cn-foi:39")
@pytest.mark.parametrize(("bureau", "outcome_id", "field"), CELLS)
def test_cell(bureau: str, outcome_id: str, field: str) -> None:
    outcome = replies(bureau)[outcome_id]
    least = complete(outcome)
    one_of = set(needs_of(outcome).one_of)
    match table.cell(outcome, field):
        case "必须":
            # Without a file there is no redacted one either.
            less = least - ({"files", "redacted"} if field == "files" else {field})
            assert answer(bureau, outcome, less) == f"lacks_{field}"
        case "至少一项":
            assert answer(bureau, outcome, (least - one_of) | {field}) == "accepted"
            assert answer(bureau, outcome, least - one_of) == "lacks_one"
        case "可以":
            assert answer(bureau, outcome, least | {field}) == "accepted"
        case "不得":
            with_file = field == "redacted" and needs_of(outcome).cell("files") == "forbidden"
            expected = "forbids_files" if with_file else f"forbids_{field}"
            assert answer(bureau, outcome, least | {field}) == expected
        case word:
            assert word == ON_FILE
            assert answer(bureau, outcome, least | {field}) == "accepted"
    assert answer(bureau, outcome, least) == "accepted"


@pytest.mark.parametrize("bureau", BUREAUS)
def test_every_outcome_of_the_rule_books_is_in_the_table(bureau: str) -> None:
    assert set(replies(bureau)) == set(OUTCOMES) - set(ENDINGS)


@pytest.mark.parametrize("ending", [*ENDINGS, "unclear", "", "whatever"])
def test_what_is_no_reply_cannot_be_chosen(ending: str) -> None:
    book = lawbook("hulunbuir-statistics")
    paper = ReplyPaper(ending)
    found = check_reply(paper, book.outcomes(ON), frozenset(), table.FACTS, book.gate)
    assert isinstance(found, Refusal)
    assert found.code == "unknown_outcome"


@pytest.mark.clause("cn-foi:14", "cn-foi:15", "cn-foi:16")
def test_a_refusal_counts_in_the_row_of_its_ground_and_every_ground_has_one() -> None:
    for bureau in BUREAUS:
        grounds = {ground.id for ground in lawbook(bureau).refusal_grounds(ON).value}
        assert grounds <= set(GROUND_ROWS)
    assert {ground: REPORT_ROWS[report_row("refused", ground)] for ground in GROUND_ROWS} == {
        "state-secret": "（三）不予公开：1.属于国家秘密",
        "forbidden-by-law": "（三）不予公开：2.其他法律行政法规禁止公开",
        "stability": "（三）不予公开：3.危及“三安全一稳定”",
        "third-party": "（三）不予公开：4.保护第三方合法权益",
        "trade-secret": "（三）不予公开：4.保护第三方合法权益",
        "privacy": "（三）不予公开：4.保护第三方合法权益",
        "internal-affairs": "（三）不予公开：5.属于三类内部事务信息",
        "in-process": "（三）不予公开：6.属于四类过程性信息",
        "enforcement-file": "（三）不予公开：7.属于行政执法案卷",
        "special-query": "（三）不予公开：8.属于行政查询事项",
    }


def test_every_outcome_counts_in_exactly_one_row() -> None:
    rows = {name: report_row(name, "in-process") for name in OUTCOMES}
    assert set(rows.values()) <= set(REPORT_ROWS)
    assert report_row("partial", "in-process") == "partial"
    reached = set(rows.values()) | set(GROUND_ROWS.values())
    assert reached == set(REPORT_ROWS)
