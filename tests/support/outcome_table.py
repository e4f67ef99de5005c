"""The table of outcomes as a lawyer reads it: per bureau, what each way to answer must, may and must not carry.

GONGKAI_WRITE_GOLDEN=1 python -m pytest tests/core/requests/test_outcomes_cell_by_cell.py      writes it anew
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gongkai.core.regime import Lawbook
from gongkai.core.regime.values_requests import Outcome
from gongkai.core.requests.outcomes import ENDINGS, FIELDS, REPORT_ROWS, needs_of
from gongkai.core.requests.replying import HandedOut, ReplyFacts, ReplyPaper
from gongkai.gateways.regimes import load_builtin

FILE = Path("tests/golden/outcomes.yaml")
ON = date(2025, 3, 3)
BUREAUS = ("hulunbuir-statistics", "naiman-housing")
WORDS = {"required": "必须", "one_of": "至少一项", "allowed": "可以", "forbidden": "不得"}
ON_FILE = "不论"
"""A search is on file with every outcome; only one rests on it."""

WRITTEN = ("where", "when", "withheld", "reasons", "who", "contact", "law")
FACTS = ReplyFacts(correction_asked=True, same_applicant_replied=True)

Table = dict[str, dict[str, dict[str, Any]]]


@cache
def lawbook(bureau: str) -> Lawbook:
    return load_builtin(bureau)


def replies(bureau: str) -> dict[str, Outcome]:
    """The outcomes a reply can have, by id."""
    every = lawbook(bureau).outcomes(ON)
    return {each.id: each for each in every if each.result != "correction" and each.id not in ENDINGS}


def cell(outcome: Outcome, field: str) -> str:
    """The word in a cell."""
    if field == "search" and outcome.id != "not-existing":
        return ON_FILE
    return WORDS[needs_of(outcome).cell(field)]


def table() -> Table:
    """The whole table in the words of the house."""
    return {bureau: {each.title: _line(each) for each in replies(bureau).values()} for bureau in BUREAUS}


def _line(outcome: Outcome) -> dict[str, Any]:
    needs = needs_of(outcome)
    row = "按不予公开理由分列" if needs.row == "refused" else REPORT_ROWS[needs.row]
    cells = {title: cell(outcome, field) for field, title in FIELDS.items()}
    told = {word: [title for title, found in cells.items() if found == word] for word in WORDS.values()}
    kept = {word: titles for word, titles in told.items() if titles}
    spot = "可以" if needs.on_the_spot else "不可以"
    return {"依据": str(outcome.clause), "年报统计": row, "当场答复": spot} | kept


def golden() -> Table:
    read: Table = yaml.safe_load(FILE.read_text("utf-8"))
    return read


def write_golden(found: Table) -> None:
    head = (
        "# 每一种答复必须写明什么，可以带有什么，不得带有什么，计入年度报告哪一行。\n"
        "# 「至少一项」：列出的几项中至少有一项。检索情况任何答复都可以登记，只有「信息不存在」以它为依据。\n"
    )
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=110)
    FILE.write_text(head + text, "utf-8")


def complete(outcome: Outcome) -> set[str]:
    """The least that a reply of the outcome carries."""
    needs = needs_of(outcome)
    first = [field for field in FIELDS if field in needs.one_of][:1]
    return {*needs.required, *first}


def paper_with(outcome: Outcome, fields: set[str]) -> tuple[ReplyPaper, ReplyFacts]:
    """A reply with exactly these fields, and what the case has on record for it."""
    words: dict[str, Any] = {name: "写明的内容" for name in WRITTEN if name in fields}
    paper = ReplyPaper(outcome.id, **words)
    if "ground" in fields:
        paper = replace(paper, ground="in-process")
    if "earlier" in fields:
        paper = replace(paper, earlier=7)
    if fields & {"files", "redacted"}:
        paper = replace(paper, files=(HandedOut(1, "f" * 64, "redacted" in fields),))
    return paper, replace(FACTS, searched="search" in fields)
