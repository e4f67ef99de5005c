"""Where a redacted edition took the place of an earlier one, no list says what was withheld, and history stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.support.cast import Bureau, Cast
from tests.support.found import marks, publishes, ready, redacts
from tests.support.plain_drafts import worded
from tests.support.redacted import PERSON
from tests.support.road import MOMENT, draft, registered, who

from gongkai.actions import catalogue
from gongkai.jobs.bake import bake_everything, run_open_tasks
from gongkai.queries.portal.lines import public_lines, read_lines
from gongkai.records.models import Edition, Publication

pytestmark = [pytest.mark.django_db, pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]

WORDED = {"title": f"关于{PERSON}的决定", "summary": f"{PERSON}", **worded("无。")}


@pytest.fixture
def site(settings: Settings, tmp_path: Path) -> Path:
    settings.SITE_DIR = tmp_path / "site"
    return tmp_path / "site"


def renewed(bureau: Bureau, row: Publication, **changes: Any) -> Edition:
    handler = who(bureau, "business_handler")
    return catalogue.renew_item(handler, row.item_id, draft(bureau, **changes), moment=MOMENT)


def told(row: Publication) -> list[tuple[str, str, str]]:
    lines = read_lines(public_lines(row.organ).order_by("id"))
    return [(line.number, line.title, line.status) for line in lines]


def test_the_earlier_line_shows_what_the_item_says_now(cast: Cast, site: Path) -> None:
    bureau = cast.hulunbuir
    first = publishes(bureau, ready(bureau, registered(bureau, **WORDED)))
    run_open_tasks(MOMENT)
    edition = renewed(bureau, first, **WORDED)
    marks(bureau, edition, PERSON, instead="某人")
    second = publishes(bureau, ready(bureau, redacts(bureau, edition)))
    assert told(first) == [
        (first.number, "关于某人的决定", "replaced"),
        (second.number, "关于某人的决定", "live"),
    ]
    run_open_tasks(MOMENT)
    little = holding(site, PERSON)
    bake_everything(moment=MOMENT)
    assert (little, holding(site, PERSON)) == ([], [])


def test_a_line_replaced_by_an_edition_from_which_nothing_was_taken_keeps_its_title(cast: Cast) -> None:
    bureau = cast.hulunbuir
    first = publishes(bureau, ready(bureau, registered(bureau, title="旧的标题")))
    second = publishes(bureau, ready(bureau, renewed(bureau, first, title="新的标题")))
    assert told(first) == [
        (first.number, "旧的标题", "replaced"),
        (second.number, "新的标题", "live"),
    ]


def holding(site: Path, words: str) -> list[str]:
    """The files that say the words, as bytes or as escaped in data."""
    needles = (words.encode(), json.dumps(words)[1:-1].encode())
    return [
        path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*"))
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]
